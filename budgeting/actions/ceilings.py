"""Keep what fits under a ceiling as a scenario of its own."""

from typing import Any

from django.db import transaction

from budgeting.actions.plans import copy_plan, set_entries
from budgeting.models import Plan
from budgeting.rules.ceiling import Fit, entries_kept
from budgeting.rules.law import Preset


def keep_fit(*, plan: Plan, preset: Preset, found: Fit, name: str, by: Any) -> Plan:
    """A copy of the plan that pays only for the months kept, and remembers the ceiling.

    Raises notes.Faults where nothing at all was kept.
    """
    with transaction.atomic():
        copy = copy_plan(plan=plan, name=name, by=by)
        set_entries(plan=copy, change=lambda entries: entries_kept(entries, preset, found), by=by)
        Plan.objects.filter(pk=copy.pk).update(ceiling=found.ceiling)
    return copy
