"""The receipt of an acceptance, made by a job and kept with its hash for the file of the decree."""

import uuid
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_noop as _

from budgeting.letterhead import identity
from budgeting.rules.figures import OfficeIdentity
from enrolment.models import Acceptance, Region
from enrolment.models.body import Body
from pemilu_bpjs import documents
from pemilu_bpjs.formats import moment_long
from pemilu_bpjs.models import Document, Job, Office
from pemilu_bpjs.progress import Progress
from reports.rules.receipt import Receipt
from reports.writers import receipt as writer
from reports.writers.binder import Seal

KIND = "roster-receipt"
MADE = _("Tanda terima selesai dibuat.")

_NATIONAL = frozenset({Office.Kind.KPU, Office.Kind.BAWASLU, Office.Kind.BPJS})
"""Institutions that are no part of a region's government, and do not write under its name."""


def make_receipt(job: Job, progress: Progress) -> dict[str, Any]:
    """Safe to run again: the document's id follows from the acceptance, which has one receipt."""
    acceptance = Acceptance.objects.select_related("upload__election", "upload__office", "upload__sent_by", "by").get(
        upload=job.params["upload"], number=job.params["acceptance"]
    )
    # Paper speaks Indonesian, whatever language whoever started the job reads pages in.
    with translation.override("id"):
        document = _keep(acceptance, job)
    Acceptance.objects.filter(pk=acceptance.pk).update(document=document)
    return {
        "sentence": MADE,
        "documents": [str(document.pk)],
        "link": reverse("enrolment:roster", args=[acceptance.upload_id]),
    }


def receipt_of(acceptance: Acceptance) -> Receipt:
    """What the paper says: counts that add up to the rows of the file."""
    upload = acceptance.upload
    before = Acceptance.objects.filter(upload=upload, number__lt=acceptance.number, undone_at=None)
    earlier = sum(each.rows for each in before)
    return Receipt(
        number=f"{upload.pk}/{acceptance.number}",
        election=upload.election.name,
        institution=upload.institution,
        region=Region.objects.get(pk=upload.region).name,
        office=upload.office.name if upload.office else "",
        file_name=upload.file_name,
        sha256=acceptance.sha256,
        sent=_when(upload.sent_at, upload.sent_by),
        accepted=_when(acceptance.at, acceptance.by),
        new=acceptance.new,
        changed=acceptance.changed,
        unchanged=acceptance.unchanged,
        earlier=earlier,
        waiting=upload.rows - earlier - acceptance.rows,
        bodies=_bodies(acceptance),
        undone=_when(acceptance.undone_at, None) if acceptance.undone_at else "",
    )


def _keep(acceptance: Acceptance, job: Job) -> Document:
    upload = acceptance.upload
    key = uuid.uuid5(job.pk, KIND)
    standing = Document.objects.filter(pk=key).first()
    if standing is not None:
        return standing
    says = receipt_of(acceptance)
    code = documents.new_code() if settings.PUBLIC_URL else ""
    seal = Seal(f"{settings.PUBLIC_URL}{reverse('verify', args=[code])}", code) if code else None
    return documents.store(
        id=key,
        kind=KIND,
        title=f"Tanda terima daftar {upload.institution} {says.number}, {upload.election.name}: {says.file_name}"[:250],
        source=f"roster:{upload.pk}",
        office=upload.office,
        region=upload.region,
        name=f"tanda-terima-daftar-{upload.pk}-{acceptance.number}.pdf",
        content=writer.make(says, _letterhead(upload.office, says.region), seal=seal),
        media_type="application/pdf",
        by=job.owner,
        is_draft=False,
        code=code,
    )


def _letterhead(office: Office | None, region: str) -> OfficeIdentity:
    head = identity(office, region)
    return replace(head, government="") if office is not None and office.kind in _NATIONAL else head


def _bodies(acceptance: Acceptance) -> tuple[tuple[str, int], ...]:
    """The acceptance's rows by body, in the order of the law."""
    lines = acceptance.upload.lines.filter(accepted_at=acceptance.at).order_by()
    rows = dict(lines.values_list("body").annotate(rows=Count("pk")))
    names = Body.objects.current().filter(code__in=rows).order_by("order", "code").values_list("code", "name")
    return tuple((name, rows[code]) for code, name in names)


def _when(moment: Any, by: Any) -> str:
    written = moment_long(timezone.localtime(moment))
    return f"{written}, oleh {by}" if by is not None else written
