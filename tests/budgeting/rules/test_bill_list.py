"""The list beside a bill: which column is what, what is asked rather than decided, and each line read."""

import pytest

from budgeting.rules.bill_list import Column, ListedPerson, UnreadCell, amount_of, guess, read_line
from enrolment.rules.raw_row import Cell, RawRow

NIK = "1609010203900001"


def rows(*cells: tuple[Cell, ...]) -> list[RawRow]:
    return [RawRow(number, each) for number, each in enumerate(cells, 1)]


@pytest.mark.parametrize(
    "header",
    [
        ("No", "NIK", "Nama", "Upah", "JKK", "JKM"),
        ("NO.", "No. KTP", "NAMA TENAGA KERJA", "UPAH TK", "IURAN JKK (Rp)", "IURAN JKM (Rp)"),
        ("no", "nomor_identitas", "nama", "dasar upah", "Iur JKK", "Iur. JKM"),
    ],
)
def test_headers_as_branches_write_them(header: tuple[str, ...]):
    found = guess(rows(("RINCIAN IURAN", ""), header, ("1", NIK, "Siti", 1_100_000.0, 2_640.0, 3_300.0)))
    assert found.is_sure
    assert found.header_row == 2
    assert found.columns == {Column.NIK: 1, Column.BASE: 3, Column.JKK: 4, Column.JKM: 5}


def test_a_header_of_two_rows_is_read_together():
    found = guess(rows(("KPJ", "NAMA", "IURAN", None), (None, None, "JKK", "JKM"), ("24012345678", "Siti", 1.0, 2.0)))
    assert (found.header_row, found.columns) == (2, {Column.KPJ: 0, Column.JKK: 2, Column.JKM: 3})
    assert found.is_sure


def test_the_one_column_of_16_digits_names_the_people():
    found = guess(rows(("Identitas", "JKK", "JKM"), (NIK, 1.0, 2.0), ("1609010203900002", 1.0, 2.0)))
    assert found.columns[Column.NIK] == 0
    assert found.is_sure


def test_two_columns_that_claim_the_same_are_asked():
    found = guess(rows(("NIK", "JKK", "Iuran JKK", "JKM"), (NIK, 0.24, 2_640.0, 3_300.0)))
    assert found.doubtful == (Column.JKK,)
    assert not found.is_sure


def test_a_total_alone_is_enough_and_beside_both_amounts_nothing_new():
    alone = guess(rows(("NIK", "Nama", "Total Iuran (Rp)"), (NIK, "Siti", 5_940.0)))
    assert (alone.is_sure, alone.columns) == (True, {Column.NIK: 0, Column.TOTAL: 2})
    line = read_line(RawRow(2, (NIK, "Siti", "5.940")), alone.columns)
    assert isinstance(line, ListedPerson)
    assert (line.jkk, line.jkm, line.total) == (None, None, 5_940)
    both = guess(rows(("NIK", "JKK", "JKM", "Iuran", "Total"), (NIK, 1.0, 2.0, 3.0, 3.0)))
    assert (both.is_sure, both.columns) == (True, {Column.NIK: 0, Column.JKK: 1, Column.JKM: 2})


def test_a_list_without_names_or_amounts_is_asked():
    assert not guess(rows(("NIK", "Upah", "Jumlah"), (NIK, 1.0, 2.0))).is_sure
    assert not guess(rows(("Nama", "JKK", "JKM"), ("Siti", 1.0, 2.0))).is_sure


COLUMNS = {Column.NIK: 0, Column.KPJ: 1, Column.BASE: 2, Column.JKK: 3, Column.JKM: 4}


def test_a_line_is_read_with_its_cells():
    row = RawRow(7, (f"'{NIK}", "24 012 345 678", 1_100_000.0, "2.640", "Rp3.300,00"))
    found = read_line(row, COLUMNS)
    assert isinstance(found, ListedPerson)
    assert (found.row, found.nik, found.kpj, found.base) == (7, NIK, "24012345678", 1_100_000)
    assert (found.jkk, found.jkm) == (2_640, 3_300)
    assert len(found.cells) == 5


def test_sums_and_signatures_name_nobody():
    assert read_line(RawRow(9, ("JUMLAH", "", "", 26_400.0, 33_000.0)), COLUMNS) is None
    assert read_line(RawRow(10, ()), COLUMNS) is None


def test_an_amount_that_is_none_is_told_by_its_place_alone():
    assert read_line(RawRow(7, (NIK, "", "", "Siti", 3_300.0)), COLUMNS) == UnreadCell(7, 3)
    assert read_line(RawRow(7, (NIK, "", "", 2_640.5, 3_300.0)), COLUMNS) == UnreadCell(7, 3)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (2_640.0, 2_640),
        ("2640", 2_640),
        ("2.640", 2_640),
        ("2,640", 2_640),
        ("Rp 2.640,00", 2_640),
        ("2640.00", 2_640),
        ("1.234.567", 1_234_567),
        ("-", 0),
        (None, 0),
        ("26.4", None),
        (-1.0, None),
        ("dua ribu", None),
    ],
)
def test_rupiah_as_people_write_them(cell: Cell, amount: int | None):
    assert amount_of(cell) == amount
