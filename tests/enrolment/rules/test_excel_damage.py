"""What Excel did to the NIKs of a file, told apart by what surely happened and what nobody can know."""

import pytest

from enrolment.rules.excel_damage import Harm, Place, Reading, Span, diagnose, harm, spans


def reading(row: int, cell: object, *, is_damaged: bool, sheet: int = 0) -> Reading:
    return Reading(Place(sheet, row), cell, is_damaged)


@pytest.mark.parametrize(
    ("cell", "is_damaged", "expected"),
    [
        (1609031203900000.0, True, Harm.NUMBER),
        (160903120390000.0, True, Harm.NUMBER),
        ("1,60903E+15", True, Harm.SCIENTIFIC),
        ("1.60903120390000E+15", True, Harm.SCIENTIFIC),
        ("1609031203900010", True, Harm.DOUBTFUL),
        ("1609031203900010", False, None),
        ("1609031203900001", False, None),
        ("160903120390", False, None),
        ("", False, None),
    ],
)
def test_harm_is_named_for_what_the_check_held_for_damaged(cell: object, is_damaged: bool, expected: Harm | None):
    assert harm(reading(2, cell, is_damaged=is_damaged)) is expected


def test_a_diagnosis_counts_each_row_once_and_says_which_are_sure():
    found = diagnose(
        [
            reading(2, 1609031203900000.0, is_damaged=True),
            reading(3, "1,60903E+15", is_damaged=True),
            reading(4, "1609031203900010", is_damaged=True),
            reading(5, "1609031203900011", is_damaged=False),
            reading(6, "1609 0312 0390 0012", is_damaged=False),
            reading(7, "16090312", is_damaged=False),
            reading(8, None, is_damaged=False),
        ]
    )

    assert (found.rows, found.numbers, found.scientific, found.doubtful, found.damaged) == (7, 1, 1, 1, 3)
    assert found.certain == (Span(0, 2, 3),)
    assert found.uncertain == (Span(0, 4, 4),)
    assert found.sound == (Span(0, 5, 6),)
    # Sixteen digits stand in rows 2, 4, 5 and 6; those of 2 and 4 end in 0: 2 of 4.
    assert (found.niks, found.niks_ending_in_zero, found.percent_ending_in_zero) == (4, 2, 50)


def test_a_file_without_a_nik_has_no_share():
    assert diagnose([]).percent_ending_in_zero == 0


def test_rows_are_drawn_together_within_one_sheet():
    places = [Place(0, 2), Place(0, 3), Place(0, 5), Place(1, 6), Place(1, 7)]
    assert spans(places) == (Span(0, 2, 3), Span(0, 5, 5), Span(1, 6, 7))
