"""What every page of one upload says at its top."""

from dataclasses import dataclass

from django.urls import reverse

from enrolment.models import RosterUpload
from enrolment.presenters.elections import Crumbs
from enrolment.presenters.rosters.uploads import TONES, State, crumbs, short_name


@dataclass(frozen=True, slots=True)
class Head:
    pk: int
    name: str
    crumbs: Crumbs
    lead: str
    state: str
    tone: str
    url: str
    may_send: bool


def head(upload: RosterUpload, *, may_send: bool, is_below: bool = False) -> Head:
    """`is_below`: for a page below the upload's own, whose crumbs then lead to it."""
    parts = (upload.institution, upload.election.name, str(upload.sent_by) if upload.sent_by else "")
    return Head(
        pk=upload.pk,
        name=short_name(upload),
        crumbs=crumbs(upload if is_below else None),
        lead=" · ".join(part for part in parts if part),
        state=str(State(upload.state).label),
        tone=TONES[State(upload.state)],
        url=reverse("enrolment:roster", args=[upload.pk]),
        may_send=may_send,
    )
