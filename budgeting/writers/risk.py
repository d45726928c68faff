"""A workbook of plain sheets: a heading on the first, a head row with a filter on each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Any

from enrolment.writers.xlsx import TEXT, workbook

_WIDTH = 22


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    head: tuple[str, ...]
    rows: Iterable[tuple[str | int, ...]]
    widths: tuple[int, ...] = ()
    """By column, in letters."""


def risk_workbook(content: IO[bytes], *, heading: Sequence[str], sheets: Iterable[Sheet]) -> None:
    """Row by row; text stays text even where somebody edits its cell."""
    with workbook(content) as book:
        text, bold = book.add_format({"num_format": TEXT, "quote_prefix": True}), book.add_format({"bold": True})
        for number, sheet in enumerate(sheets):
            _write(book.add_worksheet(sheet.name), sheet, heading if number == 0 else (), text, bold)


def _write(page: Any, sheet: Sheet, heading: Sequence[str], text: Any, bold: Any) -> None:
    for column, width in enumerate(sheet.widths or (_WIDTH,) * len(sheet.head)):
        page.set_column(column, column, width)
    for row, words in enumerate(heading):
        page.write_string(row, 0, words, bold)
    top = len(heading) + bool(heading)
    page.write_row(top, 0, sheet.head, bold)
    last = top
    for last, cells in enumerate(sheet.rows, top + 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                page.write_number(last, column, cell)
            elif cell:
                page.write_string(last, column, cell, text)
    page.freeze_panes(top + 1, 1)
    page.autofilter(top, 0, max(last, top + 1), len(sheet.head) - 1)
