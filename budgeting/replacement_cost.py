"""What replacing one person by another does to premiums: which months, at what price, and by which plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from budgeting.catalogue import law_of
from budgeting.models import Plan
from budgeting.planning import compute
from budgeting.rules.law import Law
from budgeting.rules.line import Line
from budgeting.rules.notes import Faults
from budgeting.rules.premium import Basis, price
from budgeting.rules.rates import MembershipClass, NoRate
from enrolment.models import Assignment
from enrolment.rules.period import Period
from enrolment.rules.replacement import Effect, Replacement, Serving, effect


@dataclass(frozen=True, slots=True)
class Ground:
    """What a position's premium is computed from.

    `plan` is None where the reader sees none: then every month in office counts, at the honorarium. `basis` is None
    where nobody knows a wage base. `lines`: months by position of the plan.
    """

    law: Law | None
    basis: Basis | None
    plan: Plan | None = None
    lines: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def paid(self, position: str) -> frozenset[str] | None:
        """The months of a position that the plan pays for; none of a position that it leaves out."""
        return None if self.plan is None else self.lines.get(position, frozenset())

    def monthly(self, month: str) -> int | None:
        """One person's premium for a month in rupiah; None where no base or rate is known."""
        if self.basis is None or self.law is None:
            return None
        try:
            return price(self.basis, month, self.law.rates).total
        except NoRate:
            return None


@dataclass(frozen=True, slots=True)
class Cost:
    """A replacement's months, and what each premium of a month comes to."""

    ground: Ground
    effect: Effect
    prices: Mapping[str, int | None]

    @property
    def is_known(self) -> bool:
        return all(self.prices[each.month] is not None for each in self.effect.months if each.before or each.after)

    @property
    def before(self) -> int:
        """Rupiah of the seat had nobody left."""
        return sum(each.before * (self.prices[each.month] or 0) for each in self.effect.months)

    @property
    def after(self) -> int:
        """Rupiah of the seat with both of them."""
        return sum(each.after * (self.prices[each.month] or 0) for each in self.effect.months)


def ground_for(user: Any, seat: Assignment) -> Ground:
    """The newest plan of the election that the user sees and that has the position; else the law alone."""
    plans = Plan.objects.visible_to(user).standing().filter(election=seat.election_id)
    for plan in plans.select_related("election__region", "office").order_by("-updated_at"):
        if (found := _planned(plan, seat.position)) is not None:
            return found
    law = law_of(seat.election.preset)
    position = law.preset.position(seat.position) if law else None
    honorarium = position.honorarium if position else None
    return Ground(law, Basis(MembershipClass.PU, honorarium.amount) if honorarium else None)


def cost_of(
    ground: Ground, seat: Assignment, *, last_day: date, first_day: date, newcomer: int | None, is_insured: bool
) -> Cost:
    """`newcomer`: the key of a person who is known already. Raises ValueError where the days are out of order."""
    leaver = Serving(seat.not_insured == "", _elsewhere(ground, seat.person_id, seat))
    known = frozenset() if newcomer is None else _elsewhere(ground, newcomer, seat)
    found = effect(
        Replacement(
            seat=Period(seat.start, seat.end),
            last_day=last_day,
            first_day=first_day,
            leaver=leaver,
            newcomer=Serving(is_insured, known),
            paid=ground.paid(seat.position),
        )
    )
    return Cost(ground, found, {each.month: ground.monthly(each.month) for each in found.months})


def _planned(plan: Plan, position: str) -> Ground | None:
    """None where the plan has no such line, or cannot be computed: its own page says why."""
    try:
        planned = compute(plan)
    except Faults:
        return None
    lines = {line.code: line for line in planned.plan.lines}
    line: Line | None = lines.get(position)
    if line is None:
        return None
    months = {code: frozenset(each.months) for code, each in lines.items()}
    return Ground(planned.law, line.basis, plan, months)


def _elsewhere(ground: Ground, person: int, seat: Assignment) -> frozenset[str]:
    """The months that other insured posts of a person carry already, whoever's list they stand in."""
    others = Assignment.objects.seated().filter(person=person, not_insured="").exclude(pk=seat.pk)
    found: set[str] = set()
    for position, start, end in others.values_list("position", "start", "end"):
        paid = ground.paid(position)
        months = frozenset(Period(start, end).months())
        found |= months if paid is None else months & paid
    return frozenset(found)
