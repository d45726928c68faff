"""A roster's good rows become people and seats, in sets: what accepting does in the database.

Persons and records that nobody had before are written first, in committed chunks: without an assignment nobody sees
them, and a second run finds them there. What each row comes to is worked out in a temporary table, which locks nobody.
`merge` then writes all that anyone can see, and is all that the one transaction has to wait for. Whoever is killed in
between leaves no visible half. `tell_lines` marks the rows afterwards, from what stands, as often as it takes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, Min

from enrolment import merging_sql as sql
from enrolment.models import Person, PersonRecord, RosterLine, RosterUpload
from enrolment.overwriting import Saying, overwritten
from enrolment.table_counts import count_if_unknown

CHUNK = 20_000
_OPENED_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows by what became of them."""

    new: int
    changed: int
    unchanged: int

    @property
    def rows(self) -> int:
        return self.new + self.changed + self.unchanged


class Merging:
    """The merge of one upload: `prepare`, then `work_out`, then `merge` inside the transaction that shows it."""

    def __init__(self, upload: RosterUpload, *, at: datetime, by: Any) -> None:
        self._upload = upload
        self._given = {
            "upload": upload.pk,
            "election": upload.election_id,
            "institution": upload.institution,
            "at": connection.ops.adapt_datetimefield_value(at),
            "by": None if by is None else by.pk,
        }

    def prepare(self) -> None:
        """Persons and records that are new, each chunk a transaction of its own."""
        rows = self._upload.rows
        for chunk in reversed(chunks(self._upload, CHUNK)):
            with transaction.atomic(), connection.cursor() as cursor:
                within = {**self._given, **chunk}
                cursor.execute(sql.PERSONS, within)
                count_if_unknown(Person, rows=rows)
                cursor.execute(sql.RECORDS, within)
        count_if_unknown(PersonRecord, rows=rows)

    @contextmanager
    def work_out(self) -> Iterator[Counts]:
        """What each row comes to; the temporary tables stand inside the block."""
        with connection.cursor() as cursor:
            self._run(cursor, *sql.TABLES, sql.ROWS)
            if connection.vendor == "postgresql":
                self._run(cursor, "ANALYZE roster_merging")
            self._run(cursor, sql.ONE_SPEAKS)
            _overwrite(cursor)
            self._run(cursor, sql.SAYS_THE_SAME, sql.SEATS, sql.ANY_SITS)
            if cursor.fetchone()[0]:
                self._run(cursor, sql.NOT_INSURED, sql.SITS_OTHER)
            self._run(cursor, sql.COUNTS)
            new, changed, rows = cursor.fetchone()
        yield Counts(new, changed, rows - new - changed)
        with connection.cursor() as cursor:
            self._run(cursor, *sql.TABLES_GONE)

    def overlooks_any(self) -> bool:
        """Whether a good row is not among those worked out: what `prepare` wrote of it is there no longer."""
        with connection.cursor() as cursor:
            self._run(cursor, sql.OVERLOOKED)
            return bool(cursor.fetchone()[0])

    def merge(self) -> None:
        """All that anyone can see, in the caller's transaction."""
        with connection.cursor() as cursor:
            self._run(cursor, sql.changes(connection.vendor), sql.RENAMED, sql.RECORDS_CHANGE)
            self._run(cursor, sql.SEATS_CHANGE, sql.SEATS_BEGIN, sql.SEATS_NEW)
        if connection.vendor == "postgresql":
            connection.check_constraints()  # a look-up for each seat, which would else come at the commit

    def _run(self, cursor: Any, *statements: str) -> None:
        for statement in statements:
            cursor.execute(statement, self._given)


def chunks(upload: RosterUpload, rows: int) -> list[dict[str, int]]:
    """Runs of some thousands of an upload's rows, in the file's order: no write of one keeps others waiting long."""
    lines = RosterLine.objects.filter(upload=upload).order_by("sheet").values_list("sheet")
    return [
        {"sheet": sheet, "first": begins, "last": begins + rows - 1}
        for sheet, first, last in lines.annotate(Min("row"), Max("row"))
        for begins in range(first, last + 1, rows)
    ]


def tell_lines(upload: RosterUpload, *, at: datetime, are_new: bool) -> None:
    """Marks every row whose seat stands with what became of it; what is marked already stays as it is.

    `are_new`: the acceptance changed nobody and found nobody standing.
    """
    given = {
        "upload": upload.pk,
        "election": upload.election_id,
        "institution": upload.institution,
        "at": connection.ops.adapt_datetimefield_value(at),
    }
    for chunk in chunks(upload, CHUNK):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql.TELL_NEW if are_new else sql.TELL_LINES, {**given, **chunk})


def _overwrite(cursor: Any) -> None:
    """What the records of those rows that say something else are to say; a blank cell takes nothing away."""
    after = 0
    while True:
        cursor.execute(sql.SAYING, {"after": after, "limit": _OPENED_AT_ONCE})
        rows = [Saying(*row) for row in cursor.fetchall()]
        if not rows:
            return
        after = rows[-1].line
        told = [each for row in rows if (each := overwritten(row)) is not None]
        if told:
            cursor.executemany(sql.SAID, told)
