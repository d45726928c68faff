"""Long tables as PDF, by ReportLab: thousands of rows in a second, in the look of the papers of words.

A Sheet is one paper: its title lines, then flowables in order. Cells without a mark or a line break are drawn as plain
text wherever they fit their column; only the others pay for a paragraph.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    LongTable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    TableStyle,
)

from reports.rules.marks import MARK
from reports.rules.table import Column, Head, Kind, Role, Row, Table
from reports.writers.fonts import BOLD, SANS, register
from reports.writers.part import Part

F4 = (215 * mm, 330 * mm)
PAPERS = {"A4": A4, "F4": F4}
MARGINS = (15 * mm, 15 * mm, 14 * mm, 16 * mm)
"""Left, right, top, bottom."""

_GREY = colors.HexColor("#e8e8e8")
_PALE = colors.HexColor("#f3f3f3")
_MARKED = f'<i><font color="#8a5a14" size="6.5">{MARK}</font></i>'
_ALIGN = {Kind.TEXT: TA_LEFT, Kind.CENTRE: TA_CENTER}
_WORDS = {TA_LEFT: "LEFT", TA_CENTER: "CENTER", TA_RIGHT: "RIGHT"}
_PAD = 3
_STRETCH = 300
_ROOM_TO_BEGIN = 35 * mm


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper of tables. `size`: letters of the tables, in points."""

    name: str
    flowables: tuple[Flowable, ...]
    landscape: bool = False


def width_of(paper: str, *, landscape: bool) -> float:
    """The room between the margins, in points."""
    left, right, _, _ = MARGINS
    return PAPERS[paper][1 if landscape else 0] - left - right


def make(sheet: Sheet, paper: str) -> Part:
    """The paper as a PDF of its own."""
    register()
    wide, high = PAPERS[paper]
    left, right, top, bottom = MARGINS
    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=(high, wide) if sheet.landscape else (wide, high),
        leftMargin=left,
        rightMargin=right,
        topMargin=top,
        bottomMargin=bottom,
        invariant=1,
        initialFontName=SANS,  # else every page names Helvetica, which nothing uses and nobody embeds
    )
    document.build(list(sheet.flowables))
    return Part(sheet.name, buffer.getvalue(), 0, document.page)


def table(source: Table, width: float, *, size: float = 8, stretch: bool = True) -> list[Flowable]:
    """A Table with its title above and its notes below; the heading is repeated on every page.

    Without `stretch`, the columns' weights are millimetres, as far as there is room.
    """
    whole = sum(column.weight for column in source.columns)
    width = width if stretch else min(width, whole * mm)
    widths = [width * column.weight / whole for column in source.columns]
    # Not keepWithNext: that would hold a table of many pages together, and push it off the page of its title.
    found: list[Flowable] = [CondPageBreak(_ROOM_TO_BEGIN)]
    found += [text(source.title, size + 1, bold=True, after=3)] if source.title else []
    for number, rows in enumerate(_stretches(source.rows)):
        found += [PageBreak()] if number else []
        found.append(_grid(replace(source, rows=rows), widths, size))
    return [*found, *(text(note, size, before=3) for note in source.notes), Spacer(1, 4 * mm)]


def text(
    content: str,
    size: float = 9,
    *,
    bold: bool = False,
    align: int = TA_LEFT,
    before: float = 0,
    after: float = 0,
) -> Paragraph:
    """A paragraph; `before` and `after` are room in points."""
    return Paragraph(_markup(content), _look(size, bold, align, before, after))


def titles(lines: Sequence[str], size: float = 11) -> list[Flowable]:
    """The heading of a paper, centred."""
    return [*(text(line, size, bold=True, align=TA_CENTER) for line in lines), Spacer(1, 4 * mm)]


def _stretches(rows: tuple[Row, ...]) -> list[tuple[Row, ...]]:
    """The rows in stretches that begin with a group: ReportLab takes the square of a table's length to break it."""
    starts = [0]
    for place, row in enumerate(rows):
        if row.role is Role.GROUP and place - starts[-1] >= _STRETCH:
            starts.append(place)
    return [rows[start:end] for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]


def _grid(source: Table, widths: Sequence[float], size: float) -> Flowable:
    register()
    heading, spans = _heading(source.heading, size)
    data = heading + [_cells(source, row, widths, size) for row in source.rows]
    grid = LongTable(data, colWidths=widths, repeatRows=len(heading), hAlign="LEFT")
    grid.setStyle(TableStyle(_style(source, len(heading), spans, size)))
    return grid


def _heading(rows: tuple[tuple[Head, ...], ...], size: float) -> tuple[list[list[Any]], list[tuple[Any, ...]]]:
    """The heading's cells laid on the grid, and the spans that join them."""
    columns = sum(head.columns for head in rows[0])
    grid: list[list[Any]] = [[None] * columns for _ in rows]
    spans: list[tuple[Any, ...]] = []
    for line, heads in enumerate(rows):
        free = (column for column in range(columns) if grid[line][column] is None)
        for head in heads:
            column = next(free)
            for _ in range(head.columns - 1):
                next(free)
            for covered in range(line, line + head.rows):
                grid[covered][column : column + head.columns] = [""] * head.columns
            grid[line][column] = text(head.text, size, bold=True, align=TA_CENTER)
            if head.rows > 1 or head.columns > 1:
                end = (column + head.columns - 1, line + head.rows - 1)
                spans.append(("SPAN", (column, line), end))
    return grid, spans


def _cells(source: Table, row: Row, widths: Sequence[float], size: float) -> list[Any]:
    bold = row.role is not Role.ITEM
    written = source.written(row)
    first_text = next((place for place, column in enumerate(source.columns) if column.kind is Kind.TEXT), 0)
    cells: list[Any] = []
    for place, (content, column) in enumerate(zip(written, source.columns, strict=True)):
        room = _room(row, place, widths) - (row.depth * 8 if place == first_text else 0)
        cells.append(_cell(content, column, room, size, bold))
    return cells


def _cell(content: str, column: Column, room: float, size: float, bold: bool) -> Any:
    """Plain text where it fits on one line, which ReportLab draws ten times faster than a paragraph."""
    plain = "\n" not in content and MARK not in content
    if not content or (plain and stringWidth(content, BOLD if bold else SANS, size) <= room - 2 * _PAD):
        return content
    return text(content, size, bold=bold, align=_ALIGN.get(column.kind, TA_RIGHT))


def _room(row: Row, place: int, widths: Sequence[float]) -> float:
    if row.span and row.span[0] == place:
        return sum(widths[row.span[0] : row.span[1] + 1])
    return widths[place]


def _style(source: Table, head: int, spans: list[tuple[Any, ...]], size: float) -> list[tuple[Any, ...]]:
    style: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), SANS, size, size * 1.2),
        ("VALIGN", (0, 0), (-1, head - 1), "MIDDLE"),
        ("VALIGN", (0, head), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, head - 1), _GREY),
        ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
        ("TOPPADDING", (0, 0), (-1, -1), 1.6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.2),
        ("GRID", (0, 0), (-1, -1), 0.4, colors.black),
        *spans,
    ]
    for place, column in enumerate(source.columns):
        style.append(("ALIGN", (place, head), (place, -1), _WORDS[_ALIGN.get(column.kind, TA_RIGHT)]))
    first_text = next((place for place, column in enumerate(source.columns) if column.kind is Kind.TEXT), 0)
    for line, row in enumerate(source.rows, head):
        style += _row_style(row, line, size, first_text)
    return style


def _row_style(row: Row, line: int, size: float, first_text: int) -> list[tuple[Any, ...]]:
    style: list[tuple[Any, ...]] = []
    if row.role is not Role.ITEM:
        style.append(("FONT", (0, line), (-1, line), BOLD, size, size * 1.2))
    if row.role in (Role.GROUP, Role.TOTAL):
        style.append(("BACKGROUND", (0, line), (-1, line), _PALE))
    if row.depth:
        style.append(("LEFTPADDING", (first_text, line), (first_text, line), _PAD + row.depth * 8))
    if row.span:
        first, last = row.span
        style.append(("SPAN", (first, line), (last, line)))
        is_sum = row.role in (Role.TOTAL, Role.SUBTOTAL) and first == 0
        style.append(("ALIGN", (first, line), (last, line), "RIGHT" if is_sum else "LEFT"))
    return style


@cache
def _look(size: float, bold: bool, align: int, before: float, after: float) -> ParagraphStyle:
    register()
    return ParagraphStyle(
        name=f"{size} {bold} {align} {before} {after}",
        fontName=BOLD if bold else SANS,
        fontSize=size,
        leading=size * 1.2,
        alignment=align,
        spaceBefore=before,
        spaceAfter=after,
    )


def _markup(content: str) -> str:
    return escape(content, quote=False).replace(MARK, _MARKED).replace("\n", "<br/>")
