"""Scenarios side by side, and which change moved how many rupiah."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgeting.rules.benefits import Benefits, FamilyBenefit, Stated
from budgeting.rules.comparison import compare
from budgeting.rules.plan import Plan, draft
from budgeting.rules.plan_input import Entry, OwnLine, PlanInput, PremiumSettings
from budgeting.rules.waterfall import Change, waterfall
from enrolment.rules.bodies import SeatException, UnitCounts
from enrolment.rules.period import months_between
from tests.budgeting.rules.laws import BPU, JKM, RATES, law, rate
from tests.budgeting.rules.plans import Drawn, plans

pytestmark = pytest.mark.once

UNITS = UnitCounts(kecamatan=19, desa=259, tps=1352)
BENEFITS = Benefits(
    jkk_multiple=Stated(Decimal(48)),
    jkk_periodic=Stated(Decimal(12_000_000)),
    jkk_funeral=Stated(Decimal(10_000_000)),
    jkm_death=Stated(Decimal(42_000_000)),
)


def computed(*entries: Entry, units: UnitCounts = UNITS, **stated: object) -> Plan:
    plan = PlanInput("Rencana", "16.09", "pemilu-2024", entries=entries, **stated)  # type: ignore[arg-type]
    return draft(plan, law(), units)


KPPS = Entry("kpps-anggota", coverage=("2024-01", "2024-02"))


def test_people_months_and_rupiah_stand_side_by_side() -> None:
    two = computed(KPPS, Entry("ppk", coverage=("2024-02", "2024-03")))
    one = computed(replace(KPPS, coverage=("2024-02",)))
    found = compare([two, one], BENEFITS)
    wide, narrow = found.totals
    assert (wide.headcount, wide.months, wide.person_months) == (8112 + 95, 3, 8207 * 2)
    assert (narrow.headcount, narrow.months, narrow.person_months) == (8112, 1, 8112)
    assert narrow.total == narrow.jkk + narrow.jkm == 8112 * (2_640 + 3_300)
    assert narrow.uncovered == 8112 * 7  # 25 to 31 January
    assert [row.code for row in found.bodies] == ["ppk", "kpps"]
    assert [row.shares[1] is None for row in found.bodies] == [True, False]
    assert found.bodies[0].name == "PPK"


def test_a_family_gets_less_on_a_low_base_and_nobody_knows_how_much_for_bpu() -> None:
    low = computed(KPPS, premium=PremiumSettings(wage_base=850_000))
    bpu = computed(KPPS, premium=PremiumSettings(membership=BPU))
    none = computed(replace(KPPS, excluded=8112, reason="sudah peserta"))
    (row,) = compare([computed(KPPS), low, bpu, none], BENEFITS).families
    assert row.benefits == (
        FamilyBenefit(48 * 1_100_000 + 22_000_000, 42_000_000, None),
        FamilyBenefit(62_800_000, 42_000_000, None),
        FamilyBenefit(None, 42_000_000, None),
        None,
    )


def test_a_line_of_ones_own_stands_under_its_own_body() -> None:
    own = Entry("lain", headcount=4, wage=1, coverage=("2024-01",), reason="x", own=OwnLine("Petugas", "KPU", "KPU"))
    found = compare([computed(own)], BENEFITS)
    assert [(row.code, row.name) for row in found.bodies] == [("KPU", "KPU")]
    assert found.families[0].name == "Petugas"


@settings(max_examples=60, deadline=None)
@given(st.lists(plans(), min_size=1, max_size=3))
def test_bodies_add_up_to_the_totals(drawn: list[Drawn]) -> None:
    found = compare([each.plan for each in drawn], BENEFITS)
    for place, total in enumerate(found.totals):
        shares = [row.shares[place] for row in found.bodies]
        assert total.total == drawn[place].plan.total.total
        for name in ("headcount", "insured", "person_months", "jkk", "jkm", "uncovered"):
            assert getattr(total, name) == sum(getattr(share, name) for share in shares if share)


@settings(max_examples=150, deadline=None)
@given(plans(), plans())
def test_the_steps_sum_to_the_difference_exactly(before: Drawn, after: Drawn) -> None:
    steps = waterfall(before.plan, after.plan, before.rates)
    assert sum(step.amount for step in steps) == after.plan.total.total - before.plan.total.total
    assert [step.change for step in steps] == [change for change in Change if change in {s.change for s in steps}]
    for step in steps:
        assert step.amount == sum(line.amount for line in step.lines) != 0
        assert all(line.amount for line in step.lines)


@settings(max_examples=20, deadline=None)
@given(plans())
def test_nothing_changed_is_no_step(drawn: Drawn) -> None:
    assert waterfall(drawn.plan, drawn.plan, drawn.rates) == ()


def moved(after: Plan, before: Plan | None = None) -> dict[Change, int]:
    steps = waterfall(before or computed(KPPS), after, RATES)
    return {step.change: step.amount for step in steps}


PER_PERSON = 2 * (2_640 + 3_300)


@pytest.mark.parametrize(
    ("after", "change", "amount"),
    [
        (computed(KPPS, units=replace(UNITS, tps=1351)), Change.UNITS, -6 * PER_PERSON),
        (computed(replace(KPPS, per_unit=5, reason="x")), Change.SEATS, -1352 * PER_PERSON),
        (computed(replace(KPPS, headcount=8100, reason="x")), Change.SEATS, -12 * PER_PERSON),
        (computed(replace(KPPS, excluded=100, reason="x")), Change.EXCLUDED, -100 * PER_PERSON),
        (computed(replace(KPPS, coverage=("2024-02",))), Change.MONTHS, -8112 * PER_PERSON // 2),
        (computed(replace(KPPS, wage=1_000_000)), Change.WAGE, -8112 * 2 * 540),
        (computed(KPPS, premium=PremiumSettings(membership=BPU)), Change.WAGE, 8112 * 2 * (16_800 - 5_940)),
        (computed(KPPS, premium=PremiumSettings(jkk_percent=Decimal("0.54"))), Change.RATES, 8112 * 2 * 3_300),
        (computed(KPPS, Entry("ppk-ketua", coverage=("2024-01",))), Change.ADDED, 19 * 13_500),
    ],
)
def test_one_change_is_one_step(after: Plan, change: Change, amount: int) -> None:
    assert moved(after) == {change: amount}
    # The other way round the same rupiah come back; what was added there is removed here.
    back = Change.REMOVED if change is Change.ADDED else change
    assert moved(computed(KPPS), after) == {back: -amount}


def test_an_exception_of_a_single_unit_is_not_taken_for_fewer_units() -> None:
    stated = PlanInput("R", "16.09", "pemilu-2024", entries=(KPPS,))
    excepted = draft(stated, law(), UNITS, {"kpps-anggota": (SeatException(2, "Lapas", "sedikit pemilih"),)})
    assert moved(excepted) == {Change.SEATS: -4 * PER_PERSON}
    fewer = draft(stated, law(), replace(UNITS, tps=1351), {"kpps-anggota": (SeatException(2, "Lapas", "x"),)})
    assert moved(fewer, excepted) == {Change.UNITS: -6 * PER_PERSON}


def test_steps_name_the_lines_they_come_from() -> None:
    both = [KPPS, Entry("kpps-ketua", coverage=("2024-01", "2024-02"))]
    (step,) = waterfall(computed(*both), computed(*both, units=replace(UNITS, tps=1351)), RATES)
    assert {line.code: line.amount for line in step.lines} == {
        "kpps-ketua": -2 * (2_880 + 3_600),
        "kpps-anggota": -6 * PER_PERSON,
    }


def test_more_large_tps_are_more_units() -> None:
    def pantarlih(over: int) -> Plan:
        stated = PlanInput("R", "35.07", "pilkada-2024", entries=(Entry("pantarlih", coverage=("2024-07",)),))
        return draft(stated, law("pilkada"), UnitCounts(33, 390, 4042, 3960, over))

    assert moved(pantarlih(3642), pantarlih(0)) == {Change.UNITS: 3642 * 5_400}


def test_a_month_for_which_the_law_knows_no_rate_takes_the_price_of_the_plan_that_pays_it() -> None:
    old = Entry("ppk-ketua", start=datetime.date(1999, 1, 1), coverage=("2024-01",))
    given_rates = PremiumSettings(jkk_percent=Decimal("0.24"), jkm_percent=Decimal("0.30"))
    before, after = computed(old), computed(replace(old, coverage=("1999-01", "2024-01")), premium=given_rates)
    assert moved(after, before) == {Change.MONTHS: 19 * 13_500}


def test_a_rate_that_changes_on_the_way_is_priced_month_by_month() -> None:
    rates = (*RATES, rate(JKM, "0.20", since=datetime.date(2024, 2, 1)))

    def planned(*months: str) -> Plan:
        return draft(
            PlanInput("R", "16.09", "pemilu-2024", entries=(replace(KPPS, coverage=months),)), law(rates=rates), UNITS
        )

    (step,) = waterfall(planned("2024-01"), planned("2024-01", "2024-02"), rates)
    assert (step.change, step.amount) == (Change.MONTHS, 8112 * (2_640 + 2_200))


def test_the_seven_months_of_a_regency_cost_what_they_cost() -> None:
    """PKD of OKU Selatan: eight months instead of seven is one month of 259 people's premium."""
    entry = Entry("ppk-ketua", coverage=months_between("2023-09", "2024-03"))
    longer = replace(entry, coverage=months_between("2023-09", "2024-04"))
    assert moved(computed(longer), computed(entry)) == {Change.MONTHS: 19 * 13_500}
