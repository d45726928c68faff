"""Incidents as a user may see them, the people of whom one may be reported, and their totals without names."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from enrolment.models import Assignment, Election, Region
from enrolment.particulars import name_birth_fp, nik_fp
from enrolment.rules.region_code import kecamatan_of
from pemilu_bpjs.access import Right, may
from reports.incident_details import Details
from reports.models import Incident
from reports.rules.incident_claim import Kind, Proposed, proposed
from reports.rules.incident_totals import IncidentTotals, KindTotal, by_place

MOST_FOUND = 50

_COUNTS: Mapping[str, Any] = {
    "reported": Count("pk"),
    "covered": Count("pk", filter=Q(covered=True)),
    "claimed": Count("pk", filter=Q(claimed_on__isnull=False)),
    "granted": Count("pk", filter=Q(claimed_on__isnull=False, is_granted=True)),
    "refused": Count("pk", filter=Q(claimed_on__isnull=False, is_granted=False)),
    "amount": Sum("decided_amount", filter=Q(claimed_on__isnull=False, is_granted=True), default=0),
}


def incidents(user: Any, right: Right = Right.VIEW_INCIDENT) -> QuerySet[Incident]:
    """Those that the right reaches, with what a line of them shows."""
    return Incident.objects.visible_to(user, right).select_related("assignment__record", "election__region")


def seats_of(user: Any) -> QuerySet[Assignment]:
    """The seats of whom this user may report an incident, newest first."""
    seats = Assignment.objects.visible_to(user, Right.EDIT_INCIDENT).standing()
    return seats.select_related("record", "election__region").order_by("-start", "-pk")


def found_seats(user: Any, *, nik: str, name: str, born: datetime.date | None) -> list[Assignment]:
    """By NIK, or where none was given by name and birth date."""
    if nik:
        asked = Q(person__nik_fp=nik_fp(nik))
    elif name and born is not None:
        asked = Q(record__name_birth_fp=name_birth_fp(name, born))
    else:
        return []
    return list(seats_of(user).filter(asked)[:MOST_FOUND])


def posts_to_end(user: Any, incident: Incident) -> list[Assignment]:
    """The seats that somebody who died still holds, as far as this user may end them."""
    if incident.kind != Incident.Kind.DEATH or not may(user, Right.EDIT_PERSON):
        return []
    seats = Assignment.objects.visible_to(user, Right.EDIT_PERSON).seated()
    held = seats.filter(person=incident.assignment.person_id, end__gt=incident.day, stop_reason="")
    return list(held.select_related("record", "election").order_by("start", "pk"))


def proposed_claim(incident: Incident, details: Details, *, is_covered: bool) -> Proposed:
    """The programme that its facts point to."""
    return proposed(Kind(incident.kind), on_duty=incident.on_duty, cause=details.cause, is_covered=is_covered)


def incident_totals(election: Election) -> IncidentTotals:
    """By kind, and by kecamatan where that tells of nobody. Three queries; no seal is opened."""
    placed = Incident.objects.filter(election=election).order_by().values_list("assignment__region_code")
    return IncidentTotals(kind_totals(election), by_place(_by_kecamatan(placed.annotate(Count("pk")))))


def kind_totals(election: Election) -> tuple[KindTotal, ...]:
    """Of every kind, those that did not happen too."""
    rows = Incident.objects.filter(election=election).order_by().values("kind").annotate(**_COUNTS)
    found = {row.pop("kind"): row for row in rows}
    return tuple(KindTotal(kind.value, **found.get(kind.value, {})) for kind in Incident.Kind)


def elections_with_incidents(user: Any) -> list[Election]:
    """Elections within reach of whoever reads totals, of which something was reported."""
    known = Election.objects.visible_to(user).filter(pk__in=Incident.objects.order_by().values("election"))
    return [each for each in known.select_related("region") if may(user, Right.VIEW_COVER, region=each.region_id)]


def _by_kecamatan(placed: Iterable[tuple[str, int]]) -> dict[str, int]:
    """By name, in the order of the codes."""
    counts: Counter[str] = Counter()
    for code, count in placed:
        counts[kecamatan_of(code)] += count
    names = dict(Region.objects.filter(pk__in=counts).values_list("pk", "name"))
    return {names.get(code, code): counts[code] for code in sorted(counts)}
