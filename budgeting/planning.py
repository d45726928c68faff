"""From a stated plan to a computed one: fetch law and counts, then let the rules compute."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeVar

from budgeting.catalogue import law_of
from budgeting.models import Plan, PlanEntry
from budgeting.rules import plan as rules
from budgeting.rules.law import Law
from budgeting.rules.notes import Faults, Note
from budgeting.rules.plan_input import Entry, OwnLine, PlanInput, PremiumSettings
from budgeting.rules.rates import MembershipClass
from enrolment.counting import Counted, count, region_units, seat_exceptions
from enrolment.models import Election, ElectionPreset, Region
from enrolment.rules.bodies import SeatException, UnitCounts
from enrolment.rules.region_code import Level, is_code
from enrolment.rules.units import DetailExceedsTotal

Result = TypeVar("Result")

_UNITS = ("kecamatan", "desa", "tps", "tps_coklit", "tps_over_400")


@dataclass(frozen=True, slots=True)
class Planned:
    """A computed plan with what it was computed from. `counted` is None for a plan file."""

    plan: rules.Plan
    law: Law
    region_name: str
    counted: Counted | None = None


def compute_input(plan: PlanInput, *, tps_listed: int | None = None) -> Planned:
    """A plan that stands by itself (a plan file): kecamatan and desa come from the region data.

    `tps_listed`: TPS counted in the plan's TPS file. Raises notes.Faults.
    """
    region, law = _checked(plan)
    units = overlaid(region_units(plan.region), plan.units)
    if tps_listed is not None:
        units = replace(units, tps=tps_listed)
    return Planned(rules.draft(plan, law, units), law, region.name)


def compute(plan: Plan) -> Planned:
    """A stored plan: counts come from its election, with the plan's own overrides. Raises notes.Faults."""
    return compute_for(to_input(plan), plan.election)


def compute_for(stated: PlanInput, election: Election) -> Planned:
    """A plan as stated, on the counts of an election. Raises notes.Faults."""
    return draft_on(stated, ground_of(election))


def compute_all(plans: Iterable[Plan]) -> dict[int, Planned | Faults]:
    """Many stored plans by their key; what several share (law, counts) is fetched once for each election."""
    grounds: dict[int, Ground | Faults] = {}
    found: dict[int, Planned | Faults] = {}
    for plan in plans:
        if plan.election_id not in grounds:
            grounds[plan.election_id] = _or_faults(ground_of, plan.election)
        ground = grounds[plan.election_id]
        found[plan.pk] = ground if isinstance(ground, Faults) else _or_faults(draft_on, to_input(plan), ground)
    return found


@dataclass(frozen=True, slots=True)
class Ground:
    """What every plan of one election is computed from."""

    law: Law
    region_name: str
    counted: Counted
    exceptions: Mapping[str, tuple[SeatException, ...]]


def ground_of(election: Election) -> Ground:
    """Law, counts and exceptions of an election. Raises notes.Faults where the counts contradict each other."""
    law = check_election(election.preset)
    try:
        counted = count(election)
    except DetailExceedsTotal as error:
        params = {"code": error.code, "detail": error.detail, "total": error.total}
        raise Faults((Note("detail-exceeds-total", "units", params),)) from error
    return Ground(law, election.region.name, counted, seat_exceptions(election))


def draft_on(stated: PlanInput, ground: Ground) -> Planned:
    """A plan as stated, on ground that was fetched already. Raises notes.Faults."""
    units = overlaid(ground.counted.units, stated.units)
    drafted = rules.draft(stated, ground.law, units, ground.exceptions)
    return Planned(drafted, ground.law, ground.region_name, ground.counted)


def _or_faults(compute: Callable[..., Result], *given: Any) -> Result | Faults:
    try:
        return compute(*given)
    except Faults as faults:
        return faults


def overlaid(known: UnitCounts, own: UnitCounts) -> UnitCounts:
    """`known` with every count that `own` gives itself."""
    given = {name: getattr(own, name) for name in _UNITS if getattr(own, name) is not None}
    return replace(known, **given)


def to_input(plan: Plan) -> PlanInput:
    """The stored plan as its author stated it."""
    return PlanInput(
        name=plan.name,
        region=plan.region,
        election=plan.election.preset,
        units=UnitCounts(**{name: plan.units[name] for name in _UNITS if plan.units.get(name) is not None}),
        premium=PremiumSettings(
            membership=MembershipClass(plan.membership),
            wage_base=plan.wage_base,
            jkk_percent=_percent(plan.jkk_percent),
            jkm_percent=_percent(plan.jkm_percent),
        ),
        sources=plan.sources,
        entries=tuple(_entry(row) for row in plan.entries.all()),
    )


def entry_fields(entry: Entry) -> dict[str, object]:
    """The columns of a PlanEntry for an Entry: what `to_input` reads back."""
    own = entry.own or OwnLine("", "", "")
    return {
        "code": entry.code,
        "coverage": list(entry.coverage) if entry.coverage is not None else None,
        "start": entry.start,
        "end": entry.end,
        "per_unit": entry.per_unit,
        "headcount": entry.headcount,
        "wage": entry.wage,
        "excluded": entry.excluded,
        "reason": entry.reason or "",
        "own_name": own.name,
        "own_body": own.body,
        "own_institution": own.institution,
    }


def _entry(row: PlanEntry) -> Entry:
    return Entry(
        code=row.code,
        coverage=tuple(row.coverage) if row.coverage is not None else None,
        start=row.start,
        end=row.end,
        per_unit=row.per_unit,
        headcount=row.headcount,
        wage=row.wage,
        excluded=row.excluded,
        reason=row.reason or None,
        own=OwnLine(row.own_name, row.own_body, row.own_institution) if row.own_name else None,
    )


def _percent(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.normalize()


def _checked(plan: PlanInput) -> tuple[Region, Law]:
    """Region and law of a plan. Raises notes.Faults with what is wrong with either."""
    region, law = _or_faults(check_region, plan.region), _or_faults(check_election, plan.election)
    if isinstance(region, Faults) or isinstance(law, Faults):
        raise Faults(tuple(note for each in (region, law) if isinstance(each, Faults) for note in each.notes))
    return region, law


def check_region(code: str) -> Region:
    """The kabupaten/kota or province of that code. Raises notes.Faults where there is none."""
    if not is_code(code):
        raise Faults((Note("region-form", "region", {"code": code}),))
    region = Region.objects.filter(pk=code).first()
    if region is None:
        raise Faults((Note("region-unknown", "region", {"code": code}),))
    if region.level not in (Level.PROVINSI, Level.KABUPATEN):
        raise Faults((Note("region-level", "region", {"code": code}),))
    return region


def check_election(code: str) -> Law:
    """The law of that election preset. Raises notes.Faults where there is none."""
    law = law_of(code)
    if law is None:
        known = ", ".join(ElectionPreset.objects.current().values_list("code", flat=True))
        raise Faults((Note("election-unknown", "election", {"code": code, "known": known}),))
    return law
