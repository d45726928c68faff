"""What else can be done with an upload: its files, taking it back, throwing it away."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from enrolment import wording
from enrolment.actions.rosters.closing import can_be_reopened
from enrolment.actions.rosters.receiving import source_of
from enrolment.models import Acceptance, RosterUpload
from enrolment.people import Asked
from enrolment.presenters.people.lacks import LacksChoice, lacks_choices
from enrolment.presenters.rosters.uploads import State
from enrolment.restoring import is_half_undone
from enrolment.writers.returned import may_be_marked
from pemilu_bpjs.models import AuditEvent, Document, User
from pemilu_bpjs.presenters import DocumentLine, document_line

_MOST_FILES = 12


@dataclass(frozen=True, slots=True)
class AcceptanceLine:
    """One taking over of good rows."""

    sentence: str
    by: str
    at: datetime
    receipt_url: str
    is_receipt_due: bool
    """It is still being made."""
    undone_at: datetime | None
    undone_by: str
    """"" where it is not known, or nothing was undone."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """Addresses are "" for what cannot be done, or not by this reader."""

    acceptances: tuple[AcceptanceLine, ...]
    files: tuple[DocumentLine, ...]
    returned_url: str
    returned_words: str
    """What goes back, and how it is mended."""
    columns_url: str
    doctor_url: str
    lacks: tuple[LacksChoice, ...]
    close_url: str
    reopen_url: str
    undo_url: str
    discard_url: str


def deeds(upload: RosterUpload, user: User, *, may_send: bool) -> Deeds:
    told = _acceptances(upload) if upload.accepted_at else []
    accepted = [each for each in told if each.undone_at is None]
    documents = Document.objects.visible_to(user).of(source_of(upload)).select_related("created_by")
    void = {each.document_id for each in told if each.undone_at is not None}
    files = tuple(_file(each, is_void=each.pk in void) for each in documents[:_MOST_FILES])
    seen, undone_by = {each.url for each in files}, _undone_by(upload)

    def address(name: str, is_possible: bool) -> str:
        return reverse(f"enrolment:{name}", args=[upload.pk]) if may_send and is_possible else ""

    return Deeds(
        acceptances=tuple(_acceptance(each, seen, undone_by) for each in told),
        files=files,
        returned_url=address("roster-returned", bool(upload.rows) and upload.state != State.UNDONE),
        returned_words=_returned_words(upload),
        columns_url=address("roster-columns", upload.state == State.READY and upload.document_id is not None),
        doctor_url=address("roster-doctor", upload.state != State.UNDONE),
        lacks=_lacks(upload, user) if accepted else (),
        close_url=address("roster-close", upload.state == State.READY and _only_rejected_wait(upload)),
        reopen_url=address("roster-reopen", can_be_reopened(upload)),
        undo_url=address("roster-undo", bool(accepted) or is_half_undone(upload)),
        discard_url=address("roster-discard", not accepted and upload.state == State.READY),
    )


def _returned_words(upload: RosterUpload) -> str:
    """The sender's own workbook where it can be marked; of other kinds and of very long ones a new one."""
    if may_be_marked(upload.file_name, upload.rows):
        return _(
            "Berkas kembalian adalah berkas Anda sendiri, dengan sel keliru diwarnai dan alasannya di sampingnya. "
            "Perbaiki di Excel, lalu unggah lagi."
        )
    return _(
        "Berkas kembalian adalah berkas XLSX baru: hanya baris yang keliru, dalam susunan kolom berkas Anda, dengan "
        "alasannya di sampingnya. Perbaiki di Excel, lalu unggah lagi."
    )


def _only_rejected_wait(upload: RosterUpload) -> bool:
    return bool(upload.accepted) and upload.accepted == upload.ok + upload.warned


def _lacks(upload: RosterUpload, user: User) -> tuple[LacksChoice, ...]:
    return lacks_choices(user, Asked(upload.election, institution=upload.institution, region=upload.region))


def _acceptances(upload: RosterUpload) -> list[Acceptance]:
    return list(Acceptance.objects.filter(upload=upload).select_related("by").order_by("-number"))


def _undone_by(upload: RosterUpload) -> str:
    """An upload is undone once, as a whole."""
    if upload.state != State.UNDONE:
        return ""
    event = AuditEvent.objects.filter(action="roster.undo", subject=source_of(upload)).first()
    if event is None:
        return ""
    user = User.objects.filter(pk=event.actor_id).first()
    return str(user or event.actor)


def _file(document: Document, *, is_void: bool) -> DocumentLine:
    """A receipt is kept after its people were taken back, and says so wherever it is offered."""
    line = document_line(document)
    return replace(line, title=_("DIBATALKAN: %s") % line.title) if is_void else line


def _acceptance(each: Acceptance, seen: set[str], undone_by: str) -> AcceptanceLine:
    receipt = reverse("document", args=[each.document_id]) if each.document_id else ""
    counts = {name: wording.number(getattr(each, name)) for name in ("new", "changed", "unchanged")}
    return AcceptanceLine(
        sentence=_("%(new)s baru, %(changed)s berubah, %(unchanged)s tetap") % counts,
        by=str(each.by) if each.by else "",
        at=each.at,
        receipt_url=receipt if receipt in seen else "",
        is_receipt_due=not receipt and each.undone_at is None,
        undone_at=each.undone_at,
        undone_by=undone_by if each.undone_at else "",
    )
