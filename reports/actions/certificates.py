"""A letter that states one person's cover on a day, made by a job and kept sealed."""

import uuid
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_noop

from enrolment.models import Assignment
from enrolment.people import words_of
from pemilu_bpjs import audit, documents, looks
from pemilu_bpjs.formats import date_long
from pemilu_bpjs.jobs import JobFailed
from pemilu_bpjs.models import Job
from pemilu_bpjs.progress import Progress
from reports import answering, cover_letters
from reports.answering import CoverAnswer
from reports.certificate_making import Asked, key_of, page_of
from reports.cover_wording import CARRIED_ELSEWHERE, NO_LETTER
from reports.models import Certificate
from reports.writers import cover_letter

MADE = gettext_noop("Surat keterangan selesai dibuat.")
NOT_FOUND = gettext_noop("Orang ini tidak lagi di antara petugas yang dapat Anda tanyakan.")


def make_certificate(job: Job, progress: Progress) -> dict[str, Any]:
    """Safe to run again: the document's id follows from the job's. Raises JobFailed."""
    key = key_of(job)
    kept = Certificate.objects.filter(document=key).first()
    if kept is None:
        # Paper speaks Indonesian, whatever language whoever started the job reads pages in.
        with translation.override("id"):
            kept = _keep(job, Asked.of(job), key)
    return {"sentence": MADE, "documents": [str(key)], "link": reverse("reports:certificate", args=[kept.pk])}


def _keep(job: Job, asked: Asked, key: uuid.UUID) -> Certificate:
    answer, seat = _stated(asked, job.params["seat"])
    page = page_of(asked, answer, seat, words_of([seat]))
    writer = cover_letters.writer_of(job.office, seat.election.region.name, asked.issued_on)
    if asked.in_full:
        looks.look(
            by=asked.by,
            subject=f"person:{seat.person_id}",
            region=seat.region_code,
            what="certificate",
            purpose=asked.purpose,
            office=job.office,
        )
    with transaction.atomic():
        certificate = page.certificate
        certificate.document = documents.store(
            id=key,
            kind=asked.kind,
            title=f"Surat keterangan data kepesertaan {certificate.initials}, {date_long(asked.day)}",
            source=f"person:{seat.person_id}",
            office=job.office,
            region=seat.region_code,
            name=f"surat-keterangan-{key.hex[:8]}.pdf",
            content=cover_letter.one(page.facts, writer, seal=page.seal),
            media_type="application/pdf",
            by=asked.by,
            is_draft=False,
            is_personal=True,
        )
        certificate.save(force_insert=True)
        audit.record(
            "certificate.issue",
            by=asked.by,
            subject=f"certificate:{certificate.pk}",
            office=job.office,
            region=seat.region_code,
            detail={"day": asked.day.isoformat(), "cover": certificate.cover, "purpose": asked.purpose},
        )
    return certificate


def _stated(asked: Asked, seat: int) -> tuple[CoverAnswer, Assignment]:
    """The answer as it stands now, and the seat that the letter speaks of. Raises JobFailed where there is neither."""
    people = answering.with_seat(asked.by, seat)
    answer = answering.covered_on(people[0], asked.day, user=asked.by) if people else None
    if answer is None or answer.seat is None or not _reaches(asked, answer.seat):
        raise JobFailed(NOT_FOUND)
    if not answer.is_seen:
        raise JobFailed(str(CARRIED_ELSEWHERE))
    if answer.cover is None:
        raise JobFailed(str(NO_LETTER))
    return answer, answer.seat


def _reaches(asked: Asked, seat: Assignment) -> bool:
    return Assignment.objects.visible_to(asked.by, asked.right).filter(pk=seat.pk).exists()
