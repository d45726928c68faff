"""The whole workbook: the same six sheets for each fiscal year."""

import io
from collections.abc import Sequence

from xlsxwriter.workbook import Workbook

from budgeting.rules.figures import Figures
from reports.writers.workbook import assumptions, cash, rab, recap, rka, summary
from reports.writers.workbook.sheet import Formats

_SUMMARY, _RAB, _RKA, _RECAP, _CASH, _BASE = "Ringkasan", "RAB", "RKA", "Rekap Kecamatan", "RAK", "Asumsi"
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def make(years: Sequence[Figures], *, title: str) -> bytes:
    """An XLSX file; where it holds several years, each sheet's name ends in its year: "RAB-2023"."""
    buffer = io.BytesIO()
    with Workbook(buffer, _OPTIONS) as workbook:
        workbook.set_properties({"title": title, "subject": "Usulan iuran JKK dan JKM"})
        formats = Formats.of(workbook)
        for figures in years:
            _year(workbook, formats, figures, f"-{figures.fiscal_year}" if len(years) > 1 else "")
    return buffer.getvalue()


def _year(workbook: Workbook, formats: Formats, figures: Figures, suffix: str) -> None:
    overview = summary.open_sheet(workbook, formats, _SUMMARY + suffix)
    # Sheets stand in the order in which they are made: Asumsi comes last, yet all others take their numbers from it.
    base = assumptions.layout(_BASE + suffix, figures)
    costs = rab.write(workbook, formats, _RAB + suffix, figures, base)
    form = rka.write(workbook, formats, _RKA + suffix, figures, costs)
    places = recap.write(workbook, formats, _RECAP + suffix, figures)
    plan = cash.write(workbook, formats, _CASH + suffix, figures, base)
    assumptions.write(workbook, formats, base, figures)
    summary.fill(overview, figures, summary.Sources(costs, form, places, plan))
