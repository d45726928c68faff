"""Headers in the words of their senders, and columns by what stands in them."""

import datetime

import pytest

from enrolment.rules.raw_row import Cell
from enrolment.rules.roster_column_content import (
    Column,
    by_content,
    columns_of,
    is_identity,
    is_long_number,
    is_phone,
    is_unit,
)
from enrolment.rules.roster_columns import field_of, header_key, header_words, is_ours
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_header_words import FIELD_OF
from enrolment.rules.roster_headings import body_in, body_of_titles, places_in
from tests.enrolment.rosters_in_memory import birth, nik

pytestmark = pytest.mark.once

HEADERS = {
    Field.NIK: ["NIK", "N I K", "No. KTP", "Nomor Induk Kependudukan (NIK)*", "NOMOR_IDENTITAS", "NIK (16 digit)"],
    Field.KK: ["No. KK", "no_kk", "Nomor Kartu Keluarga", "K K"],
    Field.NAME: ["Nama", "N A M A", "full_name", "NAMA LENGKAP (sesuai KTP)", "Nama Petugas Linmas", "Nama sesuai KTP"],
    Field.BIRTH_PLACE: ["Tempat Lahir", "birth_place", "TEMPAT_LAHIR", "Tmp. Lahir", "Kota Kelahiran"],
    Field.BIRTH_DATE: ["Tanggal Lahir", "Tgl. Lahir", "birth_date", "TGL_LAHIR", "Tanggal Lahir (dd-mm-yyyy)"],
    Field.BIRTH: ["Tempat/Tgl Lahir", "TTL", "Tempat, Tanggal Lahir", "Tempat dan Tanggal Lahir", "Tempat\nTgl Lahir"],
    Field.SEX: ["L/P", "JK", "J K", "Jenis Kelamin", "gender", "JENIS KELAMIN", "Jenis Kelamin\n(L/P)"],
    Field.ADDRESS: ["Alamat", "ALAMAT LENGKAP", "Alamat sesuai KTP", "Alamat (RT/RW)", "ALAMAT_LENGKAP_DOMISILI"],
    Field.POSTCODE: ["Kode Pos", "KODE_POS", "Kodepos"],
    Field.MOTHER: ["Nama Ibu Kandung", "Gadis ibu", "Nama gadis ibu kandung", "nama_ibu_kandung", "Ibu"],
    Field.MARITAL: ["Status Kawin", "status_perkawinan", "STATUS_KAWIN", "Status Pernikahan", "Kawin/Belum Kawin"],
    Field.PHONE: ["No HP", "No. HP/WA", "no_hp", "HP", "HANDPHONE", "Nomor WhatsApp", "No. Telp./HP", "No. HP Aktif"],
    Field.EMAIL: ["Email", "E-mail", "Alamat Email", "Surel"],
    Field.JOB: ["Pekerjaan", "pekerjaan", "Pekerjaan Saat Ini", "Status Kepegawaian", "ASN / Non ASN"],
    Field.KPJ: ["no_kpj", "KPJ", "No. BPJS Ketenagakerjaan", "BPJSTK", "Nomor BPJS TK", "Peserta Jamsostek"],
    Field.KABUPATEN: ["kabupaten_kota", "Kab/Kota", "Kabupaten"],
    Field.KECAMATAN: ["Kecamatan", "KEC.", "Nama Kecamatan"],
    Field.DESA: ["Desa/Kelurahan", "Desa/Kel", "Kel/Desa", "kelurahan_desa", "Desa/Kel.", "Nama Desa", "PEKON"],
    Field.TPS: ["TPS", "No. TPS", "No TPS", "TPS ke", "Nomor TPS", "RT/TPS"],
    Field.UNIT: ["Desa/TPS", "Kecamatan / Desa", "Kec./Kel.", "Unit Kerja", "Wilayah Kerja"],
    Field.POSITION: ["Jabatan", "posisi", "Jabatan dalam KPPS", "Posisi (Ketua/Anggota)", "Jabatan PPS"],
    Field.START: ["TMT", "tmt_mulai", "TGL_AWAL_BEKERJA", "Mulai Tugas", "Tanggal Mulai"],
    Field.END: ["tmt_selesai", "s.d.", "S/D", "TGL_AKHIR_KONTRAK", "Tanggal Selesai", "Akhir Masa Kerja"],
    Field.DECREE_NUMBER: ["Nomor SK", "No. SK", "Nomor SK Pengangkatan"],
    Field.DECREE_DATE: ["Tanggal SK", "Tgl. SK"],
    Field.RESERVE: ["Cadangan", "PAW", "Terpilih/Cadangan"],
}  # fmt: skip


@pytest.mark.parametrize(("header", "field"), [(header, field) for field, known in HEADERS.items() for header in known])
def test_a_header_is_known_as_it_is_written(header: str, field: Field):
    match = field_of((header,))
    assert match is not None
    assert match.field is field


@pytest.mark.parametrize(
    "header",
    [
        "No", "Nomor BPJS", "nomor_bpjs", "No. BPJS Kesehatan", "npwp", "agama", "pendidikan_terakhir",
        "created_at", "registration_no", "Bantu1", "NAMA_REKENING", "NAMA_ANAK_1", "Nama Kepala Keluarga", "Usia",
        "JENIS_IDENTITAS", "MASA_LAKU_IDENTITAS", "TANGGAL_KEPESERTAAN", "TELEPON_RUMAH", "LOKASI_PEKERJAAN", "UPAH",
        "RT/RW", "Desa Lubar", "KECAMATAN SIMPANG", "TPS 004", "Pekerjaan Ibu", "NIK Ibu", "status", "", "  ",
        "Hasil pemeriksaan", "Yang perlu diperbaiki",
    ],
)  # fmt: skip
def test_what_is_not_asked_for_is_no_field(header: str):
    assert field_of((header,)) is None


@pytest.mark.parametrize(
    ("parts", "shared", "field"),
    [
        (("IDENTITAS KEPENDUDUKAN", "N I K"), True, Field.NIK),
        (("IBU KANDUNG", "Nama"), True, Field.MOTHER),
        (("IBU KANDUNG", "NIK"), True, None),
        (("KELAHIRAN", "Tempat"), True, Field.BIRTH_PLACE),
        (("LAHIR", "Tanggal"), True, Field.BIRTH_DATE),
        (("SK PENGANGKATAN", "Nomor"), True, Field.DECREE_NUMBER),
        (("SK PENGANGKATAN", "Tanggal"), True, Field.DECREE_DATE),
        (("MASA KERJA", "Mulai"), True, Field.START),
        (("MASA KERJA", "s.d."), True, Field.END),
        (("SUAMI/ISTRI", "Nama"), True, None),
        (("Tempat/", "Tanggal Lahir"), False, Field.BIRTH),
        (("IDENTITAS", "Nama", "(sesuai KTP)"), True, Field.NAME),
        (("WILAYAH", "Desa/", "Kelurahan"), True, Field.DESA),
        (("IDENTITAS", "Kelahiran", "Tanggal"), True, Field.BIRTH_DATE),
        (("No.", "KTP"), False, Field.NIK),
        (("Wilayah Kerja", "Desa"), False, Field.UNIT),
        (("No", "Kecamatan"), False, None),
    ],
)
def test_what_stands_above_a_header_tells_whose_it_is(parts: tuple[str, ...], shared: bool, field: Field | None):
    match = field_of(parts, shared)
    assert (match.field if match else None) is field


def test_a_place_of_the_address_is_a_weaker_match_than_the_place_of_work():
    at_home, at_work = field_of(("ALAMAT", "Desa"), True), field_of(("WILAYAH TUGAS", "Desa"), True)
    assert at_home is not None
    assert at_work is not None
    assert at_work < at_home


def test_words_and_keys():
    assert header_words("  N A M A\nLengkap* ") == "nama lengkap"
    assert header_key("Nomor Induk Kependudukan (NIK)*") == "nomorindukkependudukan"
    assert header_key("(NIK)") == "nik"
    assert is_ours("HASIL PEMERIKSAAN")
    assert header_key("x" * 5000) == "x" * 90


def test_no_known_word_is_written_in_a_form_that_no_header_has():
    assert [word for word in FIELD_OF if header_key(word) != word] == []


# By content


@pytest.mark.parametrize(
    ("cell", "long", "identity", "phone"),
    [
        ("1609011009009033", True, True, False),
        ("'1609 0110 0900 9033", True, True, False),
        ("1609.0110.0900.9033", True, True, False),
        ("160901100900903", True, True, False),
        ("1.60905E+15", True, True, False),
        ("1,60905e+15", True, True, False),
        (1609051201810000.0, True, True, False),
        ("081234567890", True, False, True),
        ("+62 812-3456-7890", False, False, True),
        (81288570625.0, False, False, True),
        ("12-03-1990", False, False, False),
        ("BUDI", False, False, False),
        (259.0, False, False, False),
        (None, False, False, False),
    ],
)
def test_long_numbers_are_told_apart(cell: Cell, long: bool, identity: bool, phone: bool):
    assert (is_long_number(cell), is_identity(cell), is_phone(cell)) == (long, identity, phone)


def test_columns_by_content():
    rows = [
        (
            float(row),
            nik(row),
            "BUDI",
            f"Liwa, {birth(row)}",
            "Perempuan",
            f"08123456789{row % 7}",
            "a@b.id",
            "Ketua PPS",
        )
        for row in range(1, 9)
    ]
    columns = columns_of(rows)
    free = [place for place, column in enumerate(columns) if not column.is_counting]
    assert by_content(columns, {}, free) == {
        Field.NIK: 1, Field.NAME: 2, Field.BIRTH: 3, Field.SEX: 4, Field.PHONE: 5, Field.EMAIL: 6, Field.POSITION: 7,
    }  # fmt: skip


@pytest.mark.parametrize(
    "dates",
    [
        [birth(row) for row in range(5)],
        [birth(row, "/") for row in range(5)],
        [datetime.date(1960 + row, row + 1, row + 1) for row in range(5)],
        [f"{1960 + row}-{row + 1:02}-{row + 1:02}" for row in range(5)],
        [f"{row + 1} Mei {1960 + row}" for row in range(5)],
    ],
)
def test_the_nik_is_the_long_number_that_bears_the_date(dates: list[Cell]):
    rows = [(f"16090110090{row:05}", nik(row, woman=row % 2 == 1), dates[row]) for row in range(5)]
    assert by_content(columns_of(rows), {}, [0, 1, 2])[Field.NIK] == 1


def test_without_a_date_the_nik_is_the_number_that_differs_from_row_to_row():
    rows = [("1609011009120001", nik(row)) for row in range(5)]
    assert by_content(columns_of(rows), {}, [0, 1]) == {Field.NIK: 1, Field.KK: 0}


def test_places_say_what_they_are():
    rows = [("Kec. Simpang", "Desa Lubar", "TPS 001"), ("Kec. Simpang", "Kel. Karang", "3/TPS 002")]
    assert by_content(columns_of(rows), {}, [0, 1, 2]) == {Field.KECAMATAN: 0, Field.DESA: 1, Field.TPS: 2}


@pytest.mark.parametrize(
    ("cell", "tells"),
    [
        ("Negeri Cahya/TPS 001", True), ("NEGERI CAHYA - TPS.1", True), ("Desa Lubar TPS No 4", True),
        ("Lubar TPS 04", True), ("Desa Lubar / 3 / TPS 004", True), ("Dusun II Lubar/TPS 004", True),
        ("TPS 001", False), ("3/TPS 004", False), ("RT 03 / TPS 004", False), ("RT.03/RW.01 TPS 4", False),
        ("Dusun II/TPS 004", False), ("Blok A TPS 1", False), ("No. TPS 004", False), ("Ketua KPPS TPS 001", False),
        ("Negeri Cahya", False), ("TPS 001 Negeri Cahya", False), (4.0, False), (None, False),
    ],
)  # fmt: skip
def test_a_name_before_a_tps_is_its_desa(cell: Cell, tells: bool):
    assert is_unit(cell) == tells


@pytest.mark.parametrize(
    ("taken", "cells", "found"),
    [
        ({}, ["Negeri Cahya/TPS 001", "Lubar/TPS 002"], Field.UNIT),
        ({}, ["Negeri Cahya/TPS 001", "Lubar/TPS 002", "TPS 003"], Field.UNIT),
        ({}, ["Lubar/TPS 001", "TPS 002", "TPS 003"], Field.TPS),
        ({}, ["TPS 001", "3/TPS 002"], Field.TPS),
        ({Field.DESA: 5}, ["Negeri Cahya/TPS 001", "Lubar/TPS 002"], Field.TPS),
        ({Field.TPS: 5}, ["Negeri Cahya/TPS 001", "Lubar/TPS 002"], Field.UNIT),
    ],
)
def test_a_column_of_desa_and_tps_together(taken: dict[Field, int], cells: list[Cell], found: Field):
    assert by_content(columns_of([(cell,) for cell in cells]), taken, [0]) == {**taken, found: 0}


def test_a_column_that_counts_the_rows():
    assert Column((1.0, 2.0, 3.0, 1.0, 2.0)).is_counting
    assert Column(("1.", "2.", "3.")).is_counting
    assert not Column(("081234567890", "081234567891")).is_counting
    assert not Column((5.0,)).is_counting
    assert Column(()).variety == 0.0


# Bodies and places in titles


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("DAFTAR NAMA PANITIA PEMUNGUTAN SUARA (PPS) DAN SEKRETARIAT PPS", "pps"),
        ("DAFTAR PANITIA PEMILIHAN KECAMATAN (PPK)", "ppk"),
        ("SEKRETARIAT PANITIA PEMILIHAN KECAMATAN", "sek-ppk"),
        ("Kesekretariatan PPS", "sek-pps"),
        ("KELOMPOK PENYELENGGARA PEMUNGUTAN SUARA (KPPS)", "kpps"),
        ("PETUGAS KETERTIBAN TPS (LINMAS)", "linmas"),
        ("Satlinmas", "linmas"),
        ("Petugas Pemutakhiran Data Pemilih", "pantarlih"),
        ("PENGAWAS TPS", "ptps"),
        ("PANWASLU KELURAHAN/DESA KECAMATAN JETIS", "pkd"),
        ("PANWASLU KECAMATAN JETIS", "panwascam"),
        ("Sekretariat Panwaslu Kecamatan", "sek-panwascam"),
        ("KPPS DAN LINMAS", ""),
        ("KOMISI PEMILIHAN UMUM", ""),
    ],
)
def test_a_body_in_a_title(text: str, body: str):
    assert body_in(text) == body


def test_the_line_that_says_what_is_listed_goes_before_the_others():
    assert body_of_titles(["PPS DESA LUBAR", "DAFTAR ANGGOTA KPPS"]) == "kpps"
    assert body_of_titles(["KOMISI PEMILIHAN UMUM", "KPPS"]) == "kpps"
    assert body_of_titles([]) == ""


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("DAFTAR PANITIA PEMILIHAN KECAMATAN (PPK) SE-KABUPATEN X TAHUN 2024", {Field.KABUPATEN: "X"}),
        ("DAFTAR ANGGOTA PPS SE-KECAMATAN SIMPANG PADA PEMILU 2024", {Field.KECAMATAN: "SIMPANG"}),
        ("SEKRETARIAT PANITIA PEMILIHAN KECAMATAN TAHUN 2024", {}),
        ("DESA SUKA RAJA KECAMATAN SIMPANG", {Field.DESA: "DESA SUKA RAJA", Field.KECAMATAN: "SIMPANG"}),
        ("Kecamatan: -", {}),
        ("TPS Nomor 12", {Field.TPS: "12"}),
        ("TPS di sekolah", {}),
        ("KECAMATAN PEKANBARU KOTA", {Field.KECAMATAN: "PEKANBARU KOTA"}),
        ("KECAMATAN PEKANBARU KOTA KOTA PEKANBARU", {Field.KECAMATAN: "PEKANBARU KOTA"}),
        ("Kecamatan Sail Kota Pekanbaru", {Field.KECAMATAN: "Sail"}),
        ("DISTRIK KAMPUNG LAUT", {Field.KECAMATAN: "KAMPUNG LAUT"}),
        ("Kecamatan Desa Jumlah TPS", {}),  # a header and no title
        ("Isi kecamatan sesuai SK, desa/kelurahan wajib diisi", {}),
        ("Desa atau kelurahan", {}),
    ],
)
def test_places_in_a_title(text: str, places: dict[Field, str]):
    assert places_in(text) == places


@pytest.mark.parametrize("length", [0, 90, 100, 101, 102, 110, 111, 118, 120, 500, 970])
def test_a_name_far_into_a_text_is_read_whole(length: int):
    assert places_in("x" * length + " KECAMATAN MUARADUA KISAM") == {Field.KECAMATAN: "MUARADUA KISAM"}


@pytest.mark.parametrize(
    "place", ["KECAMATAN MUARADUA KISAM", "KEC. SIMPANG TPS 123", "KECAMATAN MUARA PADANG TAHUN 2024"]
)
def test_of_a_text_without_an_end_no_name_is_read_in_part(place: str):
    whole = places_in(place)
    for length in range(930, 1010):
        for after in ("", " TAHUN 2024", " x" * 500):
            said = places_in("x" * length + " " + place + after)
            assert {field: whole[field] for field in said} == said


def test_a_cell_of_millions_of_letters_is_no_work():
    assert places_in("KEC. SIMPANG TAHUN 2024" + " kecamatan" * 1_000_000) == {Field.KECAMATAN: "SIMPANG"}
