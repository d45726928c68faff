import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.rules.coverage import covered_days, months_without_tenure, uncovered_days, uncovered_spans
from budgeting.rules.money import percent_of, round_rupiah
from budgeting.rules.premium import Basis, parts, price
from budgeting.rules.rates import NoRate, in_force
from enrolment.rules.period import Period, months_between
from tests.budgeting.rules.laws import BPU, JKK, JKM, PU, RATES, rate

D = datetime.date
KPPS = Period(D(2024, 1, 25), D(2024, 2, 25))


@pytest.mark.parametrize(("amount", "rupiah"), [("2.4", 2), ("2.5", 3), ("3.5", 4), ("2.49999", 2), ("0.5", 1)])
def test_half_a_rupiah_goes_up(amount: str, rupiah: int) -> None:
    assert round_rupiah(Decimal(amount)) == rupiah


@pytest.mark.parametrize(
    ("wage", "jkk", "jkm"),
    [  # domain/bpjs.md §3
        (2_500_000, 6_000, 7_500),
        (2_200_000, 5_280, 6_600),
        (1_850_000, 4_440, 5_550),
        (1_300_000, 3_120, 3_900),
        (1_150_000, 2_760, 3_450),
        (1_100_000, 2_640, 3_300),
        (850_000, 2_040, 2_550),
        (650_000, 1_560, 1_950),
        (3_456_874, 8_296, 10_371),  # 8,296.4976 and 10,370.622: a minimum wage rounds per programme
    ],
)
def test_premiums_of_the_published_honoraria(wage: int, jkk: int, jkm: int) -> None:
    cost = price(Basis(PU, wage), "2024-01", RATES)
    assert (cost.jkk, cost.jkm, cost.total) == (jkk, jkm, jkk + jkm)


def test_bpu_is_flat_whatever_percent_a_plan_still_carries() -> None:
    cost = price(Basis(BPU, None, Decimal("0.24"), Decimal("0.30")), "2024-01", RATES)
    assert (cost.jkk, cost.jkm) == (10_000, 6_800)


def test_pu_needs_a_wage() -> None:
    with pytest.raises(ValueError, match="wage base"):
        Basis(PU, None)


def test_a_percent_of_the_plan_beats_the_law_and_says_so() -> None:
    cost = price(Basis(PU, 1_000_000, jkk_percent=Decimal("0.54")), "2024-01", RATES)
    assert cost.jkk == 5_400
    assert cost.jkk_rate.given
    assert not cost.jkm_rate.given


def test_of_several_rates_the_one_that_began_last_holds() -> None:
    later = rate(JKK, "0.30", since=D(2024, 2, 1))
    assert in_force((*RATES, later), JKK, PU, "2024-01").value == Decimal("0.24")
    assert in_force((*RATES, later), JKK, PU, "2024-02") == later


def test_a_rate_that_begins_within_a_month_holds_from_the_next() -> None:
    later = rate(JKK, "0.30", since=D(2024, 2, 2))
    assert in_force((*RATES, later), JKK, PU, "2024-02").value == Decimal("0.24")


def test_no_rate_in_force_is_said_with_programme_and_month() -> None:
    ended = (rate(JKM, "0.30", until=D(2023, 12, 31)),)
    with pytest.raises(NoRate) as caught:
        in_force(ended, JKM, PU, "2024-01")
    assert (caught.value.programme, caught.value.month) == (JKM, "2024-01")


def test_a_rate_change_splits_the_months() -> None:
    rates = (*RATES, rate(JKM, "0.20", since=D(2024, 2, 1)))
    first, second = parts(Basis(PU, 1_000_000), ("2024-03", "2024-01", "2024-02"), rates)
    assert (first.months, first.price.jkm) == (("2024-01",), 3_000)
    assert (second.months, second.price.jkm) == (("2024-02", "2024-03"), 2_000)


def test_a_new_row_of_the_same_rate_splits_nothing() -> None:
    rates = (*RATES, rate(JKM, "0.30", since=D(2024, 2, 1)))
    assert len(parts(Basis(PU, 1_000_000), ("2024-01", "2024-02"), rates)) == 1


@given(st.integers(0, 100_000_000), st.decimals(0, 100, places=2))
def test_rounding_moves_less_than_a_rupiah(base: int, percent: Decimal) -> None:
    assert abs(percent_of(base, percent) - base * percent / 100) <= Decimal("0.5")


def test_days_outside_the_paid_months() -> None:
    # 25 January to 25 February is 32 days: 7 in January, 25 in February.
    assert covered_days(KPPS, ["2024-01"]) == 7
    assert uncovered_days(KPPS, ["2024-01"]) == 25
    assert uncovered_days(KPPS, ["2024-01", "2024-02"]) == 0
    assert uncovered_spans(KPPS, ["2024-01"]) == (Period(D(2024, 2, 1), D(2024, 2, 25)),)


def test_months_paid_for_nobody_in_office() -> None:
    assert months_without_tenure(KPPS, ["2024-03", "2023-12", "2024-01"]) == ("2023-12", "2024-03")


@given(st.sets(st.sampled_from(months_between("2023-11", "2024-04"))))
def test_covered_and_uncovered_days_make_up_the_tenure(months: set[str]) -> None:
    uncovered = uncovered_days(KPPS, months)
    assert covered_days(KPPS, months) + uncovered == KPPS.days
    assert sum(span.days for span in uncovered_spans(KPPS, months)) == uncovered
