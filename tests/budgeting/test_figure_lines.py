"""Lines of one fiscal year: the years of a plan sum to the plan, however its months and rates fall."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.figure_lines import of_year, percent, rate_label, year_amounts
from budgeting.rules import plan as rules
from budgeting.rules.law import Law, Preset, PresetPosition
from budgeting.rules.plan_input import Entry, PlanInput, PremiumSettings
from budgeting.rules.rates import MembershipClass, Programme, Rate, RateKind
from enrolment.rules.bodies import Position, Unit, UnitCounts
from enrolment.rules.period import months_between

MONTHS = months_between("2022-10", "2024-05")
POSITIONS = (
    Position("ppk-ketua", "Ketua PPK", "ppk", "PPK", "KPU", Unit.KECAMATAN, 1),
    Position("kpps", "KPPS", "kpps", "KPPS", "KPU", Unit.TPS, 7),
)
PRESET = Preset("uji", "pemilu", "Pemilu uji", datetime.date(2024, 2, 14), tuple(PresetPosition(p) for p in POSITIONS))


def rate(programme: Programme, value: str, since: str, until: str | None = None, kind: str = "percent") -> Rate:
    membership = MembershipClass.BPU if kind == "flat" else MembershipClass.PU
    last = datetime.date.fromisoformat(until) if until else None
    return Rate(programme, membership, RateKind(kind), Decimal(value), datetime.date.fromisoformat(since), last)


# A rate that changes in the middle of a fiscal year splits a line there.
RATES = (
    rate(Programme.JKK, "0.24", "2015-07-01", "2023-08-31"),
    rate(Programme.JKK, "0.54", "2023-09-01"),
    rate(Programme.JKM, "0.30", "2015-07-01"),
    rate(Programme.JKK, "10000", "2019-12-01", kind="flat"),
    rate(Programme.JKM, "6800", "2019-12-01", kind="flat"),
)
LAW = Law.of(PRESET, RATES, (2023, 2024))


def draft(*entries: Entry, membership: MembershipClass = MembershipClass.PU) -> rules.Plan:
    stated = PlanInput("Uji", "16.09", "uji", premium=PremiumSettings(membership), entries=entries)
    return rules.draft(stated, LAW, UnitCounts(kecamatan=19, desa=259, tps=1352))


def coverages() -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(MONTHS), min_size=1).map(lambda months: tuple(sorted(months)))


@given(coverages(), coverages(), st.integers(1, 9_000_000), st.integers(0, 1352 * 7), st.sampled_from(MembershipClass))
def test_the_years_sum_to_the_plan(
    first: tuple[str, ...], second: tuple[str, ...], wage: int, excluded: int, membership: MembershipClass
):
    plan = draft(
        Entry("ppk-ketua", coverage=first, wage=wage),
        Entry("kpps", coverage=second, wage=wage, excluded=excluded, reason="sudah peserta"),
        membership=membership,
    )
    amounts = year_amounts(plan)
    assert sum(year.total for year in amounts) == plan.total.total
    for year in amounts:
        lines = of_year(plan.lines, year.year)
        assert (sum(line.jkk for line in lines), sum(line.jkm for line in lines)) == (year.jkk, year.jkm)
        assert sorted({month for line in lines for month in line.months}) == list(year.months)
        for line in lines:
            assert line.jkk + line.jkm == line.insured * len(line.months) * (line.jkk_month + line.jkm_month)


def test_a_rate_change_within_the_year_splits_the_line():
    plan = draft(Entry("ppk-ketua", coverage=MONTHS, wage=2_500_000))
    before, after = of_year(plan.lines, 2023)
    assert (before.months[-1], before.jkk_month, before.jkk_rate.label) == ("2023-08", 6_000, "0,24%")
    assert (after.months[0], after.jkk_month, after.jkk_rate.label) == ("2023-09", 13_500, "0,54%")
    assert len(of_year(plan.lines, 2024)) == 1


def test_a_line_says_how_its_people_come_about():
    (kpps,) = of_year(draft(Entry("kpps", coverage=("2024-01",), wage=1_000_000)).lines, 2024)
    assert (kpps.unit, kpps.unit_count, kpps.per_unit, kpps.extra, kpps.headcount) == ("tps", 1352, 7, 0, 9464)
    (given_count,) = of_year(
        draft(Entry("kpps", coverage=("2024-01",), wage=1_000_000, headcount=12, reason="SK")).lines, 2024
    )
    assert (given_count.unit, given_count.unit_count, given_count.headcount) == (None, None, 12)


@pytest.mark.parametrize(("value", "label"), [("0.24", "0,24"), ("0.3", "0,30"), ("0.125", "0,125"), ("1", "1,00")])
def test_percents_print_with_two_decimals_or_as_many_as_they_have(value: str, label: str):
    assert percent(Decimal(value)) == label


def test_a_flat_rate_prints_as_rupiah():
    assert rate_label(RATES[-1]) == "Rp6.800"
