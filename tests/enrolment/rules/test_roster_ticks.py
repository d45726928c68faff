"""The sex ticked in one of two columns, "L" | "P"."""

import pytest

from enrolment.rules.raw_row import Cell
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_layout import find_layout
from tests.enrolment.rosters_in_memory import name, nik, people, sheet

pytestmark = pytest.mark.once


def person(number: int, *more: Cell) -> list[Cell]:
    return [float(number), name(number), nik(number), *more]


def ticked(number: int) -> list[Cell]:
    return person(number, *(["√", ""] if number % 2 else ["", "√"]))


def test_two_columns_under_one_header():
    head = sheet(
        ["No", "Nama", "NIK", "JENIS KELAMIN", "", "Alamat"],
        ["", "", "", "L", "P", ""],
        *([*ticked(number), "Jl. Contoh"] for number in range(1, 7)),
    )
    layout = find_layout([head]).sheets[0]
    assert (layout.header_rows, layout.unsure) == ((1, 2), ())
    assert layout.columns == {Field.NAME: 1, Field.NIK: 2, Field.SEX: 3, Field.ADDRESS: 5}
    assert [row[Field.SEX] for row in people(head, layout)] == ["L", "P"] * 3


def test_two_columns_without_a_common_header():
    head = sheet(["No", "Nama", "NIK", "L", "P"], *map(ticked, range(1, 5)))
    assert [row[Field.SEX] for row in people(head)] == ["L", "P"] * 2


def test_numbers_under_two_sexes_are_no_ticks():
    head = sheet(["No", "Nama", "NIK", "L", "P"], *(person(number, 12.0, 7.0) for number in range(1, 5)))
    assert Field.SEX not in find_layout([head]).sheets[0].columns
