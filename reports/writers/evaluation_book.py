"""The evaluation report as a workbook: the days of each body and kecamatan, and every sum a formula over them."""

import io
from collections.abc import Sequence

from xlsxwriter.workbook import Workbook

from pemilu_bpjs.formats import date_long, month_long
from reports.rules.evaluation import Days, EvaluationFigures
from reports.rules.evaluation_report import facts, subject
from reports.writers.workbook.sheet import Formats, Sheet, fixed_span, local

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_DAYS = "Hari Tugas"
_HEAD = 2
_DAY_TITLES = (
    "Penugasan", "Pernah tidak terlindungi", "Hari tugas", "Di luar bulan iuran", "Diiurkan, belum diterima BPJS",
)  # fmt: skip
_COVERED = "Terlindungi"
_CLAIM_TITLES = (
    "Kejadian", "Dilaporkan", "Terlindungi", "Klaim diajukan", "Dikabulkan", "Ditolak", "Menunggu", "Santunan (Rp)",
)  # fmt: skip
_MONEY_TITLES = (
    "Bulan iuran", "Anggaran JKK", "Anggaran JKM", "Seharusnya JKK", "Seharusnya JKM", "Tagihan JKK", "Tagihan JKM",
    "Dibayar", "Anggaran – dibayar",
)  # fmt: skip


def make(figures: EvaluationFigures, *, paper: str) -> bytes:
    """An XLSX file."""
    buffer = io.BytesIO()
    with Workbook(buffer, _OPTIONS) as workbook:
        workbook.set_properties({"title": subject(figures)})
        book = _Book(workbook, Formats.of(workbook), figures, paper)
        # Sheets stand in the order in which they are made; the first takes its numbers from all others.
        overview = book.sheet("Ringkasan", (58, 18, 18, 14))
        totals = (
            ("Hari tugas menurut badan", book.sums("Per Badan", "Badan", 0, figures.by_body)),
            ("Hari tugas menurut kecamatan", book.sums("Per Kecamatan", "Kecamatan", 1, figures.by_kecamatan)),
        )
        paid = book.money()
        amount = book.claims()
        book.days()
        book.overview(overview, totals, paid, amount)
    return buffer.getvalue()


class _Book:
    """The sheets of one report."""

    def __init__(self, workbook: Workbook, formats: Formats, figures: EvaluationFigures, paper: str) -> None:
        self._workbook, self._formats, self._figures, self._paper = workbook, formats, figures, paper

    def sheet(self, name: str, widths: tuple[float, ...]) -> Sheet:
        made = Sheet(self._workbook, self._formats, name, widths)
        made.print_on(self._paper)
        return made

    def days(self) -> None:
        """What the sums are made of: a row for each body in each kecamatan."""
        sheet = self.sheet(_DAYS, (24, 28, *[14] * 6))
        sheet.text(0, 0, "Hari tugas per badan dan kecamatan", "title")
        sheet.heading(_HEAD, ("Badan", "Kecamatan", *_DAY_TITLES, _COVERED))
        for row, cell in enumerate(self._figures.cells, _HEAD + 1):
            sheet.text(row, 0, cell.body)
            sheet.text(row, 1, cell.kecamatan)
            _numbers(sheet, row, 2, _values(cell.days), "input")
            _covered(sheet, row, 4, cell.days, "number")
        sheet.page.freeze_panes(_HEAD + 1, 2)

    def sums(self, name: str, title: str, key: int, rows: Sequence[tuple[str, Days]]) -> str:
        """Days by what stands in column `key` of the days' sheet. Returns the address of the sum of all days."""
        sheet = self.sheet(name, (30, *[15] * 6))
        sheet.text(0, 0, f"Hari tugas menurut {title.lower()}", "title")
        sheet.heading(_HEAD, (title, *_DAY_TITLES, _COVERED))
        last = _HEAD + len(self._figures.cells)
        keys = fixed_span(_DAYS, _HEAD + 1, max(last, _HEAD + 1), key)
        for row, (label, days) in enumerate(rows, _HEAD + 1):
            sheet.text(row, 0, label)
            for place, value in enumerate(_values(days)):
                source = fixed_span(_DAYS, _HEAD + 1, max(last, _HEAD + 1), place + 2)
                sheet.formula(row, place + 1, f"SUMIF({keys},{local(row, 0)},{source})", value)
            _covered(sheet, row, 3, days, "number")
        end = _HEAD + 1 + len(rows)
        sheet.text(end, 0, "Jumlah", "bold")
        whole = self._figures.days
        for column, value in enumerate((*_values(whole), whole.covered), 1):
            _total(sheet, end, column, _HEAD + 1, value)
        sheet.page.freeze_panes(_HEAD + 1, 1)
        return sheet.ref(end, 3)

    def claims(self) -> str:
        """Incidents by kind. Returns the address of the amount granted."""
        sheet = self.sheet("Klaim", (26, *[14] * 6, 18))
        sheet.text(0, 0, "Kejadian dan klaim", "title")
        sheet.heading(_HEAD, _CLAIM_TITLES)
        claims = self._figures.claims
        for row, each in enumerate(claims, _HEAD + 1):
            sheet.text(row, 0, each.kind)
            given = (each.reported, each.covered, each.claimed, each.granted, each.refused)
            _numbers(sheet, row, 1, given, "input")
            undecided = f"{local(row, 3)}-{local(row, 4)}-{local(row, 5)}"
            sheet.formula(row, 6, undecided, each.waiting)
            sheet.number(row, 7, each.amount, "input")
        end = _HEAD + 1 + len(claims)
        sheet.text(end, 0, "Jumlah", "bold")
        for column, name in enumerate(("reported", "covered", "claimed", "granted", "refused", "waiting", "amount"), 1):
            _total(sheet, end, column, _HEAD + 1, sum(getattr(each, name) for each in claims))
        return sheet.ref(end, 7)

    def money(self) -> str:
        """Months of cover by programme. Returns the address of what was paid."""
        sheet = self.sheet("Uang", (20, *[16] * 8))
        sheet.text(0, 0, "Anggaran, tagihan, dan pembayaran (rupiah)", "title")
        sheet.heading(_HEAD, _MONEY_TITLES)
        months = self._figures.months
        sums = [0] * 8
        for row, each in enumerate(months, _HEAD + 1):
            sheet.text(row, 0, month_long(each.month))
            jkk, jkm = each.jkk, each.jkm
            given = (
                jkk.budget, jkm.budget, jkk.expected, jkm.expected, jkk.billed, jkm.billed, each.paid,
            )  # fmt: skip
            _numbers(sheet, row, 1, given, "input")
            left = each.budget - each.paid
            sheet.formula(row, 8, f"{local(row, 1)}+{local(row, 2)}-{local(row, 7)}", left)
            sums = [total + (value or 0) for total, value in zip(sums, (*given, left), strict=True)]
        end = _HEAD + 1 + len(months)
        sheet.text(end, 0, "Jumlah", "bold")
        for column, value in enumerate(sums, 1):
            _total(sheet, end, column, _HEAD + 1, value)
        sheet.page.freeze_panes(_HEAD + 1, 1)
        return sheet.ref(end, 7)

    def overview(self, sheet: Sheet, totals: Sequence[tuple[str, str]], paid: str, amount: str) -> None:
        figures = self._figures
        sheet.wide(0, 0, 3, subject(figures), "heading")
        row = 2
        for row, (label, content) in enumerate(facts(figures), 2):
            sheet.text(row, 0, label, "label")
            sheet.wide(row, 1, 3, content)
        row = self._counts(sheet, row + 2)
        for column, title in enumerate(("Rekonsiliasi", "Menurut lembar", "Angka laporan", "Selisih")):
            sheet.text(row, column, title, "head")
        granted = sum(each.amount for each in figures.claims)
        checks = [(label, address, figures.days.days) for label, address in totals]
        checks += [("Dibayar (Rp)", paid, figures.paid), ("Santunan dikabulkan (Rp)", amount, granted)]
        for line, (label, address, value) in enumerate(checks, row + 1):
            sheet.text(line, 0, label, "bold")
            sheet.formula(line, 1, address, value, "sum")
            sheet.number(line, 2, value, "sum")
            sheet.formula(line, 3, f"{local(line, 1)}-{local(line, 2)}", 0, "check")
        sheet.wide(row + len(checks) + 2, 0, 3, figures.budget_source)

    def _counts(self, sheet: Sheet, row: int) -> int:
        """The figures that no formula gives: people counted once, the day of the vote, what was saved."""
        figures = self._figures
        counts = [
            ("Orang yang bertugas", figures.people),
            ("Orang yang diiurkan", figures.paid_people),
            (f"Orang yang bertugas pada {date_long(figures.voting_day)}", figures.voting_people),
            ("  di antaranya tidak terlindungi pada hari itu", figures.voting_uncovered),
            *((f"Penugasan pada hari itu: {each.label}", each.count) for each in figures.voting_seats),
            *((f"Tidak diiurkan: {each.label}", each.count) for each in figures.excluded),
            ("Potongan TAPD (Rp)", figures.cut),
            ("Orang-bulan ganda yang tidak dibayar", figures.saved_months),
            ("Rupiah yang tidak dibayar dua kali", figures.saved_rupiah),
        ]
        for line, (label, count) in enumerate(counts, row):
            sheet.text(line, 0, label)
            sheet.number(line, 1, count, "input")
        return row + len(counts) + 1


def _values(days: Days) -> tuple[int, ...]:
    return days.seats, days.hit, days.days, days.unpaid, days.unconfirmed


def _numbers(sheet: Sheet, row: int, first: int, values: Sequence[int | None], look: str) -> None:
    for column, value in enumerate(values, first):
        sheet.number(row, column, value, look)


def _covered(sheet: Sheet, row: int, days_column: int, days: Days, look: str) -> None:
    """Days less those without cover, after the two columns that say why."""
    whole, unpaid, unconfirmed = (local(row, days_column + step) for step in range(3))
    sheet.formula(row, days_column + 3, f"{whole}-{unpaid}-{unconfirmed}", days.covered, look)


def _total(sheet: Sheet, row: int, column: int, first: int, value: int) -> None:
    """The sum of a column; of no rows, nothing."""
    if row == first:
        sheet.number(row, column, 0, "sum")
    else:
        sheet.formula(row, column, f"SUM({local(first, column)}:{local(row - 1, column)})", value, "sum")
