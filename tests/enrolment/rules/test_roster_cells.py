"""The fields of a placed row: cells taken apart, headings filled in."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrolment.rules.raw_row import Cell
from enrolment.rules.roster_cells import field_taker, split_birth, split_period, take_fields
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_rows import PlacedRow, SheetLayout
from enrolment.rules.roster_units import order_of, unit_parts

pytestmark = pytest.mark.once

F = Field


def layout(columns: dict[Field, int], **more: object) -> SheetLayout:
    return SheetLayout("Sheet1", 0, (1,), columns, **more)


def taken(columns: dict[Field, int], *cells: Cell, headings: dict[Field, str] | None = None, **more: object) -> dict:
    return take_fields(PlacedRow(2, cells, headings or {}), layout(columns, **more))


# Plain cells and headings


def test_cells_are_given_as_they_stand():
    day = datetime.date(1990, 3, 12)
    row = taken({F.NIK: 1, F.NAME: 0, F.BIRTH_DATE: 2}, " BUDI ", 1.6e15, day, "not ours")
    assert row == {F.NIK: 1.6e15, F.NAME: " BUDI ", F.BIRTH_DATE: day}


def test_a_row_that_ends_early_is_blank_to_the_right():
    assert taken({F.NAME: 0, F.NIK: 3}, "BUDI") == {F.NAME: "BUDI", F.NIK: None}


@pytest.mark.parametrize("columns", [{}, {F.NAME: 0}])
def test_few_columns_are_no_fault(columns: dict[Field, int]):
    assert taken(columns, "BUDI") == dict.fromkeys(columns, "BUDI")


def test_headings_fill_in_where_the_row_is_silent():
    headings = {F.KECAMATAN: "SIMPANG", F.DESA: "DESA LUBAR"}
    assert taken({F.NAME: 0, F.DESA: 1}, "BUDI", "  ", headings=headings) == {F.NAME: "BUDI", **headings}
    assert taken({F.NAME: 0, F.DESA: 1}, "BUDI", "Karang", headings=headings)[F.DESA] == "Karang"


def test_the_body_of_the_sheet_holds_where_neither_row_nor_heading_names_one():
    columns = {F.NAME: 0, F.BODY: 1}
    assert taken(columns, "BUDI", "", body="kpps")[F.BODY] == "kpps"
    assert taken(columns, "BUDI", "Linmas", body="kpps")[F.BODY] == "Linmas"
    assert taken({F.NAME: 0}, "BUDI", headings={F.BODY: "linmas"}, body="kpps")[F.BODY] == "linmas"


def test_one_taker_serves_all_rows_of_a_sheet():
    take = field_taker(layout({F.NAME: 0, F.UNIT: 1}))
    rows = [take(PlacedRow(number, (f"N{number}", f"Lubar TPS {number}"))) for number in (1, 2, 1)]
    assert [(row[F.NAME], row[F.TPS]) for row in rows] == [("N1", "1"), ("N2", "2"), ("N1", "1")]


# Sex in two columns


@pytest.mark.parametrize(
    ("male", "female", "sex"),
    [
        ("√", "", "L"), ("", "√", "P"), ("v", None, "L"), (None, "V", "P"), (1.0, 0.0, "L"), ("-", "x", "P"),
        ("L", "", "L"), ("", "P", "P"), ("P", "√", "P"), ("", "", ""), ("√", "√", "√ √"), ("", "entah", "entah"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("headers", [("Nama", "L", "P"), ("Nama", "JENIS KELAMIN Lk", "JENIS KELAMIN Pr")])
def test_the_ticked_column_of_two_says_the_sex(headers: tuple[str, ...], male: Cell, female: Cell, sex: str):
    assert taken({F.NAME: 0, F.SEX: 1}, "BUDI", male, female, headers=headers)[F.SEX] == sex
    turned = (headers[0], headers[2], headers[1])
    if male != "P":
        assert taken({F.NAME: 0, F.SEX: 1}, "BUDI", female, male, headers=turned)[F.SEX] == sex


def test_a_row_that_ends_before_the_second_column_is_not_ticked_there():
    headers = ("Nama", "L", "P")
    assert taken({F.NAME: 0, F.SEX: 1}, "BUDI", "√", headers=headers)[F.SEX] == "L"
    assert taken({F.NAME: 0, F.SEX: 1}, "BUDI", headers=headers)[F.SEX] == ""


def test_one_column_for_the_sex_is_given_as_it_stands():
    assert taken({F.NAME: 0, F.SEX: 1}, "BUDI", "1", "v", headers=("Nama", "L/P", "Ket"))[F.SEX] == "1"


# Place and date of birth in one cell


@pytest.mark.parametrize(
    ("cell", "place", "day"),
    [
        ("Muaradua, 12-03-1990", "Muaradua", "12-03-1990"),
        ("Muaradua/12 Maret 1990", "Muaradua", "12 Maret 1990"),
        ("Muaradua 12/3/90", "Muaradua", "12/3/90"),
        ("Muara Enim,12.03.1990", "Muara Enim", "12.03.1990"),
        ("Lahat, Sumsel, 12-03-1990", "Lahat, Sumsel", "12-03-1990"),
        ("Muaradua\n12-03-1990", "Muaradua", "12-03-1990"),
        ("Muaradua (12-03-1990)", "Muaradua", "12-03-1990"),
        ("12-03-1990, Muaradua", "Muaradua", "12-03-1990"),
        ("12 Maret 1990 / Muara Dua", "Muara Dua", "12 Maret 1990"),
        ("Muaradua, 30-02-1991", "Muaradua", "30-02-1991"),
        ("Muaradua, 1990-03-12", "Muaradua", "1990-03-12"),
        ("12-03-1990", None, "12-03-1990"),
        ("Muaradua", "Muaradua", ""),
        ("Muaradua, belum tahu", "Muaradua", "belum tahu"),
        ("Muaradua, -", "Muaradua", ""),
        ("", None, ""),
        ("  ", None, ""),
        (None, None, ""),
        (33000.0, None, 33000.0),
        (datetime.date(1990, 3, 12), None, datetime.date(1990, 3, 12)),
    ],
)
def test_place_and_date_are_taken_apart(cell: Cell, place: str | None, day: Cell):
    assert split_birth(cell) == (place, day)


def test_a_blank_cell_for_both_leaves_the_place_unsaid():
    assert taken({F.BIRTH: 0}, "") == {F.BIRTH_DATE: ""}


def test_a_column_of_its_own_goes_before_the_one_for_both():
    row = taken({F.BIRTH: 0, F.BIRTH_PLACE: 1, F.BIRTH_DATE: 2}, "Liwa, 01-01-1990", "Martapura", "")
    assert row == {F.BIRTH_PLACE: "Martapura", F.BIRTH_DATE: "01-01-1990"}


@pytest.mark.parametrize(
    "cell",
    ["a" + " " * 200_000 + "b", "(" * 200_000, "1" + "-" * 200_000 + "x", "tps " * 50_000],
    ids=["spaces", "brackets", "dashes", "tps"],
)
def test_a_cell_of_any_length_is_soon_taken_apart(cell: str):
    place, day = split_birth(cell)
    assert len(place or "") + len(str(day)) <= len(cell)
    assert unit_parts(cell).keys() <= {F.DESA}
    assert split_period(cell)[1] == ""


@given(st.text(max_size=30))
def test_no_cell_for_both_is_a_fault(text: str):
    place, day = split_birth(text)
    assert isinstance(day, str)
    assert place is None or place in text


# The unit in one cell


@pytest.mark.parametrize(
    ("cell", "order", "parts"),
    [
        ("Suka Raja / TPS 004", (F.DESA, F.TPS), {F.DESA: "Suka Raja", F.TPS: "004"}),
        ("Suka Raja TPS 4", (F.DESA,), {F.DESA: "Suka Raja", F.TPS: "4"}),
        ("TPS 004 Suka Raja", (F.DESA,), {F.DESA: "Suka Raja", F.TPS: "004"}),
        ("Suka Raja / 4", (F.DESA, F.TPS), {F.DESA: "Suka Raja", F.TPS: "4"}),
        ("Suka Raja 2", (F.DESA,), {F.DESA: "Suka Raja 2"}),
        ("3/TPS 004", (F.DESA, F.TPS), {F.TPS: "004"}),
        ("Simpang / Lubar", (F.KECAMATAN, F.DESA), {F.KECAMATAN: "Simpang", F.DESA: "Lubar"}),
        ("Lubar, Simpang", (F.DESA, F.KECAMATAN), {F.DESA: "Lubar", F.KECAMATAN: "Simpang"}),
        ("Desa Lubar - Kec. Simpang", (F.DESA,), {F.DESA: "Desa Lubar", F.KECAMATAN: "Simpang"}),
        ("KPPS TPS 03 Desa Lubar", (F.DESA,), {F.TPS: "03", F.BODY: "kpps", F.DESA: "Desa Lubar"}),
        ("KPPS TPS 3", (F.DESA,), {F.TPS: "3", F.BODY: "kpps"}),
        ("12", (F.DESA,), {}),
        ("", (F.DESA,), {}),
    ],
)
def test_a_unit_is_taken_apart(cell: str, order: tuple[Field, ...], parts: dict[Field, str]):
    assert unit_parts(cell, order) == parts


@pytest.mark.parametrize(
    ("header", "order"),
    [
        ("Kecamatan / Desa", (F.KECAMATAN, F.DESA)),
        ("Desa/Kel - TPS", (F.DESA, F.TPS)),
        ("Kel./Kec.", (F.DESA, F.KECAMATAN)),
        ("Unit Kerja", (F.DESA,)),
    ],
)
def test_the_header_says_in_which_order(header: str, order: tuple[Field, ...]):
    assert order_of(layout({F.UNIT: 1}, headers=("Nama", header))) == order


def test_a_unit_fills_its_fields_and_a_blank_one_waits_for_the_headings():
    columns, headers = {F.NAME: 0, F.UNIT: 1}, ("Nama", "Kecamatan / Desa")
    assert taken(columns, "BUDI", "Simpang / Lubar", headers=headers) == {
        F.NAME: "BUDI", F.KECAMATAN: "Simpang", F.DESA: "Lubar",
    }  # fmt: skip
    row = taken(columns, "BUDI", "", headers=headers, headings={F.DESA: "Karang"})
    assert (row[F.KECAMATAN], row[F.DESA]) == ("", "Karang")


@pytest.mark.parametrize(
    ("cell", "tps"),
    [("3/TPS 004", "004"), ("RW 3 / TPS 4", "4"), ("TPS 004", "004"), ("004", "004"), (4.0, 4.0), ("Aula", "Aula")],
)
def test_a_tps_beside_something_else_is_that_tps(cell: Cell, tps: Cell):
    assert taken({F.TPS: 0}, cell)[F.TPS] == tps


# First and last day in one cell


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("25-01-2024 s.d. 25-02-2024", "25-01-2024", "25-02-2024"),
        ("25 Januari 2024 s/d 25 Februari 2024", "25 Januari 2024", "25 Februari 2024"),
        ("25-01-2024 sampai dengan 25-02-2024", "25-01-2024", "25-02-2024"),
        ("25/01/2024 - 25/02/2024", "25/01/2024", "25/02/2024"),
        ("25/01/2024–25/02/2024", "25/01/2024", "25/02/2024"),
        ("25-01-2024", "25-01-2024", ""),
        (datetime.date(2024, 1, 25), datetime.date(2024, 1, 25), None),
    ],
)
def test_a_term_is_taken_apart(cell: Cell, first: Cell, last: Cell):
    assert split_period(cell) == (first, last)
    assert taken({F.START: 0, F.END: 0}, cell) == {F.START: first, F.END: last}
