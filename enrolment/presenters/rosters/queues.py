"""What storing an upload leaves to be decided: people who may be one, and people with two posts at one time."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import ngettext

from enrolment import wording
from enrolment.models import RosterUpload
from enrolment.namesakes import open_same_person
from enrolment.overlapping import open_overlaps
from pemilu_bpjs.models import User

_SAME, _SERVING = "same-person-maybe", "already-serving"


@dataclass(frozen=True, slots=True)
class QueueLink:
    label: str
    url: str


def queue_links(upload: RosterUpload, codes: Iterable[str], user: User) -> tuple[QueueLink, ...]:
    """The user's queues that an upload with these problems has added to, with all that waits for him there."""
    told = frozenset(codes)
    if not upload.accepted or upload.state == RosterUpload.State.UNDONE:
        return ()
    links = []
    if _SAME in told and (pairs := open_same_person(user)):
        label = ngettext("%s pasang mungkin orang yang sama", "%s pasang mungkin orang yang sama", pairs)
        links.append(QueueLink(label % wording.number(pairs), reverse("enrolment:same-person")))
    if _SERVING in told and (people := open_overlaps(user)):
        label = ngettext(
            "%s orang bertugas di dua tempat sekaligus", "%s orang bertugas di dua tempat sekaligus", people
        )
        links.append(QueueLink(label % wording.number(people), reverse("enrolment:overlaps")))
    return tuple(links)
