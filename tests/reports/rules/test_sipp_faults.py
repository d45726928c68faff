"""What BPJS would refuse: each code by a person who lacks just that, in the files that ask for it."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from reports.rules.sipp_faults import CODES, LONGEST_NAME, faults
from reports.rules.sipp_layout import Kind
from reports.rules.sipp_layouts import CONTINUING_MEMBERS, LEAVERS, NEW_MEMBERS
from reports.rules.sipp_values import Member, cell_text, row_writer, stop_code

COMPLETE = Member(
    reference="P00100000001",
    name="Nur'aini Contoh",
    nik="1609015203900001",
    birth_place="Muaradua",
    birth_date=datetime.date(1990, 3, 12),
    mother="Aminah",
    sex="P",
    marital="T",
    phone="081234567890",
    address="Jalan Contoh 5",
    postcode="32211",
    wage=1_100_000,
    location="1609",
    start=datetime.date(2024, 1, 25),
    end=datetime.date(2024, 2, 25),
    identity_valid_until=datetime.date(2090, 1, 1),
)


def with_(**values: Any) -> Member:
    return replace(COMPLETE, **values)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"nik": ""}, "nik-missing"),
        ({"nik": "160901520390000"}, "nik-length"),
        ({"nik": "16090152O3900001"}, "nik-not-digits"),
        ({"nik": "1609015213900001"}, "nik-date"),
        ({"nik": "1609015203900000"}, "nik-serial"),
        ({"name": " "}, "name-missing"),
        ({"name": "A" * (LONGEST_NAME + 1)}, "name-too-long"),
        ({"name": "Siti 2"}, "name-characters"),
        ({"name": "Siti <b>"}, "name-characters"),
        ({"name": "Сити"}, "name-characters"),
        ({"birth_date": None}, "birth-date-missing"),
        ({"birth_date": datetime.date(2024, 1, 25)}, "birth-date-invalid"),
        ({"birth_date": datetime.date(1899, 12, 31)}, "birth-date-invalid"),
        ({"mother": ""}, "mother-missing"),
        ({"marital": ""}, "marital-missing"),
        ({"location": ""}, "location-unknown"),
        ({"wage": None}, "wage-missing"),
        ({"wage": 0}, "wage-missing"),
        ({"start": None}, "start-missing"),
        ({"end": None}, "start-missing"),
        ({"membership": "BPU", "wage": None}, "bpu-no-sipp"),
    ],
)
def test_each_fault_has_its_code(values: dict[str, Any], code: str):
    assert faults(Kind.NEW, with_(**values)) == (code,)
    assert code in CODES


def test_who_lacks_two_things_is_told_both_at_once():
    assert faults(Kind.NEW, with_(mother="", marital="")) == ("mother-missing", "marital-missing")


@pytest.mark.parametrize("name", ["Nur'aini", "Nur’aini", "R. A. Kartini, S.Pd.", "José-María (Alm)", "Ali/Udin"])
def test_names_as_they_stand_on_a_ktp_pass(name: str):
    assert faults(Kind.NEW, with_(name=name)) == ()


def test_a_file_asks_only_for_what_it_has_columns_for():
    known = with_(mother="", marital="", nik="")
    assert faults(Kind.CONTINUING, known) == ()
    left = replace(known, wage=None, location="", start=None)
    assert faults(Kind.LEAVER, replace(left, kpj="24000000001")) == ()
    assert faults(Kind.LEAVER, left) == ("nik-kpj-missing",)


def test_a_permanent_post_needs_no_last_day():
    assert faults(Kind.NEW, with_(contract_status="T", end=None)) == ()


def test_letters_go_by_mail_where_an_address_is_known():
    place = NEW_MEMBERS.headers.index("SURAT_MENYURAT_KE")
    write = row_writer(NEW_MEMBERS.values)
    assert (write(COMPLETE)[place], write(with_(email="a@b.id"))[place]) == ("S", "E")


def test_pkwtt_has_no_last_day_in_the_file():
    assert row_writer(NEW_MEMBERS.values)(with_(contract_status="T"))[-3:] == ("T", "25-01-2024", "")


def test_a_continuing_members_row_column_by_column():
    row = row_writer(CONTINUING_MEMBERS.values)(with_(kpj="24000000001"))
    assert dict(zip(CONTINUING_MEMBERS.headers, row, strict=True)) == {
        "NOMOR_IDENTITAS_KPJ": "24000000001",
        "NO_PEGAWAI": "P00100000001",
        "NAMA_LENGKAP": "Nur'aini Contoh",
        "TGL_LAHIR": "12-03-1990",
        "UPAH": "1100000",
        "LOKASI_PEKERJAAN": "1609",
        "STATUS_PEGAWAI": "Y",
        "TGL_AWAL_BEKERJA": "25-01-2024",
        "TGL_AKHIR_KONTRAK": "25-02-2024",
    }


def test_a_leavers_row_column_by_column():
    gone = with_(kpj="24000000001", stop_code="A6", stopped_on=datetime.date(2024, 2, 15))
    assert row_writer(LEAVERS.values)(gone) == (
        "24000000001", "Nur'aini Contoh", "12-03-1990", "A6", "15-02-2024", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "code"),
    [("death", "A6"), ("resigned", "A1"), ("dismissed", "A2"), ("unable", "A5"), ("moved", "A7"), ("", "A3")],
)
def test_why_somebody_left_by_bpjs_code(reason: str, code: str):
    assert stop_code(reason) == code


def test_a_cell_is_one_printable_line():
    assert cell_text(" Dusun 1\r\nRT 2\x07 ") == "Dusun 1 RT 2"
    assert cell_text("Nur’aini") == "Nur'aini"
    assert cell_text("half \ud800 letter") == "half letter"
