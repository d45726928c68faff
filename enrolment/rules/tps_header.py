"""The header row of a TPS list: which column holds what, in the words senders use."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enrolment.rules import tps_problems as say
from enrolment.rules.raw_row import Cell, RawRow, column_letter, is_blank, text_of
from enrolment.rules.tps_problems import Problem

HEADER_WITHIN = 20

DESA_CODE, KECAMATAN, DESA, TPS, VOTERS = FIELDS = ("desa_code", "kecamatan", "desa", "tps", "voters")

_SYNONYMS: Mapping[str, str] = {
    heading: column
    for column, headings in {
        DESA_CODE: "desa code|kode desa|kode wilayah|kode kelurahan|kode desa kelurahan|kode kelurahan desa"
        "|kode desa kel|kode kel desa|kode wilayah desa|kode kemendagri|kode",
        KECAMATAN: "kecamatan|nama kecamatan|kec|distrik|nama distrik",
        DESA: "desa|kelurahan|desa kelurahan|kelurahan desa|desa kel|kel desa|nama desa|nama kelurahan"
        "|nama desa kelurahan|nama kelurahan desa|kalurahan|nagari|pekon|gampong",
        TPS: "tps|no tps|nomor tps|nomer tps|nama tps|tps no|tps nomor",
        VOTERS: "voters|pemilih|jumlah pemilih|jml pemilih|total pemilih|jumlah dpt|jml dpt|total dpt|dpt|l p|lp",
    }.items()
    for heading in headings.split("|")
}
# Under "Jumlah pemilih" recaps often have L, P and their sum: voters are the sum.
_SUM_HEADINGS = frozenset({"l p", "lp", "jumlah", "jml", "total"})
_SUM_ROWS = re.compile(r"(sub ?|grand )?(jumlah|total|jml)\b")
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns stand, and how many rows from the top of the list end the header."""

    columns: Mapping[str, int]
    """Column index by field."""
    rows: int

    @property
    def width(self) -> int:
        """How many cells of a row matter."""
        return max(self.columns.values()) + 1

    def letter(self, *fields: str) -> str:
        """The letter of the first of `fields` that the list has."""
        return next(column_letter(self.columns[name]) for name in fields if name in self.columns)

    def letters(self) -> dict[str, str]:
        """The letter of each field's column."""
        return {name: column_letter(index) for name, index in self.columns.items()}

    def holds_no_station(self, cells: Sequence[Cell]) -> bool:
        """Whether a row is blank where it matters, a sum, or a row of column numbers.

        Asked only of rows that could not be read as a station.
        """
        texts = [_heading(cell) for cell in cells]
        filled = [text for text in texts if text]
        if not any(index < len(texts) and texts[index] for index in self.columns.values()):
            return True
        if _SUM_ROWS.match(filled[0]):
            return True
        return len(filled) > 1 and filled == [str(n) for n in range(1, len(filled) + 1)]


def find_header(rows: Sequence[RawRow]) -> Header | Problem:
    """The header among the first rows of a list; else the problem, as near as it can be told."""
    best_row, best = 0, dict[str, int]()
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        columns = _columns(row)
        if TPS in columns and (DESA_CODE in columns or DESA in columns):
            return _with_sum_of_voters(columns, rows, place)
        if len(columns) > len(best):
            best_row, best = row.number, columns
    if TPS in best:
        return Problem(best_row, None, say.NO_DESA_COLUMN.code, say.NO_DESA_COLUMN.text)
    if DESA_CODE in best or DESA in best:
        return Problem(best_row, None, say.NO_TPS_COLUMN.code, say.NO_TPS_COLUMN.text)
    if len(rows) < HEADER_WITHIN and all(is_blank(cell) for row in rows for cell in row.cells):
        return Problem(None, None, say.FILE_EMPTY.code, say.FILE_EMPTY.text)
    return Problem(None, None, say.NO_HEADER.code, say.NO_HEADER.text, {"rows": HEADER_WITHIN})


def _columns(row: RawRow) -> dict[str, int]:
    """Column index by field; of two columns with one meaning the first counts."""
    columns: dict[str, int] = {}
    for index, cell in enumerate(row.cells):
        name = _SYNONYMS.get(_heading(cell))
        if name is not None:
            columns.setdefault(name, index)
    return columns


def _with_sum_of_voters(columns: dict[str, int], rows: Sequence[RawRow], place: int) -> Header:
    """Take in a second header row that splits the voters into L, P and their sum."""
    below = [_heading(cell) for cell in rows[place + 1].cells] if place + 1 < len(rows) else []
    sums = [index for index, text in enumerate(below) if text in _SUM_HEADINGS]
    others = [below[index] for name, index in columns.items() if name != VOTERS and index < len(below)]
    if not sums or any(others):
        return Header(columns, place + 1)
    return Header(columns | {VOTERS: sums[-1]}, place + 2)


def _heading(cell: Cell) -> str:
    """A cell as words: "No. TPS" → "no tps", "desa_code" → "desa code", "(3)" → "3"."""
    return _NOT_LETTERS.sub(" ", text_of(cell)).strip().casefold()
