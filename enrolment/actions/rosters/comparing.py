"""A roster held against who stands already: who is new, changed, moved, gone. Nobody's data is touched."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection
from django.utils import timezone

from enrolment import comparing_sql as sql
from enrolment import mapping
from enrolment.merging import Merging
from enrolment.models import Assignment, PersonRecord, RosterLine, RosterUpload
from enrolment.overwriting import Saying, overwritten, saying, told
from enrolment.particulars import open_particulars
from enrolment.roster_lines import as_problem, state_of
from enrolment.rules.masking import masked
from enrolment.rules.roster_clashes import NO_SEAT
from enrolment.rules.roster_columns import holds_a_part
from enrolment.rules.roster_fields import PARTICULARS, Field

SHOWN = 200
"""At most so many people of a kind are listed; their number is told in any case."""

_TRIED = 20
"""So many rows that say otherwise are opened before a whole list is worked out."""

_ASKED_AT_ONCE = 500
_SEAT_FIELDS = (Field.POSITION, Field.START, Field.END, Field.DECREE_NUMBER, Field.DECREE_DATE)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a field said and will say, masked where it is personal; None: nothing."""

    field: Field
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """A row whose person sits there already, and what it says otherwise."""

    line: RosterLine
    assignment: Assignment
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A row whose person sits in another unit of the same body; accepting may end that seat if a person says so."""

    line: RosterLine
    old: Assignment


@dataclass(frozen=True, slots=True)
class Namesake:
    """A row whose name and birth date somebody in the file's units has under another NIK: perhaps one person."""

    line: RosterLine
    seat: Assignment


@dataclass(frozen=True, slots=True)
class Numbers:
    """`namesakes` are people who sit there already; the rows of their names are counted among the others too.

    `absent`: people of the file's desa and bodies in units of which it has no row; nobody calls them gone. `blocked`:
    rejected rows of people who would move, as two who change places; they are among none of the others. `stopped`: rows
    of people of whom it is recorded that they stopped, which stays so.
    """

    new: int
    changed: int
    unchanged: int
    moved: int
    gone: int
    namesakes: int = 0
    absent: int = 0
    blocked: int = 0
    stopped: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """The first `SHOWN` of each kind. Those gone stay until a person ends them; their record is with each.

    `blocked`: moves to a seat that somebody else still has, so that their rows are rejected.
    `is_first`: nobody of this institution sat in these units before, so that there is nothing to compare.
    `is_part`: the file is a workbook of ours that never held everybody, so nobody is gone or left out.
    """

    numbers: Numbers
    new: Sequence[RosterLine]
    changed: Sequence[Change]
    moved: Sequence[Move]
    blocked: Sequence[Move]
    gone: Sequence[Assignment]
    namesakes: Sequence[Namesake]
    is_first: bool
    is_part: bool


def compare(*, upload: RosterUpload) -> Comparison:
    """The rows that would be accepted now against the people of that election and institution."""
    is_part = _is_part(upload)
    with Merging(upload, at=timezone.now(), by=None).work_out() as counts, _file_at_hand(upload) as given:
        good = _ask(sql.GOOD, given)[0][0]
        moved = dict(_ask(sql.MOVED, given))
        blocked = _blocked(dict(_ask(sql.REJECTED_MOVES, given)))
        namesakes, others = _namesakes(_ask(sql.NAMESAKES, given))
        gone = [] if is_part else [*_gone(given), *others]
        is_first = not moved and not blocked and not _ask(sql.ANYBODY, given)
        new = [pk for (pk,) in _ask(sql.NEW, {**given, "limit": SHOWN + len(moved)}) if pk not in moved]
        changed = _ask(sql.CHANGED, {**given, "limit": SHOWN})
        absent = 0 if is_part else _ask(sql.ABSENT, given)[0][0]
        stopped = _ask(sql.STOPPED, given)[0][0]
    seated = counts.changed + counts.unchanged
    return Comparison(
        Numbers(
            good - seated - len(moved),
            counts.changed,
            counts.unchanged,
            len(moved),
            len(gone),
            len(namesakes),
            absent,
            len(blocked),
            stopped,
        ),
        _lines(new[:SHOWN]),
        tuple(_changes(changed)),
        tuple(Move(line, seat) for line, seat in _paired(moved.items())),
        tuple(Move(line, seat) for line, seat in _paired(blocked.items())),
        list(Assignment.objects.filter(pk__in=gone[:SHOWN]).select_related("record")),
        tuple(Namesake(line, seat) for line, seat in _paired(namesakes)),
        is_first,
        is_part,
    )


def brings_news(*, upload: RosterUpload) -> bool:
    """Whether accepting its good rows would change anything: a later list may say again what stands exactly so.

    Most lists that do tell it at once; only the others are worked out as a whole.
    """
    if upload.accepted >= upload.ok + upload.warned:
        return False
    given = _given(upload)
    if _ask(sql.UNSEATED, given):
        return True
    if any(overwritten(Saying(*row)) for row in _ask(sql.SAYING, {**given, "limit": _TRIED})):
        return True
    with Merging(upload, at=timezone.now(), by=None).work_out() as counts:
        return counts.new + counts.changed > 0


def gone_seats(*, upload: RosterUpload) -> list[int]:
    """Everybody whom the comparison calls gone, by the keys of their seats."""
    if _is_part(upload):
        return []
    with _file_at_hand(upload) as given:
        _perhaps, others = _namesakes(_ask(sql.NAMESAKES, given))
        return [*_gone(given), *others]


def _is_part(upload: RosterUpload) -> bool:
    return any(holds_a_part(sheet.headers) for sheet in mapping.layout_of(upload).sheets)


def _given(upload: RosterUpload) -> dict[str, Any]:
    return {"upload": upload.pk, "election": upload.election_id, "institution": upload.institution}


@contextmanager
def _file_at_hand(upload: RosterUpload) -> Iterator[dict[str, Any]]:
    """Whom and what units the file has, in temporary tables inside the block; what the statements are given."""
    given = _given(upload)
    with connection.cursor() as cursor:
        for statement in (*sql.TABLES, *(sql.COUNTED if connection.vendor == "postgresql" else ())):
            cursor.execute(statement, given)
    yield given
    with connection.cursor() as cursor:
        for statement in sql.TABLES_GONE:
            cursor.execute(statement)


def _gone(given: Mapping[str, Any]) -> Iterator[int]:
    return (pk for (pk,) in _ask(sql.GONE, given))


def _blocked(rejected: Mapping[int, int]) -> dict[int, int]:
    """(line: seat) of those that nothing but a taken seat rejects, in the file's order."""
    keys, passing = list(rejected), set()
    for start in range(0, len(keys), _ASKED_AT_ONCE):
        lines = RosterLine.objects.filter(pk__in=keys[start : start + _ASKED_AT_ONCE])
        for key, problems, clashes in lines.values_list("pk", "problems", "clashes"):
            others = [as_problem(each) for each in (*problems, *clashes) if each["code"] not in NO_SEAT]
            if state_of(others) != RosterLine.State.REJECTED:
                passing.add(key)
    return {line: seat for line, seat in rejected.items() if line in passing}


def _namesakes(rows: Sequence[tuple[int, int, bool]]) -> tuple[list[tuple[int, int]], list[int]]:
    """(line, seat) of who may be one person; and the seats of those who were found to be others, and so are gone."""
    perhaps: dict[int, int] = {}
    for line, seat, are_two in rows:
        if not are_two:
            perhaps.setdefault(seat, line)
    others = dict.fromkeys(seat for _line, seat, _are_two in rows if seat not in perhaps)
    return [(line, seat) for seat, line in perhaps.items()], list(others)


def _lines(ids: Sequence[int]) -> list[RosterLine]:
    return list(RosterLine.objects.filter(pk__in=ids).order_by("sheet", "row"))


def _changes(rows: Sequence[tuple[int, int, int, bool]]) -> Iterator[Change]:
    lines = RosterLine.objects.in_bulk([line for line, *_others in rows])
    records = PersonRecord.objects.in_bulk([record for _line, record, *_others in rows])
    seats = Assignment.objects.in_bulk([seat for _line, _record, seat, _says in rows])
    for line_id, record_id, seat_id, says_other in rows:
        line, seat = lines[line_id], seats[seat_id]
        of_person = _said(records[record_id], line) if says_other else ()
        yield Change(line, seat, (*of_person, *_seat(seat, line)))


def _said(record: PersonRecord, line: RosterLine) -> Iterator[Difference]:
    """What the record will say otherwise: what the row leaves blank stays."""
    row = told(saying(record, line))
    before: Mapping[Field, Any] = {
        **open_particulars(record.sealed), Field.NAME: record.name, Field.SEX: record.sex,
    }  # fmt: skip
    for field in (Field.NAME, Field.SEX, *PARTICULARS):
        old, new = before[field], getattr(row, field.value)
        if old != new:
            # A name is no secret between an office and its own people.
            shown = str if field is Field.NAME else lambda cell, field=field: masked(field, cell)
            yield Difference(field, shown(old), shown(new))


def _seat(seat: Assignment, line: RosterLine) -> Iterator[Difference]:
    for field in _SEAT_FIELDS:
        old, new = getattr(seat, field.value), getattr(line, field.value)
        if new not in ("", None, old) and not (field is Field.END and seat.stop_reason):
            yield Difference(field, masked(field, old), masked(field, new))
    if seat.is_reserve != line.is_reserve:
        yield Difference(Field.RESERVE, *("ya" if each.is_reserve else "tidak" for each in (seat, line)))


def _paired(found: Iterable[tuple[int, int]]) -> Iterator[tuple[RosterLine, Assignment]]:
    """The first lines, each with the seat that stands against it."""
    keys = list(islice(found, SHOWN))
    lines = RosterLine.objects.in_bulk([line for line, _seat in keys])
    seats = Assignment.objects.select_related("record").in_bulk([seat for _line, seat in keys])
    return ((lines[line], seats[seat]) for line, seat in keys)


def _ask(statement: str, given: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
