"""Sheet RKA: the rows of the form, their amounts taken from RAB; before, after and difference for a change."""

from dataclasses import dataclass

from xlsxwriter.workbook import Workbook

from budgeting.rules.figures import Figures
from budgeting.rules.rates import Programme
from reports.rules.rka import BELOW, TOTAL, UNIT, rka
from reports.rules.rka_change import rka_change
from reports.rules.rka_form import PAPER_LABEL
from reports.rules.table import Role, Row
from reports.writers.workbook.rab import MONTHS, PEOPLE, PRICE, Rab
from reports.writers.workbook.sheet import Formats, Sheet, local

_TITLES = ("Kode Rekening", "Uraian", "Koefisien", "Satuan", "Harga", "PPN")
_WIDTHS = (20, 56, 26, 9, 12, 8, 18, 18, 18)
_HEAD = 2
_COEFFICIENT, _UNIT, _PRICE, _VAT, _BEFORE = 2, 3, 4, 5, 6


@dataclass(frozen=True, slots=True)
class Rka:
    """The sheet and its sum's cell."""

    sheet: Sheet
    total: str


def write(workbook: Workbook, formats: Formats, name: str, figures: Figures, rab: Rab) -> Rka:
    """The sheet, written."""
    is_change = figures.budget_kind != "murni"
    sheet = Sheet(workbook, formats, name, _WIDTHS if is_change else _WIDTHS[:-2])
    sheet.text(0, 0, f"{PAPER_LABEL}, TA {figures.fiscal_year}", "title")
    amounts = ("Sebelum Perubahan", "Setelah Perubahan", "Bertambah/(Berkurang)") if is_change else ("Jumlah (Rp)",)
    sheet.heading(_HEAD, (*_TITLES, *amounts))
    table = rka_change(figures) if is_change else rka(figures)
    writer = _Writer(sheet, table.rows, rab, is_change)
    for place in range(len(table.rows)):
        writer.row(place)
    sheet.page.freeze_panes(_HEAD + 1, 2)
    sheet.paper(figures, landscape=is_change)
    return Rka(sheet, sheet.ref(writer.line(len(table.rows) - 1), writer.after))


class _Writer:
    """Writes the rows of the form one by one; knows which column holds the amount that is asked for."""

    def __init__(self, sheet: Sheet, rows: tuple[Row, ...], rab: Rab, is_change: bool) -> None:
        self.sheet, self.rows, self.rab, self.is_change = sheet, rows, rab, is_change
        self.after = _BEFORE + 1 if is_change else _BEFORE

    def line(self, place: int) -> int:
        return _HEAD + 1 + place

    def row(self, place: int) -> None:
        row, line = self.rows[place], self.line(place)
        is_item = row.role is Role.ITEM
        amount = _whole(row, -2 if self.is_change else -1)
        if row.role is Role.TOTAL:
            self.sheet.joined(line, 0, _VAT, str(row.cells[0]))
        else:
            self._words(line, row, is_item)
        look = "number" if is_item else "sum"
        if row.ref:
            self.sheet.formula(line, self.after, self._formula(row, place), amount, look)
        else:
            self.sheet.number(line, self.after, amount, look)
        if self.is_change:
            self.sheet.number(line, _BEFORE, _whole(row, _BEFORE), look)
            formula = f"{local(line, self.after)}-{local(line, _BEFORE)}"
            self.sheet.formula(line, self.after + 1, formula, _whole(row, -1), look)

    def _words(self, line: int, row: Row, is_item: bool) -> None:
        look = "text" if is_item else "bold"
        self.sheet.text(line, 0, str(row.cells[0] or ""), look)
        name = str(row.cells[1] or "")
        self.sheet.text(line, 1, name, look)
        self.sheet.height(line, name.count("\n") + 1)
        if row.ref not in self.rab.rows:
            for column in range(_COEFFICIENT, _VAT + 1):
                self.sheet.text(line, column, "", look)
            return
        people, months = (self.rab.item(row.ref, column) for column in (PEOPLE, MONTHS))
        offset = 5 if self.is_change else 0
        shown = str(row.cells[_COEFFICIENT + offset]).replace(".", "")
        self.sheet.formula(line, _COEFFICIENT, f'{people}&" Orang x "&{months}&" Bulan"', shown, "text")
        self.sheet.text(line, _UNIT, UNIT, "centre")
        self.sheet.formula(line, _PRICE, self.rab.item(row.ref, PRICE), _whole(row, _PRICE + offset))
        self.sheet.number(line, _VAT, _whole(row, _VAT + offset))

    def _formula(self, row: Row, place: int) -> str:
        if row.ref == TOTAL:
            return self.rab.total
        if row.ref == BELOW:
            last = place
            while self.rows[last + 1].role is Role.ITEM and self.rows[last + 1].ref:
                last += 1
            return f"SUM({local(self.line(place + 1), self.after)}:{local(self.line(last), self.after)})"
        if row.ref in self.rab.rows:
            people, months = (self.rab.item(row.ref, column) for column in (PEOPLE, MONTHS))
            return f"{people}*{months}*{local(self.line(place), _PRICE)}"
        return self.rab.subtotal(Programme(row.ref))


def _whole(row: Row, column: int) -> int:
    cell = row.cells[column]
    return cell if isinstance(cell, int) else 0
