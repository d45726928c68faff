"""Incidents made by the actions that people use; they need the fixture `reference`. All people are invented."""

from datetime import date
from typing import Any

from enrolment.models import Assignment
from pemilu_bpjs.models import User
from reports.actions import incidents
from reports.incident_details import Details, Reporter
from reports.models import Incident
from reports.rules.incident_claim import Kind

DAY = date(2024, 2, 14)
PLACE, STORY = "Rumah Sakit Contoh Muaradua", "Pingsan sesudah penghitungan suara"
REPORTER = Reporter("Bunga Contoh", "081200000001", "istri")


def make_incident(seat: Assignment, by: User | None = None, **values: Any) -> Incident:
    """A death on voting day, not on duty as far as anybody knows."""
    told = {"kind": Kind.DEATH, "day": DAY, "place": PLACE, "story": STORY, "reporter": REPORTER, **values}
    details = Details(**{**told, "kind": Kind(told["kind"])})
    return incidents.report(assignment=seat, details=details, by=by)


def make_claimed(incident: Incident, by: User | None = None, **values: Any) -> Incident:
    given = {"programme": "JKM", "claimed_on": date(2024, 3, 1), "note": "Keluarga mengajukan sendiri."}
    incidents.claim(incident=incident, by=by, **{**given, **values})
    return Incident.objects.get(pk=incident.pk)


def make_granted(incident: Incident, by: User | None = None, **values: Any) -> Incident:
    given = {"is_granted": True, "amount": 42_000_000, "decided_on": date(2024, 3, 20)}
    incidents.decide(incident=make_claimed(incident, by), by=by, **{**given, **values})
    return Incident.objects.get(pk=incident.pk)
