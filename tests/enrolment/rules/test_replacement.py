"""Who carries which month when a seat changes hands, and where two NIKs differ."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrolment.rules.nik_difference import digits_beside
from enrolment.rules.period import Period
from enrolment.rules.replacement import Replacement, Serving, effect

YEAR = Period(date(2024, 1, 1), date(2024, 4, 30))


def premiums(change: Replacement) -> list[tuple[str, int, int]]:
    return [(each.month, each.before, each.after) for each in effect(change).months]


def test_a_change_at_the_turn_of_a_month_leaves_one_premium_a_month():
    found = effect(Replacement(YEAR, date(2024, 1, 31), date(2024, 2, 1)))
    assert (found.before, found.after) == (4, 4)
    assert [(each.by_leaver, each.by_newcomer) for each in found.months] == [
        (True, False), (False, True), (False, True), (False, True)
    ]  # fmt: skip
    assert found.vacant is None


def test_a_change_within_a_month_costs_that_month_twice():
    assert premiums(Replacement(YEAR, date(2024, 2, 14), date(2024, 2, 15))) == [
        ("2024-01", 1, 1),
        ("2024-02", 1, 2),
        ("2024-03", 1, 1),
        ("2024-04", 1, 1),
    ]


def test_a_newcomer_who_is_paid_for_elsewhere_costs_that_month_nothing_more():
    newcomer = Serving(elsewhere=frozenset({"2024-02"}))
    found = effect(Replacement(YEAR, date(2024, 2, 14), date(2024, 2, 15), newcomer=newcomer))
    february = found.months[1]
    assert (february.before, february.after, february.newcomer_elsewhere) == (1, 1, True)
    assert found.uncovered == 0


def test_who_is_insured_by_another_law_takes_the_seat_without_a_premium():
    found = effect(Replacement(YEAR, date(2024, 1, 31), date(2024, 2, 1), newcomer=Serving(is_insured=False)))
    assert (found.before, found.after, found.uncovered) == (4, 1, 0)


def test_only_the_months_of_the_plan_are_paid_and_the_rest_of_the_newcomers_days_are_told():
    found = effect(Replacement(YEAR, date(2024, 3, 31), date(2024, 4, 1), paid=frozenset({"2024-01", "2024-02"})))
    assert (found.before, found.after, found.uncovered) == (2, 2, 30)


def test_days_on_which_nobody_sits_are_told():
    found = effect(Replacement(YEAR, date(2024, 2, 9), date(2024, 2, 13)))
    assert found.vacant == Period(date(2024, 2, 10), date(2024, 2, 12))


def test_who_leaves_before_the_first_day_never_had_a_month():
    found = effect(Replacement(YEAR, date(2023, 12, 31), date(2024, 1, 1)))
    assert (found.before, found.after) == (4, 4)
    assert not any(each.by_leaver for each in found.months)


def test_the_newcomer_comes_after_the_leaver():
    with pytest.raises(ValueError, match="before the leaver"):
        effect(Replacement(YEAR, date(2024, 2, 1), date(2024, 2, 1)))


@given(st.integers(0, 119), st.integers(1, 119))
def test_nobody_ever_carries_a_month_in_which_he_does_not_serve(stay: int, gap: int):
    last_day = date.fromordinal(YEAR.first.toordinal() + stay)
    first_day = date.fromordinal(min(last_day.toordinal() + gap, YEAR.last.toordinal()))
    if first_day <= last_day:
        return
    for each in effect(Replacement(YEAR, last_day, first_day)).months:
        assert each.after <= 2
        assert each.by_leaver == (each.month <= f"{last_day:%Y-%m}")
        assert each.by_newcomer == (each.month >= f"{first_day:%Y-%m}")


def test_a_slip_in_a_nik_is_shown_and_the_rest_stays_hidden():
    one = digits_beside("1609011203900001", "1609011303900001")
    assert "".join(each.shown for each in one) == "1609***2******01"
    assert [place for place, each in enumerate(one) if each.differs] == [7]


def test_where_much_differs_the_digits_stay_hidden_and_the_places_are_marked():
    one = digits_beside("1609011203900001", "3507994508885599")
    assert "".join(each.shown for each in one) == "1609**********01"
    assert sum(each.differs for each in one) > 4
