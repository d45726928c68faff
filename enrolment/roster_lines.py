"""A checked row as the columns of its line: particulars sealed, seat in the clear, faults beside it."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from enrolment.models import RosterLine
from enrolment.particulars import SEALED_CELLS, SEALED_PARTICULARS, Fingerprints
from enrolment.row_words import WordSealer, open_words, with_words
from enrolment.rules.roster_clashes import SeatRow
from enrolment.rules.roster_line import PlainLine
from enrolment.rules.roster_problems import Problem, Severity, worst
from enrolment.rules.unit_seats import SeatLaw
from pemilu_bpjs import vault

State = RosterLine.State
_Kept = Sequence[Mapping[str, Any]]

_STATES = {
    Severity.ERROR.value: State.REJECTED.value,
    Severity.WARNING.value: State.WARNED.value,
    "": State.OK.value,
}
_BY_WEIGHT = [State.OK.value, State.WARNED.value, State.REJECTED.value]


class LineColumns(NamedTuple):
    """The columns that checking a row fills, in the order in which they are written."""

    state: str
    problems: str
    sealed_words: bytes | None
    nik_fp: bytes | None
    name_birth_fp: bytes | None
    content_fp: bytes | None
    sealed: bytes | None
    # From here on what a PlainLine says itself, in its order.
    name: str
    sex: str
    civil: str
    is_member: bool
    lacks: int
    body: str
    position: str
    region_code: str
    tps: int
    start: datetime.date | None
    end: datetime.date | None
    is_reserve: bool
    not_insured: str
    decree_number: str
    decree_date: datetime.date | None


_IN_THE_CLEAR = slice(PlainLine._fields.index("name"), PlainLine._fields.index("decree_date") + 1)
_SEAT = slice(LineColumns._fields.index("body"), LineColumns._fields.index("tps") + 1)


class LineMaker:
    """Built once an upload, and not kept beyond it: keys may change."""

    def __init__(self, law: SeatLaw) -> None:
        self._law = law
        self._fingerprints = Fingerprints()
        self._seal_particulars = vault.sealer(SEALED_PARTICULARS)
        self._seal_cells = vault.sealer(SEALED_CELLS)
        self._words = WordSealer()

    def cells(self, said: PlainLine) -> bytes:
        """The sealed cells of a row."""
        return self._seal_cells(said.cells)

    def columns(self, said: PlainLine) -> LineColumns:
        """Particulars are sealed of a row that may be accepted; a rejected one's stand in its cells alone."""
        packed, fingerprints = said.packed, self._fingerprints
        problems, words = self._words.sealed(said.problems) if said.has_words else (said.problems, None)
        return LineColumns._make(
            (
                _STATES[said.severity],
                problems,
                words,
                fingerprints.nik(said.nik) if said.nik else None,
                fingerprints.name_birth(said.name_birth) if said.name_birth else None,
                fingerprints.content(said, packed) if packed else None,
                self._seal_particulars(packed) if packed else None,
                *said[_IN_THE_CLEAR],
            )
        )

    def seat_row(self, sheet: int, number: int, columns: LineColumns, said: PlainLine) -> SeatRow:
        """What clashes need of it."""
        return SeatRow(
            sheet,
            number,
            columns.nik_fp,
            columns.name_birth_fp,
            columns.body,
            columns.position,
            columns.region_code if self._law.is_seat(*columns[_SEAT]) else "",
            columns.tps,
            said.start,
            said.end,
            columns.is_reserve,
        )


def state_of(problems: Sequence[Problem]) -> str:
    """What a row's own problems make of it."""
    return _STATES[worst(tuple(problems)) or ""]


def with_clashes(own_state: str, clashes: Sequence[Problem]) -> str:
    """What a row comes to when its clashes are added to what its own problems made of it."""
    return max(own_state, state_of(clashes), key=_BY_WEIGHT.index)


def as_problem(told: Mapping[str, Any]) -> Problem:
    """A problem that a line kept; of words it tells the marks."""
    return Problem(told["code"], told["field"], told["value"], told["particulars"])


def problems_of(problems: _Kept, clashes: _Kept, sealed_words: bytes | None) -> list[Problem]:
    """All that a line kept, the words of its cells told again. Raises vault.VaultError."""
    words = open_words(sealed_words)
    return [as_problem(with_words(each, words)) for each in (*problems, *clashes)]
