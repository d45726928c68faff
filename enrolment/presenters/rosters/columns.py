"""What the columns of a file were taken for, above its first rows, for its sender to confirm or change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from enrolment import roster_wording
from enrolment.forms.roster_columns import ColumnsForm, named
from enrolment.models import RosterUpload
from enrolment.presenters.rosters.head import Head, head
from enrolment.presenters.rosters.reading import left_out
from enrolment.rules.masking import masked, masked_number
from enrolment.rules.raw_row import Cell, RawRow, excerpt
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_rows import Layout, SheetLayout
from enrolment.sheets import SheetHead

_ROWS_ABOVE, _ROWS_BELOW = 2, 6
_LONGEST_CELL = 30
_LONG_NUMBER = 8


@dataclass(frozen=True, slots=True)
class Column:
    choice: BoundField
    is_unsure: bool


@dataclass(frozen=True, slots=True)
class SampleRow:
    number: int
    cells: tuple[str, ...]
    is_header: bool


@dataclass(frozen=True, slots=True)
class SheetColumns:
    title: str
    header: BoundField
    body: BoundField
    is_roster: BoundField | None
    """Asked only of a file with several sheets."""
    columns: tuple[Column, ...]
    rows: tuple[SampleRow, ...]
    missing: str


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    head: Head
    sheets: tuple[SheetColumns, ...]
    left_out: tuple[str, ...]
    is_settled: bool
    """Rows of it stand already: its columns mean what they mean."""


def columns_page(upload: RosterUpload, layout: Layout, heads: Iterable[SheetHead], form: ColumnsForm) -> ColumnsPage:
    rows = {each.index: each.rows for each in heads}
    return ColumnsPage(
        head=head(upload, may_send=True, is_below=True),
        sheets=tuple(_sheet(sheet, rows[sheet.index], form) for sheet in form.sheets),
        left_out=tuple(left_out(each) for each in layout.left_out),
        is_settled=upload.accepted > 0,
    )


def _sheet(sheet: SheetLayout, rows: Sequence[RawRow], form: ColumnsForm) -> SheetColumns:
    fields = {place: field for field, place in sheet.columns.items()}
    width = form.widths[sheet.index]
    return SheetColumns(
        title=sheet.sheet or "",
        header=form[named(sheet.index, "judul")],
        body=form[named(sheet.index, "badan")],
        is_roster=form[read] if (read := named(sheet.index, "dibaca")) in form.fields else None,
        columns=tuple(Column(form[name], fields.get(place) in sheet.unsure) for place, name in form.columns_of(sheet)),
        rows=tuple(_row(row, width, fields, sheet.header_rows) for row in _sample(sheet, rows)),
        missing=_missing(sheet),
    )


def _missing(sheet: SheetLayout) -> str:
    labels = [roster_wording.field_label(each) for each in (Field.NIK, Field.NAME) if each not in sheet.columns]
    return _("Kolom %s belum ditemukan; pilih di bawah.") % ", ".join(labels) if labels else ""


def _sample(sheet: SheetLayout, rows: Sequence[RawRow]) -> list[RawRow]:
    """Some rows above the header and below it; blank ones tell nothing."""
    first = sheet.header_rows[0] if sheet.header_rows else 1
    last = sheet.header_rows[-1] if sheet.header_rows else 0
    filled = [row for row in rows if any(excerpt(cell) for cell in row.cells)]
    above = [row for row in filled if row.number < first][-_ROWS_ABOVE:]
    header = [row for row in filled if first <= row.number <= last]
    return [*above, *header, *[row for row in filled if row.number > last][:_ROWS_BELOW]]


def _row(row: RawRow, width: int, fields: Mapping[int, Field], header_rows: Sequence[int]) -> SampleRow:
    is_header = row.number in header_rows
    cells = (*row.cells, *[""] * width)[:width]
    told = (
        excerpt(cell, _LONGEST_CELL) if is_header else _told(cell, fields.get(place))
        for place, cell in enumerate(cells)
    )
    return SampleRow(row.number, tuple(told), is_header)


def _told(cell: Cell, field: Field | None) -> str:
    """Enough to know a column by; numbers of people stay hidden also where nobody knows yet what they are."""
    if field is not None and field is not Field.NAME:
        return masked(field, cell) or ""
    text = excerpt(cell, _LONGEST_CELL)
    return masked_number(text) if sum(char.isdigit() for char in text) >= _LONG_NUMBER else text
