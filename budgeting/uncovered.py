"""Who serves without cover: on a day, with the reason and who must act; and the days lost over a tenure.

Counts reach as far as the quota board does, names only to people whom the reader may see.
"""

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Max, Min, Q

from budgeting import risk_sql as sql
from budgeting.rules.risk import Risk
from enrolment.models import Assignment, Election
from enrolment.models.scope import people_within
from enrolment.rules.period import month_of, month_period, months_between
from pemilu_bpjs.permissions import Right

_COLUMNS = (
    "id", "person_id", "record_id", "election_id", "institution", "body", "position", "region_code", "tps", "start",
    "end", "is_reserve", "not_insured", "voided_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose cover, on which day, in which region and of which institution ("": wherever the right reaches).

    `user` None: a command sees all.
    """

    election: Election
    day: datetime.date
    user: Any = None
    region: str = ""
    institution: str = ""
    right: Right = Right.VIEW_QUOTA


@dataclass(frozen=True, slots=True)
class Cell:
    """Seats of one body in one unit's region on the day. `risk` None: covered."""

    risk: Risk | None
    institution: str
    body: str
    region_code: str
    seats: int


@dataclass(frozen=True, slots=True)
class Found:
    """People in office on the day, each once, and those of them without cover."""

    people: int
    uncovered: int


@dataclass(frozen=True, slots=True)
class RiskySeat:
    """A seat whose holder is not covered on the day."""

    seat: Assignment
    risk: Risk


@dataclass(frozen=True, slots=True)
class Lost:
    """Days in office of one body's seats in a kecamatan.

    `unpaid`: in no paid month; `unconfirmed`: in a paid month, before BPJS took them; `hit`: seats with any such day.
    """

    institution: str
    body: str
    kecamatan: str
    seats: int
    hit: int
    days: int
    unpaid: int
    unconfirmed: int


@dataclass(frozen=True, slots=True)
class LostSeat:
    """One seat's days in office without cover."""

    seat: Assignment
    days: int
    unpaid: int
    unconfirmed: int


@dataclass(frozen=True, slots=True)
class LostPage:
    """Of the people whom a user may see: all sums, and one page of their seats."""

    cells: tuple[Lost, ...]
    seats: list[LostSeat]


def counts(asked: Asked) -> tuple[Cell, ...]:
    """Seats in office on the day by risk, institution, body and region."""
    rows = _rows(asked, sql.COUNTS)
    return tuple(
        Cell(Risk(risk) if risk else None, institution, body, region, seats)
        for risk, institution, body, region, seats, _people in rows
    )


def people(asked: Asked) -> Found:
    """Each person once, whatever seats he has."""
    ((uncovered, whole),) = _rows(asked, sql.PEOPLE)
    return Found(whole, uncovered)


def are_all_named(user: Any) -> bool:
    """Whether the user sees the name of everybody whom he may count."""
    return people_within(user, Right.VIEW_QUOTA) == people_within(user, Right.VIEW_PERSON)


def risky_seats(asked: Asked, *, risks: Collection[Risk] = tuple(Risk), limit: int, offset: int) -> list[RiskySeat]:
    """A page of them in the order of units; only of people whom the user may see."""
    marks = ", ".join(["%s"] * len(risks))
    given = (*(risk.value for risk in risks), limit, offset)
    rows = _rows(_of_people(asked), sql.SEATS, given, risks=marks)
    seats = _seats(key for key, _risk in rows)
    return [RiskySeat(seats[key], Risk(risk)) for key, risk in rows]


def lost(asked: Asked) -> tuple[Lost, ...]:
    """Days in office up to the asked day, and those of them without cover, by body and kecamatan."""
    cells, _seats = _lost(asked, limit=0, offset=0)
    return cells


def lost_page(asked: Asked, *, limit: int, offset: int) -> LostPage:
    """The same of the people whom the user may see, with a page of the seats with most days without cover."""
    cells, rows = _lost(_of_people(asked), limit=limit, offset=offset)
    seats = _seats(key for key, *_days in rows)
    found = ((seats[key], unpaid, unconfirmed) for key, unpaid, unconfirmed in rows)
    return LostPage(cells, [LostSeat(seat, _until(seat, asked.day), *days) for seat, *days in found])


def _lost(asked: Asked, *, limit: int, offset: int) -> tuple[tuple[Lost, ...], list[tuple[int, int, int]]]:
    months = _months(asked)
    if not months:
        return (), []
    scope, params = _scope(asked)
    statement = sql.lost_days(connection.vendor, len(months), scope)
    day = _date(asked.day)
    rows = _run(statement, (*_calendar(asked, months), day, *params, day, limit, offset))
    # PostgreSQL's sums of sums are decimals
    cells = [Lost(*row[1:4], *(int(figure) for figure in row[4:])) for row in rows if row[0] is None]
    seats = [(row[0], int(row[7]), int(row[8])) for row in rows if row[0] is not None]
    ordered = sorted(cells, key=lambda each: (each.kecamatan, each.institution, each.body))
    return tuple(ordered), sorted(seats, key=lambda each: (-each[1] - each[2], each[0]))


def _until(seat: Assignment, day: datetime.date) -> int:
    """Days in office up to and with the day."""
    return (min(seat.end, day) - seat.start).days + 1


def _rows(asked: Asked, statement: str, after: tuple[Any, ...] = (), **parts: str) -> Any:
    scope, params = _scope(asked)
    day, month = _date(asked.day), month_of(asked.day)
    return _run(statement.format(scope=scope, **parts), (day, day, day, month, *params, month, day, day, *after))


def _run(statement: str, params: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _scope(asked: Asked) -> tuple[str, tuple[Any, ...]]:
    """The seats that the reader may count or see, as the ORM compiles it from his rights: (statement, parameters)."""
    seats = Assignment.objects.filter(election=asked.election)
    if asked.user is not None:
        seats = seats.visible_to(asked.user, asked.right)
    if asked.institution:
        seats = seats.filter(institution=asked.institution)
    if asked.region:
        seats = seats.filter(Q(region_code=asked.region) | Q(region_code__startswith=f"{asked.region}."))
    try:
        compiled: tuple[str, tuple[Any, ...]] = seats.order_by().values(*_COLUMNS).query.sql_with_params()
    except EmptyResultSet:  # no right reaches anywhere
        return "SELECT * FROM enrolment_assignment WHERE 1 = 0", ()
    return compiled


def _of_people(asked: Asked) -> Asked:
    return replace(asked, right=Right.VIEW_PERSON)


def _months(asked: Asked) -> tuple[str, ...]:
    """Every month from the first tenure's begin to the asked day."""
    span = Assignment.objects.seated().filter(election=asked.election).aggregate(first=Min("start"), last=Max("end"))
    if span["first"] is None or span["first"] > asked.day:
        return ()
    return months_between(month_of(span["first"]), month_of(min(span["last"], asked.day)))


def _calendar(asked: Asked, months: tuple[str, ...]) -> tuple[Any, ...]:
    days = ((month, month_period(month)) for month in months)
    return tuple(
        each for month, period in days for each in (month, _date(period.first), _date(min(period.last, asked.day)))
    )


def _seats(keys: Iterator[int]) -> dict[int, Assignment]:
    return Assignment.objects.select_related("record").in_bulk(list(keys))


def _date(day: datetime.date) -> Any:
    return connection.ops.adapt_datefield_value(day)
