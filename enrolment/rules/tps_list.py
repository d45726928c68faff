"""Rows of a TPS list → polling stations, or every problem in them.

A list has one row a TPS: the desa (by code, or by the names of kecamatan and desa), the TPS
number and, where known, its voters. KPU's recaps differ in titles above the table, in the
words of the header and in rows of sums below; none of that needs mending by the sender.
Lists of a province have 140,000 rows, so each distinct cell is understood once.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from operator import itemgetter
from typing import TypeVar

from enrolment.rules import tps_problems as say
from enrolment.rules.raw_row import Cell, RawRow
from enrolment.rules.region_index import RegionIndex
from enrolment.rules.roster_column_content import has_sixteen_digits
from enrolment.rules.tps_cells import Fault, Place, find_desa, tps_number, voter_count, why_no_desa
from enrolment.rules.tps_header import DESA, DESA_CODE, FIELDS, HEADER_WITHIN, TPS, Header, find_header
from enrolment.rules.tps_problems import Problem

MOST_PROBLEMS = 200

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Station:
    """One polling station; `voters` None where the list does not say."""

    desa_code: str
    tps: int
    voters: int | None


@dataclass(frozen=True, slots=True)
class TpsList:
    """What a list says. Each row is a station, has a problem, or is counted in `ignored`."""

    stations: tuple[Station, ...]
    problems: tuple[Problem, ...]
    more_problems: int = 0
    """Problems beyond those kept."""
    ignored: int = 0
    """Rows under the header that hold no station: blank rows, sums, column numbers."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Which column was read as what: {"desa_code": "A", "tps": "C"}."""


def read(rows: Iterable[RawRow], index: RegionIndex, most_problems: int = MOST_PROBLEMS) -> TpsList:
    """Understand the rows of a list that lies within the region of `index`.

    Every problem of a row is found, not only its first; `most_problems` are kept in the
    order of the rows, the rest is counted. A roster that was sent by the wrong door is told by
    its NIKs, and no cell of it is repeated.
    """
    rows = iter(rows)
    first_rows = list(islice(rows, HEADER_WITHIN))
    if any(has_sixteen_digits(cell) for row in first_rows for cell in row.cells):
        return TpsList(stations=(), problems=(Problem(None, None, say.NAMES_PEOPLE.code, say.NAMES_PEOPLE.text),))
    header = find_header(first_rows)
    if isinstance(header, Problem):
        return TpsList(stations=(), problems=(header,))
    reader = _Reader(header, index, most_problems)
    for row in chain(first_rows[header.rows :], rows):
        reader.take(row)
    return reader.result()


class _Understood(dict[Asked, Answer]):
    """A dictionary that finds out what it is asked the first time, and then knows."""

    def __init__(self, find_out: Callable[[Asked], Answer]) -> None:
        super().__init__()
        self._find_out = find_out

    def __missing__(self, asked: Asked) -> Answer:
        answer = self[asked] = self._find_out(asked)
        return answer


class _Reader:
    """Takes row after row; remembers what each distinct cell means."""

    def __init__(self, header: Header, index: RegionIndex, most_problems: int) -> None:
        self._header = header
        self._index = index
        self._most_problems = most_problems
        # A None before and enough of them behind: short rows and absent columns need no test.
        self._after: tuple[Cell, ...] = (None,) * header.width
        self._fields: Callable[[tuple[Cell, ...]], tuple[Cell, ...]] = itemgetter(
            *(header.columns.get(name, -1) + 1 for name in FIELDS)
        )
        self._desa: _Understood[tuple[Cell, ...], str | None] = _Understood(
            lambda place: find_desa(Place(*place), index)
        )
        self._tps = _Understood(tps_number)
        self._voters = _Understood(voter_count)
        self._first_rows: dict[tuple[str, int], int] = {}
        self._stations: list[Station] = []
        self._problems: list[Problem] = []
        self._more_problems = 0
        self._ignored = 0

    def take(self, row: RawRow) -> None:
        """Read one row below the header."""
        fields = self._fields((None, *row.cells, *self._after))
        place, tps_cell, voters_cell = fields[:3], fields[3], fields[4]
        desa, tps, voters = self._desa[place], self._tps[tps_cell], self._voters[voters_cell]
        if desa is not None and isinstance(tps, int) and not isinstance(voters, Fault):
            self._add(row.number, Station(desa, tps, voters))
        elif self._header.holds_no_station(row.cells):
            self._ignored += 1
        else:
            why = [part for part in (tps, voters) if isinstance(part, Fault)]
            self._reject(row.number, Place(*place) if desa is None else None, why)

    def _add(self, number: int, station: Station) -> None:
        first = self._first_rows.setdefault((station.desa_code, station.tps), number)
        if first == number:
            self._stations.append(station)
            return
        desa = self._index.desa[station.desa_code]
        params: dict[str, str | int] = {"tps": station.tps, "desa": desa, "first": first}
        self._reject(number, None, [Fault(TPS, say.TPS_TWICE, params)])

    def _reject(self, number: int, place: Place | None, why: list[Fault]) -> None:
        """Report the faults of a row; a `place` is one where no desa was found."""
        if len(self._problems) >= self._most_problems:
            self._more_problems += len(why) + (place is not None)
            return
        if place is not None:
            why = [why_no_desa(place, self._index), *why]
        for fault in why:
            if len(self._problems) < self._most_problems:
                self._problems.append(self._problem(number, fault))
            else:
                self._more_problems += 1

    def _problem(self, number: int, fault: Fault) -> Problem:
        # A list by names has no column of codes; then the fault stands at the name.
        column = self._header.letter(fault.about, DESA_CODE, DESA)
        return Problem(number, column, fault.sentence.code, fault.sentence.text, fault.params)

    def result(self) -> TpsList:
        """All that was read so far."""
        problems = tuple(self._problems)
        if not (self._stations or problems or self._more_problems):
            problems = (Problem(None, None, say.NO_ROWS.code, say.NO_ROWS.text),)
        return TpsList(
            stations=tuple(self._stations),
            problems=problems,
            more_problems=self._more_problems,
            ignored=self._ignored,
            columns=self._header.letters(),
        )
