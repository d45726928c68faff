"""What the columns of a file were taken for, above its first rows, for its sender to confirm or change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enrolment import roster_wording
from enrolment.models import RosterUpload
from enrolment.presenters.rosters.head import Head, head
from enrolment.presenters.rosters.reading import left_out
from enrolment.rules.masking import masked, masked_number
from enrolment.rules.raw_row import Cell, RawRow, column_letter, excerpt
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_rows import Layout, SheetLayout
from enrolment.sheets import SheetHead

_ROWS_ABOVE, _ROWS_BELOW = 2, 6
_MOST_COLUMNS = 60
_LONGEST_CELL = 30
_LONG_NUMBER = 8


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file; `name` is that of its choice in the form."""

    name: str
    letter: str
    header: str
    field: str
    is_unsure: bool


@dataclass(frozen=True, slots=True)
class SampleRow:
    number: int
    cells: tuple[str, ...]
    is_header: bool


@dataclass(frozen=True, slots=True)
class SheetColumns:
    title: str
    header_name: str
    header_row: int
    body_name: str
    body: str
    columns: tuple[Column, ...]
    rows: tuple[SampleRow, ...]
    missing: str


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    head: Head
    sheets: tuple[SheetColumns, ...]
    fields: tuple[tuple[str, str], ...]
    bodies: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    url: str
    has_people: bool
    """Whether rows of it stand already: then its columns are settled."""


def columns_page(
    upload: RosterUpload, layout: Layout, heads: Sequence[SheetHead], bodies: Sequence[tuple[str, str]]
) -> ColumnsPage:
    by_index = {each.index: each for each in heads}
    return ColumnsPage(
        head=head(upload, may_send=True, is_below=True),
        sheets=tuple(_sheet(sheet, by_index[sheet.index]) for sheet in layout.sheets if sheet.index in by_index),
        fields=tuple((each.value, roster_wording.field_label(each)) for each in Field),
        bodies=tuple(bodies),
        left_out=tuple(left_out(each) for each in layout.left_out),
        url=reverse("enrolment:roster-columns", args=[upload.pk]),
        has_people=upload.accepted > 0,
    )


def choice_name(sheet: int, what: str) -> str:
    """The name of a form's choice: "lembar-0-kolom-3", "lembar-0-judul", "lembar-0-badan"."""
    return f"lembar-{sheet}-{what}"


def _sheet(sheet: SheetLayout, rows: SheetHead) -> SheetColumns:
    shown = _sample(sheet, rows.rows)
    width = min(_MOST_COLUMNS, max((len(row.cells) for row in shown), default=0))
    fields = {place: field for field, place in sheet.columns.items()}
    header = sheet.header_rows[-1] if sheet.header_rows else 0
    missing = [roster_wording.field_label(each) for each in (Field.NIK, Field.NAME) if each not in sheet.columns]
    return SheetColumns(
        title=sheet.sheet or "",
        header_name=choice_name(sheet.index, "judul"),
        header_row=header,
        body_name=choice_name(sheet.index, "badan"),
        body=sheet.body,
        columns=tuple(_column(sheet, place, fields.get(place)) for place in range(width)),
        rows=tuple(_row(row, width, fields, sheet.header_rows) for row in shown),
        missing=_("Kolom %s belum ditemukan; pilih di bawah.") % ", ".join(missing) if missing else "",
    )


def _sample(sheet: SheetLayout, rows: Sequence[RawRow]) -> list[RawRow]:
    """Some rows above the header and below it; blank ones tell nothing."""
    first = sheet.header_rows[0] if sheet.header_rows else 1
    last = sheet.header_rows[-1] if sheet.header_rows else 0
    filled = [row for row in rows if any(excerpt(cell) for cell in row.cells)]
    above = [row for row in filled if row.number < first][-_ROWS_ABOVE:]
    header = [row for row in filled if first <= row.number <= last]
    return [*above, *header, *[row for row in filled if row.number > last][:_ROWS_BELOW]]


def _column(sheet: SheetLayout, place: int, field: Field | None) -> Column:
    return Column(
        name=choice_name(sheet.index, f"kolom-{place}"),
        letter=column_letter(place),
        header=sheet.headers[place] if place < len(sheet.headers) else "",
        field=field.value if field else "",
        is_unsure=field in sheet.unsure,
    )


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
