"""Sheet RAB: each item as people x months x price, taken from Asumsi."""

from dataclasses import dataclass

from xlsxwriter.workbook import Workbook

from budgeting.rules.figures import Figures
from budgeting.rules.rates import Programme
from budgeting.rules.terbilang import rupiah_in_words
from reports.rules.items import Item, Section, sections
from reports.rules.rab import exclusion_notes
from reports.writers.workbook import assumptions
from reports.writers.workbook.assumptions import Assumptions
from reports.writers.workbook.sheet import Formats, Sheet, local

_TITLES = ("No.", "Kelompok", "Dasar upah", "Tarif", "Iuran/orang/bulan", "Orang", "Bulan", "Jumlah (Rp)")
_WIDTHS = (6, 42, 14, 10, 18, 10, 8, 18)
PRICE, PEOPLE, MONTHS, AMOUNT = 4, 5, 6, 7
_HEAD = 2


@dataclass(frozen=True, slots=True)
class Rab:
    """The sheet and where its items and sums stand: `rows` by Item.ref, `sums` by programme."""

    sheet: Sheet
    rows: dict[str, int]
    sums: dict[Programme, int]
    total_row: int

    def item(self, ref: str, column: int) -> str:
        """A column of an item."""
        return self.sheet.ref(self.rows[ref], column)

    def subtotal(self, programme: Programme) -> str:
        """The cell of a programme's sum."""
        return self.sheet.ref(self.sums[programme], AMOUNT)

    @property
    def total(self) -> str:
        """The cell of the whole sum."""
        return self.sheet.ref(self.total_row, AMOUNT)


def write(workbook: Workbook, formats: Formats, name: str, figures: Figures, base: Assumptions) -> Rab:
    """The sheet, written."""
    sheet = Sheet(workbook, formats, name, _WIDTHS)
    sheet.text(0, 0, f"Rencana Anggaran Biaya TA {figures.fiscal_year}", "title")
    sheet.heading(_HEAD, _TITLES)
    rows: dict[str, int] = {}
    sums: dict[Programme, int] = {}
    row = _HEAD + 1
    places = [place for place, line in enumerate(figures.lines) if line.insured]
    for section in sections(figures):
        row = _section(sheet, row, section, places, base, rows)
        sums[section.programme] = row - 1
    cells = "+".join(local(sums[programme], AMOUNT) for programme in Programme)
    _sum(sheet, row, "JUMLAH", cells, figures.total)
    sheet.wide(row + 1, 0, AMOUNT, f"Terbilang (angka usulan): {rupiah_in_words(figures.total)}")
    for place, note in enumerate(exclusion_notes(figures), row + 2):
        sheet.wide(place, 0, AMOUNT, note)
    sheet.page.freeze_panes(_HEAD + 1, 2)
    sheet.paper(figures, landscape=False)
    return Rab(sheet, rows, sums, row)


def _section(
    sheet: Sheet, row: int, section: Section, places: list[int], base: Assumptions, rows: dict[str, int]
) -> int:
    """Heading, items and sum; the row after them."""
    title = f"{section.letter}. {section.account.code} {section.account.name}"
    sheet.joined(row, 0, AMOUNT, title)
    first = row + 1
    for line, (item, place) in enumerate(zip(section.items, places, strict=True), first):
        _item(sheet, line, item, place, base)
        rows[item.ref] = line
    end = first + len(section.items)
    cells = f"SUM({local(first, AMOUNT)}:{local(end - 1, AMOUNT)})" if section.items else "0"
    _sum(sheet, end, f"Subtotal {section.programme}", cells, section.subtotal)
    return end + 1


def _item(sheet: Sheet, row: int, item: Item, place: int, base: Assumptions) -> None:
    line, is_jkk = item.line, item.programme is Programme.JKK
    sheet.number(row, 0, item.number, "centre")
    sheet.text(row, 1, item.name)
    if line.wage is None:
        sheet.number(row, 2, None)
    else:
        sheet.formula(row, 2, base.cell(place, assumptions.WAGE), line.wage)
    sheet.text(row, 3, line.jkk_rate.label if is_jkk else line.jkm_rate.label, "centre")
    price = assumptions.JKK_MONTH if is_jkk else assumptions.JKM_MONTH
    sheet.formula(row, PRICE, base.cell(place, price), item.monthly)
    sheet.formula(row, PEOPLE, base.cell(place, assumptions.INSURED), line.insured)
    sheet.formula(row, MONTHS, base.cell(place, assumptions.MONTH_COUNT), len(line.months))
    product = "*".join(local(row, column) for column in (PRICE, PEOPLE, MONTHS))
    sheet.formula(row, AMOUNT, product, item.amount)


def _sum(sheet: Sheet, row: int, name: str, formula: str, value: int) -> None:
    sheet.joined(row, 0, AMOUNT - 1, name)
    sheet.formula(row, AMOUNT, formula, value, "sum")
