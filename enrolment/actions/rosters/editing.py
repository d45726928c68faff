"""A cell typed over in the review: kept sealed, and its row checked again at once."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from enrolment.actions.rosters.receiving import source_of
from enrolment.actions.rosters.rechecking import recheck_clashes
from enrolment.actions.rosters.upload_state import NotOpen, State, opened
from enrolment.models import RosterLine, RosterUpload
from enrolment.particulars import seal_edits
from enrolment.row_checking import checker_of, kept_row
from enrolment.rules.roster_fields import COMBINED, Field
from enrolment.staging import update_lines
from pemilu_bpjs import audit

LONGEST = 300
EDITABLE = tuple(field for field in Field if field not in COMBINED)
"""What can be typed over; of a cell that holds two things, each by itself."""


def edit_cell(*, upload: RosterUpload, line: RosterLine, field: Field, text: str, by: Any) -> RosterLine:
    """The line as it stands after the edit, its problems and clashes new.

    Two who edit one upload wait for each other, and neither loses what he typed. Raises NotOpen once the upload (or the
    row) is accepted, ValidationError for a field or a text that no cell can take.
    """
    if field not in EDITABLE:
        raise ValidationError({"field": _("Kolom ini tidak dapat diubah di sini.")})
    if len(text) > LONGEST:
        raise ValidationError({"text": _("Paling panjang %(most)d huruf.") % {"most": LONGEST}})
    checker = checker_of(upload)
    with opened(upload, [State.READY]) as held:
        fresh = _open_line(held, line.pk)
        kept = kept_row(fresh)
        edits = {**kept.edits, field: text}
        before = checker.check(fresh.sheet, kept.placed, kept.edits)
        after = checker.check(fresh.sheet, kept.placed, edits)
        update_lines([(fresh.pk, after.columns)])
        RosterLine.objects.filter(pk=fresh.pk).update(sealed_edits=seal_edits(edits))
        count_again(held, before.file_level, after.file_level)
        held.lines_version += 1
        held.save(update_fields=["file_problems", "lines_version"])
        audit.record(
            "roster.edit",
            by=by,
            subject=source_of(held),
            office=held.office,
            region=held.region,
            detail={"sheet": fresh.sheet, "row": fresh.row, "field": str(field)},
        )
    recheck_clashes(upload=upload)
    fresh.refresh_from_db()
    return fresh


def count_again(upload: RosterUpload, before: Iterable[str], after: Iterable[str]) -> None:
    """The problems that are told once a file, when one row has stopped or begun to add to them; not saved yet."""
    counts = Counter({each["code"]: each["particulars"]["rows"] for each in upload.file_problems})
    counts.subtract(before)
    counts.update(after)
    upload.file_problems = [
        {"code": code, "particulars": {"rows": rows}} for code, rows in sorted(counts.items()) if rows > 0
    ]


def _open_line(upload: RosterUpload, pk: int) -> RosterLine:
    line = RosterLine.objects.get(pk=pk, upload=upload)
    if line.accepted_at is not None:
        raise NotOpen(_("Baris ini sudah tersimpan; ubah orangnya di daftar petugas."))
    return line
