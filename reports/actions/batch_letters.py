"""The covering letter of a batch with its list of names, made once and final like the batch itself."""

import uuid
from typing import Any

from django.db import IntegrityError
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_noop as _

from budgeting.letterhead import identity, signatory
from budgeting.models import Arrangement
from enrolment.models import Region
from enrolment.models.body import Body
from pemilu_bpjs import documents
from pemilu_bpjs.models import Document, Job, Office
from pemilu_bpjs.progress import Progress
from reports import listed_people
from reports.actions.batch_letter_files import FULL_KIND, MASKED_KIND, document_key
from reports.models import Batch, BatchFile, BatchRow
from reports.models.batch import FileKind
from reports.rules.batch_letter import BatchFacts, SentFile, letter, running, subject
from reports.rules.words import election_alone
from reports.writers import batch_letter, people_annex
from reports.writers.people_annex import Head

MADE = _("Surat pengantar dan daftar nama selesai dibuat.")
WRITING = _("Menulis daftar nama…")


def make_batch_letter(job: Job, progress: Progress) -> dict[str, Any]:
    """Safe to run again: the document's id follows from the batch."""
    batch = Batch.objects.select_related("arrangement__election__region", "arrangement__office").get(
        pk=job.params["batch"]
    )
    in_full = bool(job.params["in_full"])
    key = document_key(batch, in_full=in_full)
    if not Document.objects.filter(pk=key).exists():
        progress.set(0, batch.people, WRITING)
        # Paper speaks Indonesian, whatever language whoever started the job reads pages in.
        with translation.override("id"):
            _keep_once(batch, key, by=job.owner, in_full=in_full)
    return {"sentence": MADE, "link": reverse("reports:batch-letter", args=[batch.pk])}


def _keep_once(batch: Batch, key: uuid.UUID, *, by: Any, in_full: bool) -> None:
    """Who asked at the same moment and came first has made it for both."""
    try:
        _keep(batch, key, by=by, in_full=in_full)
    except IntegrityError:
        if not Document.objects.filter(pk=key).exists():
            raise


def _keep(batch: Batch, key: uuid.UUID, *, by: Any, in_full: bool) -> Document:
    arrangement = batch.arrangement
    region = arrangement.election.region
    office = identity(arrangement.office, region.name)
    election = election_alone(arrangement.election.name, region.name)
    foot = f"Kiriman nomor {batch.number} | {election} | {region.name}"
    head = Head(
        titles=("DAFTAR NAMA PESERTA", f"KIRIMAN NOMOR {batch.number}", election.upper(), region.name.upper()),
        facts=(f"Lampiran surat pengantar kiriman nomor {batch.number}.",),
        running=f"{foot} | daftar nama",
        author=office.name or region.name,
        in_full=in_full,
        paper=office.paper,
    )
    names = people_annex.part(
        batch_letter.LIST, head, listed_people.of_batch(batch, in_full=in_full), listed_people.batch_regions(batch)
    )
    facts = facts_of(batch, list_pages=names.count, in_full=in_full)
    return documents.store(
        id=key,
        kind=FULL_KIND if in_full else MASKED_KIND,
        title=subject(facts)[:250],
        source=f"batch:{batch.pk}",
        office=arrangement.office,
        region=arrangement.region,
        name=f"surat-pengantar-kiriman-{batch.number}{'-nik-lengkap' if in_full else ''}.pdf",
        content=batch_letter.make(letter(facts), office, names, footer=running(facts)),
        media_type="application/pdf",
        by=by,
        is_draft=False,
        is_personal=True,
    )


def facts_of(batch: Batch, *, list_pages: int, in_full: bool) -> BatchFacts:
    """What the letter says: files and people counted as they lie in the batch."""
    arrangement = batch.arrangement
    region: Region = arrangement.election.region
    branch = _branch(arrangement)
    frozen_on = timezone.localtime(batch.frozen_at).date()
    files = sorted(BatchFile.objects.filter(batch=batch), key=lambda file: (_PLACE[file.kind], file.part))
    return BatchFacts(
        number=batch.number,
        region_name=region.name,
        election_name=election_alone(arrangement.election.name, region.name),
        office=identity(arrangement.office, region.name),
        signatory=signatory(arrangement.office, "head", frozen_on),
        branch=branch.name if branch else "",
        branch_city=branch.city if branch else "",
        frozen_on=frozen_on,
        expires_on=timezone.localtime(batch.expires_at).date(),
        files=tuple(SentFile(file.name, file.get_kind_display(), file.rows, file.sha256) for file in files),
        bodies=_bodies(batch),
        list_pages=list_pages,
        in_full=in_full,
    )


_PLACE = {kind.value: place for place, kind in enumerate(FileKind)}


def _bodies(batch: Batch) -> tuple[tuple[str, str, int], ...]:
    """People by kind of file and body, bodies in the order of the law."""
    rows = BatchRow.objects.filter(file__batch=batch).order_by().values_list("file__kind", "assignment__body")
    counted = list(rows.annotate(people=Count("pk")))
    names = dict(Body.objects.current().order_by("order", "code").values_list("code", "name"))
    order = {code: place for place, code in enumerate(names)}
    counted.sort(key=lambda row: (_PLACE[row[0]], order.get(row[1], len(order)), row[1]))
    return tuple((str(FileKind(kind).label), names.get(body, body), people) for kind, body, people in counted)


def _branch(arrangement: Arrangement) -> Office | None:
    """The branch of BPJS that works for the region: its own before one of the province."""
    province = arrangement.region.partition(".")[0]
    found = Office.objects.filter(kind=Office.Kind.BPJS, region__in=(arrangement.region, province))
    return found.order_by("-region", "pk").first()
