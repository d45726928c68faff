"""One row of a sheet, numbered as the sender sees it; and its cells read as text."""

import datetime
from typing import NamedTuple

# What a sheet can hold. Numbers of a workbook arrive as float, also those typed without a
# decimal; text that looks like a number stays text. An empty cell is "" or None.
Cell = str | float | datetime.date | datetime.time | datetime.timedelta | None

NUMBERS = (int, float)
"""The kinds of a number. As a union in an isinstance() they would be put together anew for each row."""


class RawRow(NamedTuple):
    """Cells from column A on, under the row number that the sender's program shows."""

    number: int
    cells: tuple[Cell, ...]


def is_blank(cell: Cell) -> bool:
    """Whether a cell shows nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def whole_number(cell: Cell) -> int | None:
    """The number in a cell, if it is a number without decimals; text is none."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell if isinstance(cell, int) else None


def text_of(cell: Cell) -> str:
    """A cell as the sender sees it: 12.0 → "12", a date → "29/09/2023", spaces folded."""
    if isinstance(cell, str):
        return " ".join(cell.split())
    number = whole_number(cell)
    if cell is None:
        return ""
    if number is not None:
        return str(number)
    if isinstance(cell, datetime.date):
        return f"{cell:%d/%m/%Y}"
    return str(cell)


def excerpt(cell: Cell, longest: int = 60) -> str:
    """A cell's text cut to what fits into a message."""
    text = text_of(cell)
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def column_letter(index: int) -> str:
    """The letter of a column counted from 0: 0 → "A", 26 → "AA"."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The place of a column counted from 0: "A" → 0, "AA" → 26."""
    index = 0
    for letter in letters.upper():
        index = 26 * index + ord(letter) - ord("A") + 1
    return index - 1
