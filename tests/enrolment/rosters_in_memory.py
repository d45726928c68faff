"""Rosters as rows, for tests: sheets without a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import python_calamine

from enrolment.rules.raw_row import Cell, RawRow

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
