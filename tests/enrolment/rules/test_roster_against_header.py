"""Cells that say more than the short header above them."""

import pytest

from enrolment.rules.raw_row import Cell, column_letter
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_layout import find_layout
from tests.enrolment.rosters_in_memory import SheetInMemory, birth, name, nik, sheet

pytestmark = pytest.mark.once


def letters(head: SheetInMemory) -> dict[str, str]:
    (layout,) = find_layout([head]).sheets
    assert layout.unsure == ()
    return {str(field): column_letter(place) for field, place in layout.columns.items()}


def listed(header: list[str], *more: list[Cell]) -> SheetInMemory:
    """Some people, each with the further cells of his row."""
    rows = ([float(number), name(number), nik(number), *cells] for number, cells in enumerate(more, 1))
    return sheet(["No", "Nama", "NIK", *header], *rows)


def test_dates_that_the_niks_bear_are_births_whatever_stands_above_them():
    head = listed(["Tgl", "Tgl 2"], *([f"0{number}-01-2024", birth(number)] for number in range(1, 6)))
    assert letters(head) == {"name": "B", "nik": "C", "birth_date": "E"}


def test_places_before_such_dates_are_births_too():
    head = listed(["Asal"], *([f"Muaradua, {birth(number)}"] for number in range(1, 6)))
    assert letters(head) == {"name": "B", "nik": "C", "birth": "D"}


def test_dates_that_no_nik_bears_are_left_alone():
    head = listed(["Tgl"], *([f"0{number}-01-2024"] for number in range(1, 6)))
    assert letters(head) == {"name": "B", "nik": "C"}


def test_births_with_their_own_header_stay_where_they_are():
    cells = ([birth(number), birth(number)] for number in range(1, 6))
    assert letters(listed(["Tanggal Lahir", "Tgl"], *cells))["birth_date"] == "D"


@pytest.mark.parametrize(
    ("header", "cells", "found"),
    [
        (["Kel"], ["L"], {"sex": "D"}),
        (["Kel"], ["Bumi Agung"], {"desa": "D"}),
        (["Kel", "JK"], ["L", "P"], {"desa": "D", "sex": "E"}),
        (["Kel"], [None], {"desa": "D"}),
    ],
)
def test_a_kel_of_l_and_p_is_the_kelamin(header: list[str], cells: list[Cell], found: dict[str, str]):
    head = listed(header, *(cells for _ in range(4)))
    assert letters(head) == {"name": "B", "nik": "C", **found}


def test_without_a_nik_nothing_bears_a_date():
    head = sheet(["No", "Nama", "L/P", "Alamat", "Tgl", "Ibu Kandung", "Status Kawin"], *(
        [float(number), name(number), "L", "Jl. Contoh", birth(number), name(9), "kawin"] for number in range(1, 4)
    ))  # fmt: skip
    (layout,) = find_layout([head]).sheets
    assert Field.BIRTH_DATE not in layout.columns
