"""What is wrong with a row only beside other rows, and beside the people who already stand (design/contracts.md §3).

A row that its own faults reject still is a person on a seat: it counts, so that mending it brings no new fault to
light. Rows whose seat is not known (unknown desa, TPS or position, another institution's post) sit nowhere; reserves
take no seat. Two rows of one NIK in one unit are one person.
"""

import datetime
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from enrolment.rules.period import Period
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_problems import Particulars, Problem, Unit, UnitProblem
from enrolment.rules.unit_seats import SeatLaw, UnitDays, UnitSeats

Key = tuple[int, int]
"""A row by the index of its sheet and its number there."""

_EVER = (datetime.date.min, datetime.date.max)

NO_SEAT = frozenset({"unit-overfull", "leader-twice"})
"""Faults of rows whose seat somebody else has: they pass once he leaves it."""


class SeatRow(NamedTuple):
    """What clashes need of a row; kept for every row of a file, so it is small.

    `nik` and `name_birth` are fingerprints (None: not known); `unit_code` "" where the seat is not known. `start` and
    `end` are None where neither the row nor the body's tenure says them: such a row is held against every day.
    """

    sheet: int
    row: int
    nik: bytes | None
    name_birth: bytes | None
    body: str
    position: str
    unit_code: str
    tps: int
    start: datetime.date | None
    end: datetime.date | None
    is_reserve: bool = False
    is_accepted: bool = False

    @property
    def key(self) -> Key:
        return self.sheet, self.row

    @property
    def sits(self) -> bool:
        """Whether it counts on a seat. Who was accepted counts among those who stand."""
        return bool(self.unit_code) and not self.is_reserve and not self.is_accepted


class Seated(NamedTuple):
    """Somebody who stands: by a NIK's fingerprint, on a seat of a unit, for a time.

    `has_stopped`: a person has said that he ends then, and no later list says otherwise.
    """

    unit: Unit
    nik: bytes
    position: str
    start: datetime.date
    end: datetime.date
    has_stopped: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Those who stand, as far as the file touches them.

    `serving`: rows whose NIK holds another post at an overlapping time, with what may be said of it; `namesakes`: rows
    whose name and birth date stand under another NIK. Both are found by set statements (enrolment/standing.py).
    """

    seated: Sequence[Seated] = ()
    serving: Mapping[Key, Particulars] = field(default_factory=dict)
    namesakes: Mapping[Key, Particulars] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clashes:
    """Problems by row, and those of units, in the order of region, TPS and body."""

    rows: Mapping[Key, tuple[Problem, ...]]
    units: tuple[UnitProblem, ...]


def clashes(
    rows: Sequence[SeatRow], standing: Standing, law: SeatLaw, sheets: Mapping[int, str | None] | None = None
) -> Clashes:
    """Every clash of a file; `rows` in the file's order, `sheets` their names, for what a problem says of a row.

    Accepted rows bear no problem, yet later rows are held against them. Units without a row in the file are not told.
    """
    found = _Found(sheets or {})
    _twice_in_file(rows, found)
    _same_person(rows, standing, found)
    for key, said in standing.serving.items():
        found.add(key, Problem("already-serving", Field.NIK, None, said))
    units = tuple(_units(rows, standing.seated, law, found))
    return Clashes(found.problems(without={row.key for row in rows if row.is_accepted}), units)


@dataclass(slots=True)
class _Found:
    """Problems as they are found."""

    sheets: Mapping[int, str | None]
    by_row: defaultdict[Key, list[Problem]] = field(default_factory=lambda: defaultdict(list))

    def add(self, key: Key, problem: Problem) -> None:
        self.by_row[key].append(problem)

    def place(self, row: SeatRow) -> Particulars:
        """Where a row stands, for a message: a CSV has no sheet to name."""
        sheet = self.sheets.get(row.sheet)
        return {"row": row.row} | ({"sheet": sheet} if sheet else {})

    def problems(self, without: Collection[Key]) -> dict[Key, tuple[Problem, ...]]:
        return {key: tuple(self.by_row[key]) for key in sorted(self.by_row) if key not in without}


class _Spans:
    """Spans of days that share no day, each with its row; finds the one that a new span meets."""

    __slots__ = ("_rows", "_starts")

    def __init__(self) -> None:
        self._starts: list[datetime.date] = []
        self._rows: list[tuple[datetime.date, SeatRow]] = []

    def met_by(self, row: SeatRow) -> SeatRow | None:
        start, end = _days(row)
        place = bisect_right(self._starts, end) - 1
        return self._rows[place][1] if place >= 0 and self._rows[place][0] >= start else None

    def add(self, row: SeatRow) -> None:
        start, end = _days(row)
        place = bisect_right(self._starts, start)
        self._starts.insert(place, start)
        self._rows.insert(place, (end, row))


def _days(row: SeatRow) -> tuple[datetime.date, datetime.date]:
    if row.start is None or row.end is None or row.end < row.start:
        return _EVER
    return row.start, row.end


def _twice_in_file(rows: Iterable[SeatRow], found: _Found) -> None:
    """One NIK, two rows, a common day: the later is a fault. A reserve is in office nowhere, yet stands once a body."""
    rows = list(rows)
    count = Counter(row.nik for row in rows if row.nik is not None)
    in_office: defaultdict[bytes, _Spans] = defaultdict(_Spans)
    in_body: defaultdict[tuple[bytes, str], _Spans] = defaultdict(_Spans)
    for row in rows:
        if row.nik is None or count[row.nik] < 2:
            continue
        first = in_body[row.nik, row.body].met_by(row)
        if first is None and not row.is_reserve:
            first = in_office[row.nik].met_by(row)
        if first is not None:
            found.add(row.key, Problem("nik-twice-in-file", Field.NIK, None, found.place(first)))
            continue
        in_body[row.nik, row.body].add(row)
        if not row.is_reserve:
            in_office[row.nik].add(row)


def _same_person(rows: Sequence[SeatRow], standing: Standing, found: _Found) -> None:
    """Same name and birth date under another NIK, earlier in the file or among those who stand."""
    count = Counter(row.name_birth for row in rows if row.name_birth is not None and row.nik is not None)
    first: dict[bytes, SeatRow] = {}
    for row in rows:
        if row.nik is None or row.name_birth is None:
            continue
        said = standing.namesakes.get(row.key)
        if count[row.name_birth] > 1:
            earlier = first.setdefault(row.name_birth, row)
            said = found.place(earlier) if earlier.nik != row.nik else said
        if said is not None:
            found.add(row.key, Problem("same-person-maybe", Field.NAME, None, said))


@dataclass(slots=True)
class _Sitting:
    """Who sits in one unit: those who stand and are not in the file, then the rows in the file's order.

    `staying`: those who stand and are in the file for the same unit too.
    """

    seated: list[Seated] = field(default_factory=list)
    rows: list[SeatRow] = field(default_factory=list)
    staying: list[Seated] = field(default_factory=list)
    is_in_file: bool = False


def _units(rows: Iterable[SeatRow], seated: Iterable[Seated], law: SeatLaw, found: _Found) -> Iterable[UnitProblem]:
    units = _by_unit(rows, seated)
    for unit in sorted(unit for unit, sitting in units.items() if sitting.is_in_file):
        seats = law.of(unit)
        if seats is None:
            continue
        sitting = units[unit]
        _staying_first(sitting, seats.leaders)
        _leaders(sitting, seats.leaders, found)
        surplus, people = _surplus(sitting, seats.most, law.days, law.tenures.get(unit.body))
        for row in surplus:
            said: Particulars = {"seats": seats.most, "people": people + len(surplus)}
            found.add(row.key, Problem("unit-overfull", Field.POSITION, None, said))
        if seats.is_fixed:
            yield from _vacancies(unit, sitting, people, seats)


def _staying_first(sitting: _Sitting, leaders: Collection[str]) -> None:
    """Whoever has the seat keeps it, and a ketua his post, wherever his row stands: the one too many is who comes.

    To refuse his row would not unseat him; a newcomer let in before him would.
    """
    if not sitting.staying:  # nearly every unit of a first file
        return
    leading = {who.nik for who in sitting.staying if who.position in leaders}
    staying = {who.nik for who in sitting.staying}
    sitting.rows.sort(key=lambda row: (row.nik not in leading, row.nik not in staying))


def _surplus(sitting: _Sitting, seats: int, counted: Period, tenure: Period | None) -> tuple[list[SeatRow], int]:
    """The rows for which no seat is free on one of their days, and how many sit on the fullest day without them.

    Whoever is said to serve outside the tenure is told of that alone: he leaves no vacancy.
    """
    people = _people(sitting.rows)
    spans = {(who.start, who.end) for who in sitting.seated} | {(row.start, row.end) for row in people}
    if len(spans) == 1:  # nearly every unit
        free = max(0, seats - len(sitting.seated))
        return people[free:], len(sitting.seated) + min(free, len(people))
    days = UnitDays(counted)
    for who in sitting.seated:
        days.take(who.start, who.end)
    surplus = [row for row in people if not days.take_if_free(row.start, row.end, seats)]
    elsewhere = sum(1 for row in people if tenure is not None and not _meet(_days(row), (tenure.first, tenure.last)))
    return surplus, days.most_at_once + elsewhere


def _by_unit(rows: Iterable[SeatRow], seated: Iterable[Seated]) -> dict[Unit, _Sitting]:
    """Whoever stands and is in the file for the same unit counts as the file says: it will become so."""
    units: defaultdict[tuple[str, int, str], _Sitting] = defaultdict(_Sitting)
    for row in rows:
        if not row.unit_code or row.is_reserve:
            continue
        sitting = units[row.unit_code, row.tps, row.body]
        sitting.is_in_file = True
        if row.sits:
            sitting.rows.append(row)
    for who in seated:
        sitting = units[who.unit.code, who.unit.tps, who.unit.body]
        is_in_file = any(row.nik == who.nik for row in sitting.rows)
        (sitting.staying if is_in_file else sitting.seated).append(who)
    for sitting in units.values():
        _until_they_stopped(sitting)
    return {Unit(*place): sitting for place, sitting in units.items()}


def _until_they_stopped(sitting: _Sitting) -> None:
    """Rows of those whose end was recorded in this unit take their seat no longer than that, whatever they say."""
    ends = {who.nik: who for who in sitting.staying if who.has_stopped}
    for who in sitting.staying:
        if not who.has_stopped:  # who came back serves as the file says
            ends.pop(who.nik, None)
    if ends:
        sitting.rows = [_until(row, ends.get(row.nik or b"")) for row in sitting.rows]


def _until(row: SeatRow, who: Seated | None) -> SeatRow:
    if who is None:
        return row
    start, end = _days(row)
    if end < who.start or start > who.end:
        return row
    return row._replace(start=max(start, who.start), end=min(end, who.end))


def _people(rows: Iterable[SeatRow]) -> list[SeatRow]:
    """Rows of one unit without those that tell of the same person for the same time again."""
    rows = list(rows)
    niks = [row.nik for row in rows if row.nik is not None]
    if len(set(niks)) == len(niks):  # nearly every unit
        return rows
    known: dict[bytes, _Spans] = defaultdict(_Spans)
    people: list[SeatRow] = []
    for row in rows:
        if row.nik is not None:
            if known[row.nik].met_by(row) is not None:
                continue
            known[row.nik].add(row)
        people.append(row)
    return people


def _leaders(sitting: _Sitting, leaders: Collection[str], found: _Found) -> None:
    """A second ketua on a common day. On the day of a hand-over the seat is the successor's."""
    leading: list[tuple[bytes | None, datetime.date, datetime.date, Particulars]] = [
        (who.nik, who.start, who.end, {}) for who in sitting.seated if who.position in leaders
    ]
    for row in sitting.rows:
        if row.position not in leaders:
            continue
        start, end = _days(row)
        other = next((each for each in leading if _meet(each[1:3], (start, end)) and each[0] != row.nik), None)
        if other is None:
            leading.append((row.nik, start, end, found.place(row)))
        else:
            found.add(row.key, Problem("leader-twice", Field.POSITION, None, other[3]))


def _meet(one: tuple[datetime.date, datetime.date], other: tuple[datetime.date, datetime.date]) -> bool:
    return one == other or (one[0] < other[1] and other[0] < one[1])


def _vacancies(unit: Unit, sitting: _Sitting, people: int, seats: UnitSeats) -> Iterable[UnitProblem]:
    if people < seats.least:
        yield UnitProblem(unit, "unit-short", {"seats": seats.least, "people": people})
    posts = {who.position for who in sitting.seated} | {row.position for row in sitting.rows}
    if seats.leaders and not posts & seats.leaders:
        yield UnitProblem(unit, "leader-missing")
