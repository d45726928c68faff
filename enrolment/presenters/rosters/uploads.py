"""Uploads as a list, and what each of them says about itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext as _

from enrolment import wording
from enrolment.models import RosterUpload
from enrolment.presenters.elections import Crumbs

State = RosterUpload.State

TONES = {
    State.RECEIVED: "neutral",
    State.ASKING: "warn",
    State.CHECKING: "active",
    State.READY: "active",
    State.ACCEPTING: "active",
    State.DONE: "good",
    State.REFUSED: "bad",
    State.UNDONE: "neutral",
}


@dataclass(frozen=True, slots=True)
class UploadLine:
    name: str
    election: str
    institution: str
    state: str
    tone: str
    counts: str
    sent_by: str
    sent_at: datetime
    url: str


def crumbs(upload: RosterUpload | None = None) -> Crumbs:
    found = [(_("Daftar petugas"), reverse("enrolment:rosters"))]
    if upload is not None:
        found.append((short_name(upload), reverse("enrolment:roster", args=[upload.pk])))
    return tuple(found)


def upload_lines(uploads: Iterable[RosterUpload]) -> list[UploadLine]:
    return [_line(each) for each in uploads]


def short_name(upload: RosterUpload, longest: int = 60) -> str:
    """The file's name as its sender knows it; the middle of a very long one gives way."""
    name = upload.file_name
    if len(name) <= longest:
        return name
    suffix = Path(name).suffix[:8]
    return f"{name[: longest - len(suffix) - 1]}…{suffix}"


def counts(upload: RosterUpload) -> str:
    """ "259 baris: 20 ditolak, 5 dengan peringatan, 200 tersimpan"; nothing before anything was counted."""
    if not upload.rows:
        return ""
    parts = [
        _("%s ditolak") % wording.number(upload.rejected) if upload.rejected else "",
        _("%s dengan peringatan") % wording.number(upload.warned) if upload.warned else "",
        _("%s tersimpan") % wording.number(upload.accepted) if upload.accepted else "",
    ]
    said = ", ".join(part for part in parts if part) or _("semuanya baik")
    return f"{wording.rows(upload.rows)}: {said}"


def _line(upload: RosterUpload) -> UploadLine:
    return UploadLine(
        name=short_name(upload),
        election=upload.election.name,
        institution=upload.institution,
        state=str(State(upload.state).label),
        tone=TONES[State(upload.state)],
        counts=counts(upload),
        sent_by=str(upload.sent_by) if upload.sent_by else "",
        sent_at=upload.sent_at,
        url=reverse("enrolment:roster", args=[upload.pk]),
    )
