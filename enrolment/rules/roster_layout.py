"""Where the rosters stand in a file, and which rows of a sheet are people.

Found without asking where it is plain: several sheets, hidden ones and recaps, titles, merged headers, no header at
all, desa given as heading rows or in merged cells, totals and signatures at the end.
"""

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Protocol

from enrolment.rules.names import comparable
from enrolment.rules.raw_row import RawRow, is_blank, text_of
from enrolment.rules.roster_columns import header_key, is_ours
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_headings import body_in, body_of_titles, places_in
from enrolment.rules.roster_layout_header import Header, find_by_content, find_header, header_at
from enrolment.rules.roster_row_kinds import Kind, kinds
from enrolment.rules.roster_rows import Layout, LeftOut, PlacedRow, SheetLayout

HIDDEN, RECAP, EMPTY, LATE = "hidden", "recap", "empty", "late"

_MERGEABLE = (Field.KABUPATEN, Field.KECAMATAN, Field.DESA, Field.TPS, Field.UNIT, Field.BODY)
_MOST_FILLED = 0.5
# The office's own, in a letterhead: its kecamatan is not where the people of the list serve.
_ADDRESS = re.compile(
    r"\b(?:jl|jln|jalan|telp|tlp|telepon|fax|faks|faksimile|kode pos|e-?mail|website)\b", re.IGNORECASE
)


class Head(Protocol):
    """What is read of a sheet before its layout is known: its first rows."""

    @property
    def name(self) -> str | None: ...
    @property
    def index(self) -> int: ...
    @property
    def visible(self) -> bool: ...
    @property
    def row_count(self) -> int: ...
    @property
    def rows(self) -> Sequence[RawRow]: ...


def find_layout(
    heads: Iterable[Head], *, kecamatan: Collection[str] = frozenset(), desa: Collection[str] = frozenset()
) -> Layout:
    """The rosters among the sheets of a file, and the sheets left out; no sheets where none lists people.

    `kecamatan` and `desa` are the names of the region in comparable form: a sheet that bears one of them and nothing
    else ("Simpang") is that place's. Without them only a name with its level ("Kec. Simpang") is understood.
    """
    sheets: list[SheetLayout] = []
    left_out: list[LeftOut] = []
    for head in heads:
        found = _roster(head, sheets)
        if isinstance(found, SheetLayout):
            sheets.append(_placed_by_name(found, kecamatan, desa))
        else:
            left_out.append(LeftOut(head.name or "", found, head.row_count, head.index))
    return Layout(tuple(sheets), tuple(left_out), layout_key(sheets))


def layout_with_header(head: Head, number: int) -> SheetLayout:
    """The layout of a sheet whose (last) header row is row `number`, as its sender says."""
    return _sheet_layout(head, header_at(head.rows, number))


def with_columns(sheet: SheetLayout, columns: Mapping[Field, int], head: Head | None = None) -> SheetLayout:
    """The layout with other columns; merged cells are seen in the `head`, without it only where they were."""
    if head is None:
        merged = tuple(field for field in sheet.merged if sheet.columns[field] == columns.get(field))
    else:
        merged = _merged(replace(sheet, columns=dict(columns), merged=()), head)
    return replace(sheet, columns=dict(columns), merged=merged)


def layout_key(sheets: Sequence[SheetLayout]) -> str:
    """Equal for files of the same headers, however many rows and sheets they have and whatever their titles say.

    The columns that a returned workbook gains do not count. A sheet without a header is known by its columns.
    """
    signatures = sorted({signature(sheet) for sheet in sheets})
    return hashlib.sha256(json.dumps(signatures).encode()).hexdigest() if signatures else ""


def signature(sheet: SheetLayout) -> tuple[str, ...]:
    """The headers of a sheet in the form in which they are compared."""
    headers = ["" if is_ours(header) else header_key(header) for header in sheet.headers]
    while headers and not headers[-1]:
        headers.pop()
    return tuple(headers) or tuple(f"{place}:{field}" for field, place in sorted(sheet.columns.items()))


def placed_rows(
    layout: SheetLayout, rows: Iterable[RawRow], pass_over: Callable[[Kind, RawRow], None] | None = None
) -> Iterator[PlacedRow]:
    """The rows of a sheet that are people, each with the headings in force above it; the others to `pass_over`."""
    for kind, row, headings in kinds(layout, rows):
        if kind is Kind.PERSON:
            yield PlacedRow(row.number, row.cells, headings)
        elif pass_over is not None:
            pass_over(kind, row)


def _roster(head: Head, before: Sequence[SheetLayout]) -> SheetLayout | str:
    """The layout of one sheet, or why it is left out."""
    if not head.visible:
        return HIDDEN
    if all(is_blank(cell) for row in head.rows for cell in row.cells):
        return LATE if head.row_count > len(head.rows) else EMPTY
    header = find_header(head.rows)
    if header is None or not header.is_roster:
        header = _like_the_one_before(find_by_content(head.rows), before)
    return _sheet_layout(head, header) if header else RECAP


def _like_the_one_before(found: Header | None, before: Sequence[SheetLayout]) -> Header | None:
    """A sheet without a header that goes on where the sheet before it ended has that sheet's columns."""
    if found is None or not before:
        return found
    same = all(before[-1].columns.get(each) == found.columns[each] for each in (Field.NIK, Field.NAME))
    return Header((), before[-1].columns, before[-1].headers, before[-1].unsure) if same else found


def _sheet_layout(head: Head, header: Header) -> SheetLayout:
    first = header.rows[0] if header.rows else 0
    titles = [" ".join(filter(None, map(text_of, row.cells))) for row in head.rows if row.number < first]
    named = {} if head.name is None else _without_kabupaten(places_in(head.name))
    sheet = SheetLayout(
        sheet=head.name,
        index=head.index,
        header_rows=header.rows,
        columns=header.columns,
        headers=header.headers,
        body="" if Field.BODY in header.columns else body_of_titles(titles) or body_in(head.name or ""),
        unsure=header.unsure,
        headings=named | _said_in(titles),
    )
    return replace(sheet, merged=_merged(sheet, head))


def _said_in(titles: Iterable[str]) -> dict[Field, str]:
    """The places that titles name, each read on its own; of each level, the first."""
    said: dict[Field, str] = {}
    for title in titles:
        if not _ADDRESS.search(title):
            said = places_in(title) | said
    return _without_kabupaten(said)


def _without_kabupaten(places: Mapping[Field, str]) -> dict[Field, str]:
    """A title names its own kabupaten, short as often as not: where the office is, not where its people are."""
    return {field: name for field, name in places.items() if field is not Field.KABUPATEN}


def _merged(sheet: SheetLayout, head: Head) -> tuple[Field, ...]:
    """The columns of places that are filled where a group begins and blank below it.

    Seen in people's rows alone: a header repeated at a page break, or a subtotal, fills these columns too.
    """
    columns = sheet.columns
    people = [placed.cells for placed in placed_rows(sheet, head.rows)]
    return tuple(
        field
        for field in _MERGEABLE
        if field in columns and _begins_groups([_at(cells, columns[field]) for cells in people])
    )


def _at(cells: Sequence[object], place: int) -> bool:
    """Whether a row has something at that place."""
    return place < len(cells) and bool(str(cells[place] or "").strip())


def _begins_groups(filled: Sequence[bool]) -> bool:
    """Filled in the first row, blank in most, and seldom filled twice running."""
    if len(filled) < 2 or not filled[0] or sum(filled) > _MOST_FILLED * len(filled):
        return False
    twice = sum(one and next_one for one, next_one in pairwise(filled))
    return twice < _MOST_FILLED * sum(filled)


def _placed_by_name(sheet: SheetLayout, kecamatan: Collection[str], desa: Collection[str]) -> SheetLayout:
    """The sheet with the place whose bare name it bears, unless its columns or titles say of which it is."""
    form = comparable(sheet.sheet or "")
    told = sheet.columns.keys() | sheet.headings.keys()
    for field, names in ((Field.KECAMATAN, kecamatan), (Field.DESA, desa)):
        if form and form in names and not {field, Field.UNIT} & told:
            return replace(sheet, headings={field: sheet.sheet or "", **sheet.headings})
    return sheet
