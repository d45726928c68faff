"""The evaluation report of one payer's election: a PDF and a workbook of the same figures."""

import uuid
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext_noop as _

from budgeting.letterhead import identity, signatory
from budgeting.models import Arrangement
from enrolment.writers import XLSX
from pemilu_bpjs import documents
from pemilu_bpjs.models import Document, Job
from pemilu_bpjs.progress import Progress
from reports.evaluation_figures import evaluate
from reports.rules.evaluation_report import subject
from reports.writers import evaluation, evaluation_book

PDF_KIND, XLSX_KIND = "evaluation-pdf", "evaluation-xlsx"
PDF = "application/pdf"
MADE = _("Laporan evaluasi selesai dibuat.")
COUNTING = _("Menghitung hari, klaim, dan uang…")
WRITING = _("Menulis PDF dan buku kerja Excel…")
_STEPS = 3


def make_evaluation(job: Job, progress: Progress) -> dict[str, Any]:
    """Safe to run again: a document's id follows from the job's, and both are made of figures counted once."""
    arrangement = Arrangement.objects.select_related("election__region", "office").get(pk=job.params["arrangement"])
    keys = {kind: uuid.uuid5(job.pk, kind) for kind in (PDF_KIND, XLSX_KIND)}
    standing = set(Document.objects.filter(pk__in=keys.values()).values_list("pk", flat=True))
    if len(standing) < len(keys):
        # Paper speaks Indonesian, whatever language whoever started the job reads pages in.
        with translation.override("id"):
            _keep(arrangement, {kind: key for kind, key in keys.items() if key not in standing}, job, progress)
    return {
        "sentence": MADE,
        "documents": [str(key) for key in keys.values()],
        "link": reverse("reports:evaluation", args=[arrangement.election.code]),
    }


def _keep(arrangement: Arrangement, keys: dict[str, uuid.UUID], job: Job, progress: Progress) -> None:
    progress.set(0, _STEPS, COUNTING)
    figures = evaluate(arrangement)
    office = identity(arrangement.office, arrangement.election.region.name)
    head = signatory(arrangement.office, "head", timezone.localdate())
    progress.set(1, _STEPS, WRITING)
    writers: dict[str, tuple[str, str, Callable[[], bytes]]] = {
        PDF_KIND: ("pdf", PDF, lambda: evaluation.make(figures, office, head)),
        XLSX_KIND: ("xlsx", XLSX, lambda: evaluation_book.make(figures, paper=office.paper)),
    }
    for kind, key in keys.items():
        suffix, media_type, make = writers[kind]
        documents.store(
            id=key,
            kind=kind,
            title=subject(figures)[:250],
            source=f"evaluation:{arrangement.election.code}",
            office=arrangement.office,
            region=arrangement.region,
            name=f"{slugify(f'evaluasi {arrangement.election.code} {figures.on}')}.{suffix}",
            content=make(),
            media_type=media_type,
            by=job.owner,
            is_draft=False,
        )
        progress.step()
