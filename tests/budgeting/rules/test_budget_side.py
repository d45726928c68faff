"""A month's share of a budget by body and kecamatan, whole to the rupiah; payments split by account."""

import pytest

from budgeting.rules.billing import NOTHING, Charge, summed
from budgeting.rules.budget_side import month_charge, month_parts, split_paid
from tests.factories_figures import POSTS, make_figures, make_line


def test_a_month_is_people_times_rate_of_those_who_are_paid_in_it():
    lines = [make_line(POSTS[0], ("2023-07",)), make_line(POSTS[4], ("2023-07", "2023-08"))]
    assert month_charge(lines, "2023-07") == Charge(110, 10 * 6_000 + 100 * 3_600, 10 * 7_500 + 100 * 4_500)
    assert month_charge(lines, "2023-08") == Charge(100, 360_000, 450_000)
    assert month_charge(lines, "2024-01") == NOTHING


def test_the_parts_of_a_month_are_the_whole():
    figures = make_figures()
    parts = month_parts(figures.lines, figures.recap, "2023-09")
    assert summed(parts.values()) == month_charge(figures.lines, "2023-09")
    assert parts["pps", "99.01.01"] == Charge(30, 10 * 3_600 + 20 * 3_120, 10 * 4_500 + 20 * 3_900)
    # Eight secretaries and eight of the staff are excluded: taken off their body, where no kecamatan is named.
    assert parts["sek-ppk", ""] == Charge(-16, -8 * (4_440 + 3_120), -8 * (5_550 + 3_900))
    assert ("ppk", "") not in parts


def test_a_month_that_nobody_is_paid_in_has_no_parts():
    figures = make_figures()
    assert month_parts(figures.lines, figures.recap, "2024-03") == {}


@pytest.mark.parametrize(
    ("paid", "jkk", "jkm", "split"),
    [
        (0, 4, 5, (0, 0)),
        (9, 4, 5, (4, 5)),
        (10, 4, 5, (4, 6)),  # 4.44
        (1, 1, 1, (1, 0)),  # half a rupiah goes up
        (18, 4, 5, (8, 10)),  # twice what was asked
        (7, 0, 0, (0, 7)),
        (7, 5, 0, (7, 0)),
    ],
)
def test_a_payment_is_split_in_the_proportion_of_its_bill(paid: int, jkk: int, jkm: int, split: tuple[int, int]):
    assert split_paid(paid, jkk, jkm) == split
    assert sum(split_paid(paid, jkk, jkm)) == paid
