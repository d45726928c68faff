"""Rosters as rows, for tests: sheets without a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import python_calamine

from enrolment.rules.raw_row import Cell, RawRow
from enrolment.rules.roster_cells import take_fields
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_layout import find_layout, placed_rows
from enrolment.rules.roster_rows import SheetLayout

HEAD_ROWS = 200


@dataclass(frozen=True)
class SheetInMemory:
    """A sheet as the layout sees it: its first rows as `rows`, all of them as `all_rows`."""

    name: str | None
    all_rows: tuple[RawRow, ...]
    index: int = 0
    visible: bool = True

    @property
    def row_count(self) -> int:
        return len(self.all_rows)

    @property
    def rows(self) -> tuple[RawRow, ...]:
        return self.all_rows[:HEAD_ROWS] if self.visible else ()


def numbered(rows: Sequence[Sequence[Cell]], first: int = 1) -> tuple[RawRow, ...]:
    return tuple(RawRow(number, tuple(cells)) for number, cells in enumerate(rows, first))


def sheet(*rows: Sequence[Cell], name: str | None = "Sheet1", index: int = 0, visible: bool = True) -> SheetInMemory:
    return SheetInMemory(name, numbered(rows), index, visible)


def sheets_of(path: Path) -> list[SheetInMemory]:
    """The sheets of a workbook, read without any reader of ours."""
    book = python_calamine.load_workbook(str(path))
    shown = [meta.visible == python_calamine.SheetVisibleEnum.Visible for meta in book.sheets_metadata]
    return [
        SheetInMemory(name, numbered(book.get_sheet_by_index(index).to_python(skip_empty_area=False)), index, visible)
        for index, (name, visible) in enumerate(zip(book.sheet_names, shown, strict=True))
    ]


NAMES = (
    "ELVA FAUZIAH",
    "PIPIT KARTINI",
    "ZULKIFLI SYAHPUTRA",
    "TATI ASIH",
    "SUMARNO",
    "SALIM DARMANTO",
    "NANI",
    "TEGUH",
)


def nik(number: int, *, woman: bool = False) -> str:
    """An invented NIK of somebody born on `birth(number)`."""
    day, month, year = number % 27 + 1, number % 12 + 1, 60 + number % 39
    return f"160901{day + 40 * woman:02}{month:02}{year:02}{number % 9999 + 1:04}"


def birth(number: int, between: str = "-") -> str:
    """The birth date that `nik(number)` bears, day first."""
    return between.join((f"{number % 27 + 1:02}", f"{number % 12 + 1:02}", f"{1960 + number % 39}"))


def name(number: int) -> str:
    return NAMES[number % len(NAMES)]


def people(head: SheetInMemory, layout: SheetLayout | None = None) -> list[dict[Field, Cell]]:
    """The fields of everybody in a sheet, by its own layout where none is given."""
    layout = layout or find_layout([head]).sheets[0]
    return [take_fields(placed, layout) for placed in placed_rows(layout, head.all_rows)]
