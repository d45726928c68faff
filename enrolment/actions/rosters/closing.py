"""An upload whose rejected rows nobody waits for any more: mended in a later file, or never meant."""

from typing import Any

from django.utils.translation import gettext as _

from enrolment.actions.rosters.receiving import source_of
from enrolment.actions.rosters.upload_state import NotOpen, State, opened
from enrolment.models import RosterUpload
from pemilu_bpjs import audit


def close(*, upload: RosterUpload, by: Any) -> None:
    """Its rejected rows stay out for good and are nobody's task; who was accepted stays.

    Raises NotOpen while good rows wait, and where none was accepted: such an upload is discarded.
    """
    with opened(upload, [State.READY]) as held:
        if not held.accepted or held.ok + held.warned > held.accepted:
            raise NotOpen(_("Simpan dulu baris yang baik; sesudah itu sisanya dapat ditutup."))
        _turn(held, State.DONE, "roster.close", by)
    upload.refresh_from_db()


def reopen(*, upload: RosterUpload, by: Any) -> None:
    """Its rejected rows wait to be mended again. Raises NotOpen unless it was closed with such rows."""
    if not can_be_reopened(upload):
        raise NotOpen(_("Hanya daftar yang ditutup selagi ada baris yang ditolak dapat dibuka lagi."))
    with opened(upload, [State.DONE]) as held:
        _turn(held, State.READY, "roster.reopen", by)
    upload.refresh_from_db()


def can_be_reopened(upload: RosterUpload) -> bool:
    """Whether it was closed; one all of whose rows stand came to its end by itself."""
    return upload.state == State.DONE and upload.rejected > 0


def _turn(held: RosterUpload, state: State, action: str, by: Any) -> None:
    held.state = state
    held.save(update_fields=["state"])
    audit.record(
        action,
        by=by,
        subject=source_of(held),
        office=held.office,
        region=held.region,
        detail={"file": held.file_name, "sha256": held.sha256, "rejected": held.rejected},
    )
