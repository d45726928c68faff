"""What letters of cover have in common, one or thousands: what was asked, the code that a page bears, what is kept."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from enrolment.models import Assignment
from enrolment.people import Words
from pemilu_bpjs import documents
from pemilu_bpjs.models import Job
from pemilu_bpjs.permissions import Right
from reports import cover_letters
from reports.answering import CoverAnswer
from reports.models import Certificate
from reports.models.certificate import FULL_KIND, MASKED_KIND
from reports.rules.cover_letter import CoverFacts
from reports.rules.initials import initials
from reports.writers.binder import Seal


@dataclass(frozen=True, slots=True)
class Asked:
    """What a job was asked for. `right`: what its owner must hold for a person of whom the letter is to speak."""

    by: Any
    day: datetime.date
    purpose: str
    in_full: bool
    issued_at: datetime.datetime

    @classmethod
    def of(cls, job: Job) -> "Asked":
        day = datetime.date.fromisoformat(job.params["day"])
        return cls(job.owner, day, job.params["purpose"], bool(job.params["in_full"]), timezone.now())

    @property
    def issued_on(self) -> datetime.date:
        return timezone.localtime(self.issued_at).date()

    @property
    def right(self) -> Right:
        return Right.REVEAL_PERSON if self.in_full else Right.ASK_COVER

    @property
    def kind(self) -> str:
        """That of the document."""
        return FULL_KIND if self.in_full else MASKED_KIND


@dataclass(frozen=True, slots=True)
class Page:
    """One letter to be written, and what is kept of it; its document is set once there is one."""

    facts: CoverFacts
    seal: Seal | None
    certificate: Certificate


def page_of(asked: Asked, answer: CoverAnswer, seat: Assignment, words: Words, *, page: int = 1) -> Page:
    """Raises ValueError where nothing can be stated of the answer."""
    facts = cover_letters.facts_of(
        answer, seat, words, purpose=asked.purpose, issued_on=asked.issued_on, in_full=asked.in_full
    )
    code = documents.new_code() if settings.PUBLIC_URL else ""
    certificate = Certificate(
        assignment=seat,
        arrangement=answer.arrangement,
        day=answer.day,
        cover=facts.cover.value,
        initials=initials(seat.record.name),
        since=facts.since,
        batch_id=answer.sent.batch if answer.sent else None,
        bill=answer.billed.bill if answer.billed else None,
        page=page,
        code_hash=documents.code_hash(code) if code else "",
        purpose=asked.purpose,
        issued_by=asked.by,
        issued_at=asked.issued_at,
    )
    seal = Seal(f"{settings.PUBLIC_URL}{reverse('verify', args=[code])}", code) if code else None
    return Page(facts, seal, certificate)


def key_of(job: Job, part: str = "") -> uuid.UUID:
    """The id of a document that the job makes: a second run finds what the first has kept."""
    return uuid.uuid5(job.pk, f"{MASKED_KIND}{part}")
