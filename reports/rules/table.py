"""A table as plain values: one source of rows for paper of every kind.

Cells are text, whole numbers, or None for nothing. How a number is written follows from its column.
"""

from dataclasses import dataclass
from enum import StrEnum

from pemilu_bpjs.formats import rupiah, thousands

Cell = str | int | None


class Kind(StrEnum):
    """How a column's cells are written and aligned."""

    TEXT = "text"
    CENTRE = "centre"
    NUMBER = "number"
    RUPIAH = "rupiah"
    CHANGE = "change"
    """A difference in rupiah: less than nothing stands in parentheses."""


class Role(StrEnum):
    """What a row is to its neighbours; paper shows it by weight and lines."""

    ITEM = "item"
    GROUP = "group"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its share of the table's width, and how its cells are written."""

    title: str
    weight: int
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Head:
    """A cell of a heading of several rows."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """`span`: first and last column that the first of them fills; `depth` indents the first text.

    `ref` names what the row's amount stands for, where a workbook writes it as a formula.
    """

    cells: tuple[Cell, ...]
    role: Role = Role.ITEM
    span: tuple[int, int] | None = None
    depth: int = 0
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`head` stands for headings of several rows; without it the columns' titles are the heading."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    head: tuple[tuple[Head, ...], ...] = ()
    numbered: bool = False
    notes: tuple[str, ...] = ()

    @property
    def heading(self) -> tuple[tuple[Head, ...], ...]:
        """The heading's rows, the columns' numbers included where the form asks for them."""
        titles = self.head or (tuple(Head(column.title) for column in self.columns),)
        numbers = tuple(Head(str(number)) for number, _ in enumerate(self.columns, 1))
        return (*titles, numbers) if self.numbered else titles

    def written(self, row: Row) -> tuple[str, ...]:
        """A row's cells as they print."""
        return tuple(write(cell, column.kind) for cell, column in zip(row.cells, self.columns, strict=True))


def write(cell: Cell, kind: Kind) -> str:
    """A cell as it prints: 17570520 → "17.570.520", "Rp17.570.520", or "(Rp5.000)" for a change below nothing."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if kind is Kind.CHANGE and cell < 0:
        return f"({rupiah(-cell)})"
    return rupiah(cell) if kind in (Kind.RUPIAH, Kind.CHANGE) else thousands(cell)
