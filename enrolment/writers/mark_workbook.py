"""Marks a sender's own workbook: faulty cells coloured, what is wrong beside each row, nothing in it that runs.

A program of its own, run by enrolment.confined and never imported: it opens a stranger's file with openpyxl, whose
memory nobody can foretell. Standard input holds one line of JSON (enrolment.writers.returned says what) and then the
workbook; standard output gets the marked one. It knows nothing of Django, its settings or the database.
"""

import io
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from copy import copy
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import FilterColumn, Filters
from openpyxl.worksheet.worksheet import Worksheet

FILLS = {"error": "FFFFC7CE", "warning": "FFFFE699"}
"""Red and amber as Excel's own "bad" and "neutral" styles have them, so that black letters stay legible."""
_SOLID = {severity: PatternFill("solid", fgColor=colour) for severity, colour in FILLS.items()}
_RESULT_WIDTH, _REASONS_WIDTH = 18, 70
_COMMENT_SIZE = {"width": 320, "height": 110}
# Excel takes minutes to open a sheet of tens of thousands of comments; the column of reasons says the same.
_MOST_COMMENTS = 3000
_BEGINS_FORMULA = tuple("=+-@\t\r")
_PLAIN_RANGE = re.compile(r"('[^'\[\]|]+'|[^\[\]|!'\"(]+)!\$?[A-Z]{1,3}\$?\d+(:\$?[A-Z]{1,3}\$?\d+)?")
_REACHES_OUT = re.compile(r"[\[|]|://")
_LAST_COLUMN = 16_384


def main() -> None:
    order, _newline, content = sys.stdin.buffer.read().partition(b"\n")
    told = json.loads(order)
    # openpyxl saves each sheet through a temporary file, which holds people's data in the clear.
    tempfile.tempdir = told["scratch"]
    # Values instead of formulas: what a formula last gave stays to be read, and nothing is left to run.
    book = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    disarm(book)
    for sheet in told["sheets"]:
        Marked(book[sheet["name"]], sheet, told["words"]).mark()
    made = io.BytesIO()
    book.save(made)
    sys.stdout.buffer.write(made.getvalue())


def disarm(book: Workbook) -> None:
    """Takes out whatever could call a program, another file or an address once somebody opens the workbook."""
    _keep_ranges(book.defined_names)
    for sheet in book.worksheets:
        _keep_ranges(sheet.defined_names)
        sheet._charts = []  # their references may lead to the links that are gone
        rules = sheet.data_validations.dataValidation
        sheet.data_validations.dataValidation = [rule for rule in rules if _stays_inside(rule.formula1, rule.formula2)]
        for cell in _cells(sheet):
            if cell.hyperlink is not None:
                cell.hyperlink = None
            if cell.data_type == "s" and str(cell.value).startswith(_BEGINS_FORMULA):
                cell.quotePrefix = True  # else Excel takes it for a formula as soon as somebody edits the cell


def _keep_ranges(names: Any) -> None:
    for name in [name for name, found in names.items() if not _PLAIN_RANGE.fullmatch(found.value or "")]:
        del names[name]


def _stays_inside(*formulas: str | None) -> bool:
    return not any(formula and _REACHES_OUT.search(formula) for formula in formulas)


def _cells(sheet: Worksheet) -> Iterator[Cell]:
    """The cells that the file has; `iter_rows` would make those between them as well, up to a stray one at XFD."""
    return (cell for cell in list(sheet._cells.values()) if not isinstance(cell, MergedCell))


class Marked:
    """One sheet of the order: its rows with what became of them."""

    def __init__(self, sheet: Worksheet, order: dict[str, Any], words: dict[str, Any]) -> None:
        self.sheet, self.words = sheet, words
        self.header: list[int] = order["header_rows"]
        self.rows: list[Any] = order["rows"]
        self.text_columns: set[int] = {column + 1 for column in order["text_columns"]}
        self.last_row = max([*self.header, *(row[0] for row in self.rows)])
        self.first_row = min([*self.header, *(row[0] for row in self.rows)])
        self.comments = 0

    def mark(self) -> None:
        self._unmark()
        self._dissolve_tables()
        self.sheet.protection.autoFilter = False  # it may be used, though the sheet be protected
        result, reasons = self._places()
        for row, outcome, why, faults, edits in self.rows:
            for column, text in edits:
                self._write(row, column + 1, text)
            for column, severity, message in faults:
                self._blame(row, column + 1, severity, message)
            self._write(row, result, outcome)
            self._write(row, reasons, why)
        self._filter(result, reasons)

    def _unmark(self) -> None:
        """A returned workbook that comes back a second time: the marks of the first are gone."""
        for cell in _cells(self.sheet):
            if cell.comment is not None and cell.comment.author == self.words["author"]:
                cell.comment = None
            if cell.has_style and cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in FILLS.values():
                cell.fill = PatternFill()

    def _dissolve_tables(self) -> None:
        """A table of Excel's becomes plain cells: it allows no second filter, and keeps formulas for new rows."""
        for name in list(self.sheet.tables):
            del self.sheet.tables[name]

    def _places(self) -> tuple[int, int]:
        """The two columns at the end: those of an earlier check, else the first two that are free."""
        found = {cell.value: cell.column for cell in _cells(self.sheet) if cell.row in self.header}
        result, reasons = found.get(self.words["result"]), found.get(self.words["reasons"])
        if result is None or reasons is None:
            result = self._free_column()
            reasons = result + 1
            self._head(result, self.words["result"], _RESULT_WIDTH)
            self._head(reasons, self.words["reasons"], _REASONS_WIDTH)
        return result, reasons

    def _free_column(self) -> int:
        taken = {
            cell.column
            for cell in _cells(self.sheet)
            if cell.value is not None and self.first_row <= cell.row <= self.last_row
        }
        for merged in self.sheet.merged_cells.ranges:
            if merged.min_row <= self.last_row and merged.max_row >= self.first_row:
                taken.update(range(merged.min_col, merged.max_col + 1))
        heads = (cell.column for cell in _cells(self.sheet) if cell.row in self.header and cell.value is not None)
        first = max(heads, default=max(taken, default=0)) + 1
        return next(column for column in range(first, _LAST_COLUMN) if not {column, column + 1} & taken)

    def _head(self, column: int, text: str, width: int) -> None:
        """In the look of the header beside it; over all rows of the header, so that no word above spreads over it."""
        top, bottom = (self.header[0], self.header[-1]) if self.header else (0, 0)
        if not top:
            return
        cell = self.sheet.cell(top, column, text)
        cell._style = copy(self.sheet.cell(top, max(column - 1, 1))._style)
        if bottom > top:
            self.sheet.merge_cells(start_row=top, end_row=bottom, start_column=column, end_column=column)
        self.sheet.column_dimensions[get_column_letter(column)].width = width

    def _blame(self, row: int, column: int, severity: str, message: str) -> None:
        cell = self.sheet.cell(row, column)
        cell.fill = _SOLID[severity]
        cell.protection = Protection(locked=False)  # whoever is asked to mend it must be able to
        if column in self.text_columns:
            cell.number_format = "@"  # what is typed over it stays text
        if isinstance(cell, MergedCell) or cell.comment is not None or self.comments >= _MOST_COMMENTS:
            return
        cell.comment = Comment(message, self.words["author"], **_COMMENT_SIZE)
        self.comments += 1

    def _write(self, row: int, column: int, text: str) -> None:
        """As text, whatever it begins with."""
        cell = self.sheet.cell(row, column)
        if isinstance(cell, MergedCell):
            return
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
        cell.data_type = "s"
        cell.number_format = "@"
        if text.startswith(_BEGINS_FORMULA):
            cell.quotePrefix = True

    def _filter(self, result: int, reasons: int) -> None:
        """Good rows out of sight, headings and blank rows not; one click on the funnel brings all back."""
        shown = self.words["faulty"]
        wanting = any(row[1] in shown for row in self.rows)
        for row, outcome, *_rest in self.rows:
            self.sheet.row_dimensions[row].hidden = wanting and outcome not in shown
        found = self.sheet.auto_filter
        first = found.ref.split(":")[0].rstrip("0123456789$").lstrip("$") if found.ref else "A"
        head = max(self.header, default=self.first_row)
        found.ref = f"{first}{head}:{get_column_letter(reasons)}{self.last_row}"
        found.sortState = None
        start = self.sheet[f"{first}1"].column
        criteria = FilterColumn(colId=result - start, filters=Filters(blank=True, filter=list(shown)))
        found.filterColumn = [criteria] if wanting else []


if __name__ == "__main__":
    main()
