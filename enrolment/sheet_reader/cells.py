"""Cells as the importer wants them: numbers as float, texts as text without what no screen shows, nothing endless."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, time

from faults import Refused

# Excel's own limits: what goes beyond them was made by no spreadsheet, or lost its closing quote.
MOST_ROWS, MOST_COLUMNS, LONGEST_TEXT = 1_048_576, 16_384, 32_767
# The largest regency has 170,000 people on its lists. Blank rows do not count.
MOST_FILLED_ROWS = 300_000

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # no database takes \0 in a text, no screen shows the rest

_MIDNIGHT = time()
_TO_MEND = frozenset({bool, int, datetime})

Row = tuple[object, ...]


def tidy(rows: Iterable[list[object]], sheet: str | None) -> Iterator[Row]:
    """The rows with their cells put right and without the empty ones at their ends.

    Raises Refused("long-cell") for text longer than a cell of Excel can hold.
    """
    for number, row in enumerate(rows, 1):
        kinds = set(map(type, row))
        if not kinds.isdisjoint(_TO_MEND):
            row = [_mended(cell) for cell in row]
        if str in kinds:
            text = "".join([cell for cell in row if cell.__class__ is str])
            if len(text) > LONGEST_TEXT:
                _refuse_long(row, sheet, number)
            if not text.isprintable():
                row = [without_control(cell) if cell.__class__ is str else cell for cell in row]
        while row and row[-1] == "":
            row.pop()
        yield tuple(row)


def without_control(text: str) -> str:
    """The text as one sees it; line breaks and tabs stay."""
    return _CONTROL.sub("", text)


def _mended(cell: object) -> object:
    # In Python True equals 1; a tick box must not become TPS number 1.
    if cell is True or cell is False:
        return str(cell).upper()
    if isinstance(cell, datetime) and cell.time() == _MIDNIGHT:
        return cell.date()
    return float(cell) if isinstance(cell, int) else cell


def _refuse_long(row: list[object], sheet: str | None, number: int) -> None:
    for place, cell in enumerate(row):
        if isinstance(cell, str) and len(cell) > LONGEST_TEXT:
            raise Refused("long-cell", sheet=sheet or "", row=number, column=place)
