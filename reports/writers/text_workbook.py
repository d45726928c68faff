"""Workbooks of text and nothing else, row by row: no formula, number, link or date can come of what somebody typed.

Written by hand, since a file of 10,000 people then costs little more than compressing it, keeps nothing in temporary
files, and is the same bytes whenever it is made of the same rows.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, NamedTuple
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


class TextWorkbook:
    """A workbook that is written as its rows come: what was added is compressed and not kept."""

    def __init__(self, names: Sequence[str]) -> None:
        self._made = io.BytesIO()
        # Entries opened by name bear no moment at which they were written.
        self._book = ZipFile(self._made, "w", ZIP_DEFLATED, compresslevel=_QUICKLY)
        self._numbers = {name: number for number, name in enumerate(names, 1)}
        for name, content in _parts(names):
            with self._book.open(name, "w") as part:
                part.write(content.encode())

    def open(self, name: str, headers: Sequence[str], widths: Sequence[int] = ()) -> "OpenSheet":
        """The sheet of that name, to be closed before the next is opened."""
        part = self._book.open(f"xl/worksheets/sheet{self._numbers[name]}.xml", "w")
        return OpenSheet(part, headers, widths or [_WIDTH] * len(headers))

    def put(self, sheet: Sheet) -> None:
        """A whole sheet."""
        opened = self.open(sheet.name, sheet.headers, sheet.widths)
        for cells in sheet.rows:
            opened.add(cells)
        opened.close()

    def close(self) -> bytes:
        """The workbook, all of whose sheets are written."""
        self._book.close()
        return self._made.getvalue()


class OpenSheet:
    """A sheet that rows are added to, one below the other."""

    def __init__(self, part: IO[bytes], headers: Sequence[str], widths: Sequence[int]) -> None:
        self._part = part
        self._pattern = _row_pattern(len(headers))
        self._number = 0
        self._waiting = [_beginning(widths)]
        self.add(headers)

    def add(self, cells: Sequence[str]) -> None:
        """Raises TypeError for a row that is not as long as the header."""
        self._number += 1
        self._waiting.append(_row(self._pattern, self._number, cells))
        if len(self._waiting) >= _ROWS_AT_ONCE:
            self._flush()

    def close(self) -> None:
        self._waiting.append("</sheetData></worksheet>")
        self._flush()
        self._part.close()

    def _flush(self) -> None:
        self._part.write("".join(self._waiting).encode())
        self._waiting.clear()


def text_workbook(sheets: Sequence[Sheet]) -> bytes:
    """The workbook of these sheets; rows are asked for one after the other and not kept."""
    book = TextWorkbook([sheet.name for sheet in sheets])
    for sheet in sheets:
        book.put(sheet)
    return book.close()


def _beginning(widths: Sequence[int]) -> str:
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" style="1" customWidth="1"/>'
        for number, width in enumerate(widths, 1)
    )
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" '
        f'topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>{columns}</cols>'
        "<sheetData>"
    )


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
