"""A file that SIPP gave out, from its upload to the filled one: received sealed, filled by a job, and then dropped."""

import hashlib
import uuid
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from budgeting.actions import cover
from budgeting.models import Arrangement
from budgeting.rules.notes import Faults
from budgeting.wording import sentence
from pemilu_bpjs import audit, documents
from pemilu_bpjs.access import require
from pemilu_bpjs.jobs import Job, JobFailed, Progress
from pemilu_bpjs.models import Document
from pemilu_bpjs.permissions import Right
from reports.actions.batches import Filled, fill_prefilled
from reports.models import BatchFile
from reports.prefilled import Report
from reports.rules.prefilled_rows import RowOutcome
from reports.writers.sipp import MEDIA_TYPE

GIVEN_KIND = "sipp-given"
FILLED = _("Berkas sudah diisi. Unduh, lalu unggah di SIPP.")
NOTHING_TO_FILL = _("Tidak ada yang diisi: dalam berkas ini tidak ada orang yang berubah.")
NOT_YOURS = _("Kiriman kantor ini tidak boleh lagi Anda buat.")
GONE = _("Berkasnya sudah tidak ada. Unggah sekali lagi.")

MOST_TOLD = 2_000
"""Rows, and people without one, that are kept to be shown; how many there are is told in any case."""

_NAME_LENGTH = 200
_SILENT = frozenset({RowOutcome.UNCHANGED})


def receive_prefilled(*, arrangement: Arrangement, name: str, content: bytes, by: Any) -> Document:
    """Keeps the file, sealed, until it is filled. Raises PermissionDenied."""
    require(by, Right.SEND_BATCH, region=arrangement.region, office_id=arrangement.office_id)
    subject = f"arrangement:{arrangement.pk}"
    with transaction.atomic():
        kept = documents.store(
            kind=GIVEN_KIND,
            title=f"Berkas terisi dari SIPP: {arrangement.election.name}"[:250],
            source=subject,
            office=arrangement.office,
            region=arrangement.region,
            name=name[-_NAME_LENGTH:],
            content=content,
            media_type=MEDIA_TYPE,
            by=by,
            is_draft=False,
            is_personal=True,
        )
        audit.record(
            "batch.fill",
            by=by,
            subject=subject,
            office=arrangement.office,
            region=arrangement.region,
            detail={"file": kept.name, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)},
        )
    return kept


def fill_for(job: Job, progress: Progress) -> dict[str, Any]:
    """Safe to run again: the filled file's key follows from the job. The result names rows and seats, and nobody."""
    arrangement = Arrangement.objects.select_related("election", "office").get(pk=job.params["arrangement"])
    file = Document.objects.filter(pk=job.params["file"], kind=GIVEN_KIND).first()
    key = uuid.uuid5(job.pk, GIVEN_KIND)
    made = BatchFile.objects.filter(document=key).first()
    if made is not None:
        _drop(file)
        return {"sentence": FILLED, "link": reverse("reports:batch", args=[made.batch_id])}
    try:
        filled = _filled(arrangement, file, key, job.owner, progress)
    except JobFailed:
        _drop(file)
        raise
    _drop(file)
    return {
        "sentence": FILLED if filled.batch is not None else NOTHING_TO_FILL,
        "link": reverse("reports:sending-filled", args=[arrangement.pk, job.pk]),
        "filled": _kept(filled),
    }


def _filled(arrangement: Arrangement, file: Document | None, key: uuid.UUID, by: Any, progress: Progress) -> Filled:
    """Raises JobFailed, with the page on which another file can be sent."""
    page = {"link": reverse("reports:sending-fill", args=[arrangement.pk])}
    if file is None:
        raise JobFailed(GONE, page)
    try:
        cover.run(election=arrangement.election, by=by, progress=progress)
        content = documents.content(file)
        return fill_prefilled(arrangement=arrangement, name=file.name, content=content, by=by, key=key)
    except ValidationError as fault:
        raise JobFailed(" ".join(fault.messages), page) from fault
    except Faults as fault:
        raise JobFailed(" ".join(sentence(note) for note in fault.notes), page) from fault
    except PermissionDenied as fault:
        raise JobFailed(NOT_YOURS) from fault


def _kept(filled: Filled) -> dict[str, Any]:
    """What the page of the result shows, as JSON: of rows their numbers, of people their seats."""
    report = filled.report
    told = [each for each in report.rows if _is_told(each.outcome, each.codes)]
    return {
        "batch": filled.batch.pk if filled.batch is not None else None,
        "kind": report.kind.value,
        "counts": _counts(report),
        "told": [[each.row, each.outcome.value, list(each.codes), each.assignment] for each in told[:MOST_TOLD]],
        "untold": max(len(told) - MOST_TOLD, 0),
        "missing": list(report.missing[:MOST_TOLD]),
        "missing_count": len(report.missing),
    }


def _is_told(outcome: RowOutcome, codes: tuple[str, ...]) -> bool:
    """Rows that need nobody's eye are counted and not listed."""
    return bool(codes) if outcome is RowOutcome.WRITTEN else outcome not in _SILENT


def _counts(report: Report) -> dict[str, int]:
    return {outcome.value: sum(each.outcome is outcome for each in report.rows) for outcome in RowOutcome}


def _drop(file: Document | None) -> None:
    """The media go once the row is gone for good."""
    if file is None:
        return
    storage, name = file.file.storage, file.file.name
    with transaction.atomic():
        file.delete()
        transaction.on_commit(lambda: storage.delete(name))
