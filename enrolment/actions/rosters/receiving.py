"""Receiving a roster: the file kept sealed, and known again when it is sent once more."""

import hashlib
import mimetypes
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from enrolment.models import Election, RosterUpload
from pemilu_bpjs import audit, documents
from pemilu_bpjs.models import Office

DOCUMENT_KIND = "roster"
_LONGEST_NAME, _LONGEST_TITLE = 200, 250  # a document's; an upload's name may be longer


@dataclass(frozen=True, slots=True)
class Received:
    """The upload; `is_same_file`: it stood before, and nothing was changed."""

    upload: RosterUpload
    is_same_file: bool = False


def receive(
    *,
    election: Election,
    institution: str,
    region: str,
    name: str,
    content: bytes,
    office: Office | None,
    by: Any,
    body: str = "",
    is_trial: bool = False,
) -> Received:
    """Keeps the file as it was sent. Whether it can be read, the check finds out.

    `region`: how far the sender's region reaches; `is_trial`: a command only checks it, so that it keeps no document
    and is known to nobody.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        # Whoever sends the same file twice with one click is the second time shown what the first made.
        Election.objects.select_for_update(no_key=True).get(pk=election.pk)
        standing = None if is_trial else _standing(election, institution, region, sha256)
        if standing is not None:
            return Received(standing, is_same_file=True)
        upload = RosterUpload.objects.create(
            election=election,
            office=office,
            institution=institution,
            region=region,
            body=body,
            file_name=name[-255:],
            sha256=sha256,
            size=len(content),
            is_trial=is_trial,
            sent_by=by,
        )
        if not is_trial:
            _keep(upload, content, by)
    return Received(upload)


def _standing(election: Election, institution: str, region: str, sha256: str) -> RosterUpload | None:
    """The upload of the very same file that still stands."""
    gone = (RosterUpload.State.UNDONE, RosterUpload.State.REFUSED)
    same = RosterUpload.objects.kept().filter(election=election, institution=institution, region=region, sha256=sha256)
    return same.exclude(state__in=gone).first()


def _keep(upload: RosterUpload, content: bytes, by: Any) -> None:
    upload.document = documents.store(
        kind=DOCUMENT_KIND,
        # Kept, so Indonesian whoever sends it; its name tells two files of one sender apart.
        title=f"Daftar petugas {upload.institution} {upload.election.name}: {upload.file_name}"[:_LONGEST_TITLE],
        source=source_of(upload),
        office=upload.office,
        region=upload.region,
        name=upload.file_name[-_LONGEST_NAME:],
        content=content,
        media_type=_media_type(upload.file_name),
        by=by,
        is_draft=False,
        is_personal=True,
    )
    upload.save(update_fields=["document"])
    audit.record(
        "roster.receive",
        by=by,
        subject=source_of(upload),
        office=upload.office,
        region=upload.region,
        detail={"file": upload.file_name, "sha256": upload.sha256, "size": upload.size},
    )


def source_of(upload: RosterUpload) -> str:
    """What documents and audit lines of an upload call it."""
    return f"roster:{upload.pk}"


def _media_type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
