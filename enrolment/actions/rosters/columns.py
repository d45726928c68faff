"""What the columns of an upload mean, as its sender confirms it: kept for this file and for his next of the layout."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from enrolment import mapping
from enrolment.actions.rosters.receiving import source_of
from enrolment.actions.rosters.upload_state import NotOpen, State, opened
from enrolment.mapping import SheetChoice
from enrolment.models import RosterUpload
from enrolment.rules.roster_layout import find_layout
from enrolment.sheets import SheetHead, open_workbook
from pemilu_bpjs import audit, documents

_CONFIRMABLE = (State.ASKING, State.READY)


def sheet_heads(upload: RosterUpload) -> tuple[SheetHead, ...]:
    """How the sheets of the file begin. Raises SheetError."""
    with open_workbook(upload.file_name, documents.content(upload.document)) as book:
        return book.sheets


def confirm_columns(
    *, upload: RosterUpload, heads: Collection[SheetHead], choices: Collection[SheetChoice], by: Any
) -> None:
    """The file is read so from now on; a check has to follow. `heads`: the file's, as `sheet_heads` gives them.

    Raises mapping.ChoiceError for columns that cannot be read so, NotOpen once rows of it were accepted.
    """
    with opened(upload, _CONFIRMABLE) as held:
        if held.accepted:
            raise NotOpen(_("Sebagian baris sudah tersimpan, jadi arti kolomnya tidak dapat diubah lagi."))
        confirmed = mapping.with_choices(mapping.layout_from_json(held.layout), choices, heads)
        held.layout = mapping.layout_to_json(confirmed)
        held.save(update_fields=["layout"])
        mapping.remember(
            office=held.office, institution=held.institution, found=find_layout(heads), confirmed=confirmed, by=by
        )
        audit.record(
            "roster.columns",
            by=by,
            subject=source_of(held),
            office=held.office,
            region=held.region,
            detail={"sheets": [each.sheet for each in confirmed.sheets]},
        )
    upload.refresh_from_db()
