"""What replacing one person by another does to premiums: which months, at what price, and by which plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from budgeting.catalogue import law_of
from budgeting.models import Plan
from budgeting.planning import compute
from budgeting.rules.law import Law
from budgeting.rules.line import Line
from budgeting.rules.notes import Faults
from budgeting.rules.premium import Basis, price
from budgeting.rules.rates import MembershipClass, NoRate
from enrolment.models import Assignment
from enrolment.models.scope import ALL_INSTITUTIONS, institutions
from enrolment.rules.period import Period
from enrolment.rules.replacement import Effect, Replacement, Serving, effect
from pemilu_bpjs.permissions import Right


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
    """A replacement's months, and what each premium of a month comes to.

    `of_all_posts`: whether its reader may see every other post that could carry a month already.
    """

    ground: Ground
    effect: Effect
    prices: Mapping[str, int | None]
    of_all_posts: bool

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


def _ground_for(user: Any, seat: Assignment) -> Ground:
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
    user: Any, seat: Assignment, *, last_day: date, first_day: date, newcomer: int | None, is_insured: bool
) -> Cost:
    """As the user may know it: in which months somebody serves on a list that he does not see is not to be read off it.

    `newcomer`: the key of a person who is known already. Raises ValueError where the days are out of order.
    """
    ground = _ground_for(user, seat)
    others = Assignment.objects.visible_to(user).seated().filter(not_insured="").exclude(pk=seat.pk)
    leaver = Serving(seat.not_insured == "", _carried(ground, others.filter(person=seat.person_id)))
    known = frozenset() if newcomer is None else _carried(ground, others.filter(person=newcomer))
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
    prices = {each.month: ground.monthly(each.month) for each in found.months}
    sees_all = institutions(user, Right.VIEW_PERSON, seat.region_code) == ALL_INSTITUTIONS
    return Cost(ground, found, prices, sees_all)


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


def _carried(ground: Ground, others: QuerySet[Assignment]) -> frozenset[str]:
    """The months that these insured posts of a person carry already."""
    found: set[str] = set()
    for position, start, end in others.values_list("position", "start", "end"):
        paid = ground.paid(position)
        months = frozenset(Period(start, end).months())
        found |= months if paid is None else months & paid
    return frozenset(found)
