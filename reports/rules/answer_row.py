"""One row of an answer: its cells as what they say, before anybody is looked for."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enrolment.rules.cell_dates import read_date
from enrolment.rules.raw_row import Cell, RawRow, is_blank, text_of, whole_number
from reports.rules.answer_layout import IDENTIFIERS, Column, header_key

_NIK_DIGITS = 16
_KPJ_DIGITS = 11
_LONGEST_KPJ = 13
_SHORTEST_KPJ = 8
_NOT_DIGITS = re.compile(r"\D+")
_LONGEST_TEXT = 1_000


@dataclass(frozen=True, slots=True)
class AnswerCells:
    """What a row says. `nik_is_damaged`: Excel kept it as a number, whose last digits are no longer its own."""

    reference: str = ""
    nik: str = ""
    kpj: str = ""
    status: str = ""
    reason: str = ""
    start: datetime.date | None = None
    nik_is_damaged: bool = False

    @property
    def names_somebody(self) -> bool:
        return bool(self.reference or self.nik or self.kpj)


def read_row(cells: Mapping[Column, Cell]) -> AnswerCells | None:
    """None where the row answers nothing: blank, a signature, a header that is repeated on every printed page."""
    if all(is_blank(cells.get(column)) for column in (*IDENTIFIERS, Column.STATUS)):
        return None
    nik_cell = cells.get(Column.NIK)
    is_number = isinstance(nik_cell, int | float)
    return AnswerCells(
        reference=text_of(cells.get(Column.REFERENCE)).upper()[:30],
        nik="" if is_number else _digits(nik_cell, _NIK_DIGITS),
        kpj=read_kpj(cells.get(Column.KPJ)),
        status=text_of(cells.get(Column.STATUS))[:_LONGEST_TEXT],
        reason=text_of(cells.get(Column.REASON))[:_LONGEST_TEXT],
        start=read_date(cells.get(Column.START)),
        nik_is_damaged=is_number,
    )


def is_header_again(row: RawRow, header: Sequence[str], columns: Mapping[Column, int]) -> bool:
    """Whether the row repeats the header where the columns are."""
    told = [(place, header[place]) for place in columns.values() if place < len(header) and header[place]]
    cells = row.cells
    return bool(told) and all(
        place < len(cells) and header_key(text_of(cells[place])) == header_key(text) for place, text in told
    )


def read_kpj(cell: Cell) -> str:
    """The digits of a KPJ, its leading zero put back where Excel dropped it; "" where there is none."""
    number = whole_number(cell)
    if number is not None:
        digits = f"{number:0{_KPJ_DIGITS}d}"
        return digits if len(str(number)) >= _SHORTEST_KPJ and len(digits) <= _LONGEST_KPJ else ""
    digits = _NOT_DIGITS.sub("", text_of(cell))
    return digits if _SHORTEST_KPJ <= len(digits) <= _LONGEST_KPJ else ""


def _digits(cell: Cell, length: int) -> str:
    """Apostrophes, dots and spaces around a number of that many digits are not part of it."""
    digits = _NOT_DIGITS.sub("", text_of(cell))
    return digits if len(digits) == length else ""
