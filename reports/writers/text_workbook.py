"""Workbooks of text and nothing else, row by row: no formula, number, link or date can come of what somebody typed.

Written by hand, since a file of 10,000 people then costs little more than compressing it, keeps nothing in temporary
files, and is the same bytes whenever it is made of the same rows.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from enrolment.rules.raw_row import column_letter

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ROWS_AT_ONCE = 500
_QUICKLY = 1  # a quarter larger than the slowest, in a quarter of its time
_WIDTH = 18

# Format 49 is "@"; the second cell format is every cell's.
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs '
    'count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" '
    'fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" '
    'applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)
_TEXT_OPENS, _TEXT_CLOSES = ' t="inlineStr"><is><t>', "</t></is></c>"
_EMPTY = _TEXT_OPENS + _TEXT_CLOSES


class Sheet(NamedTuple):
    """A table with its headers. "" is an empty cell. `widths` by column, in letters."""

    name: str
    headers: Sequence[str]
    rows: Iterable[Sequence[str]]
    widths: Sequence[int] = ()


def text_workbook(sheets: Sequence[Sheet]) -> bytes:
    """The workbook; rows are asked for one after the other and not kept."""
    made = io.BytesIO()
    # Entries opened by name bear no moment at which they were written.
    with ZipFile(made, "w", ZIP_DEFLATED, compresslevel=_QUICKLY) as book:
        for name, content in _parts([sheet.name for sheet in sheets]):
            _put(book, name, (content,))
        for number, sheet in enumerate(sheets, 1):
            _put(book, f"xl/worksheets/sheet{number}.xml", _sheet(sheet))
    return made.getvalue()


def _put(book: ZipFile, name: str, pieces: Iterable[str]) -> None:
    with book.open(name, "w") as part:
        for piece in pieces:
            part.write(piece.encode())


def _sheet(sheet: Sheet) -> Iterator[str]:
    """The sheet's XML in pieces of some hundred rows."""
    widths = sheet.widths or [_WIDTH] * len(sheet.headers)
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" style="1" customWidth="1"/>'
        for number, width in enumerate(widths, 1)
    )
    yield (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" '
        f'topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>{columns}</cols>'
        "<sheetData>"
    )
    written: list[str] = []
    row_of = _row_pattern(len(sheet.headers))
    for number, cells in enumerate(_with_header(sheet), 1):
        written.append(_row(row_of, number, cells))
        if len(written) == _ROWS_AT_ONCE:
            yield "".join(written)
            written.clear()
    yield "".join((*written, "</sheetData></worksheet>"))


def _with_header(sheet: Sheet) -> Iterator[Sequence[str]]:
    yield sheet.headers
    yield from sheet.rows


def _row_pattern(columns: int) -> str:
    """A row with `#` for its number and a place for each cell's text. Raises TypeError when a row has other lengths."""
    cells = (f'<c r="{column_letter(column)}#" s="1"{_TEXT_OPENS}%s{_TEXT_CLOSES}' for column in range(columns))
    return f'<row r="#">{"".join(cells)}</row>'


def _row(pattern: str, number: int, cells: Sequence[str]) -> str:
    whole = "".join(cells)
    if not whole.isprintable():  # control characters and half characters are no XML
        cells = ["".join(each if each.isprintable() else " " for each in cell) for cell in cells]
    if "&" in whole or "<" in whole or ">" in whole:
        cells = [escape(cell) for cell in cells]
    return (pattern.replace("#", str(number)) % tuple(cells)).replace(_EMPTY, "/>")


def _parts(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What a workbook has besides its sheets."""
    numbers = range(1, len(names) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_KIND}.worksheet+xml"/>'
        for number in numbers
    )
    types = (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override '
        f'PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/><Override PartName="/xl/styles.xml" '
        f'ContentType="{_KIND}.styles+xml"/>{overrides}</Types>'
    )
    yield "[Content_Types].xml", types
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in zip(numbers, names, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
    )
    sheets = [("worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*sheets, ("styles", "styles.xml")])
    yield "xl/styles.xml", _STYLES


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'
