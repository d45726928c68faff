"""Sheet Ringkasan: what is asked, and that every sheet gives the same number."""

from dataclasses import dataclass

from xlsxwriter.workbook import Workbook

from budgeting.rules.figures import Figures
from budgeting.rules.rates import Programme
from reports.rules.letter import budget_name, subject, term
from reports.rules.recap_tables import top_rows
from reports.writers.workbook.cash import Cash
from reports.writers.workbook.rab import Rab
from reports.writers.workbook.recap import Recap
from reports.writers.workbook.rka import Rka
from reports.writers.workbook.sheet import Formats, Sheet, local

_WIDTHS = (38, 26, 22, 20)
_VALUE, _FROZEN, _CHECK = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Sources:
    """The sheets whose sums must meet."""

    rab: Rab
    rka: Rka
    recap: Recap
    cash: Cash


def open_sheet(workbook: Workbook, formats: Formats, name: str) -> Sheet:
    """Made before the others, so that it stands first; filled when their cells are known."""
    return Sheet(workbook, formats, name, _WIDTHS)


def fill(sheet: Sheet, figures: Figures, sources: Sources) -> None:
    """Facts, the reconciliation, the amounts kept side by side, and the other years."""
    sheet.wide(0, 0, _CHECK, subject(figures), "heading")
    row = _facts(sheet, figures)
    row = _reconciliation(sheet, row + 1, figures, sources)
    row = _amounts(sheet, row + 1, figures)
    _years(sheet, row + 1, figures)
    sheet.paper(figures, landscape=False)


def _facts(sheet: Sheet, figures: Figures) -> int:
    state = "KONSEP" if figures.is_draft else "diajukan"
    facts = (
        ("Wilayah", figures.region_name),
        ("Perangkat daerah", figures.office.name or "-"),
        ("Anggaran", f"{budget_name(figures)}, versi {figures.version} ({state})"),
        ("Nomor surat", figures.letter_number or "-"),
        ("Sub kegiatan", f"{figures.sub_activity.code} {figures.sub_activity.name}"),
        ("Sumber dana", figures.fund_source),
        ("Masa iuran", term(figures)),
    )
    for row, (label, content) in enumerate(facts, 2):
        sheet.text(row, 0, label, "label")
        sheet.wide(row, _VALUE, _CHECK, content)
    return 2 + len(facts)


def _reconciliation(sheet: Sheet, row: int, figures: Figures, sources: Sources) -> int:
    """Each sheet's sum beside the number that the proposal states; the difference must be nothing."""
    for column, title in enumerate(("Rekonsiliasi", "Menurut lembar", "Angka usulan", "Selisih")):
        sheet.text(row, column, title, "head")
    top = top_rows(figures)
    places, people = sum(each.total for each in top), sum(each.headcount for each in top)
    paid = sum(each.total for each in figures.cash)
    rows = (
        ("JKK (RAB)", sources.rab.subtotal(Programme.JKK), figures.jkk, figures.jkk),
        ("JKM (RAB)", sources.rab.subtotal(Programme.JKM), figures.jkm, figures.jkm),
        ("Jumlah menurut RAB", sources.rab.total, figures.total, figures.total),
        ("Jumlah menurut RKA", sources.rka.total, figures.total, figures.total),
        ("Jumlah menurut Rekap Kecamatan", sources.recap.total, places, figures.total),
        ("Jumlah menurut RAK", sources.cash.total, paid, figures.total),
        ("Jumlah orang menurut Rekap Kecamatan", sources.recap.people, people, figures.headcount),
    )
    for line, (label, formula, value, amount) in enumerate(rows, row + 1):
        sheet.text(line, 0, label, "bold")
        sheet.formula(line, _VALUE, formula, value, "sum")
        sheet.number(line, _FROZEN, amount, "sum")
        sheet.formula(line, _CHECK, f"{local(line, _VALUE)}-{local(line, _FROZEN)}", value - amount, "check")
    return row + 1 + len(rows)


def _amounts(sheet: Sheet, row: int, figures: Figures) -> int:
    for column, title in enumerate(("Jumlah", "Rupiah")):
        sheet.text(row, column, title, "head")
    sheet.text(row + 1, 0, "Pagu (P1)")
    sheet.number(row + 1, _VALUE, figures.pagu)
    sheet.text(row + 2, 0, "Usulan (P2)")
    asked = f"{local(row + 3, _VALUE)}-{local(row + 1, _VALUE)}"
    sheet.formula(row + 2, _VALUE, asked, figures.total - figures.pagu)
    sheet.text(row + 3, 0, "Diminta (P3 = P1 + P2)", "bold")
    sheet.number(row + 3, _VALUE, figures.total, "sum")
    return row + 4


def _years(sheet: Sheet, row: int, figures: Figures) -> None:
    for column, title in enumerate(("Tahun anggaran rencana", "JKK (Rp)", "JKM (Rp)", "Jumlah (Rp)")):
        sheet.text(row, column, title, "head")
    for line, year in enumerate(figures.years, row + 1):
        sheet.text(line, 0, str(year.year), "centre")
        sheet.number(line, 1, year.jkk)
        sheet.number(line, 2, year.jkm)
        sheet.formula(line, 3, f"{local(line, 1)}+{local(line, 2)}", year.total)
    end = row + 1 + len(figures.years)
    sheet.text(end, 0, "Seluruh rencana", "bold")
    for column, amount in enumerate(_plan_sums(figures), 1):
        cells = f"{local(row + 1, column)}:{local(end - 1, column)}"
        sheet.formula(end, column, f"SUM({cells})", amount, "sum")


def _plan_sums(figures: Figures) -> tuple[int, int, int]:
    jkk, jkm = sum(year.jkk for year in figures.years), sum(year.jkm for year in figures.years)
    return jkk, jkm, jkk + jkm
