"""Cells typed over in the review: kept sealed, and their row checked again at once."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from enrolment.actions.rosters.receiving import source_of
from enrolment.actions.rosters.rechecking import recheck_clashes
from enrolment.actions.rosters.upload_state import NotOpen, State, opened
from enrolment.models import RosterLine, RosterUpload
from enrolment.particulars import seal_edits
from enrolment.row_checking import checker_of, kept_row
from enrolment.rules.roster_clashes import Key
from enrolment.rules.roster_fields import COMBINED, Field
from enrolment.staging import update_lines
from pemilu_bpjs import audit

LONGEST = 300
EDITABLE = tuple(field for field in Field if field not in COMBINED)
"""What can be typed over; of a cell that holds two things, each by itself."""


@dataclass(frozen=True, slots=True)
class Edited:
    """The line as it stands after the edit, its problems and clashes new; `changed`: every row whose clashes are."""

    line: RosterLine
    changed: frozenset[Key]


def edit_cells(*, upload: RosterUpload, line: RosterLine, texts: Mapping[Field, str], by: Any) -> Edited:
    """Some cells of one row say something else; clashes of the upload are worked out once, however many cells.

    Two who edit one upload wait for each other, and neither loses what he typed. Raises NotOpen once the upload (or the
    row) is accepted, ValidationError for a field or a text that no cell can take; then nothing is changed.
    """
    _refuse_impossible(texts)
    checker = checker_of(upload)
    with opened(upload, [State.READY]) as held:
        fresh = _open_line(held, line.pk)
        kept = kept_row(fresh)
        edits = {**kept.edits, **texts}
        before = checker.check(fresh.sheet, kept.placed, kept.edits)
        after = checker.check(fresh.sheet, kept.placed, edits)
        update_lines([(fresh.pk, after.columns)])
        RosterLine.objects.filter(pk=fresh.pk).update(sealed_edits=seal_edits(edits))
        count_again(held, before.said.file_level, after.said.file_level)
        held.lines_version += 1
        held.save(update_fields=["file_problems", "lines_version"])
        audit.record(
            "roster.edit",
            by=by,
            subject=source_of(held),
            office=held.office,
            region=held.region,
            detail={"sheet": fresh.sheet, "row": fresh.row, "fields": sorted(map(str, texts))},
        )
    changed = recheck_clashes(upload=upload)
    fresh.refresh_from_db()
    return Edited(fresh, changed)


def count_again(upload: RosterUpload, before: Iterable[str], after: Iterable[str]) -> None:
    """The problems that are told once a file, when one row has stopped or begun to add to them; not saved yet."""
    counts = Counter({each["code"]: each["particulars"]["rows"] for each in upload.file_problems})
    counts.subtract(before)
    counts.update(after)
    upload.file_problems = [
        {"code": code, "particulars": {"rows": rows}} for code, rows in sorted(counts.items()) if rows > 0
    ]


def _refuse_impossible(texts: Mapping[Field, str]) -> None:
    if not texts.keys() <= set(EDITABLE):
        raise ValidationError({"field": _("Kolom ini tidak dapat diubah di sini.")})
    if any(len(text) > LONGEST for text in texts.values()):
        raise ValidationError({"text": _("Paling panjang %(most)d huruf.") % {"most": LONGEST}})


def _open_line(upload: RosterUpload, pk: int) -> RosterLine:
    line = RosterLine.objects.get(pk=pk, upload=upload)
    if line.accepted_at is not None:
        raise NotOpen(_("Baris ini sudah tersimpan; ubah orangnya di daftar petugas."))
    return line
