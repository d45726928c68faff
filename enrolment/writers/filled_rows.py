"""Rows that are known already, written into the columns of the template; every cell may be typed over."""

import datetime
from collections.abc import Mapping, Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from enrolment.rules.cell_dates import read_date
from enrolment.rules.raw_row import Cell, text_of, whole_number
from enrolment.rules.roster_fields import DATES, Field
from enrolment.rules.roster_words import read_phone
from enrolment.writers.roster_template import Column
from enrolment.writers.xlsx import DATE, TEXT


class FilledRows:
    """Dates as dates, TPS as numbers, all else as text that nothing takes for a formula."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: Worksheet, columns: Sequence[Column]) -> None:
        self.sheet = sheet
        self.columns = [(place, each.field) for place, each in enumerate(columns) if each.field is not None]
        self.text = book.add_format({"num_format": TEXT, "locked": False, "quote_prefix": True})
        self.date = book.add_format({"num_format": DATE, "locked": False})

    def write(self, row: int, fields: Mapping[Field, Cell]) -> None:
        """One person in the sheet's row `row`, counted from 0; its running number is that row's."""
        self.sheet.write_number(row, 0, row)
        for column, field in self.columns:
            self._cell(row, column, field, fields.get(field))

    def _cell(self, row: int, column: int, field: Field, cell: Cell) -> None:
        # What was typed as text stays text: which number of it is the day, the check of the whole column will say.
        day = read_date(cell) if field in DATES and not isinstance(cell, str) else None
        number = whole_number(cell) if field is Field.TPS else None
        if day is not None:
            self.sheet.write_datetime(row, column, datetime.datetime.combine(day, datetime.time()), self.date)
        elif number is not None:
            self.sheet.write_number(row, column, number, self.text)
        elif text := _text(field, cell):
            self.sheet.write_string(row, column, text, self.text)


def _text(field: Field, cell: Cell) -> str:
    """A phone that Excel holds for a number lost its leading 0: it is put back."""
    lost = field is Field.PHONE and not isinstance(cell, str)
    return (read_phone(cell) if lost else "") or text_of(cell)
