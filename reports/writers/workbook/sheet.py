"""A worksheet with the few kinds of cell that a proposal needs. Whatever a person typed is written as text, always."""

import datetime
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook

from budgeting.rules.figures import Figures

_A4, _FOLIO = 9, 14
_LINE_HEIGHT = 13.5
_HEIGHTS = {"heading": 15}
"""Tenths of a column's width unit that a letter takes, where it is not the usual one."""
_PAPERS = {"A4": _A4, "F4": _FOLIO}
_INK = {"font_name": "Arial", "font_size": 10, "valign": "top"}
_GRID = {**_INK, "border": 1, "border_color": "#BFBFBF"}
_BOLD = {"bold": True, "bg_color": "#F3F3F3"}
_INPUT = {"font_color": "#0F4F52"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {**_INK, "bold": True, "font_size": 13},
    "heading": {**_INK, "bold": True, "font_size": 13, "text_wrap": True},
    "wrapped": {**_INK, "text_wrap": True},
    "plain": _INK,
    "label": {**_INK, "font_color": "#505E62"},
    "head": {**_GRID, "bold": True, "bg_color": "#DCE9E8", "align": "center", "valign": "vcenter", "text_wrap": True},
    "text": {**_GRID, "text_wrap": True},
    "centre": {**_GRID, "align": "center"},
    "number": {**_GRID, "num_format": "#,##0;(#,##0)"},
    "input": {**_GRID, **_INPUT, "num_format": "#,##0"},
    "rate": {**_GRID, **_INPUT, "num_format": "#,##0.00##"},
    "date": {**_GRID, "num_format": "dd/mm/yyyy", "align": "center"},
    "bold": {**_GRID, **_BOLD, "text_wrap": True},
    "sum": {**_GRID, **_BOLD, "num_format": "#,##0;(#,##0)"},
    "check": {**_GRID, **_BOLD, "num_format": '"selisih" #,##0;"selisih" -#,##0;"sesuai"', "align": "center"},
}


@dataclass(frozen=True, slots=True)
class Formats:
    """The looks of cells in one workbook, by name."""

    by_name: dict[str, Any]

    @classmethod
    def of(cls, workbook: Workbook) -> "Formats":
        return cls({name: workbook.add_format(look) for name, look in _LOOKS.items()})


class Sheet:
    """One worksheet. Rows and columns count from 0; `ref` gives the address that other sheets use."""

    def __init__(self, workbook: Workbook, formats: Formats, name: str, widths: tuple[float, ...]) -> None:
        self.name = name
        self._formats = formats.by_name
        self._widths = widths
        self.page = workbook.add_worksheet(name)
        for column, width in enumerate(widths):
            self.page.set_column(column, column, width)

    def text(self, row: int, column: int, content: str, look: str = "text") -> None:
        """Text as it is: "=1+1" stays those four letters."""
        self.page.write_string(row, column, content, self._formats[look])

    def number(self, row: int, column: int, amount: int | float | None, look: str = "number") -> None:
        """A number; None leaves the cell empty, yet drawn."""
        if amount is None:
            self.page.write_blank(row, column, None, self._formats[look])
        else:
            self.page.write_number(row, column, amount, self._formats[look])

    def date(self, row: int, column: int, day: datetime.date) -> None:
        self.page.write_datetime(row, column, datetime.datetime.combine(day, datetime.time()), self._formats["date"])

    def formula(self, row: int, column: int, formula: str, value: int | str, look: str = "number") -> None:
        """A formula together with what it gives now."""
        self.page.write_formula(row, column, f"={formula}", self._formats[look], value)

    def wide(self, row: int, first: int, last: int, content: str, look: str = "wrapped") -> None:
        """A text across several columns, wrapped, its row as high as it needs: Excel fits no merged row by itself."""
        room = sum(self._widths[first : last + 1])
        self.page.merge_range(row, first, row, last, "", self._formats[look])
        self.text(row, first, content, look)
        self.height(row, -(-len(content) * _HEIGHTS.get(look, 10) // int(room * 10)))

    def height(self, row: int, lines: int) -> None:
        """Room for so many lines of text."""
        if lines > 1:
            self.page.set_row(row, _LINE_HEIGHT * lines)

    def joined(self, row: int, first: int, last: int, content: str) -> None:
        """A bold text across the columns `first` to `last`."""
        self.page.merge_range(row, first, row, last, "", self._formats["bold"])
        self.text(row, first, content, "bold")

    def heading(self, row: int, titles: tuple[str, ...]) -> None:
        """The heading of a table, repeated on every printed page and never scrolled away."""
        for column, title in enumerate(titles):
            self.text(row, column, title, "head")
        self.page.repeat_rows(row)

    def ref(self, row: int, column: int) -> str:
        """The address of a cell as other sheets use it."""
        return fixed(self.name, row, column)

    def paper(self, figures: Figures, *, landscape: bool = True) -> None:
        """Print set-up of a proposal's sheet: a draft says so at its foot."""
        self.print_on(figures.office.paper, landscape=landscape, mark="KONSEP" if figures.is_draft else "")

    def print_on(self, paper: str, *, landscape: bool = True, mark: str = "") -> None:
        """Print set-up: the office's paper, as wide as the page, a page number."""
        if landscape:
            self.page.set_landscape()
        self.page.set_paper(_PAPERS[paper])
        self.page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        self.page.fit_to_pages(1, 0)
        self.page.set_footer(f"&L&8{mark}&C&8{self.name}&R&8Halaman &P dari &N")


def local(row: int, column: int) -> str:
    """The address of a cell on its own sheet: (0, 0) → "A1"."""
    return xl_rowcol_to_cell(row, column)


def fixed(sheet: str, row: int, column: int) -> str:
    """The fixed address of a cell on a sheet: ("RAB", 0, 0) → "'RAB'!$A$1"."""
    return f"'{sheet}'!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"


def fixed_span(sheet: str, first: int, last: int, column: int) -> str:
    """The fixed address of rows `first` to `last` of a column."""
    name = xl_col_to_name(column)
    return f"'{sheet}'!${name}${first + 1}:${name}${last + 1}"
