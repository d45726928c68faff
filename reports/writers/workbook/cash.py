"""Sheet RAK: what each month of coverage costs, when it is due, and in which month it is paid."""

from collections.abc import Callable
from dataclasses import dataclass

from xlsxwriter.workbook import Workbook

from budgeting.rules.figures import CashRow, Coded, Figures
from pemilu_bpjs.formats import month_long
from reports.rules.cash_tables import MONTHS, jkk_of, jkm_of, paid_by_month, payment_month
from reports.rules.words import month_name
from reports.writers.workbook import assumptions
from reports.writers.workbook.assumptions import Assumptions
from reports.writers.workbook.sheet import Formats, Sheet, local

_HEAD = 2
_FIRST_MONTH = 3
_DUE_TITLES = ("No.", "Bulan iuran", "Orang", "JKK (Rp)", "JKM (Rp)", "Jumlah (Rp)", "Jatuh tempo", "Dibayar bulan ke-")
_JKK, _JKM, _TOTAL, _DUE, _PAID = 3, 4, 5, 6, 7
_WIDTHS = (6, 58, 17, *[14] * len(MONTHS))


@dataclass(frozen=True, slots=True)
class Cash:
    """The cell of the plan's sum."""

    total: str


def write(workbook: Workbook, formats: Formats, name: str, figures: Figures, base: Assumptions) -> Cash:
    """The sheet, written."""
    sheet = Sheet(workbook, formats, name, _WIDTHS)
    sheet.text(0, 0, f"Rencana Anggaran Kas TA {figures.fiscal_year}", "title")
    months = tuple(month_name(f"{figures.fiscal_year}-{month:02d}") for month in MONTHS)
    sheet.heading(_HEAD, ("No.", "Rekening", "Jumlah Anggaran", *months))
    start = _HEAD + 6
    due = (start + 1, start + len(figures.cash))
    _due_dates(sheet, start, figures, base)
    accounts = ((figures.jkk_account, _JKK, jkk_of), (figures.jkm_account, _JKM, jkm_of))
    for number, (account, column, pick) in enumerate(accounts, 1):
        _account(sheet, _HEAD + number, figures, account, column, pick, due)
    total = _HEAD + 3
    sheet.joined(total, 0, 1, "JUMLAH")
    amounts = paid_by_month(figures, lambda row: row.total)
    for column, amount in enumerate((sum(amounts), *amounts), 2):
        cells = f"{local(_HEAD + 1, column)}:{local(_HEAD + 2, column)}"
        sheet.formula(total, column, f"SUM({cells})", amount, "sum")
    sheet.page.freeze_panes(_HEAD + 1, 2)
    sheet.paper(figures)
    return Cash(sheet.ref(total, 2))


def _account(
    sheet: Sheet,
    row: int,
    figures: Figures,
    account: Coded,
    column: int,
    pick: Callable[[CashRow], int],
    due: tuple[int, int],
) -> None:
    """One account: what is paid in each month of the year, from the rows of coverage below."""
    first, last = due
    sheet.number(row, 0, row - _HEAD, "centre")
    sheet.text(row, 1, f"{account.code} {account.name}")
    paid = f"${local(first, _PAID)}:${local(last, _PAID)}"
    source = f"{local(first, column)}:{local(last, column)}"
    amounts = paid_by_month(figures, pick)
    end = _FIRST_MONTH + len(MONTHS) - 1
    sheet.formula(row, 2, f"SUM({local(row, _FIRST_MONTH)}:{local(row, end)})", sum(amounts))
    for place, (month, amount) in enumerate(zip(MONTHS, amounts, strict=True), _FIRST_MONTH):
        sheet.formula(row, place, f"SUMIF({paid},{month},{source})", amount)


def _due_dates(sheet: Sheet, row: int, figures: Figures, base: Assumptions) -> None:
    for column, title in enumerate(_DUE_TITLES):
        sheet.text(row, column, title, "head")
    people = base.all(assumptions.INSURED)
    for number, cash in enumerate(figures.cash, 1):
        line = row + number
        flags = base.all(assumptions.FIRST_FLAG + int(cash.month[5:]) - 1)
        sheet.number(line, 0, number, "centre")
        sheet.text(line, 1, month_long(cash.month))
        sheet.formula(line, 2, f"SUMPRODUCT({people},{flags})", cash.insured)
        prices = ((_JKK, assumptions.JKK_MONTH, cash.jkk), (_JKM, assumptions.JKM_MONTH, cash.jkm))
        for column, price, amount in prices:
            sheet.formula(line, column, f"SUMPRODUCT({people},{flags},{base.all(price)})", amount)
        sheet.formula(line, _TOTAL, f"{local(line, _JKK)}+{local(line, _JKM)}", cash.total)
        sheet.date(line, _DUE, cash.due)
        sheet.number(line, _PAID, payment_month(cash, figures.fiscal_year), "input")
