"""What people do with plans. Nothing is stored that cannot be computed; every change leaves an audit line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from budgeting.models import Plan, PlanEntry
from budgeting.planfile import parse
from budgeting.planfile_writing import dump
from budgeting.planning import check_election, check_region, compute_for, entry_fields, to_input
from budgeting.rules.editing import by_code
from budgeting.rules.notes import Faults, Note
from budgeting.rules.plan_input import Entry, PlanInput, PremiumSettings
from enrolment.actions.elections import create_election
from enrolment.models import Election
from enrolment.rules.bodies import UnitCounts
from pemilu_bpjs import audit
from pemilu_bpjs.access import lies_within, require
from pemilu_bpjs.models import Office
from pemilu_bpjs.permissions import Right

TPS_FILE_APART = (Note("tps-file-apart", "units.tps_file", {}),)
"""A plan that arrives by itself cannot bring a second file along."""

_UNITS = ("kecamatan", "desa", "tps", "tps_coklit", "tps_over_400")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a plan states besides its lines."""

    name: str
    premium: PremiumSettings
    units: UnitCounts
    sources: dict[str, str]


def create_plan(*, election: Election, office: Office, name: str, entries: Sequence[Entry] = (), by: Any) -> Plan:
    """A new plan; without entries it holds every position that can be counted. Raises notes.Faults."""
    stated = PlanInput(name=name, region=election.region_id, election=election.preset, entries=tuple(entries))
    return _create(stated, election, office, by=by, action="plan.create")


def import_plan(*, text: str, office: Office, by: Any) -> Plan:
    """A plan from the text of a plan file. Raises notes.Faults with every fault of the file."""
    stated, tps_file = parse(text)
    return create_stated(stated=stated, tps_file=tps_file, office=office, by=by, action="plan.import")


def create_stated(
    *, stated: PlanInput, tps_file: str | None = None, office: Office, by: Any, action: str = "plan.create"
) -> Plan:
    """A plan as stated; its region's election is set up where there is none yet. Raises notes.Faults."""
    _refuse_tps_file(tps_file)
    _check_place(stated, office)
    with transaction.atomic():
        return _create(stated, _election(stated, by=by), office, by=by, action=action)


def update_settings(*, plan: Plan, settings: Settings, by: Any) -> Plan:
    """Name, premium, unit counts and sources of the plan. Raises notes.Faults for a fault that this brings in."""

    def changed(standing: PlanInput) -> PlanInput:
        given = {"name": settings.name, "premium": settings.premium, "units": settings.units}
        return replace(standing, **given, sources=settings.sources)

    return _change(plan, changed, by=by, action="plan.settings")


def set_entries(*, plan: Plan, change: Callable[[tuple[Entry, ...]], tuple[Entry, ...]], by: Any) -> Plan:
    """The plan's lines by `change`, which gets those that stand: two people on two lines do not undo each other.

    Raises notes.Faults for a fault that this brings in, and where no line would be left.
    """

    def changed(standing: PlanInput) -> PlanInput:
        entries = change(standing.entries)
        if not entries:
            # A plan without entries holds every position: the opposite of what taking out the last one means.
            raise Faults((Note("no-entries-left", "position", {}),))
        return replace(standing, entries=entries)

    return _change(plan, changed, by=by, action="plan.entries")


def replace_plan(*, plan: Plan, stated: PlanInput, tps_file: str | None = None, by: Any) -> Plan:
    """The whole plan anew, for the same region and election. Raises notes.Faults with every fault."""
    _refuse_tps_file(tps_file)
    for key, own in (("region", plan.region), ("election", plan.election.preset)):
        if getattr(stated, key) != own:
            raise Faults((Note("plan-elsewhere", key, {"code": own}),))
    return _change(plan, lambda _: stated, by=by, action="plan.replace", strict=True)


def copy_plan(*, plan: Plan, name: str, by: Any) -> Plan:
    """A scenario: the same plan under another name, to be changed and compared."""
    require(by, Right.EDIT_PLAN, region=plan.region, office_id=plan.office_id)
    with transaction.atomic():
        kept = {field: getattr(plan, field) for field in _COPIED}
        copy = Plan.objects.create(name=name, copied_from=plan, created_by=by, **kept)
        _write_entries(copy, to_input(plan).entries)
        _record("plan.copy", copy, by, {"from": f"plan:{plan.pk}"})
    return copy


def archive_plan(*, plan: Plan, by: Any) -> None:
    """Out of the list of plans at work; a second call changes nothing."""
    _set_archived(plan, True, by=by)


def restore_plan(*, plan: Plan, by: Any) -> None:
    """Back into the list of plans at work; a second call changes nothing."""
    _set_archived(plan, False, by=by)


def export_plan(*, plan: Plan, by: Any) -> str:
    """The plan file of the plan, as TOML."""
    _record("plan.export", plan, by, {})
    return dump(to_input(plan))


_COPIED = (
    *("election", "office", "region", "membership", "wage_base", "jkk_percent", "jkm_percent"),
    *("units", "sources", "ceiling"),
)


def _create(stated: PlanInput, election: Election, office: Office, *, by: Any, action: str) -> Plan:
    require(by, Right.EDIT_PLAN, region=election.region_id, office_id=office.pk)
    compute_for(stated, election)
    with transaction.atomic():
        plan = Plan(election=election, office=office, region=election.region_id, created_by=by)
        _write(plan, stated)
        _record(action, plan, by, {"name": plan.name, "election": election.code})
    return plan


def _change(
    plan: Plan, change: Callable[[PlanInput], PlanInput], *, by: Any, action: str, strict: bool = False
) -> Plan:
    """Applies `change` to what stands now, whoever wrote it; audits the names of what became different."""
    require(by, Right.EDIT_PLAN, region=plan.region, office_id=plan.office_id)
    with transaction.atomic():
        plan = Plan.objects.select_for_update(of=("self",)).select_related("election__region").get(pk=plan.pk)
        if plan.archived_at is not None:
            raise Faults((Note("plan-archived", "", {}),))
        standing = to_input(plan)
        wanted = change(standing)
        if wanted != standing:
            _check(wanted, None if strict else standing, plan.election)
            _write(plan, wanted)
            _record(action, plan, by, _differences(standing, wanted))
    return plan


def _check(wanted: PlanInput, standing: PlanInput | None, election: Election) -> None:
    """Raises notes.Faults with every fault of `wanted` that `standing` does not have already.

    A plan may come to stand with faults, when a count is withdrawn or law changes; then it is mended line by line.
    """
    new = _faults(wanted, election)
    if new and standing is not None:
        old = [by_code(note, standing.entries) for note in _faults(standing, election)]
        new = tuple(note for note in new if by_code(note, wanted.entries) not in old)
    if new:
        raise Faults(new)


def _faults(stated: PlanInput, election: Election) -> tuple[Note, ...]:
    try:
        compute_for(stated, election)
    except Faults as faults:
        return faults.notes
    return ()


def _write(plan: Plan, stated: PlanInput) -> None:
    plan.name = stated.name
    plan.membership = stated.premium.membership.value
    plan.wage_base = stated.premium.wage_base
    plan.jkk_percent = stated.premium.jkk_percent
    plan.jkm_percent = stated.premium.jkm_percent
    counts = {name: getattr(stated.units, name) for name in _UNITS}
    plan.units = {name: count for name, count in counts.items() if count is not None}
    plan.sources = dict(stated.sources)
    plan.save()
    plan.entries.all().delete()
    _write_entries(plan, stated.entries)


def _write_entries(plan: Plan, entries: Sequence[Entry]) -> None:
    PlanEntry.objects.bulk_create(
        PlanEntry(plan=plan, order=order, **entry_fields(entry)) for order, entry in enumerate(entries)
    )


def _election(stated: PlanInput, *, by: Any) -> Election:
    standing = Election.objects.filter(preset=stated.election, region=stated.region).select_related("region").first()
    if standing is not None:
        return standing
    require(by, Right.EDIT_ELECTION, region=stated.region)
    try:
        return create_election(preset=stated.election, region=stated.region, by=by)
    except ValidationError as refused:
        raise Faults((Note("election-refused", "election", {"detail": " ".join(refused.messages)}),)) from refused


def _check_place(stated: PlanInput, office: Office) -> None:
    check_region(stated.region)
    check_election(stated.election)
    if not lies_within(stated.region, office.region):
        raise Faults((Note("region-not-of-office", "region", {"code": stated.region, "office": office.name}),))


def _refuse_tps_file(tps_file: str | None) -> None:
    if tps_file is not None:
        raise Faults(TPS_FILE_APART)


def _set_archived(plan: Plan, is_archived: bool, *, by: Any) -> None:
    require(by, Right.EDIT_PLAN, region=plan.region, office_id=plan.office_id)
    with transaction.atomic():
        moved = Plan.objects.filter(pk=plan.pk, archived_at__isnull=is_archived)
        if moved.update(archived_at=timezone.now() if is_archived else None):
            _record("plan.archive" if is_archived else "plan.restore", plan, by, {})


def _differences(standing: PlanInput, wanted: PlanInput) -> dict[str, Any]:
    fields = ("name", "units", "premium", "sources")
    old, new = set(standing.entries), set(wanted.entries)
    return {
        "changed": [name for name in fields if getattr(standing, name) != getattr(wanted, name)],
        "lines": sorted({entry.code for entry in old ^ new}),
    }


def _record(action: str, plan: Plan, by: Any, detail: dict[str, Any]) -> None:
    audit.record(action, by=by, subject=f"plan:{plan.pk}", office=plan.office, region=plan.region, detail=detail)
