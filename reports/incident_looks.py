"""Looks at incidents, each on record: who opened which, who searched for whom."""

from collections.abc import Sequence
from typing import Any

from enrolment.models import Assignment
from pemilu_bpjs import looks
from pemilu_bpjs.api_bodies import LOOKS_PER_MINUTE
from pemilu_bpjs.ratelimit import hit
from reports.models import Incident

_PURPOSE = "kejadian"


def may_search(user: Any) -> bool:
    """Counts one search; False for who goes through one person after another."""
    return hit(f"look:{user.pk}", LOOKS_PER_MINUTE, 60)


def note_look(user: Any, incident: Incident) -> None:
    """Before it is shown, so that no look goes without its line."""
    looks.look(by=user, subject=f"incident:{incident.pk}", region=incident.region, what="incident")


def note_search(user: Any, seats: Sequence[Assignment]) -> None:
    """One line a search, found or not; whom he asked for is known by whom he found."""
    found = sorted({seat.person_id for seat in seats})
    subject = f"person:{found[0]}" if len(found) == 1 else "people"
    region = seats[0].region_code if seats else ""
    looks.look(by=user, subject=subject, region=region, what=f"search:{len(found)}", purpose=_PURPOSE)
