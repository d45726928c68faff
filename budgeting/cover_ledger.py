"""An election's ledger of person-months held against what its people and prices come to now, in sets.

What is to be added and removed is worked out in temporary tables, which keep nobody waiting; only writing it down does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from budgeting import cover_sql as sql
from budgeting.models import CoverRun
from enrolment.models import Election


class Saved(NamedTuple):
    """What one payer does not pay, on one ground (CoverSaving)."""

    arrangement: int
    ground: str
    people: int
    months: int
    rupiah: int


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """What a run would come to. `elsewhere`: person-months that another election's cover pays; `saved_*` has them too.

    `standing`: person-months of the election before the run. `savings`: what each payer does not pay.
    """

    saved_months: int
    saved_rupiah: int
    elsewhere: int
    standing: int
    savings: tuple[Saved, ...]


@contextmanager
def worked_out(election: Election) -> Iterator[WorkedOut]:
    """The temporary tables that `write_down` reads stand inside the block."""
    given = {"election": election.pk}
    with connection.cursor() as cursor:
        for statement in (*sql.TABLES, sql.POSTS, sql.CARRIED, *_looked_at("cover_post")):
            cursor.execute(statement, given)
        for statement in (sql.REMOVED, *_looked_at("cover_removed"), sql.ADDED):
            cursor.execute(statement, given)
        months, rupiah = _row(cursor, sql.SAVED_HERE, given)
        elsewhere, rupiah_elsewhere = _row(cursor, sql.SAVED_ELSEWHERE, given)
        (standing,) = _row(cursor, sql.STANDING, given)
        savings = tuple(
            each for told in (sql.SAVINGS_HERE, sql.SAVINGS_ELSEWHERE) for each in _saved(cursor, told, given)
        )
    yield WorkedOut(months + elsewhere, int(rupiah + rupiah_elsewhere), elsewhere, standing, savings)
    with connection.cursor() as cursor:
        for statement in sql.TABLES_GONE:
            cursor.execute(statement)


def write_down(run: CoverRun) -> tuple[int, int]:
    """In the caller's transaction: (added, removed) person-months."""
    with connection.cursor() as cursor:
        cursor.execute(sql.REMOVE, {"run": run.pk})
        removed = cursor.rowcount
        cursor.execute(sql.ADD, {"run": run.pk})
        return cursor.rowcount, removed


def _looked_at(table: str) -> tuple[str, ...]:
    """PostgreSQL knows nothing of a temporary table that it has not looked at."""
    return (f"ANALYZE {table}",) if connection.vendor == "postgresql" else ()


def _row(cursor: Any, statement: str, given: dict[str, int]) -> Any:
    cursor.execute(statement, given)
    return cursor.fetchone()


def _saved(cursor: Any, statement: str, given: dict[str, int]) -> list[Saved]:
    cursor.execute(statement, given)
    return [Saved(payer, ground, people, months, int(rupiah)) for payer, ground, people, months, rupiah in cursor]
