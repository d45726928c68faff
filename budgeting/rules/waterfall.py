"""Which change moved how many rupiah, from one plan to another.

Line by line, what the second plan has takes the place of what the first had, one kind of change after the other, in
the order of `Change`; each step is what the line then costs more (or less). The last step ends at the second plan's own
amount, so the steps sum to the difference exactly. Another order would give other steps: where people and months
both grow, whichever comes later is multiplied by the other.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from budgeting.rules.line import Line
from budgeting.rules.plan import Plan
from budgeting.rules.premium import Basis, price
from budgeting.rules.rates import NoRate, Rate


class Change(StrEnum):
    """The kinds of change, in the order in which they are made."""

    REMOVED = "removed"
    """Lines that only the first plan has."""
    ADDED = "added"
    """Lines that only the second plan has."""
    UNITS = "units"
    """Kecamatan, desa, TPS: the same ratio of more or fewer."""
    SEATS = "seats"
    """Another ratio, exceptions of single units, a headcount given instead."""
    EXCLUDED = "excluded"
    MONTHS = "months"
    WAGE = "wage"
    """Another wage base, or another membership."""
    RATES = "rates"


@dataclass(frozen=True, slots=True)
class LineStep:
    """What one line adds to a step, rupiah."""

    code: str
    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of change: rupiah more (or, negative, less), and the lines that it comes from."""

    change: Change
    amount: int
    lines: tuple[LineStep, ...]


def waterfall(before: Plan, after: Plan, rates: Sequence[Rate]) -> tuple[Step, ...]:
    """The steps from `before` to `after` in the order of `Change`; those that come to nothing are left out.

    `rates`: those of the law. Where they know none for a month that only `after` pays, that month is taken at the
    price it has there.
    """
    moved: dict[Change, list[LineStep]] = defaultdict(list)
    for change, line, amount in _changes(before, after, rates):
        if amount:
            moved[change].append(LineStep(line.code, line.name, amount))
    steps = (Step(change, sum(each.amount for each in moved[change]), tuple(moved[change])) for change in Change)
    return tuple(step for step in steps if step.amount)


def _changes(before: Plan, after: Plan, rates: Sequence[Rate]) -> Iterator[tuple[Change, Line, int]]:
    old, new = ({line.code: line for line in plan.lines} for plan in (before, after))
    for code, line in old.items():
        if code not in new:
            yield Change.REMOVED, line, -line.total
    for code, line in new.items():
        if code not in old:
            yield Change.ADDED, line, line.total
        else:
            yield from _of_line(old[code], line, after, rates)


def _of_line(old: Line, new: Line, after: Plan, rates: Sequence[Rate]) -> Iterator[tuple[Change, Line, int]]:
    """The costs on the way from the old line to the new one, each less the one before it."""
    per_old, per_new = _per_person(old), _per_person(new)
    based = _repriced(
        new, replace(new.basis, jkk_percent=old.basis.jkk_percent, jkm_percent=old.basis.jkm_percent), rates
    )
    costs = (
        (Change.UNITS, (_on_new_units(old, new, after) - old.excluded) * per_old),
        (Change.SEATS, (new.headcount - old.excluded) * per_old),
        (Change.EXCLUDED, new.insured * per_old),
        (Change.MONTHS, new.insured * _repriced(new, old.basis, rates)),
        (Change.WAGE, new.insured * based),
        (Change.RATES, new.insured * per_new),
    )
    standing = old.total
    for change, cost in costs:
        yield change, new, cost - standing
        standing = cost


def _per_person(line: Line) -> int:
    """Rupiah of one person for all months of the line."""
    return sum(part.price.total * len(part.months) for part in line.parts)


def _on_new_units(old: Line, new: Line, after: Plan) -> int:
    """People by the old ratio and exceptions on the new units; the old number where either has no units."""
    if old.seats is None or new.seats is None or old.preset is None:
        return old.headcount
    over = (after.units.tps_over_400 or 0) * old.preset.position.extra_per_over_400
    exceptions = sum(each.people for each in old.adjustments)
    return new.seats.units * old.seats.per_unit + over + exceptions


def _repriced(line: Line, basis: Basis, rates: Sequence[Rate]) -> int:
    """Rupiah of one person for the line's months on another basis."""
    known = {month: part.price.total for part in line.parts for month in part.months}
    return sum(_price(basis, month, rates, known[month]) for month in line.months)


def _price(basis: Basis, month: str, rates: Sequence[Rate], otherwise: int) -> int:
    try:
        return price(basis, month, rates).total
    except NoRate:
        return otherwise
