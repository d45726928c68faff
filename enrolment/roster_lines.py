"""A checked row as the columns of its line: particulars sealed, seat in the clear, faults beside it."""

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from enrolment.models import RosterLine
from enrolment.particulars import SEALED_CELLS, SEALED_PARTICULARS, Fingerprints, pack, pack_cells
from enrolment.rules.raw_row import Cell
from enrolment.rules.roster_clashes import SeatRow
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_lacks import lacks_of
from enrolment.rules.roster_problems import Problem, Severity, worst
from enrolment.rules.roster_rows import Cleaned, RosterRow
from enrolment.rules.unit_seats import SeatLaw
from pemilu_bpjs import vault

State = RosterLine.State

NO_PROBLEMS = "[]"

Said = TypeVar("Said", str, int, str | None, str | int)

_STATES = {Severity.ERROR: State.REJECTED.value, Severity.WARNING: State.WARNED.value, None: State.OK.value}
_BY_WEIGHT = [State.OK.value, State.WARNED.value, State.REJECTED.value]
# With one of these nobody knows (or nobody may say) on which seat a person sits.
_NO_PLACE = frozenset({"region-unknown", "region-ambiguous", "region-outside"})
_NO_POST = frozenset({"position-unknown", "position-not-yours"})
_LONGEST_NAME, _LONGEST_DECREE = 200, 100


class LineColumns(NamedTuple):
    """The columns that checking a row fills, in the order in which they are written. Days stand as ISO text."""

    state: str
    problems: str
    nik_fp: bytes | None
    name_birth_fp: bytes | None
    content_fp: bytes | None
    name: str
    sex: str
    civil: str
    is_member: bool
    lacks: int
    sealed: bytes | None
    body: str
    position: str
    region_code: str
    tps: int
    start: str | None
    end: str | None
    is_reserve: bool
    not_insured: str
    decree_number: str
    decree_date: str | None


_SEAT = slice(LineColumns._fields.index("body"), LineColumns._fields.index("tps") + 1)


class LineMaker:
    """Built once an upload, and not kept beyond it: keys may change."""

    def __init__(self, law: SeatLaw) -> None:
        self._law = law
        self._fingerprints = Fingerprints()
        self._seal_particulars = vault.sealer(SEALED_PARTICULARS)
        self._seal_cells = vault.sealer(SEALED_CELLS)

    def cells(self, cells: Sequence[Cell], headings: Mapping[Field, str]) -> bytes:
        """The sealed cells of a row."""
        return self._seal_cells(pack_cells(cells, headings))

    def columns(self, cleaned: Cleaned) -> LineColumns:
        """Particulars are sealed of a row that may be accepted; a rejected one's stand in its cells alone."""
        row, problems = cleaned.row, cleaned.problems
        state = state_of(problems)
        body, position, place, tps = _seat(row, problems)
        packed = b"" if state == State.REJECTED.value else pack(row)
        return LineColumns(
            state=state,
            problems=problems_to_json(problems),
            nik_fp=self._fingerprints.nik(row.nik) if row.nik else None,
            name_birth_fp=self._fingerprints.name_birth(row.name, row.birth_date)
            if row.name and row.birth_date
            else None,
            content_fp=self._fingerprints.content(row, packed) if packed else None,
            name=_storable(row.name)[:_LONGEST_NAME],
            sex=row.sex,
            civil=row.civil,
            is_member=row.is_member,
            lacks=lacks_of(row),
            sealed=self._seal_particulars(packed) if packed else None,
            body=body,
            position=position,
            region_code=place,
            tps=tps,
            start=_iso(row.start),
            end=_iso(row.end),
            is_reserve=row.is_reserve,
            not_insured=_not_insured(row, problems),
            decree_number=_storable(row.decree_number)[:_LONGEST_DECREE],
            decree_date=_iso(row.decree_date),
        )

    def seat_row(self, sheet: int, number: int, columns: LineColumns, row: RosterRow) -> SeatRow:
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
            row.start,
            row.end,
            columns.is_reserve,
        )


def state_of(problems: Sequence[Problem]) -> str:
    """What a row's own problems make of it."""
    return _STATES[worst(tuple(problems))] if problems else State.OK.value


def with_clashes(own_state: str, clashes: Sequence[Problem]) -> str:
    """What a row comes to when its clashes are added to what its own problems made of it."""
    return max(own_state, state_of(clashes), key=_BY_WEIGHT.index)


def kept(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems as a line keeps them."""
    return [
        {
            "code": each.code,
            "field": each.field,
            "value": _storable(each.value),
            "particulars": {name: _storable(said) for name, said in each.particulars.items()},
        }
        for each in problems
    ]


def problems_to_json(problems: Sequence[Problem]) -> str:
    """The same as the text of a JSON column."""
    return json.dumps(kept(problems), ensure_ascii=False) if problems else NO_PROBLEMS


def as_problem(told: Mapping[str, Any]) -> Problem:
    """A problem that a line kept."""
    return Problem(told["code"], told["field"], told["value"], told["particulars"])


def _seat(row: RosterRow, problems: Sequence[Problem]) -> tuple[str, str, str, int]:
    """(body, position, region code, TPS); blank what is not known, so that no row counts where it does not belong."""
    if not problems:
        return row.body, row.position, row.region, row.tps
    codes = {each.code for each in problems}
    body, position = ("", "") if codes & _NO_POST else (row.body, row.position)
    place = "" if codes & _NO_PLACE else row.region
    return body, position, place, 0 if not place or "tps-unknown" in codes else row.tps


def _not_insured(row: RosterRow, problems: Sequence[Problem]) -> str:
    """Members are insured unless a plan says otherwise, so being one alone excludes nobody."""
    if row.is_reserve:
        return "reserve"
    return "asn" if row.civil or any(each.code == "excluded-asn" for each in problems) else ""


def _iso(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _storable(said: Said) -> Said:
    """PostgreSQL takes every character but NUL."""
    return said.replace("\x00", "") if isinstance(said, str) else said
