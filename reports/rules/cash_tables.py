"""Rencana Anggaran Kas: what is paid in which month, and when each month's premium falls due (domain/apbd.md §2.7).

A premium is planned for the month it falls due in. December's falls due in January of the next fiscal year; it is
planned for December, since after the year's end it would be a debt of the next budget.
"""

from collections.abc import Callable

from budgeting.rules.figures import CashRow, Figures
from enrolment.rules.period import month_of
from pemilu_bpjs.formats import date_long, month_long
from reports.rules.table import Cell, Column, Kind, Role, Row, Table
from reports.rules.words import month_name

MONTHS = tuple(range(1, 13))


def payment_month(row: CashRow, year: int) -> int:
    """The month of the fiscal year in which a premium is paid: where it falls due, December at the latest."""
    return row.due.month if row.due.year == year else MONTHS[-1]


def paid_by_month(figures: Figures, amount: Callable[[CashRow], int]) -> tuple[int, ...]:
    """Rupiah of each month of the fiscal year, January first; `amount` picks what is summed."""
    sums = dict.fromkeys(MONTHS, 0)
    for row in figures.cash:
        sums[payment_month(row, figures.fiscal_year)] += amount(row)
    return tuple(sums.values())


def jkk_of(row: CashRow) -> int:
    """JKK of a month, rupiah."""
    return row.jkk


def jkm_of(row: CashRow) -> int:
    """JKM of a month, rupiah."""
    return row.jkm


def cash_plan(figures: Figures) -> Table:
    """The RAK: one row an account, one column a month; the sums meet the proposal's total."""
    columns = (
        Column("No.", 8, Kind.CENTRE),
        Column("Rekening", 50),
        Column("Jumlah Anggaran", 22, Kind.NUMBER),
        *(Column(month_name(f"{figures.fiscal_year}-{month:02d}"), 17, Kind.NUMBER) for month in MONTHS),
    )
    accounts = ((figures.jkk_account, figures.jkk, jkk_of), (figures.jkm_account, figures.jkm, jkm_of))
    rows = [
        Row((number, f"{account.code} {account.name}", total, *_blank(paid_by_month(figures, pick))))
        for number, (account, total, pick) in enumerate(accounts, 1)
    ]
    months = paid_by_month(figures, lambda row: row.total)
    total = Row(("JUMLAH", None, figures.total, *_blank(months)), Role.TOTAL, span=(0, 1))
    return Table(columns, (*rows, total), notes=_notes(figures))


def due_dates(figures: Figures) -> Table:
    """Month by month: who is paid for, how much, until when."""
    columns = (
        Column("Bulan iuran", 34),
        Column("Orang", 20, Kind.NUMBER),
        Column("JKK (Rp)", 28, Kind.NUMBER),
        Column("JKM (Rp)", 28, Kind.NUMBER),
        Column("Jumlah (Rp)", 30, Kind.NUMBER),
        Column("Jatuh tempo", 40, Kind.CENTRE),
        Column("Dibayar pada", 34, Kind.CENTRE),
    )
    rows = [_due(row, figures.fiscal_year) for row in figures.cash]
    sums = (None, figures.jkk, figures.jkm, figures.total)
    total = Row(("JUMLAH", *sums, None, None), Role.TOTAL)
    return Table(columns, (*rows, total), title="Jatuh tempo iuran")


def _due(row: CashRow, year: int) -> Row:
    paid = month_long(f"{year}-{payment_month(row, year):02d}")
    return Row((month_long(row.month), row.insured, row.jkk, row.jkm, row.total, date_long(row.due), paid))


def _blank(amounts: tuple[int, ...]) -> tuple[Cell, ...]:
    return tuple(amount or None for amount in amounts)


def _notes(figures: Figures) -> tuple[str, ...]:
    late = [row for row in figures.cash if row.due.year > figures.fiscal_year]
    if not late:
        return ()
    due = month_long(month_of(late[0].due))
    note = (
        f"Iuran {month_long(late[0].month)} jatuh tempo pada {due}, sesudah tahun anggaran berakhir; "
        "direncanakan dibayar pada Desember sebelum batas akhir pengajuan SP2D."
    )
    return (note,)
