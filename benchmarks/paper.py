"""proposal-pdf and proposal-xlsx: OKU Selatan's fiscal year 2024, its recap down to 259 desa.

The PDF's peer lays the tables out as one WeasyPrint document, as one would write it first. The workbook's peer writes
the same cells with openpyxl, which cannot give a formula its cached value.
"""

import io
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

import openpyxl
import weasyprint
from openpyxl.styles import Border, Font, Side

from benchmarks.harness import ROOT, Result, median_seconds, once_seconds, rss_mib
from budgeting import figures_of
from budgeting.plan_files import compute_file
from budgeting.rules.figures import Figures
from reports.rules.cash_tables import cash_plan, due_dates
from reports.rules.origin import origins
from reports.rules.rab import rab
from reports.rules.recap_tables import blocks, per_desa, summary
from reports.rules.table import Table
from reports.writers import pack, workbook

EXAMPLE = ROOT / "examples" / "oku-selatan.toml"
YEAR = 2024
_FONT, _BORDER = Font(name="Arial", size=9), Border(*(Side(style="thin") for _ in range(4)))


def run_pdf() -> Result:
    figures = _figures()
    ours = median_seconds(lambda: pack.make([figures]))
    memory = rss_mib()
    peer = once_seconds(lambda: weasyprint.HTML(string=_document(figures)).write_pdf())
    return Result("proposal-pdf", ours, "one WeasyPrint document (its tables alone)", peer, _rows(figures), memory)


def run_xlsx() -> Result:
    figures = _figures()
    ours = median_seconds(lambda: workbook.make([figures], title=pack.pack_title(figures)))
    memory = rss_mib()
    cells = _cells(workbook.make([figures], title=pack.pack_title(figures)))
    peer = median_seconds(lambda: _write_with_openpyxl(cells))
    rows = sum(len(sheet) for sheet in cells.values())
    return Result("proposal-xlsx", ours, "openpyxl, the same cells and formats, no cached values", peer, rows, memory)


@cache
def _figures() -> Figures:
    computed = compute_file(Path(EXAMPLE), typed=str(EXAMPLE))
    return figures_of.for_plan(computed.planned, YEAR)


def _tables(figures: Figures) -> Iterator[Table]:
    yield from (rab(figures), summary(figures), *blocks(figures), cash_plan(figures), due_dates(figures))
    if (desa := per_desa(figures)) is not None:
        yield desa
    yield origins(figures)


def _rows(figures: Figures) -> int:
    return sum(len(table.rows) for table in _tables(figures))


def _document(figures: Figures) -> str:
    tables = "".join(_table(table) for table in _tables(figures))
    return f"<style>td {{ border: 1px solid }} table {{ border-collapse: collapse }}</style>{tables}"


def _table(table: Table) -> str:
    rows = "".join(f"<tr>{_cell_row(table, number)}</tr>" for number in range(len(table.rows)))
    return f"<table>{rows}</table>"


def _cell_row(table: Table, number: int) -> str:
    return "".join(f"<td>{escape(text)}</td>" for text in table.written(table.rows[number]))


def _cells(content: bytes) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def _write_with_openpyxl(cells: dict[str, list[list[object]]]) -> None:
    book = openpyxl.Workbook()
    for title, rows in cells.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            cell.font, cell.border, cell.number_format = _FONT, _BORDER, "#,##0"
    book.save(io.BytesIO())
