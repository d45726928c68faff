"""What does Rp X cover? The months or bodies of a plan that fit under a ceiling, the most important first.

Lines take their turn by priority, and each keeps as much as the money left then allows: what is cut is cut from the
least important first, and nothing is cut that would still have fitted in its turn. More money never covers less of
an important line for the sake of a lesser one, and the sum never falls when the ceiling rises.

Of one line's months, those go first in which nobody of it is in office; then those farthest from the voting day, the
later of two that are equally far: workers are most at risk around it, and what stays has no gap.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from budgeting.rules.coverage import months_without_tenure, uncovered_days
from budgeting.rules.entries import choose
from budgeting.rules.law import Preset
from budgeting.rules.line import Line
from budgeting.rules.plan import Plan
from budgeting.rules.plan_input import Entry
from enrolment.rules.period import year_of


class Cut(StrEnum):
    """What is cut where the money does not reach."""

    MONTHS = "months"
    BODIES = "bodies"
    """Whole bodies; a body has the priority of its most important line."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """One line under the ceiling: `kept` and `cut` months, ascending, and rupiah for those kept."""

    line: Line
    kept: tuple[str, ...]
    cut: tuple[str, ...]
    cost: int

    @property
    def person_months_cut(self) -> int:
        """People x months that the plan would have paid and the ceiling does not allow."""
        return self.line.insured * len(self.cut)

    @property
    def uncovered_days(self) -> int | None:
        """Days of tenure outside the months kept, per person; None where no tenure is known."""
        return None if self.line.tenure is None else uncovered_days(self.line.tenure, self.kept)


@dataclass(frozen=True, slots=True)
class Fit:
    """A plan under a ceiling; its lines most important first. Amounts in rupiah."""

    ceiling: int
    lines: tuple[Fitted, ...]

    @property
    def total(self) -> int:
        """What is spent: never more than the ceiling."""
        return sum(each.cost for each in self.lines)

    @property
    def left(self) -> int:
        """What the ceiling leaves unspent."""
        return self.ceiling - self.total

    @property
    def is_whole(self) -> bool:
        """Whether nothing had to be cut."""
        return not any(each.cut for each in self.lines)

    @property
    def person_months_cut(self) -> int:
        """People x months that are no longer paid."""
        return sum(each.person_months_cut for each in self.lines)


def fit(plan: Plan, ceiling: int, priority: Sequence[str], cut: Cut, voting_month: str) -> Fit:
    """The plan under a ceiling in rupiah. `priority`: line codes, the most important first; the rest follow.

    Raises ValueError where the ceiling is below 0.
    """
    if ceiling < 0:
        raise ValueError(f"ceiling {ceiling}: expected 0 or more")
    lines = ranked(plan.lines, priority)
    if cut is Cut.BODIES:
        return Fit(ceiling, _whole_bodies(lines, ceiling))
    fitted, left = [], ceiling
    for line in lines:
        fitted.append(_months_that_fit(line, left, voting_month))
        left -= fitted[-1].cost
    return Fit(ceiling, tuple(fitted))


def entries_kept(entries: Sequence[Entry], preset: Preset, found: Fit) -> tuple[Entry, ...]:
    """What a plan of these entries states where it pays only for the months kept: one entry a line that has any."""
    kept = {each.line.code: each.kept for each in found.lines if each.kept}
    chosen, _faults = choose(tuple(entries), preset)
    return tuple(replace(each.entry, coverage=kept[each.entry.code]) for each in chosen if each.entry.code in kept)


def ranked(lines: Iterable[Line], priority: Sequence[str]) -> tuple[Line, ...]:
    """The lines, the most important first."""
    place = {code: number for number, code in reversed(list(enumerate(priority)))}
    return tuple(sorted(lines, key=lambda line: place.get(line.code, len(place))))


def months_by_worth(line: Line, voting_month: str) -> tuple[str, ...]:
    """A line's months, the one to keep longest first."""
    idle = frozenset(months_without_tenure(line.tenure, line.months)) if line.tenure else frozenset[str]()
    return tuple(sorted(line.months, key=lambda month: (month in idle, abs(_apart(month, voting_month)), month)))


def _months_that_fit(line: Line, money: int, voting_month: str) -> Fitted:
    costs = {month: line.insured * part.price.total for part in line.parts for month in part.months}
    kept, spent = [], 0
    for month in months_by_worth(line, voting_month):
        if spent + costs[month] > money:
            break
        kept.append(month)
        spent += costs[month]
    return _fitted(line, tuple(sorted(kept)), spent)


def _whole_bodies(lines: tuple[Line, ...], ceiling: int) -> tuple[Fitted, ...]:
    left = ceiling
    kept = set()
    for body in dict.fromkeys(line.body for line in lines):
        cost = sum(line.total for line in lines if line.body == body)
        if cost <= left:
            kept.add(body)
            left -= cost
    return tuple(
        _fitted(line, line.months, line.total) if line.body in kept else _fitted(line, (), 0) for line in lines
    )


def _fitted(line: Line, kept: tuple[str, ...], cost: int) -> Fitted:
    return Fitted(line, kept, tuple(month for month in line.months if month not in kept), cost)


def _apart(month: str, other: str) -> int:
    """Months from `other` to `month`: negative where it is earlier."""
    return 12 * (year_of(month) - year_of(other)) + int(month[5:]) - int(other[5:])
