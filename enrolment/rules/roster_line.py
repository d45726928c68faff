"""A placed row → all that its line says, before anything of it is sealed or made a fingerprint.

Plain values only, so that another program can work rows out (enrolment/row_program) as well as the one that writes
them; a single row that was edited comes by here too.
"""

import datetime
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from enrolment.rules.raw_row import Cell
from enrolment.rules.roster_cells import field_taker
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_lacks import file_level, lacks_of
from enrolment.rules.roster_lookups import Lookups
from enrolment.rules.roster_packing import name_and_birth, pack, pack_cells, problems_to_json, storable
from enrolment.rules.roster_problems import Problem, Severity, repeats_words, worst
from enrolment.rules.roster_row import clean
from enrolment.rules.roster_rows import Cleaned, Layout, PlacedRow, RosterRow
from enrolment.rules.roster_settled import Settled

_NOTHING_TYPED: Mapping[Field, str] = MappingProxyType({})
# With one of these nobody knows (or nobody may say) on which seat a person sits.
_NO_PLACE = frozenset({"region-unknown", "region-ambiguous", "region-outside"})
_NO_POST = frozenset({"position-unknown", "position-not-yours"})
_LONGEST_NAME, _LONGEST_DECREE = 200, 100


class PlainLine(NamedTuple):
    """A checked row in the clear: to be sealed at once, never stored or logged as it is.

    `severity`: that of its worst problem, "" where there is none; `problems` as JSON, and whether they repeat words of
    the row as they were typed; `nik` and `name_birth` (see roster_packing) "" where they are not known; `packed`: the
    particulars, empty of a row that cannot be accepted.
    """

    cells: bytes
    severity: str
    problems: str
    has_words: bool
    nik: str
    name_birth: str
    packed: bytes
    name: str
    sex: str
    civil: str
    is_member: bool
    lacks: int
    body: str
    position: str
    region: str
    tps: int
    start: datetime.date | None
    end: datetime.date | None
    is_reserve: bool
    not_insured: str
    decree_number: str
    decree_date: datetime.date | None
    file_level: tuple[str, ...]
    """Which of the problems told once a file the row adds to."""


class RowRules:
    """Built once for many rows, with each sheet's columns prepared."""

    def __init__(self, layout: Layout, settled: Mapping[int, Settled], lookups: Lookups) -> None:
        self.lookups = lookups
        self._settled = settled
        self._takers = {sheet.index: field_taker(sheet) for sheet in layout.sheets}

    def fields(self, sheet: int, placed: PlacedRow, edits: Mapping[Field, str] = _NOTHING_TYPED) -> dict[Field, Cell]:
        """What the row says now: its cells by field, those that were typed over included."""
        fields = self._takers[sheet](placed)
        return {**fields, **edits} if edits else fields

    def line(self, sheet: int, placed: PlacedRow, edits: Mapping[Field, str] = _NOTHING_TYPED) -> PlainLine:
        """The row checked on its own."""
        fields = self.fields(sheet, placed, edits)
        cleaned = clean(fields, settled=self._settled[sheet], lookups=self.lookups)
        return _line(placed, cleaned, file_level(fields, cleaned.row))


def _line(placed: PlacedRow, cleaned: Cleaned, told_once: tuple[str, ...]) -> PlainLine:
    row, problems = cleaned.row, cleaned.problems
    severity = worst(problems) if problems else None
    is_rejected = severity is Severity.ERROR
    body, position, region, tps = _seat(row, problems)
    return PlainLine(  # in its order: thousands of times, names cost more than some of the rules
        pack_cells(placed.cells, placed.headings),
        severity.value if severity else "",
        problems_to_json(problems),
        repeats_words(problems) if problems else False,
        row.nik,
        name_and_birth(row.name, row.birth_date) if row.name and row.birth_date else "",
        # A rejected row's particulars stand in its cells alone, and its decree too: in a row whose cells have slipped,
        # something else.
        b"" if is_rejected else pack(row),
        storable(row.name)[:_LONGEST_NAME],
        row.sex,
        row.civil,
        row.is_member,
        lacks_of(row),
        body,
        position,
        region,
        tps,
        row.start,
        row.end,
        row.is_reserve,
        _not_insured(row, problems),
        "" if is_rejected else storable(row.decree_number)[:_LONGEST_DECREE],
        None if is_rejected else row.decree_date,
        told_once,
    )


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
