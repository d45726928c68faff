"""The treasurer's workbook: budget, bill and payment by account and month; formulas that carry their values."""

import io
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell as cell

from budgeting.realisation import AccountMonth, MonthRow, Realisation
from budgeting.rules.figures import Coded
from pemilu_bpjs.formats import month_long

_HEAD = 4
_TITLES = ("Bulan iuran", "Anggaran", "Menurut kami", "Ditagih BPJS", "Dibayar", "Sisa anggaran", "Belum dibayar")
_BUDGET, _EXPECTED, _BILLED, _PAID, _LEFT, _OPEN = range(1, 7)
_WIDTHS = (22, 18, 18, 18, 18, 18, 18)
_INK = {"font_name": "Arial", "font_size": 10}
_GRID = {**_INK, "border": 1, "border_color": "#BFBFBF"}
_NUMBER = "#,##0;(#,##0)"
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {**_INK, "bold": True, "font_size": 13},
    "plain": _INK,
    "head": {**_GRID, "bold": True, "bg_color": "#DCE9E8", "align": "center", "valign": "vcenter", "text_wrap": True},
    "text": _GRID,
    "number": {**_GRID, "num_format": _NUMBER},
    "bold": {**_GRID, "bold": True, "bg_color": "#F3F3F3"},
    "sum": {**_GRID, "bold": True, "bg_color": "#F3F3F3", "num_format": _NUMBER},
}


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above every table: payer, election, and which budget it is."""

    payer: str
    election: str
    source: str


def realisation_workbook(found: Realisation, heading: Heading) -> bytes:
    """Three sheets: each account's months, and both together. Whatever a person typed is written as text."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        looks = {name: book.add_format(look) for name, look in _LOOKS.items()}
        both = book.add_worksheet("Jumlah")
        for name, account, months in (
            ("JKK", found.jkk_account, [row.jkk for row in found.months]),
            ("JKM", found.jkm_account, [row.jkm for row in found.months]),
        ):
            _account(book.add_worksheet(name), looks, account, found.months, months, heading)
        _both(both, looks, found, heading)
    return content.getvalue()


def _top(sheet: Any, looks: dict[str, Any], title: str, heading: Heading) -> None:
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, title, looks["title"])
    sheet.write_string(1, 0, f"{heading.payer} · {heading.election}", looks["plain"])
    sheet.write_string(2, 0, heading.source, looks["plain"])
    for column, text in enumerate(_TITLES):
        sheet.write_string(_HEAD, column, text, looks["head"])
    sheet.freeze_panes(_HEAD + 1, 1)
    sheet.repeat_rows(_HEAD)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&8Halaman &P dari &N")


def _account(
    sheet: Any,
    looks: dict[str, Any],
    account: Coded,
    rows: tuple[MonthRow, ...],
    months: list[AccountMonth],
    heading: Heading,
) -> None:
    _top(sheet, looks, f"{account.code} {account.name}".strip(), heading)
    for line, (row, month) in enumerate(zip(rows, months, strict=True), _HEAD + 1):
        sheet.write_string(line, 0, month_long(row.month), looks["text"])
        amounts = ((_BUDGET, month.budget), (_EXPECTED, month.expected), (_PAID, month.paid))
        for column, amount in amounts:
            sheet.write_number(line, column, amount, looks["number"])
        if month.billed is None:
            _unbilled(sheet, looks, line)
        else:
            sheet.write_number(line, _BILLED, month.billed, looks["number"])
            open_amount = f"={cell(line, _BILLED)}-{cell(line, _PAID)}"
            sheet.write_formula(line, _OPEN, open_amount, looks["number"], month.billed - month.paid)
        left = f"={cell(line, _BUDGET)}-{cell(line, _PAID)}"
        sheet.write_formula(line, _LEFT, left, looks["number"], month.left)
    _sums(sheet, looks, months)


def _unbilled(sheet: Any, looks: dict[str, Any], line: int) -> None:
    """A month without a bill stays empty: nothing asked yet is not the same as nothing to pay."""
    for column in (_BILLED, _OPEN):
        sheet.write_blank(line, column, None, looks["number"])


def _sums(sheet: Any, looks: dict[str, Any], months: list[AccountMonth]) -> None:
    line = _HEAD + 1 + len(months)
    sheet.write_string(line, 0, "JUMLAH", looks["bold"])
    for column, amount in _totals(months):
        span = f"{cell(_HEAD + 1, column)}:{cell(line - 1, column)}"
        formula = f"=SUM({span})" if months else "=0"
        sheet.write_formula(line, column, formula, looks["sum"], amount)


def _totals(months: list[AccountMonth]) -> tuple[tuple[int, int], ...]:
    budget, paid = sum(each.budget for each in months), sum(each.paid for each in months)
    billed = sum(each.billed or 0 for each in months)
    expected = sum(each.expected for each in months)
    return (
        (_BUDGET, budget),
        (_EXPECTED, expected),
        (_BILLED, billed),
        (_PAID, paid),
        (_LEFT, budget - paid),
        (_OPEN, billed - paid),
    )


def _both(sheet: Any, looks: dict[str, Any], found: Realisation, heading: Heading) -> None:
    """Both accounts, each cell the sum of the same cell of the two sheets; below them what TAPD took off."""
    _top(sheet, looks, f"Realisasi iuran JKK dan JKM TA {found.year}", heading)
    months = [_joined(row) for row in found.months]
    for line, (row, month) in enumerate(zip(found.months, months, strict=True), _HEAD + 1):
        sheet.write_string(line, 0, month_long(row.month), looks["text"])
        if month.billed is None:
            _unbilled(sheet, looks, line)
        for column, amount in _totals([month]):
            if month.billed is None and column in (_BILLED, _OPEN):
                continue
            place = cell(line, column)
            sheet.write_formula(line, column, f"='JKK'!{place}+'JKM'!{place}", looks["number"], amount)
    _sums(sheet, looks, months)
    if found.cut:
        last = _HEAD + 1 + len(months)
        sheet.write_string(last + 1, 0, "Potongan TAPD", looks["bold"])
        sheet.write_number(last + 1, _LEFT, found.cut, looks["sum"])
        sheet.write_string(last + 2, 0, "Sisa setelahnya", looks["bold"])
        formula = f"={cell(last, _LEFT)}-{cell(last + 1, _LEFT)}"
        sheet.write_formula(last + 2, _LEFT, formula, looks["sum"], found.left)


def _joined(row: MonthRow) -> AccountMonth:
    one, other = row.jkk, row.jkm
    billed = None if one.billed is None and other.billed is None else (one.billed or 0) + (other.billed or 0)
    return AccountMonth(one.budget + other.budget, one.expected + other.expected, billed, one.paid + other.paid)
