"""A small table as the print templates lay it out: widths in per cent, cells written."""

from dataclasses import dataclass

from reports.rules.table import Table


@dataclass(frozen=True, slots=True)
class PrintCell:
    text: str
    kind: str = ""
    width: str = ""


@dataclass(frozen=True, slots=True)
class PrintRow:
    role: str
    cells: tuple[PrintCell, ...]


@dataclass(frozen=True, slots=True)
class PrintTable:
    head: tuple[PrintCell, ...]
    rows: tuple[PrintRow, ...]


def print_table(table: Table) -> PrintTable:
    """The table with its columns' titles for a heading; wider headings and spans are for `annex`."""
    whole = sum(column.weight for column in table.columns)
    head = tuple(PrintCell(column.title, width=f"{100 * column.weight // whole}%") for column in table.columns)
    kinds = [column.kind.value for column in table.columns]
    rows = tuple(PrintRow(row.role.value, tuple(map(PrintCell, table.written(row), kinds))) for row in table.rows)
    return PrintTable(head, rows)
