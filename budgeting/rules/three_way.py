"""Budget = people x months x rate = bill: what stands against what, and the parts that make up each difference.

Counts are people, amounts whole rupiah. `None` on a side says that there is none, which is not the same as 0.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from budgeting.rules.billing import NOTHING, Charge, summed


class Verdict(StrEnum):
    """The first thing to say of a month, the gravest first."""

    NO_BUDGET = "no-budget"
    BEYOND_BUDGET = "beyond-budget"
    BILL_DIFFERS = "bill-differs"
    UNUSED = "unused"
    """Budgeted, and nobody is covered or billed."""
    NOT_BILLED = "not-billed"
    UNDERPAID = "underpaid"
    OVERPAID = "overpaid"
    WITHIN_BUDGET = "within-budget"
    """Bill and cover agree to the rupiah, and the budget holds more."""
    AGREES = "agrees"


@dataclass(frozen=True, slots=True)
class Sides:
    """One month, of a whole payer or of a part of it. `paid`: rupiah."""

    budget: Charge | None
    expected: Charge
    billed: Charge | None
    paid: int | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """`over_budget`: expected - budget; `off_bill`: billed - expected; `unpaid`: billed - paid, rupiah.

    Where all sides are there, budget + over_budget + off_bill - unpaid = paid, to the rupiah.
    """

    verdict: Verdict
    over_budget: Charge | None
    off_bill: Charge | None
    unpaid: int | None


def compare(sides: Sides) -> Compared:
    """What differs, and the gravest of it as the verdict.

    People alone may differ without a rupiah between them: that is a difference too.
    """
    over = None if sides.budget is None else sides.expected - sides.budget
    off = None if sides.billed is None else sides.billed - sides.expected
    unpaid = None if sides.billed is None or sides.paid is None else sides.billed.total - sides.paid
    return Compared(_verdict(sides, over, off, unpaid), over, off, unpaid)


def _verdict(sides: Sides, over: Charge | None, off: Charge | None, unpaid: int | None) -> Verdict:
    asked = max(sides.expected.total, sides.billed.total if sides.billed else 0)
    if sides.budget is None:
        return Verdict.NO_BUDGET
    if asked > sides.budget.total:
        return Verdict.BEYOND_BUDGET
    if sides.budget and not sides.expected and not sides.billed:
        return Verdict.UNUSED
    if off is None:
        return Verdict.NOT_BILLED
    if off:
        return Verdict.BILL_DIFFERS
    if unpaid:
        return Verdict.UNDERPAID if unpaid > 0 else Verdict.OVERPAID
    return Verdict.WITHIN_BUDGET if over else Verdict.AGREES


class Reason(StrEnum):
    """Why a line of the bill, or a person's month, explains a part of the difference."""

    NOT_EXPECTED = "not-expected"
    """Billed, and a person of ours, but not in the ledger of that month."""
    UNKNOWN = "unknown"
    """Billed under a number that nobody of ours bears."""
    DOUBLED = "doubled"
    """Billed again in a further line."""
    NOT_BILLED = "not-billed"
    """In the ledger, and in no line of the bill."""
    OTHER_AMOUNT = "other-amount"
    """On both sides at different rupiah."""


@dataclass(frozen=True, slots=True)
class Priced:
    """One person's month as the ledger has it."""

    jkk: int
    jkm: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the bill's list; `person` None where nobody of ours bears its number."""

    row: int
    person: int | None
    jkk: int
    jkm: int


def told_apart(total: int, expected: Priced | None) -> tuple[int, int]:
    """(JKK, JKM) of a line that gives their total alone, so that lines and sums can be held against each other.

    JKM stands as the ledger has it and JKK is what is left: a line that comes to the expected total differs in nothing,
    and any other in its total. Who has no month in the ledger has it all as JKK.
    """
    jkm = min(total, expected.jkm) if expected else 0
    return total - jkm, jkm


@dataclass(frozen=True, slots=True)
class Cause:
    """One person's or line's part of the difference: what was billed beyond what was expected, rupiah."""

    reason: Reason
    person: int | None
    row: int | None
    difference: Charge


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a bill is not what was expected. `causes` and `unlisted` add up to billed - expected, to the rupiah.

    `unlisted`: what the bill asks beyond its own list, which no person explains.
    """

    causes: tuple[Cause, ...]
    unlisted: Charge

    def of(self, reason: Reason) -> tuple[Cause, ...]:
        """Those of one kind, in the order of the list."""
        return tuple(cause for cause in self.causes if cause.reason is reason)

    @property
    def difference(self) -> Charge:
        """Everything together."""
        return summed(cause.difference for cause in self.causes) + self.unlisted


def explain(expected: Mapping[int, Priced], lines: Iterable[Listed], billed: Charge) -> Explained:
    """Hold the list of a bill against the ledger. `expected`: the month's people by their key."""
    lines = tuple(lines)
    found: set[int] = set()
    causes = []
    for line in lines:
        cause = _cause(line, expected, found)
        if line.person is not None:
            found.add(line.person)
        if cause is not None:
            causes.append(cause)
    missing = (
        Cause(Reason.NOT_BILLED, person, None, NOTHING - Charge(1, price.jkk, price.jkm))
        for person, price in expected.items()
        if person not in found
    )
    listed = summed(Charge(1, line.jkk, line.jkm) for line in lines)
    return Explained((*causes, *missing), billed - listed)


def _cause(line: Listed, expected: Mapping[int, Priced], found: set[int]) -> Cause | None:
    """None for the one line of a person at the price that was expected."""
    whole = Charge(1, line.jkk, line.jkm)
    if line.person is None:
        return Cause(Reason.UNKNOWN, None, line.row, whole)
    if line.person in found:
        return Cause(Reason.DOUBLED, line.person, line.row, whole)
    price = expected.get(line.person)
    if price is None:
        return Cause(Reason.NOT_EXPECTED, line.person, line.row, whole)
    difference = Charge(0, line.jkk - price.jkk, line.jkm - price.jkm)
    return Cause(Reason.OTHER_AMOUNT, line.person, line.row, difference) if difference else None
