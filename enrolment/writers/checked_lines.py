"""What the check came to, row by row, in the words of the files that go back to the sender."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from enrolment import roster_wording
from enrolment.models import RosterLine, RosterUpload
from enrolment.particulars import KeptCells, open_cells, open_edits
from enrolment.roster_lines import problems_of
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_problems import Problem

OUTCOMES = {
    RosterLine.State.OK: "Baik",
    RosterLine.State.WARNED: "Peringatan",
    RosterLine.State.REJECTED: "Ditolak",
}
STANDING = "Sudah tersimpan"
FAULTY = (OUTCOMES[RosterLine.State.REJECTED], OUTCOMES[RosterLine.State.WARNED])

_COLUMNS = ("sheet", "row", "state", "problems", "clashes", "sealed_words", "sealed_edits", "accepted_at")
_AT_ONCE = 2000


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
    """Every row in the order of the file, in one query however many there are.

    Only of a row that was typed over are the cells opened: what it says now depends on them.
    """
    rows = upload.lines.order_by("sheet", "row").values_list(*_COLUMNS, "sealed_cells")
    for *row, edits, accepted_at, cells in rows.iterator(chunk_size=_AT_ONCE):
        yield _line(*row, edits, accepted_at, kept=open_cells(cells) if edits is not None else None)


def faulty_lines(upload: RosterUpload) -> Iterator[CheckedLine]:
    """The rows that wait for their sender, with their cells as they were sent; those that stand already do not wait."""
    waiting = upload.lines.exclude(state=RosterLine.State.OK).filter(accepted_at=None)
    rows = waiting.order_by("sheet", "row").values_list(*_COLUMNS, "sealed_cells")
    return (_line(*row, kept=open_cells(cells)) for *row, cells in rows.iterator(chunk_size=_AT_ONCE))


def _line(
    sheet: int,
    row: int,
    state: str,
    problems: list[Any],
    clashes: list[Any],
    sealed_words: bytes | None,
    sealed_edits: bytes | None,
    accepted_at: datetime.datetime | None,
    kept: KeptCells | None = None,
) -> CheckedLine:
    outcome = STANDING if accepted_at else OUTCOMES[RosterLine.State(state)]
    told = tuple(problems_of(problems, clashes, sealed_words))
    return CheckedLine(sheet, row, outcome, told, open_edits(sealed_edits), kept)
