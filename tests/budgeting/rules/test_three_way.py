"""Budget, cover, bill, payment: the case table of the verdicts, and causes that add up to the rupiah."""

import pytest

from budgeting.rules.billing import NOTHING, Charge
from budgeting.rules.three_way import (
    Explained,
    Listed,
    Priced,
    Reason,
    Sides,
    Verdict,
    compare,
    explain,
)

TEN = Charge(10, 26_400, 33_000)
NINE = Charge(9, 23_760, 29_700)
ELEVEN = Charge(11, 29_040, 36_300)
TEN_AT_ANOTHER_RATE = Charge(10, 26_400, 33_001)


@pytest.mark.parametrize(
    ("budget", "expected", "billed", "paid", "verdict"),
    [
        (TEN, TEN, TEN, TEN.total, Verdict.AGREES),
        (ELEVEN, TEN, TEN, TEN.total, Verdict.WITHIN_BUDGET),
        (TEN, TEN, TEN, 0, Verdict.UNDERPAID),
        (TEN, TEN, TEN, TEN.total - 1, Verdict.UNDERPAID),
        (TEN, TEN, TEN, TEN.total + 1, Verdict.OVERPAID),
        (TEN, TEN, TEN, None, Verdict.AGREES),  # of a part of the payer nobody knows what was paid
        (TEN, TEN, NINE, NINE.total, Verdict.BILL_DIFFERS),
        (ELEVEN, TEN, TEN_AT_ANOTHER_RATE, 0, Verdict.BILL_DIFFERS),  # one rupiah
        (TEN, TEN, Charge(11, TEN.jkk, TEN.jkm), 0, Verdict.BILL_DIFFERS),  # a head more, not a rupiah
        (TEN, TEN, None, None, Verdict.NOT_BILLED),
        (TEN, NINE, None, None, Verdict.NOT_BILLED),
        (NINE, TEN, TEN, TEN.total, Verdict.BEYOND_BUDGET),
        (NINE, NINE, TEN, 0, Verdict.BEYOND_BUDGET),  # the bill alone goes beyond it
        (NINE, TEN, None, None, Verdict.BEYOND_BUDGET),
        (None, TEN, TEN, TEN.total, Verdict.NO_BUDGET),
        (TEN, NOTHING, None, None, Verdict.UNUSED),
        (TEN, NOTHING, NOTHING, 0, Verdict.UNUSED),
        (TEN, NOTHING, NINE, 0, Verdict.BILL_DIFFERS),  # billed for nobody of ours
        (NOTHING, NOTHING, NOTHING, 0, Verdict.AGREES),
        (NOTHING, TEN, TEN, TEN.total, Verdict.BEYOND_BUDGET),  # a budget of nothing is a budget
    ],
)
def test_the_verdict_names_the_gravest(
    budget: Charge | None, expected: Charge, billed: Charge | None, paid: int | None, verdict: Verdict
):
    assert compare(Sides(budget, expected, billed, paid)).verdict is verdict


@pytest.mark.parametrize("paid", [0, 50_000, 59_400, 70_000])
@pytest.mark.parametrize("billed", [NINE, TEN, ELEVEN, TEN_AT_ANOTHER_RATE])
@pytest.mark.parametrize("budget", [NINE, TEN, ELEVEN])
def test_the_parts_lead_from_the_budget_to_what_was_paid(budget: Charge, billed: Charge, paid: int):
    found = compare(Sides(budget, TEN, billed, paid))
    assert found.over_budget is not None
    assert found.off_bill is not None
    assert found.unpaid is not None
    assert budget.total + found.over_budget.total + found.off_bill.total - found.unpaid == paid


PRICE = Priced(2_640, 3_300)
LEADER = Priced(2_880, 3_600)
EXPECTED = {1: PRICE, 2: PRICE, 3: LEADER}
ASKED = Charge(3, 2_640 * 2 + 2_880, 3_300 * 2 + 3_600)


def told(found: Explained) -> list[tuple[Reason, int | None, int | None, int]]:
    return [(cause.reason, cause.person, cause.row, cause.difference.total) for cause in found.causes]


def test_a_list_that_agrees_explains_nothing():
    lines = [Listed(2, 1, 2_640, 3_300), Listed(3, 2, 2_640, 3_300), Listed(4, 3, 2_880, 3_600)]
    assert explain(EXPECTED, lines, ASKED) == Explained((), NOTHING)


def test_each_kind_of_cause_is_told_with_its_rupiah():
    lines = [
        Listed(2, 1, 2_640, 3_300),
        Listed(3, 1, 2_640, 3_300),  # again
        Listed(4, None, 2_640, 3_300),  # nobody of ours
        Listed(5, 9, 2_640, 3_300),  # ours, not in this month
        Listed(6, 3, 2_640, 3_600),  # at another price
    ]
    billed = Charge(5, 13_200, 16_900)
    found = explain(EXPECTED, lines, billed)
    assert told(found) == [
        (Reason.DOUBLED, 1, 3, 5_940),
        (Reason.UNKNOWN, None, 4, 5_940),
        (Reason.NOT_EXPECTED, 9, 5, 5_940),
        (Reason.OTHER_AMOUNT, 3, 6, -240),
        (Reason.NOT_BILLED, 2, None, -5_940),
    ]
    assert found.unlisted == Charge(0, 0, 100)  # the list comes to Rp100 less than its own bill
    assert found.difference == billed - ASKED


def test_without_a_list_everything_is_missing_and_unlisted():
    found = explain(EXPECTED, [], ASKED)
    assert {cause.reason for cause in found.causes} == {Reason.NOT_BILLED}
    assert found.unlisted == ASKED
    assert found.difference == NOTHING
