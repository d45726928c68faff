"""A file of answers as rows that say something, and the statuses in it that nobody understands yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from enrolment.rules.raw_row import Cell, RawRow
from enrolment.sheets import SheetHead, Workbook
from reports.answer_layouts import AnswerLayout, AskedWord, word_key
from reports.rules.answer_layout import Column, FoundSheet, headers_of
from reports.rules.answer_row import AnswerCells, is_header_again, read_row
from reports.rules.answer_words import Verdict, status_key, verdict_of

MOST_WORDS = 20
"""A column of more different statuses than that is a column of something else."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row under the numbers that its sender sees; `verdict` None where its status means nothing yet."""

    sheet: int
    row: int
    cells: AnswerCells
    verdict: Verdict | None


class Statuses:
    """What statuses mean: by a person's word, else by themselves. Each text is looked at once."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words
        self._known: dict[str, Verdict | None] = {}

    def __call__(self, text: str) -> Verdict | None:
        if text not in self._known:
            said = self._words.get(word_key(text)) if self._words else None
            self._known[text] = Verdict(said) if said else verdict_of(text)
        return self._known[text]


def read_rows(book: Workbook, layout: AnswerLayout) -> Iterator[ReadRow]:
    """Every row of the file that answers something. Raises SheetError."""
    heads = {head.index: head for head in book.sheets}
    statuses = Statuses(layout.words)
    for sheet in layout.sheets:
        yield from _of_sheet(book, sheet, heads[sheet.index], statuses)


def asked_words(rows: Iterator[ReadRow]) -> tuple[AskedWord, ...]:
    """The statuses that nobody has explained, each with the first row that has it, the most frequent first."""
    first: dict[str, tuple[int, int]] = {}
    counted: dict[str, int] = {}
    for row in rows:
        if row.verdict is None:
            key = status_key(row.cells.status)
            first.setdefault(key, (row.sheet, row.row))
            counted[key] = counted.get(key, 0) + 1
    found = [AskedWord(*first[key], counted[key]) for key in first]
    return tuple(sorted(found, key=lambda each: -each.rows))


def _of_sheet(book: Workbook, sheet: FoundSheet, head: SheetHead, statuses: Statuses) -> Iterator[ReadRow]:
    header = headers_of(sheet, head.rows)
    for row in book.rows(sheet.index):
        if row.number <= sheet.header_row or is_header_again(row, header, sheet.columns):
            continue
        cells = read_row(cells_of(sheet, row))
        if cells is not None:
            yield ReadRow(sheet.index, row.number, cells, sheet.all_rows or statuses(cells.status))


def cells_of(sheet: FoundSheet, row: RawRow) -> dict[Column, Cell]:
    """The cells that have a meaning."""
    return {column: row.cells[place] for column, place in sheet.columns.items() if place < len(row.cells)}
