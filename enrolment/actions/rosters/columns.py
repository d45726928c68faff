"""What the columns of an upload mean, as its sender confirms it: kept for this file and for his next of the layout."""

from collections.abc import Collection, Sequence
from typing import Any

from django.utils.translation import gettext as _

from enrolment import mapping
from enrolment.actions.rosters.receiving import source_of
from enrolment.actions.rosters.upload_state import NotOpen, State, opened
from enrolment.mapping import SheetChoice
from enrolment.models import RosterUpload
from enrolment.region_data import index_of
from enrolment.rules.roster_layout import find_layout
from enrolment.rules.roster_rows import Layout
from enrolment.sheets import SheetHead, open_workbook
from pemilu_bpjs import audit, documents

_CONFIRMABLE = (State.ASKING, State.READY)


def sheet_heads(upload: RosterUpload) -> tuple[SheetHead, ...]:
    """How the sheets of the file begin. Raises SheetError."""
    with open_workbook(upload.file_name, documents.content(upload.document)) as book:
        return book.sheets


def found_layout(upload: RosterUpload, heads: Sequence[SheetHead]) -> Layout:
    """The rosters of the file as found, whatever its sender has said of them; a sheet may bear the name of a place."""
    places = index_of(upload.region)
    return find_layout(heads, kecamatan=places.kecamatan_forms, desa=places.desa_forms)


def choosable_layout(upload: RosterUpload, heads: Sequence[SheetHead]) -> Layout:
    """How the file is read, and the sheets that its sender left out as they were found."""
    return mapping.with_left_sheets(mapping.layout_of(upload), found_layout(upload, heads))


def confirm_columns(
    *, upload: RosterUpload, heads: Sequence[SheetHead], choices: Collection[SheetChoice], by: Any
) -> None:
    """The file is read so from now on; a check has to follow. `heads`: the file's, as `sheet_heads` gives them.

    A sheet without a choice stays as it is: read as before, or left out as before. Raises
    mapping.ChoiceError for columns that cannot be read so, NotOpen once rows of it were accepted.
    """
    with opened(upload, _CONFIRMABLE) as held:
        if held.accepted:
            raise NotOpen(_("Sebagian baris sudah tersimpan, jadi arti kolomnya tidak dapat diubah lagi."))
        found = found_layout(held, heads)
        confirmed = _with_choices(mapping.layout_of(held), found, choices, heads)
        mapping.keep_layout(held, confirmed)
        held.save(update_fields=mapping.LAYOUT)
        mapping.remember(office=held.office, institution=held.institution, found=found, confirmed=confirmed, by=by)
        audit.record(
            "roster.columns",
            by=by,
            subject=source_of(held),
            office=held.office,
            region=held.region,
            detail={"sheets": [each.sheet for each in confirmed.sheets]},
        )
    upload.refresh_from_db()


def _with_choices(kept: Layout, found: Layout, choices: Collection[SheetChoice], heads: Sequence[SheetHead]) -> Layout:
    spoken_of = {each.index for each in (*kept.sheets, *choices)}
    still_left = [SheetChoice(each.index, {}, is_roster=False) for each in found.sheets if each.index not in spoken_of]
    return mapping.with_choices(mapping.with_left_sheets(kept, found), [*choices, *still_left], heads)
