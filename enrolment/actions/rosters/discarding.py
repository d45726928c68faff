"""An upload thrown away before anything of it was accepted."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from enrolment.actions.rosters.receiving import source_of
from enrolment.actions.rosters.upload_state import NotOpen, State, opened
from enrolment.models import Acceptance, RosterLine, RosterUpload
from enrolment.restoring import clear_prepared
from enrolment.staging import delete_lines
from pemilu_bpjs import audit
from pemilu_bpjs.models import Document, Job

_DISCARDABLE = (State.RECEIVED, State.ASKING, State.CHECKING, State.READY, State.REFUSED)


def discard(*, upload: RosterUpload, by: Any) -> None:
    """Its rows and files go, and people whom a refused acceptance had prepared; that it was sent stays on record.

    A trial, of which nobody accepts anything, leaves nothing. Raises NotOpen once something of it was accepted, and
    while a job writes its rows.
    """
    with opened(upload, _DISCARDABLE) as held:
        if held.job is not None and held.job.state == Job.State.RUNNING:
            raise NotOpen(_("Daftar ini sedang dikerjakan. Tunggu sampai selesai, lalu buang."))
        if Acceptance.objects.filter(upload=held, undone_at=None).exists():
            raise NotOpen(_("Sebagian daftar ini sudah tersimpan. Batalkan penyimpanannya dahulu."))
        held.state = State.UNDONE
        held.lines_version += 1
        held.rows = held.ok = held.warned = held.rejected = 0
        held.document, held.file_problems, held.unit_problems = None, [], []
        held.save()
        if not held.is_trial:
            audit.record(
                "roster.discard",
                by=by,
                subject=source_of(held),
                office=held.office,
                region=held.region,
                detail={"file": held.file_name, "sha256": held.sha256},
            )
        _drop_files(held)
    if not upload.is_trial:
        clear_prepared(upload)
    delete_lines(RosterLine.objects.filter(upload=upload))
    if upload.is_trial:
        RosterUpload.objects.filter(pk=upload.pk).delete()
    else:
        upload.refresh_from_db()


def _drop_files(upload: RosterUpload) -> None:
    """The file as it was sent, and all that was made from it; the media go once the rows are gone for good."""
    for document in Document.objects.of(source_of(upload)):
        storage, name = document.file.storage, document.file.name
        document.delete()
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))
