"""Nobody is passed over in silence: doubtful rows are people, and what was read as nobody is told."""

from collections.abc import Sequence

import pytest

from enrolment.rules.raw_row import Cell
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_layout import find_layout, placed_rows
from enrolment.rules.roster_passed_over import PassedOver, second_niks
from enrolment.rules.roster_rows import Passed
from tests.enrolment.rosters_in_memory import SheetInMemory, name, nik, sheet

pytestmark = pytest.mark.once

HEADER = ["No", "NIK", "Nama Lengkap", "Kecamatan", "Desa", "TPS", "Jabatan", "Ket"]


def person(number: int, **other: Cell) -> list[Cell]:
    cells: dict[str, Cell] = {
        "no": float(number), "nik": nik(number), "name": name(number), "kecamatan": "Simpang", "desa": "Lubar",
        "tps": 1.0, "post": "Anggota KPPS", "remark": "",
    }  # fmt: skip
    return list((cells | other).values())


def read(head: SheetInMemory) -> tuple[list[int], list[Passed]]:
    """The numbers of the rows that are people, and what was passed over."""
    layout = find_layout([head]).sheets[0]
    passed = PassedOver(layout)
    return [row.number for row in placed_rows(layout, head.all_rows, passed.note)], passed.told()


@pytest.mark.parametrize(
    "row",
    [
        *(person(1, nik="", remark=said) for said in ("Catatan: KTP hilang", "*) NIK menyusul", "ttd", "Ketua RT")),
        person(1, nik="", no="", remark="Sumber: Disdukcapil"),
        *(person(1, nik="", name=said) for said in ("Sumberini", "A.N. Rahman", "Jumlah Rahayu", "Camat Wijaya")),
        *(person(1, nik="", name=said) for said in ("Pria Utama", "Perempuan", "Desa Wati")),
        person(1, nik="", name="Camat Wijaya", no=""),
        person(1, nik="16090512", name=""),
        person(1, nik=12345678.0, name=""),
        person(1, nik="abc", name=""),
        ["", "16090512", "Budi"],
        ["", "belum ada", "Budi"],
        [1.0, "", nik(1), "", "Budi"],
        [1.0, "", 1609010203900011.0, "", "Budi"],
    ],
)
def test_a_row_that_may_be_somebody_is_somebody(row: list[Cell]):
    assert read(sheet(HEADER, person(90), row)) == ([2, 3], [])


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (person(1, nik="-", name=""), "vacant"),
        (["", "", "Jumlah", "", "", 7.0], "sums"),
        ([2.0, "", "Jumlah", "", "", 7.0], "sums"),
        (["", "", "Mengetahui,", "Camat Simpang", "", "", "Ketua PPS"], "sums"),
        (["", "", "Siti Aminah"], "sums"),
        (["", "", "198001012006041001"], "sums"),
        ([1.0, "", "Camat Simpang", "", "Kepala Desa", "", "Lurah"], "sums"),
    ],
)
def test_a_row_that_is_nobody_is_told(row: list[Cell], what: str):
    assert read(sheet(HEADER, person(90), row, person(91))) == ([2, 4], [Passed(0, what, ((3, 3),))])


def test_below_a_closed_table_a_name_needs_its_number():
    rows = [person(90), ["", "", "Mengetahui,"], person(1, nik="", no=""), person(2, nik="")]
    assert read(sheet(HEADER, *rows)) == ([2, 5], [Passed(0, "sums", ((3, 4),))])


def test_titles_and_the_own_header_once_more_need_no_telling():
    assert read(sheet(["DAFTAR KPPS"], [], HEADER, person(90), [], HEADER, person(91))) == ([4, 7], [])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["No", "Nama", "NIK", "Jabatan"], ["No", "Nama", "NIK", "Jabatan", "Tempat/Tgl Lahir", "L/P", "Alamat"]),
        (
            ["No", "Nama", "NIK", "Jabatan"],
            ["No", "NIK", "Nama", "Desa", "Tanggal Lahir", "L/P", "Alamat", "Ibu Kandung"],
        ),
    ],
)
def test_of_two_tables_the_first_gives_the_columns_and_both_their_people(first: list[str], second: list[str]):
    cells = {"Nama": "SUMARNO", "Jabatan": "Anggota", "L/P": "L"}
    rows = [[nik(place) if each == "NIK" else cells.get(each, "x") for each in second] for place in (1, 2)]
    head = sheet(first, [1.0, "BUDI", nik(90), "Ketua"], [], second, *rows)
    assert read(head) == ([2, 5, 6], [Passed(0, "header", ((4, 4),))])


def test_people_above_the_only_header_are_people():
    short = ["", "x", "Rekap", "Simpang", "Lubar"]
    head = sheet(person(1), person(2, nik="", no=""), short, ["", "", "x"], HEADER, person(90))
    assert read(head) == ([1, 6], [Passed(0, "above", ((2, 3),))])


@pytest.mark.parametrize(
    "first",
    [person(1, nik="belum ada", remark="Cadangan"), person(1, nik="", remark="PNS"), person(1, nik="", no="1.")],
)
def test_a_first_row_without_a_nik_is_no_part_of_the_header(first: list[Cell]):
    assert read(sheet(HEADER, first, *map(person, range(2, 6))))[0] == [2, 3, 4, 5, 6]


def test_numbered_columns_are_a_part_of_the_header():
    numbers: Sequence[Cell] = [f"({place})" for place in range(1, 9)]
    assert read(sheet(HEADER, numbers, person(1), person(2)))[0] == [3, 4]


def test_a_heading_across_the_columns_is_one():
    heading = ["", "", "KECAMATAN", ":", "SIMPANG", "DESA", "LUBAR"]
    assert read(sheet(HEADER, person(90), heading, person(91))) == ([2, 4], [])


def test_long_accounts_are_cut():
    rows: list[list[Cell]] = [
        each for number in range(30) for each in (person(number), ["", "", "Jumlah", "", "", 7.0])
    ]
    (passed,) = read(sheet(HEADER, *rows))[1]
    assert passed.runs == tuple((row, row) for row in range(3, 43, 2))
    assert passed.more == 10


def test_a_second_column_of_niks_is_told():
    both = ["No", "NIK", "Nama", "Jabatan", "", "No", "NIK", "Nama", "Jabatan"]
    rows = [[1.0, nik(at), name(at), "Anggota", "", 2.0, nik(at + 9), name(at + 9), "Anggota"] for at in range(4)]
    head = sheet(both, *rows)
    assert second_niks(find_layout([head]).sheets[0], head.rows) == [Passed(0, "column", ((6, 6),))]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        (["NIK", "Nama", "No. KK", "L/P"], [nik(1), "BUDI", nik(2), "L"]),
        (["NIK", "Nama", "L/P", "NIK"], [nik(1), "BUDI", "L", ""]),
        (["NIK", "Nama", "L/P", "NIK"], [nik(1), "BUDI", "L"]),
    ],
)
def test_other_columns_are_not(header: list[str], cells: list[Cell]):
    head = sheet(header, cells, cells)
    assert second_niks(find_layout([head]).sheets[0], head.rows) == []


def test_a_table_without_a_header_has_no_second_one():
    head = sheet(*(person(number) for number in range(3)))
    layout = find_layout([head]).sheets[0]
    assert {Field.NIK, Field.NAME} <= layout.columns.keys()
    assert second_niks(layout, head.rows) == []


def test_a_sheet_that_begins_far_below_is_not_called_empty():
    blank: list[list[Cell]] = [[] for _row in range(205)]
    late = sheet(*blank, HEADER, person(1), name="Jauh", index=1)
    assert [each.why for each in find_layout([sheet(HEADER, person(2)), late]).left_out] == ["late"]


@pytest.mark.parametrize(
    "said", ["NIK Suami/Istri", "NIK Kepala Keluarga", "No. Kartu Kel.", "No Rekening", "NPWP", "NIP", "No. KK Lama"]
)
def test_another_number_is_nobodys_nik(said: str):
    rows = [[1.0, name(at), "L", "01-02-1990", nik(at), "Lubar"] for at in range(4)]
    head = sheet(["No", "Nama", "L/P", "Tgl Lahir", said, "Desa"], *rows)
    layout = find_layout([head]).sheets[0]
    assert Field.NIK not in layout.columns
    assert Field.NIK in layout.unsure
