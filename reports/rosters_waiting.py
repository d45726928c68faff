"""What waits for a user about people: lists to look through, seats to fill, slips to decide. Fixed queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from enrolment.models import Election, RosterUpload
from enrolment.models.scope import ALL_INSTITUTIONS, institutions
from enrolment.namesakes import open_same_person
from enrolment.overlapping import open_overlaps
from enrolment.people import lacking
from enrolment.quota import board
from enrolment.quota_counts import Scope
from pemilu_bpjs.access import Right, may

SHOWN = 3
_WAITING = (RosterUpload.State.ASKING, RosterUpload.State.READY)
# Vacancies are told in the weeks in which bodies are formed and can still be filled (domain/bodies.md §4).
SOON = timedelta(weeks=10)


@dataclass(frozen=True, slots=True)
class RostersWaiting:
    """`is_sender`: works for an institution whose people are sent; `has_sent`: some list stands already."""

    uploads: Sequence[RosterUpload] = ()
    is_sender: bool = False
    has_sent: bool = False
    vacancies: int = 0
    overlaps: int = 0
    same_person: int = 0
    lacks: int = 0


def rosters_for(user: Any, election: Election | None) -> RostersWaiting:
    """`election`: the newest that the user sees, whose seats he may have to fill."""
    if not may(user, Right.SEND_ROSTER):
        return RostersWaiting()
    sent = RosterUpload.objects.kept().visible_to(user, Right.SEND_ROSTER)
    uploads = list(sent.filter(state__in=_WAITING).select_related("election")[:SHOWN])
    has_sent = bool(uploads) or sent.exists()
    return RostersWaiting(
        uploads=uploads,
        is_sender=election is not None and _is_secretariat(user, election),
        has_sent=has_sent,
        vacancies=_vacancies(user, election) if election is not None and has_sent else 0,
        overlaps=open_overlaps(user),
        same_person=open_same_person(user),
        lacks=lacking(user),
    )


def _is_secretariat(user: Any, election: Election) -> bool:
    """Whether he sends for an institution of his own, as the planner, who sees all three, does not."""
    own = institutions(user, Right.SEND_ROSTER, election.region_id)
    return bool(own) and own != ALL_INSTITUTIONS


def _vacancies(user: Any, election: Election) -> int:
    today = timezone.localdate()
    if not today <= election.voting_day <= today + SOON:
        return 0
    if not institutions(user, Right.VIEW_QUOTA, election.region_id):
        return 0
    return board(Scope(user, election, election.region_id), election.region).whole.whole.vacancies
