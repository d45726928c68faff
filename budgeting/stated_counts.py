"""Who wrote the unit counts that a plan sets itself, as the audit trail has it."""

from budgeting.models import Plan
from budgeting.rules.explain import UnitOrigins
from budgeting.rules.explanation import Origin, Says
from pemilu_bpjs.models import AuditEvent, User

# These write a plan whole; any other action names what it changed.
_WRITTEN_WHOLE = frozenset({"plan.create", "plan.import", "plan.copy"})


def stated_counts(plan: Plan) -> UnitOrigins:
    """Source, person and time for each count that the plan states, by kind."""
    if not plan.units:
        return {}
    written = _last_written(plan)
    by, at = (_name(written), written.at) if written else ("", None)
    return {kind: Origin(Says.PLAN, plan.sources.get(kind, ""), by=by, at=at) for kind in plan.units}


def _name(event: AuditEvent) -> str:
    """The person's name; the name he signed in with, where the account is gone."""
    user = User.objects.filter(pk=event.actor_id).first()
    return str(user) if user else event.actor


def _last_written(plan: Plan) -> AuditEvent | None:
    events = AuditEvent.objects.filter(subject=f"plan:{plan.pk}").order_by("-at", "-pk")
    return next((event for event in events if _wrote_units(event)), None)


def _wrote_units(event: AuditEvent) -> bool:
    return event.action in _WRITTEN_WHOLE or "units" in event.detail.get("changed", ())
