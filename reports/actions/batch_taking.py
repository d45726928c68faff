"""Taking the files of a batch: as long as it is open, and never without a line that says who had them."""

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from pemilu_bpjs import audit, documents, looks
from pemilu_bpjs.permissions import Right
from reports.actions.batches import files_of
from reports.models import Batch, BatchFile
from reports.writers.sipp import MEDIA_TYPE

ZIP_TYPE = "application/zip"


class Expired(Exception):
    """Its files can be taken no more until the payer opens the batch again."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What goes to the browser."""

    name: str
    content: bytes
    media_type: str


def take(*, file: BatchFile, by: Any) -> Taken:
    """One SIPP file under the template's own name. Raises Expired, PermissionDenied."""
    _may_take(file.batch, by)
    _write_down(file.batch, by, file.name)
    return Taken(file.name.rpartition("/")[2], documents.content(file.document), MEDIA_TYPE)


def take_all(*, batch: Batch, by: Any) -> Taken:
    """Every file of a batch with its control list, a folder for each part. Raises Expired, PermissionDenied."""
    _may_take(batch, by)
    name = f"kiriman-{batch.number}.zip"
    _write_down(batch, by, name)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:  # workbooks are compressed already
        for path, content in files_of(batch):
            archive.writestr(path, content)
    return Taken(name, packed.getvalue(), ZIP_TYPE)


def _may_take(batch: Batch, by: Any) -> None:
    if not Batch.objects.visible_to(by, Right.VIEW_BATCH).filter(pk=batch.pk).exists():
        raise PermissionDenied
    if batch.expires_at <= timezone.now():
        raise Expired


def _write_down(batch: Batch, by: Any, name: str) -> None:
    """Before anything is shown: people in full were seen, and which file it was."""
    arrangement = batch.arrangement
    subject = f"batch:{batch.pk}"
    looks.look(by=by, subject=subject, region=arrangement.region, what="sipp-file", office=arrangement.office)
    detail = {"number": batch.number, "file": name}
    audit.record(
        "batch.take", by=by, subject=subject, office=arrangement.office, region=arrangement.region, detail=detail
    )
