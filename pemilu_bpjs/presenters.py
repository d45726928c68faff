"""What the base's templates show, ready to print: no template decides anything but order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from . import audit, documents, formats, jobs, localised, roles
from .models import ApiToken, AuditEvent, Document, Job, Membership, Office, Signatory, User

_SHORT = 32
_TONES = {
    Job.State.QUEUED: "neutral",
    Job.State.RUNNING: "active",
    Job.State.DONE: "good",
    Job.State.FAILED: "bad",
}


@dataclass(frozen=True)
class DocumentLine:
    title: str
    kind: Any
    name: str
    size: str
    sha256: str
    is_draft: bool
    made_by: str
    made_at: datetime
    url: str
    view_url: str


@dataclass(frozen=True)
class JobLine:
    label: Any
    state: str
    tone: str
    owner: str
    created_at: datetime
    progress: str
    url: str


@dataclass(frozen=True)
class JobPage:
    """A job as its page shows it; `sentence` says in plain words how it ended, or what happens now."""

    line: JobLine
    sentence: str
    is_finished: bool
    has_failed: bool
    done: int
    total: int
    documents: tuple[DocumentLine, ...]
    link: str


@dataclass(frozen=True)
class Verification:
    """All that a stranger with the code learns."""

    kind: Any
    made_at: datetime
    sha256: str
    state: Any


@dataclass(frozen=True)
class MemberLine:
    pk: int
    name: str
    username: str
    role: Any
    active_from: Any
    active_until: Any
    has_ended: bool


@dataclass(frozen=True)
class TokenLine:
    pk: int
    name: str
    place: str
    created_at: datetime
    expires_at: datetime | None
    last_used_on: Any
    is_revoked: bool


@dataclass(frozen=True)
class AuditLine:
    at: datetime
    actor: str
    label: Any
    action: str
    subject: str
    office: str
    detail: str


@dataclass(frozen=True)
class OfficePage:
    office: Office
    signatories: tuple[Signatory, ...]
    members: tuple[MemberLine, ...]


def document_line(document: Document) -> DocumentLine:
    url = reverse("document", args=[document.pk])
    return DocumentLine(
        title=document.title,
        kind=documents.kind_label(document.kind),
        name=document.name,
        size=localised.size(document.size),
        sha256=document.sha256,
        is_draft=document.is_draft,
        made_by=str(document.created_by or _("sistem")),
        made_at=document.created_at,
        url=url,
        view_url=f"{url}?tampil=1" if document.media_type == "application/pdf" else "",
    )


def job_line(job: Job) -> JobLine:
    return JobLine(
        label=jobs.label(job.kind),
        state=Job.State(job.state).label,
        tone=_TONES[Job.State(job.state)],
        owner=str(job.owner),
        created_at=job.created_at,
        progress=_progress(job),
        url=reverse("job", args=[job.pk]),
    )


def job_page(job: Job, user: User) -> JobPage:
    """Documents that the reader may not see are left out."""
    result = job.result or {}
    made = Document.objects.visible_to(user).filter(pk__in=result.get("documents", [])).select_related("created_by")
    return JobPage(
        line=job_line(job),
        sentence=_sentence(job, result),
        is_finished=job.is_finished,
        has_failed=job.state == Job.State.FAILED,
        done=job.done,
        total=job.total,
        documents=tuple(document_line(document) for document in made),
        link=result.get("link", ""),
    )


def verification(found: documents.Verified) -> Verification:
    return Verification(
        kind=documents.kind_label(found.document.kind),
        made_at=found.document.created_at,
        sha256=found.document.sha256,
        state=found.state,
    )


def office_page(office: Office) -> OfficePage:
    members = office.memberships.select_related("user").order_by("active_until", "user__full_name")
    return OfficePage(office, tuple(office.signatories.all()), tuple(_member(member) for member in members))


def token_lines(tokens: Iterable[ApiToken]) -> tuple[TokenLine, ...]:
    return tuple(
        TokenLine(
            pk=token.pk,
            name=token.name,
            place=str(token.office or token.region or _("Semua wilayah")),
            created_at=token.created_at,
            expires_at=token.expires_at,
            last_used_on=token.last_used_on,
            is_revoked=token.revoked_at is not None,
        )
        for token in tokens
    )


def audit_line(event: AuditEvent) -> AuditLine:
    return AuditLine(
        at=event.at,
        actor=event.actor or _("sistem"),
        label=audit.action_label(event.action),
        action=event.action,
        subject=_short(event.subject),
        office=event.office or event.region,
        detail="; ".join(f"{name}: {_short(value)}" for name, value in event.detail.items()),
    )


def _member(membership: Membership) -> MemberLine:
    return MemberLine(
        pk=membership.pk,
        name=membership.user.get_full_name(),
        username=membership.user.username,
        role=roles.label(membership.role),
        active_from=membership.active_from,
        active_until=membership.active_until,
        has_ended=membership.active_until is not None,
    )


def _short(value: Any) -> str:
    """A hash or a long list would push the rest off the page; the whole value stays in the audit line itself."""
    text = str(value)
    return text if len(text) <= _SHORT else f"{text[: _SHORT // 2]}…"


def _progress(job: Job) -> str:
    if not job.total:
        return ""
    return _("%(done)s dari %(total)s") % {
        "done": formats.thousands(job.done),
        "total": formats.thousands(job.total),
    }


def _sentence(job: Job, result: dict[str, Any]) -> str:
    # The job's own words are constants of the program, so a translation of them is found by the sentence itself.
    match job.state:
        case Job.State.DONE:
            words = result.get("sentence") or _("Pekerjaan selesai.")
        case Job.State.FAILED:
            words = job.error
        case Job.State.QUEUED:
            words = job.message or _("Menunggu giliran; biasanya dimulai dalam beberapa detik.")
        case _:
            words = job.message or _("Sedang dikerjakan.")
    return _(words)
