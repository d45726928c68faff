"""What the check came to, row by row, in the words of the files that go back to the sender."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from enrolment import roster_wording
from enrolment.models import RosterLine, RosterUpload
from enrolment.particulars import KeptCells, open_cells, open_edits
from enrolment.rules.roster_fields import COMBINED, Field
from enrolment.rules.roster_problems import Problem
from enrolment.rules.roster_rows import SheetLayout

RESULT, REASONS = "Hasil pemeriksaan", "Yang perlu diperbaiki"
"""The headers of the two columns at the end. The reader of rosters knows them, so that they are no columns of its."""

OUTCOMES = {
    RosterLine.State.OK: "Baik",
    RosterLine.State.WARNED: "Peringatan",
    RosterLine.State.REJECTED: "Ditolak",
}
STANDING = "Sudah tersimpan"
FAULTY = (OUTCOMES[RosterLine.State.REJECTED], OUTCOMES[RosterLine.State.WARNED])

_COLUMNS = ("sheet", "row", "state", "problems", "clashes", "sealed_edits", "accepted_at")
_AT_ONCE = 2000
_WHOLE = {part: whole for whole, parts in COMBINED.items() for part in parts}


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """One row: where it stands in the sender's file, what became of it and why, and what was typed over it since."""

    sheet: int
    row: int
    outcome: str
    problems: tuple[Problem, ...]
    edits: Mapping[Field, str]
    kept: KeptCells | None = None

    @property
    def messages(self) -> tuple[tuple[Problem, str], ...]:
        """Each problem with its sentence."""
        return tuple((problem, str(roster_wording.message(problem))) for problem in self.problems)

    @property
    def reasons(self) -> str:
        """All that is wrong, a sentence each; none is said twice."""
        return " ".join(dict.fromkeys(message for _problem, message in self.messages))


def checked_lines(upload: RosterUpload) -> Iterator[CheckedLine]:
    """Every row in the order of the file, in one query however many there are; their cells stay sealed."""
    rows = upload.lines.order_by("sheet", "row").values_list(*_COLUMNS)
    return (_line(*row) for row in rows.iterator(chunk_size=_AT_ONCE))


def faulty_lines(upload: RosterUpload) -> Iterator[CheckedLine]:
    """The rows that wait for their sender, with their cells as they were sent; those that stand already do not wait."""
    waiting = upload.lines.exclude(state=RosterLine.State.OK).filter(accepted_at=None)
    rows = waiting.order_by("sheet", "row").values_list(*_COLUMNS, "sealed_cells")
    return (_line(*row, kept=open_cells(cells)) for *row, cells in rows.iterator(chunk_size=_AT_ONCE))


def column_of(layout: SheetLayout, field: str | None) -> int | None:
    """Where the sender finds a field: its own column, else the one that holds it together with another."""
    if field is None:
        return None
    own = layout.columns.get(Field(field))
    whole = _WHOLE.get(Field(field))
    return layout.columns.get(whole) if own is None and whole else own


def _line(
    sheet: int,
    row: int,
    state: str,
    problems: list[Any],
    clashes: list[Any],
    sealed_edits: bytes | None,
    accepted_at: datetime.datetime | None,
    kept: KeptCells | None = None,
) -> CheckedLine:
    outcome = STANDING if accepted_at else OUTCOMES[RosterLine.State(state)]
    told = tuple(_problem(each) for each in [*problems, *clashes])
    return CheckedLine(sheet, row, outcome, told, open_edits(sealed_edits), kept)


def _problem(told: Mapping[str, Any]) -> Problem:
    return Problem(told["code"], told["field"], told["value"], told["particulars"])
