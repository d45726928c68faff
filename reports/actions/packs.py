"""The documents of a proposal: one PDF pack and one workbook, made by a job and kept with their hash."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext_noop as _

from budgeting import figures_of
from budgeting.models import Proposal
from budgeting.rules.figures import Figures
from budgeting.rules.notes import Faults
from budgeting.wording import sentence
from pemilu_bpjs import documents
from pemilu_bpjs.jobs import JobFailed
from pemilu_bpjs.models import Document, Job
from pemilu_bpjs.progress import Progress
from reports.writers import pack, workbook
from reports.writers.binder import Seal
from reports.writers.pack import Step

PDF_KIND, XLSX_KIND = "proposal-pdf", "proposal-xlsx"
PDF_TYPE = "application/pdf"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Words of the program, so that the job's page finds their translation by themselves.
MESSAGES: Mapping[Step, str] = {
    Step.WORDS: _("Menyusun surat, KAK, berita acara, dan surat pernyataan…"),
    Step.RAB: _("Menyusun RAB…"),
    Step.RKA: _("Menyusun kertas kerja RKA…"),
    Step.RECAP: _("Menyusun rekapitulasi per kecamatan dan desa…"),
    Step.CASH: _("Menyusun rencana kas…"),
    Step.ORIGINS: _("Menyusun lampiran asal setiap angka…"),
    Step.BINDING: _("Menjilid menjadi satu berkas PDF…"),
}
WORKBOOK = _("Menyusun buku kerja Excel…")
MADE = _("Berkas usulan selesai dibuat.")
STEPS = len(MESSAGES) + 1


@dataclass(frozen=True, slots=True)
class _Made:
    """A finished file before it is kept. `code` stands printed in it, "" where none does."""

    kind: str
    suffix: str
    media_type: str
    content: bytes
    code: str = ""


def make_pack(job: Job, progress: Progress) -> dict[str, Any]:
    """Both documents of the proposal that the job names; made from its frozen figures once it is submitted.

    Safe to run again: a document's id follows from the job's, so what an earlier run has kept is found, not doubled.
    """
    proposal = Proposal.objects.select_related("plan__election__region", "office").get(pk=job.params["proposal"])
    # Paper speaks Indonesian, whatever language whoever started the job reads pages in.
    with translation.override("id"):
        figures = _figures(proposal)
        progress.set(0, STEPS)
        kept = [
            _keep(job, proposal, figures, PDF_KIND, lambda: _pdf(figures, progress)),
            _keep(job, proposal, figures, XLSX_KIND, lambda: _workbook(figures, progress)),
        ]
    return {
        "sentence": MADE,
        "documents": [str(document.pk) for document in kept],
        "link": reverse("budgeting:proposal", args=[proposal.pk]),
    }


def file_stem(figures: Figures) -> str:
    """ "usulan-2023-perubahan-kabupaten-contoh-v2"."""
    return slugify(f"usulan {figures.fiscal_year} {figures.budget_kind} {figures.region_name} v{figures.version}")


def _figures(proposal: Proposal) -> Figures:
    try:
        return figures_of.of_proposal(proposal)
    except Faults as faults:
        raise JobFailed(" ".join(sentence(note) for note in faults.notes)) from faults


def _pdf(figures: Figures, progress: Progress) -> _Made:
    steps = list(MESSAGES)
    code = documents.new_code() if settings.PUBLIC_URL and not figures.is_draft else ""
    seal = Seal(f"{settings.PUBLIC_URL}{reverse('verify', args=[code])}", code) if code else None
    content = pack.make([figures], seal=seal, told=lambda step: progress.set(steps.index(step), message=MESSAGES[step]))
    return _Made(PDF_KIND, "pdf", PDF_TYPE, content, code)


def _workbook(figures: Figures, progress: Progress) -> _Made:
    progress.set(STEPS - 1, message=WORKBOOK)
    content = workbook.make([figures], title=pack.pack_title(figures))
    return _Made(XLSX_KIND, "xlsx", XLSX_TYPE, content)


def _keep(job: Job, proposal: Proposal, figures: Figures, kind: str, make: Callable[[], _Made]) -> Document:
    """The job's document of that kind: the one that stands, or made now."""
    key = uuid.uuid5(job.pk, kind)
    standing = Document.objects.filter(pk=key).first()
    if standing is not None:
        return standing
    made = make()
    return documents.store(
        id=key,
        kind=kind,
        title=f"{pack.pack_title(figures)}, {figures.budget_kind}, v{figures.version}",
        source=f"proposal:{proposal.pk}",
        office=proposal.office,
        region=proposal.region,
        name=f"{file_stem(figures)}.{made.suffix}",
        content=made.content,
        media_type=made.media_type,
        by=job.owner,
        is_draft=figures.is_draft,
        code=made.code,
    )
