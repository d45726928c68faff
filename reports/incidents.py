"""Incidents as a user may see them, the people of whom one may be reported, and their totals without names.

What happened is sealed: it is opened to be narrowed, counted and added up, which costs some microseconds each.
"""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from enrolment.models import Assignment, Election, Region
from enrolment.particulars import name_birth_fp, nik_fp
from enrolment.rules.region_code import kecamatan_of
from pemilu_bpjs.access import Right, may
from reports.answering import covers_at
from reports.incident_details import Details, details_of
from reports.models import Incident
from reports.rules.cover_answer import Verdict
from reports.rules.incident_claim import Kind, Proposed, proposed
from reports.rules.incident_totals import Counted, IncidentTotals, KindTotal, by_kind, by_place

MOST_FOUND = 50

_OPEN_VERDICTS = frozenset({Verdict.UNANSWERED, Verdict.OFF_DUTY})
"""BPJS has not said, or it alone can: neither covered nor uncovered by our records."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An incident with its seal opened, and its day as the ledger and BPJS's answers have it now."""

    incident: Incident
    told: Details
    verdict: Verdict

    @property
    def covered(self) -> bool | None:
        """Whoever asks; None where BPJS has not answered, or it alone can say."""
        return None if self.verdict in _OPEN_VERDICTS else self.verdict is Verdict.COVERED

    @property
    def proposal(self) -> Proposed:
        """The programme that its facts point to."""
        told = self.told
        return proposed(told.kind, on_duty=told.on_duty, cause=told.cause, is_covered=self.covered is True)


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


def opened(found: Iterable[Incident]) -> list[Opened]:
    """In their order; cover of all of them by four queries."""
    told = [(each, details_of(each)) for each in found]
    asked = [(incident.assignment.person_id, details.day) for incident, details in told]
    covers = covers_at(asked) if asked else {}
    return [
        Opened(incident, details, covers[question].verdict)
        for (incident, details), question in zip(told, asked, strict=True)
    ]


def open_one(incident: Incident) -> Opened:
    (found,) = opened([incident])
    return found


def of_kind(found: Iterable[Incident], kind: Kind) -> list[Incident]:
    return [each for each in found if details_of(each).kind is kind]


def posts_to_end(user: Any, incident: Incident, details: Details) -> list[Assignment]:
    """The seats that somebody who died still holds, as far as this user may end them."""
    if details.kind is not Kind.DEATH or not may(user, Right.EDIT_PERSON):
        return []
    seats = Assignment.objects.visible_to(user, Right.EDIT_PERSON).seated()
    held = seats.filter(person=incident.assignment.person_id, end__gt=details.day, stop_reason="")
    return list(held.select_related("record", "election").order_by("start", "pk"))


def incident_totals(election: Election) -> IncidentTotals:
    """By kind, and by kecamatan where that tells of nobody."""
    found = opened(_of(election))
    return IncidentTotals(
        _kinds(found), by_place(_by_kecamatan(each.incident.assignment.region_code for each in found))
    )


def kind_totals(election: Election) -> tuple[KindTotal, ...]:
    """Of every kind, those that did not happen too."""
    return _kinds(opened(_of(election)))


def elections_with_incidents(user: Any) -> list[Election]:
    """Elections within reach of whoever reads totals, of which something was reported."""
    known = Election.objects.visible_to(user).filter(pk__in=Incident.objects.order_by().values("election"))
    return [each for each in known.select_related("region") if may(user, Right.VIEW_COVER, region=each.region_id)]


def _of(election: Election) -> QuerySet[Incident]:
    return Incident.objects.filter(election=election).select_related("assignment")


def _kinds(found: Collection[Opened]) -> tuple[KindTotal, ...]:
    return by_kind([_counted(each) for each in found])


def _counted(each: Opened) -> Counted:
    decision = each.told.decision
    return Counted(
        kind=each.told.kind,
        is_covered=each.covered is True,
        is_claimed=each.told.claim is not None,
        is_granted=decision.is_granted if decision else None,
        amount=(decision.amount or 0) if decision else 0,
    )


def _by_kecamatan(codes: Iterable[str]) -> dict[str, int]:
    """By name, in the order of the codes."""
    counts = Counter(map(kecamatan_of, codes))
    names = dict(Region.objects.filter(pk__in=counts).values_list("pk", "name"))
    return {names.get(code, code): counts[code] for code in sorted(counts)}
