"""What of a sheet was read as nobody: told to its sender, so that no row is passed over in silence."""

from collections.abc import Sequence
from enum import StrEnum

from enrolment.rules.raw_row import Cell, RawRow, is_blank, text_of
from enrolment.rules.roster_column_content import columns_of, is_identity
from enrolment.rules.roster_columns import field_of
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_layout_header import data_cells
from enrolment.rules.roster_row_kinds import Kind, names_columns
from enrolment.rules.roster_rows import Passed, SheetLayout

_MOST_RUNS = 20
_LEAST_ABOVE = 4
"""Titles fill fewer cells of a row."""


class What(StrEnum):
    """As what a row was passed over."""

    SUMS = "sums"
    """Sums, signatures, notes."""
    VACANT = "vacant"
    ABOVE = "above"
    """Above the header, though it fills cells as a row of the table does."""
    HEADER = "header"
    """A second table's header, whose columns stand elsewhere."""
    COLUMN = "column"
    """Not a row: a second column of NIKs, as of two tables side by side."""


_OF_KIND = {Kind.TOTAL: What.SUMS, Kind.CLOSING: What.SUMS, Kind.VACANT: What.VACANT}


class PassedOver:
    """Takes a sheet's rows as they are told apart; `told` is what of them was read as nobody."""

    def __init__(self, layout: SheetLayout) -> None:
        self._layout = layout
        self._runs: dict[What, list[tuple[int, int]]] = {}
        self._more: dict[What, int] = {}

    def note(self, kind: Kind, row: RawRow) -> None:
        """A row that is no person."""
        what = _OF_KIND.get(kind)
        if kind is Kind.ABOVE and row.number not in self._layout.header_rows:
            what = What.ABOVE if sum(not is_blank(cell) for cell in row.cells) >= _LEAST_ABOVE else None
        elif kind is Kind.HEADER and self._is_of_other_columns(row.cells):
            what = What.HEADER
        if what is not None:
            self._add(what, row.number)

    def told(self) -> list[Passed]:
        """By what they were taken for, the first runs of rows and how many rows more."""
        index = self._layout.index
        return [Passed(index, what.value, tuple(runs), self._more.get(what, 0)) for what, runs in self._runs.items()]

    def _add(self, what: What, number: int) -> None:
        runs = self._runs.setdefault(what, [])
        if runs and what not in self._more and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        elif len(runs) < _MOST_RUNS:
            runs.append((number, number))
        else:
            self._more[what] = self._more.get(what, 0) + 1

    def _is_of_other_columns(self, cells: Sequence[Cell]) -> bool:
        """Whether a header in the table's midst has a column that the table has elsewhere, or not at all."""
        if not names_columns(cells):
            return False
        matches = [(place, field_of((text_of(cell),))) for place, cell in enumerate(cells) if not is_blank(cell)]
        columns = self._layout.columns
        return any(found and found.doubt == 0 and columns.get(found.field) != place for place, found in matches)


def second_niks(layout: SheetLayout, rows: Sequence[RawRow]) -> list[Passed]:
    """Columns headed as the NIK's that hold such numbers too and were not read; `rows`: the sheet's first."""
    last = layout.header_rows[-1] if layout.header_rows else 0
    columns = columns_of(data_cells([row for row in rows if row.number > last]))
    read = set(layout.columns.values())
    return [
        Passed(layout.index, What.COLUMN.value, ((place, place),))
        for place, header in enumerate(layout.headers)
        if place not in read
        and (match := field_of((header,))) is not None
        and match.field is Field.NIK
        and place < len(columns)
        and columns[place].is_mostly(is_identity)
    ]
