"""An upload that cannot be reviewed yet, or never will: at work, halted, asking about its columns, refused."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enrolment import roster_wording
from enrolment.models import RosterUpload
from enrolment.presenters.elections import Next
from enrolment.presenters.rosters.head import Head, head
from enrolment.presenters.rosters.uploads import State
from enrolment.tasks.roster_acceptance import ROSTER_UNDO

BUSY = frozenset({State.RECEIVED, State.CHECKING, State.ACCEPTING})
REVIEWED = frozenset({State.READY, State.DONE, State.UNDONE})


@dataclass(frozen=True, slots=True)
class Work:
    """A job at work on the upload, as its page follows it."""

    label: str
    message: str
    done: int
    total: int
    url: str


@dataclass(frozen=True, slots=True)
class StandingPage:
    """`kind` is that of the notice which tells `sentence`; `cure` says what to do."""

    head: Head
    work: Work | None
    kind: str
    sentence: str
    cure: str
    next: Next
    again_url: str
    """Where the check is begun again after it halted."""


def is_busy(upload: RosterUpload) -> bool:
    """Whether a job works on it; one that failed leaves it where it was and says why."""
    if upload.job and upload.job.is_finished:
        return False
    return upload.state in BUSY or _is_undoing(upload)


def _is_undoing(upload: RosterUpload) -> bool:
    """The upload's state says it only when it is over."""
    return upload.job is not None and upload.job.kind == ROSTER_UNDO


def is_reviewable(upload: RosterUpload) -> bool:
    return upload.state in REVIEWED


def work(upload: RosterUpload) -> Work:
    done, total, message = (upload.job.done, upload.job.total, upload.job.message) if upload.job else (0, 0, "")
    waits = _("Menunggu giliran; biasanya dimulai dalam beberapa detik.")
    return Work(
        _work_label(upload),
        _(message) if message else waits,
        done,
        total,
        reverse("enrolment:roster", args=[upload.pk]),
    )


def _work_label(upload: RosterUpload) -> str:
    if _is_undoing(upload):
        return _("Membatalkan unggahan")
    return _("Menyimpan orang") if upload.state == State.ACCEPTING else _("Memeriksa daftar")


def standing_page(upload: RosterUpload, *, may_send: bool) -> StandingPage:
    kind, sentence, cure = _said(upload)
    halted = upload.state in BUSY and not is_busy(upload)
    again = reverse("enrolment:roster-check", args=[upload.pk]) if halted and may_send else ""
    return StandingPage(
        head=head(upload, may_send=may_send),
        work=work(upload) if is_busy(upload) else None,
        kind=kind,
        sentence=sentence,
        cure=cure,
        next=_next(upload) if may_send else Next(""),
        again_url=again,
    )


def _said(upload: RosterUpload) -> tuple[str, str, str]:
    if upload.state == State.ASKING:
        sentence = _("Ada kolom yang belum dapat dipastikan. Cocokkan sekali saja; lain kali tidak ditanya lagi.")
        return "warning", sentence, ""
    if upload.state == State.REFUSED:
        problems = upload.file_problems or [{"code": "file-unreadable"}]
        return "error", roster_wording.file_message(problems[0]), roster_wording.cure(problems[0]["code"])
    if upload.job and upload.job.is_finished and upload.job.error:
        return "error", _(upload.job.error), ""
    return "info", "", ""


def _next(upload: RosterUpload) -> Next:
    if upload.state == State.ASKING:
        url = reverse("enrolment:roster-columns", args=[upload.pk])
        return Next(_("Cocokkan kolom berkas Anda."), _("Cocokkan kolom"), url)
    if upload.state == State.REFUSED:
        return Next(_("Tidak ada yang disimpan."), _("Unggah lagi"), reverse("enrolment:roster-send"))
    return Next("")
