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
        held.state = State.DONE
        held.save(update_fields=["state"])
        audit.record(
            "roster.close",
            by=by,
            subject=source_of(held),
            office=held.office,
            region=held.region,
            detail={"file": held.file_name, "sha256": held.sha256, "rejected": held.rejected},
        )
    upload.refresh_from_db()
