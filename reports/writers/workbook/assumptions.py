"""Sheet Asumsi: what may be changed (people, wage, rate, months); everything else in the workbook follows from it."""

from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.workbook import Workbook

from budgeting.rules.figures import FigureLine, Figures
from reports.rules.cash_tables import MONTHS
from reports.rules.words import month_name
from reports.writers.workbook.sheet import Formats, Sheet, fixed, fixed_span, local

_TITLES = (
    "No.",
    "Kode",
    "Kelompok",
    "Lembaga",
    "Orang",
    "Dikecualikan",
    "Diusulkan",
    "Dasar upah",
    "Tarif JKK",
    "Tarif JKM",
)
_PRICES = ("JKK/orang/bulan", "JKM/orang/bulan", "Bulan")
PEOPLE, OUT, INSURED, WAGE, JKK_RATE, JKM_RATE, JKK_MONTH, JKM_MONTH, MONTH_COUNT, FIRST_FLAG = range(4, 14)
_WIDTHS = (5, 20, 34, 11, 10, 13, 11, 13, 10, 10, 12, 12, 8, *[6] * len(MONTHS))
_HEAD = 6


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Where the sheet's lines stand: other sheets take their numbers from here."""

    name: str
    first: int
    last: int

    def cell(self, place: int, column: int) -> str:
        """A column of the line at `place` in Figures.lines."""
        return fixed(self.name, self.first + place, column)

    def all(self, column: int) -> str:
        """A column of all lines."""
        return fixed_span(self.name, self.first, self.last, column)


def layout(name: str, figures: Figures) -> Assumptions:
    """The places of all lines, before anything is written."""
    first = _HEAD + 1
    return Assumptions(name, first, first + len(figures.lines) - 1)


def write(workbook: Workbook, formats: Formats, base: Assumptions, figures: Figures) -> None:
    """The sheet, written as laid out."""
    sheet = Sheet(workbook, formats, base.name, _WIDTHS)
    _facts(sheet, figures)
    months = tuple(month_name(f"{figures.fiscal_year}-{month:02d}")[:3] for month in MONTHS)
    sheet.heading(_HEAD, (*_TITLES, *_PRICES, *months))
    for place, line in enumerate(figures.lines):
        _line(sheet, base.first + place, place + 1, line, figures.fiscal_year)
    _doubts(sheet, base.last + 2, figures)
    sheet.page.freeze_panes(base.first, 3)
    sheet.paper(figures)


def rate_number(label: str) -> Decimal:
    """ "0,24%" → 0.24 (per cent); "Rp6.800" → 6800 (rupiah)."""
    if label.startswith("Rp"):
        return Decimal(label.removeprefix("Rp").replace(".", ""))
    return Decimal(label.removesuffix("%").replace(",", "."))


def _facts(sheet: Sheet, figures: Figures) -> None:
    sheet.text(0, 0, f"Asumsi usulan TA {figures.fiscal_year}", "title")
    units = ((figures.kecamatan, "kecamatan"), (figures.desa, "desa/kelurahan"), (figures.tps, "TPS"))
    known = ", ".join(f"{count} {unit}" for count, unit in units if count is not None)
    rows = (
        ("Wilayah", f"{figures.region_name} ({known})" if known else figures.region_name),
        ("Pemilihan", figures.election_name),
        ("Sumber dana", figures.fund_source),
    )
    for row, (label, content) in enumerate(rows, 1):
        sheet.text(row, 0, label, "label")
        sheet.text(row, 2, content, "plain")
    hint = (
        "Angka berwarna boleh diubah untuk mencoba; seluruh lembar lain menghitung ulang. Angka usulan tetap tercantum "
        "pada Ringkasan."
    )
    sheet.text(_HEAD - 1, 0, hint, "plain")


def _line(sheet: Sheet, row: int, number: int, line: FigureLine, year: int) -> None:
    sheet.number(row, 0, number, "centre")
    for column, content in enumerate((line.code, line.name, line.institution), 1):
        sheet.text(row, column, content)
    sheet.number(row, PEOPLE, line.headcount, "input")
    sheet.number(row, OUT, line.excluded, "input")
    sheet.formula(row, INSURED, f"{local(row, PEOPLE)}-{local(row, OUT)}", line.insured)
    sheet.number(row, WAGE, line.wage, "input")
    for column, rate in ((JKK_RATE, line.jkk_rate), (JKM_RATE, line.jkm_rate)):
        sheet.number(row, column, float(rate_number(rate.label)), "rate")
    for rate, price, value in ((JKK_RATE, JKK_MONTH, line.jkk_month), (JKM_RATE, JKM_MONTH, line.jkm_month)):
        sheet.formula(row, price, _price(row, rate, line), value)
    flags = [f"{year}-{month:02d}" in line.months for month in MONTHS]
    last = FIRST_FLAG + len(flags) - 1
    sheet.formula(row, MONTH_COUNT, f"SUM({local(row, FIRST_FLAG)}:{local(row, last)})", len(line.months))
    for column, flag in enumerate(flags, FIRST_FLAG):
        sheet.number(row, column, int(flag), "input")


def _price(row: int, rate: int, line: FigureLine) -> str:
    """Half up to a whole rupiah, as everywhere; BPU is a flat amount."""
    if line.wage is None:
        return local(row, rate)
    return f"ROUND({local(row, WAGE)}*{local(row, rate)}/100,0)"


def _doubts(sheet: Sheet, row: int, figures: Figures) -> None:
    """What nobody has confirmed yet, named under the numbers that rest on it."""
    unconfirmed = [each for each in figures.unverified if not each.confirmed_by]
    if not figures.is_draft or not unconfirmed:
        return
    sheet.text(row, 0, "Belum dikonfirmasi", "title")
    for place, each in enumerate(unconfirmed, row + 1):
        sheet.text(place, 0, f"{each.label}: {each.value}" if each.value else each.label, "plain")
