"""What a ceiling covers, and what it leaves open."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgeting.rules.ceiling import Cut, Fit, entries_kept, fit, months_by_worth, ranked
from budgeting.rules.plan import Plan, draft
from budgeting.rules.plan_input import Entry, PlanInput, PremiumSettings
from enrolment.rules.bodies import SeatException, UnitCounts
from enrolment.rules.period import months_between
from tests.budgeting.rules.laws import law
from tests.budgeting.rules.plans import Drawn, plans

pytestmark = pytest.mark.once

UNITS = UnitCounts(kecamatan=19, desa=259, tps=1352)
VOTING = "2024-02"
PPK = Entry("ppk-ketua", coverage=months_between("2023-12", "2024-03"))  # 19 x Rp13,500 = Rp256,500 a month
KPPS = Entry("kpps-ketua", coverage=("2024-01", "2024-02"))  # 1,352 x Rp6,480 = Rp8,760,960 a month
PPK_MONTH, KPPS_MONTH = 256_500, 8_760_960


def computed(*entries: Entry) -> Plan:
    return draft(PlanInput("Rencana", "16.09", "pemilu-2024", entries=entries), law(), UNITS)


def kept(found: Fit) -> dict[str, tuple[str, ...]]:
    return {each.line.code: each.kept for each in found.lines}


PLAN = computed(PPK, KPPS)


def test_money_enough_cuts_nothing() -> None:
    found = fit(PLAN, PLAN.total.total, ("kpps-ketua", "ppk-ketua"), Cut.MONTHS, VOTING)
    assert found.is_whole
    assert (found.total, found.left, found.person_months_cut) == (PLAN.total.total, 0, 0)


def test_the_least_important_line_loses_its_months_first() -> None:
    money = PLAN.total.total - 1
    assert kept(fit(PLAN, money, ("kpps-ketua", "ppk-ketua"), Cut.MONTHS, VOTING)) == {
        "kpps-ketua": ("2024-01", "2024-02"),
        "ppk-ketua": ("2024-01", "2024-02", "2024-03"),
    }
    assert kept(fit(PLAN, money, ("ppk-ketua", "kpps-ketua"), Cut.MONTHS, VOTING)) == {
        "ppk-ketua": ("2023-12", "2024-01", "2024-02", "2024-03"),
        "kpps-ketua": ("2024-02",),
    }


def test_what_no_longer_fits_leaves_its_money_to_lesser_lines() -> None:
    found = fit(PLAN, KPPS_MONTH - 1, ("kpps-ketua", "ppk-ketua"), Cut.MONTHS, VOTING)
    assert kept(found)["kpps-ketua"] == ()
    assert found.total == 4 * PPK_MONTH


def test_what_stays_uncovered_is_counted() -> None:
    found = fit(PLAN, 4 * PPK_MONTH + KPPS_MONTH, ("ppk-ketua", "kpps-ketua"), Cut.MONTHS, VOTING)
    line = found.lines[1]
    assert (line.cut, line.person_months_cut) == (("2024-01",), 1352)
    assert line.uncovered_days == 7  # 25 to 31 January
    assert found.person_months_cut == 1352
    assert (found.total, found.left) == (4 * PPK_MONTH + KPPS_MONTH, 0)


def test_months_without_anybody_in_office_go_first_then_those_far_from_the_voting_day() -> None:
    (line,) = computed(replace(KPPS, coverage=("2023-12", "2024-01", "2024-02", "2024-03"))).lines
    assert months_by_worth(line, VOTING) == ("2024-02", "2024-01", "2024-03", "2023-12")
    (ppk,) = computed(replace(PPK, coverage=months_between("2023-12", "2024-04"))).lines
    assert months_by_worth(ppk, VOTING) == ("2024-02", "2024-01", "2024-03", "2023-12", "2024-04")
    assert months_by_worth(replace(ppk, tenure=None), VOTING) == months_by_worth(ppk, VOTING)


def test_whole_bodies_stay_or_go() -> None:
    plan = computed(PPK, Entry("ppk-anggota", coverage=("2024-02",)), KPPS)
    body = plan.by_body["ppk"].total
    found = fit(plan, body + KPPS_MONTH, ("ppk-anggota", "kpps-ketua"), Cut.BODIES, VOTING)
    # The body ranks with its most important line, though the other line of it stands last.
    assert kept(found) == {
        "ppk-anggota": ("2024-02",),
        "kpps-ketua": (),
        "ppk-ketua": ("2023-12", "2024-01", "2024-02", "2024-03"),
    }
    assert found.total == body


def test_lines_that_nobody_ranked_come_last_in_their_own_order() -> None:
    plan = computed(PPK, Entry("ppk-anggota", coverage=("2024-02",)), KPPS)
    assert [line.code for line in ranked(plan.lines, ("kpps-ketua", "kpps-ketua"))] == [
        "kpps-ketua",
        "ppk-ketua",
        "ppk-anggota",
    ]


def test_people_whose_premium_nobody_pays_cost_nothing_and_stay() -> None:
    asn = computed(Entry("sek-ppk-sekretaris", coverage=("2024-02",)), KPPS)
    found = fit(asn, 0, (), Cut.MONTHS, VOTING)
    assert kept(found) == {"sek-ppk-sekretaris": ("2024-02",), "kpps-ketua": ()}
    assert found.total == 0


def test_a_line_without_tenure_says_nothing_of_uncovered_days() -> None:
    plan = draft(
        PlanInput("R", "16.09", "pemilu-2024", entries=(Entry("pantarlih", coverage=("2023-02", "2023-03")),)),
        law(),
        replace(UNITS, tps_coklit=1351),
    )
    assert fit(plan, 0, (), Cut.MONTHS, VOTING).lines[0].uncovered_days is None


def test_a_ceiling_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="ceiling"):
        fit(PLAN, -1, (), Cut.MONTHS, VOTING)


@settings(max_examples=80, deadline=None)
@given(plans(), st.sampled_from(Cut), st.data())
def test_a_ceiling_holds_and_a_higher_one_never_covers_less(drawn: Drawn, cut: Cut, data: st.DataObject) -> None:
    plan = drawn.plan
    priority = data.draw(st.permutations([line.code for line in plan.lines]))
    ceilings = st.integers(0, plan.total.total + 1_000)
    low, high = sorted((data.draw(ceilings), data.draw(ceilings)))
    less, more = (fit(plan, ceiling, priority, cut, VOTING) for ceiling in (low, high))
    assert less.total <= low
    assert more.total <= high
    assert less.total <= more.total
    for found in (less, more):
        assert [each.line.code for each in found.lines] == priority
        for each in found.lines:
            assert sorted({*each.kept, *each.cut}) == list(each.line.months)
            assert not set(each.kept) & set(each.cut)
    assert fit(plan, plan.total.total, priority, cut, VOTING).is_whole


@settings(max_examples=60, deadline=None)
@given(plans(), st.data())
def test_no_month_is_cut_that_would_still_fit(drawn: Drawn, data: st.DataObject) -> None:
    plan = drawn.plan
    found = fit(plan, data.draw(st.integers(0, plan.total.total)), (), Cut.MONTHS, VOTING)
    for each in found.lines:
        if each.cut:
            following = months_by_worth(each.line, VOTING)[len(each.kept)]
            price = next(part.price.total for part in each.line.parts if following in part.months)
            assert each.line.insured * price > found.left


def test_what_stays_has_no_gap() -> None:
    entry = Entry("ppk-ketua", start=datetime.date(2023, 7, 1), coverage=months_between("2023-07", "2024-04"))
    plan = computed(entry)
    for months in range(1, 10):
        (line,) = fit(plan, months * PPK_MONTH, (), Cut.MONTHS, VOTING).lines
        assert line.kept == months_between(line.kept[0], line.kept[-1])
        assert VOTING in line.kept


@settings(max_examples=60, deadline=None)
@given(plans(), st.sampled_from(Cut), st.data())
def test_a_plan_of_what_was_kept_costs_what_was_said(drawn: Drawn, cut: Cut, data: st.DataObject) -> None:
    plan, preset = drawn.plan, law("pilkada", drawn.rates).preset
    found = fit(plan, data.draw(st.integers(0, plan.total.total)), (), cut, VOTING)
    entries = entries_kept(plan.input.entries, preset, found)
    assert [entry.code for entry in entries] == [each.line.code for each in found.lines if each.kept]
    if entries:
        exceptions = {
            each.line.code: [SeatException(a.people + each.line.seats.per_unit, a.where, a.reason) for a in own]
            for each in found.lines
            if each.line.seats and (own := each.line.adjustments)
        }
        again = draft(replace(plan.input, entries=entries), law("pilkada", drawn.rates), plan.units, exceptions)
        assert again.total.total == found.total


def test_a_plan_without_entries_states_its_lines_once_something_is_cut() -> None:
    plan = draft(PlanInput("R", "16.09", "pemilu-2024", premium=PremiumSettings(wage_base=1_000_000)), law(), UNITS)
    found = fit(plan, 0, (), Cut.MONTHS, VOTING)
    assert [entry.code for entry in entries_kept((), law().preset, found)] == ["sek-ppk-sekretaris"]
    whole = fit(plan, plan.total.total, (), Cut.MONTHS, VOTING)
    assert len(entries_kept((), law().preset, whole)) == len(plan.lines)


def test_what_a_body_states_stays_with_each_line_that_is_kept() -> None:
    entries = (Entry("ppk", coverage=("2024-01", "2024-02"), wage=1_000_000), Entry("ppk-ketua", wage=2_000_000))
    found = fit(computed(*entries), 19 * 10_800, (), Cut.MONTHS, VOTING)
    assert entries_kept(entries, law().preset, found) == (Entry("ppk-ketua", coverage=("2024-02",), wage=2_000_000),)
