"""Cells and columns as the sender sees them."""

import datetime

import pytest

from enrolment.rules.raw_row import Cell, column_letter, excerpt, is_blank, text_of, whole_number

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_the_letters_of_a_spreadsheet(index: int, letter: str):
    assert column_letter(index) == letter


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (12.0, "12"),
        (1609012001, "1609012001"),
        (1.5, "1.5"),
        ("  Suka \n Raja ", "Suka Raja"),
        (datetime.date(2023, 9, 29), "29/09/2023"),
        (datetime.datetime(2023, 9, 29, 8, 0, tzinfo=datetime.UTC), "29/09/2023"),
        (datetime.time(8, 30), "08:30:00"),
        (float("inf"), "inf"),
    ],
)
def test_a_cell_reads_as_it_is_shown(cell: Cell, text: str):
    assert text_of(cell) == text


def test_an_excerpt_says_that_it_was_cut():
    assert excerpt("a" * 60) == "a" * 60
    assert excerpt("a" * 61) == "a" * 59 + "…"


@pytest.mark.parametrize(
    ("cell", "number"), [(3.0, 3), (3, 3), (3.5, None), ("3", None), (None, None), (float("nan"), None)]
)
def test_only_a_number_without_decimals_is_whole(cell: Cell, number: int | None):
    assert whole_number(cell) == number


@pytest.mark.parametrize(("cell", "blank"), [(None, True), ("", True), (" \n", True), (0, False), ("0", False)])
def test_a_blank_cell_shows_nothing(cell: Cell, blank: bool):
    assert is_blank(cell) is blank
