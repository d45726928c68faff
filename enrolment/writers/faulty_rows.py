"""A new workbook of the rows that wait for their sender, in his columns and under his headers."""

import datetime
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from enrolment.models import RosterUpload
from enrolment.rules.raw_row import Cell, is_blank
from enrolment.rules.roster_columns import PARTIAL_RESULT_HEADER, REASONS_HEADER
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_problems import Severity
from enrolment.rules.roster_rows import Layout, SheetLayout
from enrolment.writers.checked_lines import CheckedLine, faulty_lines
from enrolment.writers.sent_cells import TypedOver, column_of, typed_elsewhere, typed_over
from enrolment.writers.xlsx import DATE, TEXT, workbook

_HEADINGS = {
    Field.KECAMATAN: "Kecamatan",
    Field.DESA: "Desa/Kelurahan",
    Field.TPS: "TPS",
    Field.BODY: "Badan",
    Field.POSITION: "Jabatan",
}
"""What may stand in a heading above the rows; without its heading a row needs it in a column."""

_FILLS = {Severity.ERROR: "#FFC7CE", Severity.WARNING: "#FFE699"}
_SHEET = "Daftar"
_WIDTH, _RESULT_WIDTH, _REASONS_WIDTH = 18, 18, 70


@dataclass(frozen=True, slots=True)
class _Formats:
    head: Format
    wrapped: Format
    plain: Format
    cells: Mapping[tuple[Severity | None, type], Format]
    """By fault and by what the cell holds: a text, a date or a number."""

    @classmethod
    def of(cls, book: xlsxwriter.Workbook) -> "_Formats":
        fills = {None: {}, **{severity: {"bg_color": colour} for severity, colour in _FILLS.items()}}
        kinds = {str: {"num_format": TEXT, "quote_prefix": True}, datetime.date: {"num_format": DATE}, float: {}}
        return cls(
            head=book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "quote_prefix": True}),
            wrapped=book.add_format({"num_format": TEXT, "text_wrap": True, "valign": "top"}),
            plain=book.add_format({"num_format": TEXT}),
            cells={
                (fault, kind): book.add_format({"num_format": TEXT, **look, **fill})
                for fault, fill in fills.items()
                for kind, look in kinds.items()
            },
        )


def faulty_rows(upload: RosterUpload, layout: Layout) -> bytes:
    """The workbook; cells stand in it as they were sent, or as they were typed over since.

    A number stays a number, also where a NIK was meant: as text it would look whole, with digits that Excel made up.
    """
    made = io.BytesIO()
    headings = _headings(layout, faulty_lines(upload))
    with workbook(made) as book:
        formats = _Formats.of(book)
        waiting = groupby(faulty_lines(upload), key=attrgetter("sheet"))
        sheets = {sheet.index: sheet for sheet in layout.sheets}
        for index, lines in waiting:
            name = sheets[index].sheet or _SHEET
            _Sheet(book.add_worksheet(name), sheets[index], headings[index], formats).fill(lines)
    return made.getvalue()


def _headings(layout: Layout, lines: Iterable[CheckedLine]) -> dict[int, list[Field]]:
    """By sheet, what only the headings above its rows say: these fields get columns of their own."""
    said: dict[int, set[Field]] = {sheet.index: set() for sheet in layout.sheets}
    for line in lines:
        said[line.sheet].update(line.kept.headings)
    return {
        sheet.index: [each for each in _HEADINGS if each in said[sheet.index] and column_of(sheet, each) is None]
        for sheet in layout.sheets
    }


class _Sheet:
    """One sheet of the new workbook: the sender's header, then the faulty rows of his sheet."""

    def __init__(self, made: Worksheet, layout: SheetLayout, headings: list[Field], formats: _Formats) -> None:
        self.made, self.layout, self.formats = made, layout, formats
        self.width = max(len(layout.headers), *(column + 1 for column in layout.columns.values()))
        self.extra = {field: self.width + place for place, field in enumerate(headings)}

    def fill(self, lines: Iterable[CheckedLine]) -> None:
        self._head()
        last = 1
        for last, line in enumerate(lines, 1):
            self._row(last, line)
        self.made.autofilter(0, 0, last, self.width + len(self.extra) + 1)

    def _head(self) -> None:
        own = [*self.layout.headers, *[""] * (self.width - len(self.layout.headers))]
        words = [*own, *(_HEADINGS[field] for field in self.extra), PARTIAL_RESULT_HEADER, REASONS_HEADER]
        last = len(words) - 1
        self.made.set_column(0, last - 2, _WIDTH, self.formats.plain)
        self.made.set_column(last - 1, last - 1, _WIDTH)
        self.made.set_column(last, last, _REASONS_WIDTH)
        self.made.freeze_panes(1, 0)
        for column, word in enumerate(words):
            self.made.write_string(0, column, word, self.formats.head)

    def _row(self, place: int, line: CheckedLine) -> None:
        cells: list[Cell] = [*line.kept.cells[: self.width]]
        cells += [""] * (self.width + len(self.extra) - len(cells))
        for field, text in line.kept.headings.items():
            column = self._column(field)
            if column is not None and is_blank(cells[column]):
                cells[column] = text
        typed = self._typed(line)
        for column, text in typed.texts.items():
            cells[column] = text
        faults = self._faults(line)
        for column, cell in enumerate(cells):
            self._cell(place, column, cell, faults.get(column))
        self.made.write_string(place, len(cells), line.outcome, self.formats.plain)
        reasons = " ".join(filter(None, (line.reasons, typed_elsewhere(typed.without_column))))
        self.made.write_string(place, len(cells) + 1, reasons, self.formats.wrapped)

    def _typed(self, line: CheckedLine) -> TypedOver:
        """As the sender's sheet could hold it, and in the columns that the headings became."""
        typed = typed_over(self.layout, line.row, line.kept, line.edits)
        added = {self.extra[field]: text for field, text in typed.without_column.items() if field in self.extra}
        rest = {field: text for field, text in typed.without_column.items() if field not in self.extra}
        return TypedOver({**typed.texts, **added}, rest)

    def _column(self, field: Field) -> int | None:
        return self.extra.get(field, self.layout.columns.get(field))

    def _faults(self, line: CheckedLine) -> dict[int, Severity]:
        found: dict[int, Severity] = {}
        for problem in line.problems:
            column = self.extra.get(Field(problem.field)) if problem.field else None
            column = column_of(self.layout, problem.field) if column is None else column
            if column is not None and found.get(column) is not Severity.ERROR:
                found[column] = problem.severity
        return found

    def _cell(self, place: int, column: int, cell: Cell, fault: Severity | None) -> None:
        looks = self.formats.cells
        if is_blank(cell):
            self.made.write_blank(place, column, None, looks[fault, float])
        elif isinstance(cell, str):
            self.made.write_string(place, column, cell, looks[fault, str])
        elif isinstance(cell, datetime.date):
            self.made.write_datetime(place, column, cell, looks[fault, datetime.date])
        else:
            self.made.write_number(place, column, cell, looks[fault, float])
