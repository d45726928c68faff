"""Stored plans compared: computed together, side by side, and step by step from the first to each other one."""

from collections.abc import Sequence
from dataclasses import dataclass

from budgeting.catalogue import benefits
from budgeting.models import Plan
from budgeting.planning import Planned, compute_all
from budgeting.rules.benefits import Benefits
from budgeting.rules.comparison import Comparison, compare
from budgeting.rules.notes import Faults
from budgeting.rules.waterfall import Step, waterfall

MOST_PLANS = 5
"""As many as stand beside each other on one screen."""


@dataclass(frozen=True, slots=True)
class Compared:
    """`waterfalls`: the steps from the first plan to each of the others."""

    plans: tuple[Plan, ...]
    comparison: Comparison
    waterfalls: tuple[tuple[Step, ...], ...]
    benefits: Benefits


class NotComputable(ValueError):
    """Some of the plans have faults, so that there is nothing to compare yet."""

    def __init__(self, plans: tuple[Plan, ...]) -> None:
        super().__init__(", ".join(plan.name for plan in plans))
        self.plans = plans


def compared(plans: Sequence[Plan]) -> Compared:
    """The plans in the order given. Raises NotComputable."""
    found = compute_all(plans)
    computed = [each for plan in plans if isinstance(each := found[plan.pk], Planned)]
    if len(computed) < len(plans):
        raise NotComputable(tuple(plan for plan in plans if isinstance(found[plan.pk], Faults)))
    first, *others = computed
    published = benefits()
    return Compared(
        plans=tuple(plans),
        comparison=compare([each.plan for each in computed], published),
        waterfalls=tuple(waterfall(first.plan, other.plan, first.law.rates) for other in others),
        benefits=published,
    )
