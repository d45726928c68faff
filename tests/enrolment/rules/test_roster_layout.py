"""A roster is found in its file, however its sender laid it out."""

from collections.abc import Sequence

import pytest

from enrolment.rules.raw_row import Cell, column_letter
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_layout import find_layout, layout_with_header, with_columns
from enrolment.rules.roster_rows import Layout, LeftOut, SheetLayout
from tests.enrolment.rosters_in_memory import SheetInMemory, birth, name, nik, people, sheet

pytestmark = pytest.mark.once


def only(found: Layout) -> SheetLayout:
    assert len(found.sheets) == 1
    return found.sheets[0]


def letters(layout: SheetLayout) -> dict[str, str]:
    return {str(field): column_letter(place) for field, place in layout.columns.items()}


def person(number: int, *more: Cell) -> Sequence[Cell]:
    return [float(number), name(number), nik(number), *more]


# Where the header stands


def test_a_header_in_the_first_row():
    head = sheet(["NIK", "Nama Lengkap", "L/P"], [nik(1), "BUDI", "L"])
    layout = only(find_layout([head]))
    assert (layout.header_rows, letters(layout)) == ((1,), {"nik": "A", "name": "B", "sex": "C"})


def test_a_header_under_titles_with_merged_cells_and_column_numbers():
    head = sheet(
        ["DAFTAR NAMA PANITIA PEMUNGUTAN SUARA (PPS) DAN SEKRETARIAT PPS"],
        ["KABUPATEN OGAN KOMERING ULU SELATAN"],
        [],
        ["No.", "N A M A", "IDENTITAS KEPENDUDUKAN", "", "Tempat/Tgl Lahir", "KELUARGA", "", "Jabatan"],
        ["", "", "N I K", "No. KK", "", "Nama Ibu Kandung", "No. HP", ""],
        [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0],
        person(1, nik(90), f"Liwa, {birth(1)}", "SITI", "081234567890", "Ketua PPS"),
    )
    layout = only(find_layout([head]))
    assert layout.header_rows == (4, 5)
    assert letters(layout) == {
        "name": "B", "nik": "C", "kk": "D", "birth": "E", "mother": "F", "phone": "G", "position": "H",
    }  # fmt: skip
    assert layout.body == "pps"
    assert [row[Field.NIK] for row in people(head, layout)] == [nik(1)]


def test_a_header_in_row_twelve_of_which_only_the_lower_row_has_words():
    titles = [[f"JUDUL {number}"] for number in range(9)]
    head = sheet(
        *titles,
        ["", "", "DATA DIRI", "", "", "TUGAS"],
        ["*", "*", "*", "*"],
        ["No", "Nama Lengkap*", "Nomor Induk Kependudukan (NIK)*", "Jenis\nKelamin", "Gadis ibu", "Jabatan dalam KPPS"],
        [1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
        person(1, "L", "SITI", "Ketua"),
    )
    layout = only(find_layout([head]))
    assert layout.header_rows == (12,)
    assert letters(layout) == {"name": "B", "nik": "C", "sex": "D", "mother": "E", "position": "F"}


def test_a_heading_right_below_the_header_is_no_part_of_it():
    head = sheet(
        ["No", "Nama", "NIK", "Jabatan"],
        ["TPS", 4.0],
        person(1, "Ketua KPPS"),
    )
    layout = only(find_layout([head]))
    assert layout.header_rows == (1,)
    assert people(head, layout)[0][Field.TPS] == "4"


def test_a_recap_above_the_roster_of_one_sheet_is_not_its_header():
    head = sheet(
        ["Kecamatan", "Desa", "Jumlah"],
        ["Simpang", "Lubar", 3.0],
        [],
        ["No", "Nama", "NIK", "TTL", "JK"],
        person(1, f"Liwa, {birth(1)}", "L"),
    )
    assert only(find_layout([head])).header_rows == (4,)


# Which column is what


def test_what_stands_over_several_columns_says_whose_name_it_is():
    head = sheet(
        ["No", "IDENTITAS", "", "", "IBU KANDUNG", "", "MASA KERJA", "", "SK", ""],
        ["", "Nama", "NIK", "Lahir", "NIK", "Nama", "Mulai", "s.d.", "Nomor", "Tanggal"],
        person(1, birth(1), nik(50), "SITI", "01-01-2024", "02-02-2024", "12/2024", "01-01-2024"),
    )
    assert letters(only(find_layout([head]))) == {
        "name": "B", "nik": "C", "birth": "D", "mother": "F",
        "start": "G", "end": "H", "decree_number": "I", "decree_date": "J",
    }  # fmt: skip


def test_the_place_of_work_goes_before_the_place_of_the_address():
    head = sheet(
        ["No", "Nama", "NIK", "Alamat", "", "", "Wilayah Tugas", ""],
        ["", "", "", "Jalan", "Desa", "Kecamatan", "Desa", "TPS"],
        person(1, "Jl. A", "Karang", "Simpang", "Lubar", "1"),
        person(2, "Jl. B", "Gunung", "Simpang", "Lubar", "2"),
    )
    layout = only(find_layout([head]))
    assert letters(layout) == {
        "name": "B", "nik": "C", "address": "D", "kecamatan": "F", "desa": "G", "tps": "H",
    }  # fmt: skip
    assert layout.unsure == ()


def test_a_nik_under_an_unknown_header_is_known_by_its_digits():
    head = sheet(["No", "Nama", "Identitas", "JK"], [1.0, "BUDI", nik(1), "L"], [2.0, "TONO", nik(2), "L"])
    layout = only(find_layout([head]))
    assert letters(layout)["nik"] == "C"
    assert layout.unsure == ()


def test_two_columns_of_names_are_asked():
    head = sheet(["No", "Nama", "NIK", "Nama"], person(1, "SITI"), person(2, "AMINAH"))
    found = find_layout([head])
    assert only(found).unsure == (Field.NAME,)
    assert not found.is_plain


def test_a_double_column_with_the_same_cells_is_no_question():
    head = sheet(["No", "Nama", "NIK", "NIK"], person(1, nik(1)), person(2, nik(2)))
    assert find_layout([head]).is_plain


def test_of_a_doubled_header_the_column_with_niks_is_the_nik():
    head = sheet(["NIK", "Nama", "NIK"], ["A-1", "BUDI", nik(1)], ["A-2", "TONO", nik(2)])
    layout = only(find_layout([head]))
    assert (letters(layout)["nik"], layout.unsure) == ("C", ())


def test_people_without_any_nik_column_are_asked_for_it():
    head = sheet(["No", "Nama", "Tempat Lahir", "Tgl Lahir", "JK"], [1.0, "BUDI", "Liwa", birth(1), "L"])
    assert only(find_layout([head])).unsure == (Field.NIK,)


def test_a_status_that_names_the_elected_or_reserves_is_the_column_of_reserves():
    head = sheet(["Nama", "NIK", "Status"], ["BUDI", nik(1), "TERPILIH"], ["TONO", nik(2), "CADANGAN"])
    assert letters(only(find_layout([head])))["reserve"] == "C"


def test_a_remark_that_names_civil_servants_is_the_occupation():
    head = sheet(["Nama", "NIK", "Ket."], ["BUDI", nik(1), ""], ["TONO", nik(2), "PNS"])
    assert letters(only(find_layout([head])))["job"] == "C"


def test_a_term_in_one_column_is_both_days():
    head = sheet(["Nama", "NIK", "Masa Kerja"], ["BUDI", nik(1), "25-01-2024 s.d. 25-02-2024"])
    row = people(head)[0]
    assert (row[Field.START], row[Field.END]) == ("25-01-2024", "25-02-2024")


def test_a_term_in_months_is_no_day():
    head = sheet(["Nama", "NIK", "Masa Kerja"], ["BUDI", nik(1), "2 bulan"])
    assert Field.START not in only(find_layout([head])).columns


SIPP = (
    "NO_PEGAWAI NAMA_LENGKAP GELAR TELEPON_AREA_RUMAH TELEPON_RUMAH TELEPON_AREA_KANTOR TELEPON_KANTOR "
    "TELEPON_EXT_KANTOR HP EMAIL TEMPAT_LAHIR TANGGAL_LAHIR NAMA_IBU_KANDUNG JENIS_IDENTITAS NOMOR_IDENTITAS "
    "MASA_LAKU_IDENTITAS JENIS_KELAMIN SURAT_MENYURAT_KE TANGGAL_KEPESERTAAN STATUS_KAWIN GOLONGAN_DARAH NPWP "
    "KODE_NEGARA UPAH ALAMAT KODE_POS LOKASI_PEKERJAAN STATUS_PEGAWAI TGL_AWAL_BEKERJA TGL_AKHIR_KONTRAK"
).split()


def test_the_sipp_template_is_a_roster_and_its_code_table_is_not():
    cells = dict.fromkeys(SIPP, "") | {"NAMA_LENGKAP": "BUDI", "NOMOR_IDENTITAS": nik(1), "HP": "081234567890"}
    found = find_layout(
        [
            sheet(SIPP, list(cells.values()), name="data_tk_baru"),
            sheet(["NAMA", "KODE_LOKASI"], ["Simeulue", "1101"], name="Lokasi Pekerjaan", index=1),
        ]
    )
    assert found.left_out == (LeftOut("Lokasi Pekerjaan", "recap", 2, 1),)
    assert letters(only(found)) == {
        "name": "B", "phone": "I", "email": "J", "birth_place": "K", "birth_date": "L", "mother": "M", "nik": "O",
        "sex": "Q", "marital": "T", "address": "Y", "postcode": "Z", "start": "AC", "end": "AD",
    }  # fmt: skip


# Without a header


def test_plain_content_needs_no_header():
    head = sheet(
        [nik(3), "1609011009120001", "BUDI SANTOSO", birth(3), "L", "081234567890"],
        [nik(4), "1609011009120001", "TONO", birth(4), "L", "081234567891"],
    )
    found = find_layout([head])
    assert only(found).header_rows == ()
    assert letters(only(found)) == {
        "nik": "A", "kk": "B", "name": "C", "birth_date": "D", "sex": "E", "phone": "F",
    }  # fmt: skip
    assert found.is_plain
    assert len(people(head)) == 2


def test_of_two_columns_of_sixteen_digits_the_nik_is_the_one_that_bears_the_birth_date():
    head = sheet(
        ["1609011009120001", nik(3), "BUDI", birth(3)],
        ["1609011009120002", nik(4), "TONO", birth(4)],
    )
    assert letters(only(find_layout([head])))["nik"] == "B"


def test_content_without_a_header_and_an_unnamed_place_is_asked():
    head = sheet([nik(3), "BUDI", "Lubar"], [nik(4), "TONO", "Lubar"])
    assert not find_layout([head]).is_plain


def test_a_sheet_that_goes_on_without_a_header_has_the_columns_of_the_one_before():
    first = sheet(["Nama", "NIK", "Ibu"], ["BUDI", nik(1), "SITI"], name="1")
    second = sheet(["TONO", nik(2), "AMINAH"], name="2", index=1)
    found = find_layout([first, second])
    assert found.is_plain
    assert people(second, found.sheets[1])[0][Field.MOTHER] == "AMINAH"


# Several sheets


def per_kecamatan(title: str, index: int) -> SheetInMemory:
    first = 10 * index
    rows = [person(number, f"Liwa, {birth(number)}", "Anggota PPS", "Lubar") for number in range(first, first + 3)]
    return sheet(["No", "Nama Lengkap", "NIK", "TTL", "Jabatan", "Desa"], *rows, name=title, index=index)


def test_a_sheet_each_kecamatan_with_a_recap_a_hidden_and_an_empty_one():
    found = find_layout(
        [
            per_kecamatan("Simpang", 0),
            per_kecamatan("Kec. Muaradua", 1),
            sheet(
                ["REKAP"], ["No", "Kecamatan", "Jumlah", "L", "P"], [1.0, "Simpang", 5.0, 3.0, 2.0], name="R", index=2
            ),
            sheet(["x"], name="Bantu", index=3, visible=False),
            sheet(["", "  "], name="Sheet9", index=4),
        ],
        kecamatan={"simpang", "muaradua"},
    )
    assert [sheet.headings for sheet in found.sheets] == [
        {Field.KECAMATAN: "Simpang"},
        {Field.KECAMATAN: "Muaradua"},
    ]
    assert found.left_out == (
        LeftOut("R", "recap", 3, 2),
        LeftOut("Bantu", "hidden", 1, 3),
        LeftOut("Sheet9", "empty", 1, 4),
    )
    assert found.is_plain


@pytest.mark.parametrize("title", ["Sheet1", "Lampiran", "Gelombang Kedua"])
def test_a_sheets_bare_name_is_a_place_only_where_the_region_has_one(title: str):
    assert only(find_layout([per_kecamatan(title, 0)], kecamatan={"simpang"})).headings == {}


def test_what_a_title_says_goes_before_the_sheets_name():
    rows = [["KECAMATAN MUARADUA"], ["Nama", "NIK"], ["BUDI", nik(1)]]
    layout = only(find_layout([sheet(*rows, name="Simpang")], kecamatan={"simpang", "muaradua"}))
    assert layout.headings == {Field.KECAMATAN: "MUARADUA"}


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("KPPS", "kpps"),
        ("TPS 3", ""),
        ("Data Pantarlih", "pantarlih"),
        ("PPK & PPS", ""),
        ("Sek PPK", "sek-ppk"),
    ],
)
def test_a_sheets_name_may_name_the_body(title: str, body: str):
    assert only(find_layout([sheet(["Nama", "NIK"], ["BUDI", nik(1)], name=title)])).body == body


def test_a_column_of_bodies_needs_no_body_of_the_sheet():
    head = sheet(["DAFTAR KPPS"], ["Nama", "NIK", "Badan"], ["BUDI", nik(1), "Linmas"])
    assert only(find_layout([head])).body == ""


@pytest.mark.parametrize(
    "rows",
    [
        [["No", "Kecamatan", "Jumlah Desa", "Jumlah TPS"], [1.0, "Simpang", 7.0, 30.0]],
        [["Kolom", "Isi"], ["NIK", "16 angka"], ["Nama", "sesuai KTP"]],
        [["Surat pengantar"], ["Kepada Yth."]],
    ],
)
def test_what_lists_no_people_is_no_roster(rows: list[list[Cell]]):
    found = find_layout([sheet(*rows)])
    assert found.sheets == ()
    assert (found.left_out[0].why, found.key, found.is_plain) == ("recap", "", False)


# Merged cells downwards


def test_places_filled_only_where_a_group_begins_are_merged():
    kecamatan, desa, tps = {0: "Simpang"}, {0: "Lubar", 4: "Karang"}, {0: "001", 2: "002", 4: "001"}
    rows = [[kecamatan.get(row, ""), desa.get(row, ""), tps.get(row, ""), name(row), nik(row)] for row in range(8)]
    head = sheet(["Kecamatan", "Desa", "TPS", "Nama", "NIK"], *rows)
    assert set(only(find_layout([head])).merged) == {Field.KECAMATAN, Field.DESA, Field.TPS}
    places = [(row[Field.KECAMATAN], row[Field.DESA], row[Field.TPS]) for row in people(head)]
    assert (
        places
        == [("Simpang", "Lubar", "001")] * 2 + [("Simpang", "Lubar", "002")] * 2 + [("Simpang", "Karang", "001")] * 4
    )


def test_a_new_desa_is_no_more_in_the_tps_before_it():
    rows = [["Lubar", "001", *person(1)[1:]], ["", "", *person(2)[1:]], ["Karang", "", *person(3)[1:]]]
    head = sheet(["Desa", "TPS", "Nama", "NIK"], *rows, ["", "", *person(4)[1:]], ["", "", *person(5)[1:]])
    assert people(head)[3][Field.DESA] == "Karang"
    assert people(head)[3][Field.TPS] == ""


def test_a_place_that_is_missing_here_and_there_is_not_filled_in():
    rows = [["Lubar" if row % 3 else "", name(row), nik(row)] for row in range(9)]
    head = sheet(["Desa", "Nama", "NIK"], *rows)
    assert only(find_layout([head])).merged == ()
    assert people(head)[3][Field.DESA] == ""


# The key of a layout


def key_of(*rows: Sequence[Cell], title: str = "A") -> str:
    return find_layout([sheet(*rows, name=title)]).key


HEADER = ["No", "Nama", "NIK", "Jabatan"]


def test_a_layouts_key_knows_no_titles_no_counts_and_no_spelling_of_the_header():
    key = key_of(HEADER, person(1, "Ketua PPS"))
    assert key == key_of(["DAFTAR PPS"], [], HEADER, person(1, "Ketua PPS"), person(2, "Anggota PPS"), title="B")
    assert key == key_of(["NO.", "N A M A", "N I K *", "jabatan", ""], person(1, "Ketua PPS"))
    assert len(key) == 64


def test_a_layouts_key_is_another_where_columns_are_in_another_order():
    assert key_of(HEADER, person(1, "x")) != key_of(["No", "NIK", "Nama", "Jabatan"], [1.0, nik(1), "BUDI", "x"])


def test_the_columns_that_a_returned_workbook_gains_change_nothing():
    returned = [*HEADER, "Hasil pemeriksaan", "Yang perlu diperbaiki"]
    head = sheet(returned, person(1, "Ketua PPS", "Ditolak", "NIK harus 16 angka; ini 15 angka."))
    found = find_layout([head])
    assert found.key == key_of(HEADER, person(1, "Ketua PPS"))
    assert max(only(found).columns.values()) == 3


def test_as_many_sheets_of_one_layout_as_there_are_have_one_key():
    one, two = per_kecamatan("Simpang", 0), per_kecamatan("Muaradua", 1)
    assert find_layout([one]).key == find_layout([one, two]).key


# What the sender says


def test_a_header_row_that_the_sender_names_is_read():
    head = sheet(HEADER, person(1, "x"), ["Nama", "Jabatan", "NIK"], ["BUDI", "Ketua", nik(2)])
    layout = layout_with_header(head, 3)
    assert (layout.header_rows, letters(layout)) == ((3,), {"name": "A", "position": "B", "nik": "C"})


def test_a_named_header_row_beyond_the_first_rows_has_no_columns():
    assert layout_with_header(sheet(HEADER), 900).columns == {}


def test_other_columns_are_looked_at_for_merged_cells():
    rows = [["Lubar" if row == 0 else "", name(row), nik(row)] for row in range(4)]
    head = sheet(["Tempat", "Nama", "NIK"], *rows)
    found = only(find_layout([head]))
    assert Field.DESA not in found.columns
    changed = with_columns(found, {**found.columns, Field.DESA: 0}, head)
    assert changed.merged == (Field.DESA,)
    assert with_columns(found, {**found.columns, Field.DESA: 0}).merged == ()
