"""Which numbers yield to their parts, and which are slips of the keyboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrolment.rules.units import covered, most, outgrown, roll_up

REGION = "16.09"
CODES = st.sampled_from(["16.09", "16.09.01", "16.09.02", "16.09.01.2001", "16.09.01.2002", "16.09.02.2001"])


@pytest.mark.parametrize(
    ("entered", "yields"),
    [
        ({"16.09": 100, "16.09.01": 60, "16.09.02": 40}, set()),
        ({"16.09": 99, "16.09.01": 60, "16.09.02": 40}, {"16.09"}),
        ({"16.09": 100, "16.09.01": 60, "16.09.01.2001": 61}, {"16.09.01"}),
        # A part that yields passes its larger sum on: then the total is outgrown, too.
        ({"16.09": 60, "16.09.01": 60, "16.09.01.2001": 61}, {"16.09", "16.09.01"}),
        ({"16.09.01.2001": 5}, set()),
        ({}, set()),
    ],
)
def test_a_number_below_its_parts_is_outgrown(entered: dict[str, int], yields: set[str]) -> None:
    assert outgrown(entered, REGION) == yields


def test_a_region_is_covered_where_each_of_its_desa_has_a_number() -> None:
    known = ["16.09.01.2001", "16.09.01.2002", "16.09.02.2001"]
    entered = {"16.09": 9, "16.09.01": 5, "16.09.02": 4, "16.09.01.2001": 2, "16.09.02.2001": 3}
    assert covered(entered, known, "16.09") == {"16.09.02"}
    assert covered(entered | {"16.09.01.2002": 1}, known, "16") == {"16.09", "16.09.01", "16.09.02"}


@given(st.dictionaries(CODES, st.integers(0, 50)))
def test_without_the_outgrown_numbers_all_add_up(entered: dict[str, int]) -> None:
    gone = outgrown(entered, REGION)
    nodes = roll_up({code: number for code, number in entered.items() if code not in gone}, REGION)
    for code, number in entered.items():
        assert code in gone or nodes[code].total == number


@pytest.mark.parametrize(
    ("kind", "kecamatan", "desa", "largest"),
    [
        ("kecamatan", 19, 259, 38),
        ("kecamatan", 2, 30, 12),
        ("desa", 19, 259, 518),
        ("tps", 19, 259, 258_741),
        ("tps_coklit", 0, 1, 999),
    ],
)
def test_a_count_has_a_largest_size(kind: str, kecamatan: int, desa: int, largest: int) -> None:
    assert most(kind, kecamatan, desa) == largest
