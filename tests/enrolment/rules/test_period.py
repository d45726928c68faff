import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrolment.rules.period import (
    Period,
    is_month,
    month_of,
    month_period,
    months_between,
    next_month,
    ranges,
    year_of,
)

D = datetime.date
DAYS = st.dates(D(2000, 1, 1), D(2050, 12, 31))


def periods() -> st.SearchStrategy[Period]:
    return st.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days)))


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Period(D(2024, 2, 25), D(2024, 1, 25))


def test_kpps_serve_32_days_in_two_calendar_months() -> None:
    kpps = Period(D(2024, 1, 25), D(2024, 2, 25))
    assert kpps.days == 32
    assert kpps.months() == ("2024-01", "2024-02")


@pytest.mark.parametrize(
    ("text", "valid"),
    [("2024-01", True), ("2024-12", True), ("2024-13", False), ("2024-00", False), ("2024-1", False), ("24-01", False)],
)
def test_a_month_is_year_and_month(text: str, valid: bool) -> None:
    assert is_month(text) is valid


def test_months_between_counts_both_ends_over_a_year_end() -> None:
    assert months_between("2023-11", "2024-02") == ("2023-11", "2023-12", "2024-01", "2024-02")
    assert months_between("2024-02", "2024-01") == ()


def test_ranges_fold_runs_and_keep_gaps() -> None:
    assert ranges(["2024-01", "2023-12", "2023-07", "2023-08"]) == (("2023-07", "2023-08"), ("2023-12", "2024-01"))
    assert ranges([]) == ()


def test_february_of_a_leap_year_has_29_days() -> None:
    assert month_period("2024-02") == Period(D(2024, 2, 1), D(2024, 2, 29))


@given(periods(), periods())
def test_clip_is_what_both_have(one: Period, other: Period) -> None:
    both = one.clip(other)
    assert both == other.clip(one)
    assert (both is None) is not one.meets(other)
    if both is not None:
        assert both.first in (one.first, other.first)
        assert both.last in (one.last, other.last)
        assert both.days <= min(one.days, other.days)


@given(periods())
def test_the_months_of_a_period_hold_all_its_days(period: Period) -> None:
    shared = [period.clip(month_period(month)) for month in period.months()]
    assert sum(part.days for part in shared if part is not None) == period.days
    assert None not in shared


@given(DAYS)
def test_the_next_month_begins_the_day_after_this_one_ends(day: D) -> None:
    month = month_of(day)
    following = month_period(next_month(month)).first
    assert following == month_period(month).last + datetime.timedelta(days=1)
    assert year_of(month) == day.year
