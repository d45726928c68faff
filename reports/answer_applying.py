"""What an answer changes, staged in a temporary table beforehand, so that the change itself is short.

SQLite and PostgreSQL run the same statements; they are put together from each other, never from anybody's words.
"""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection

from budgeting.models import Registration
from pemilu_bpjs import vault
from reports.answer_cells import open_cells
from reports.models import Answer, AnswerRow, BatchRow
from reports.models.batch import FileKind
from reports.rules.answer_outcomes import Answered, Outcome, Why
from reports.rules.answer_row import AnswerCells
from reports.rules.answer_words import reason_of
from reports.sending import KPJ

_AT_ONCE = 2_000
_REASON = "answer-reason"
_BEFORE = {Why.AFTER_REJECTION: Answered.REJECTED, Why.KPJ_ADDED: Answered.ACCEPTED}
_MEMBERS = frozenset({FileKind.NEW, FileKind.CONTINUING})

_TABLE = """
CREATE TEMPORARY TABLE answer_applying (
    batch_row bigint PRIMARY KEY, was varchar(8) NOT NULL, state varchar(8) NOT NULL, reason_code varchar(40) NOT NULL,
    reason {blob}, registration_state varchar(8), kpj {blob}, kpj_fp {blob}, start date, is_again integer NOT NULL)
"""
_GONE = "DROP TABLE IF EXISTS answer_applying"

# Each staged row is still as it was when the preview was shown: unanswered, the newest of its person, his number his.
_STILL = """
SELECT count(*) FROM answer_applying t
JOIN reports_batchrow b ON b.id = t.batch_row AND b.state = t.was
JOIN budgeting_registration r ON r.id = b.registration_id
WHERE (t.kpj_fp IS NULL OR r.kpj_fp IS NULL OR r.kpj_fp = t.kpj_fp)
    AND NOT EXISTS (
        SELECT 1 FROM budgeting_registration o WHERE o.kpj_fp = t.kpj_fp AND o.person_id <> r.person_id)
    AND NOT EXISTS (SELECT 1 FROM reports_batchrow n WHERE n.registration_id = b.registration_id AND n.id > b.id)
"""

_ROWS = """
UPDATE reports_batchrow SET state = t.state, reason_code = t.reason_code, reason = t.reason, answered_at = %(at)s
FROM answer_applying t WHERE reports_batchrow.id = t.batch_row
"""

# A leaver whom BPJS kept serves on as far as it is concerned: his end is told again. Whom it knows under a number of
# his own is told again under that number. Who was to be told again as he is, and is taken after all, need not be.
_REGISTRATIONS = """
UPDATE budgeting_registration SET
    state = COALESCE(t.registration_state, budgeting_registration.state),
    kpj = COALESCE(budgeting_registration.kpj, t.kpj),
    kpj_fp = COALESCE(budgeting_registration.kpj_fp, t.kpj_fp),
    confirmed_from = COALESCE(t.start, budgeting_registration.confirmed_from),
    ended_on = CASE WHEN t.registration_state = 'active' THEN NULL ELSE budgeting_registration.ended_on END,
    sent_content_fp = CASE WHEN t.is_again = 1 THEN NULL
        WHEN t.state = 'accepted' THEN COALESCE(budgeting_registration.sent_content_fp, t.content_fp)
        ELSE budgeting_registration.sent_content_fp END,
    sent_wage = CASE WHEN t.state = 'accepted' THEN COALESCE(budgeting_registration.sent_wage, t.wage)
        ELSE budgeting_registration.sent_wage END,
    updated_at = %(at)s
FROM (
    SELECT a.*, b.registration_id, b.content_fp, b.wage
    FROM answer_applying a JOIN reports_batchrow b ON b.id = a.batch_row) t
WHERE budgeting_registration.id = t.registration_id
"""


class Change(NamedTuple):
    """What one row of an answer does to the row of ours and to its person's registration."""

    batch_row: int
    was: str
    state: str
    reason_code: str
    reason: bytes | None
    registration_state: str | None
    kpj: bytes | None
    kpj_fp: bytes | None
    start: datetime.date | None
    is_again: int


@contextmanager
def staged(answer: Answer, start: datetime.date) -> Iterator[int]:
    """What the answer's rows change, in a temporary table inside the block; gives how many they are.

    `start`: the first day of cover of those of whom the answer names no day.
    """
    blob = "bytea" if connection.vendor == "postgresql" else "blob"
    with connection.cursor() as cursor:
        cursor.execute(_GONE)
        cursor.execute(_TABLE.format(blob=blob))
    changes, count = _changes(answer, start), 0
    while chunk := list(islice(changes, _AT_ONCE)):
        _keep(chunk)
        count += len(chunk)
    yield count
    with connection.cursor() as cursor:
        cursor.execute(_GONE)


def still_holds(count: int) -> bool:
    """Whether nothing that was staged has been answered or sent otherwise meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(_STILL)
        return bool(cursor.fetchone()[0] == count)


def write(at: datetime.datetime) -> None:
    """In the caller's transaction: rows and registrations as staged."""
    given = {"at": connection.ops.adapt_datetimefield_value(at)}
    with connection.cursor() as cursor:
        cursor.execute(_REGISTRATIONS, given)
        cursor.execute(_ROWS, given)


def _changes(answer: Answer, start: datetime.date) -> Iterator[Change]:
    seal_kpj, seal_reason, kpj_fp = vault.sealer(KPJ), vault.sealer(_REASON), vault.fingerprinter(KPJ)
    rows = AnswerRow.objects.filter(answer=answer, outcome__in=(Outcome.ACCEPTED, Outcome.REJECTED)).order_by("pk")
    told = rows.values_list("batch_row", "batch_row__kind", "outcome", "why", "sealed")
    for batch_row, kind, outcome, why, sealed in told.iterator(_AT_ONCE):
        cells, _verdict = open_cells(sealed)
        is_taken = outcome == Outcome.ACCEPTED
        words = "" if is_taken else " · ".join(filter(None, (cells.status, cells.reason)))
        yield Change(
            batch_row=batch_row,
            was=_BEFORE.get(why, Answered.OPEN).value,
            state=(BatchRow.State.ACCEPTED if is_taken else BatchRow.State.REJECTED).value,
            reason_code="" if is_taken else reason_of(cells.reason or cells.status).value,
            reason=seal_reason(words.encode()) if words else None,
            registration_state=_state(kind, is_taken, why),
            kpj=seal_kpj(cells.kpj.encode()) if cells.kpj else None,
            kpj_fp=kpj_fp(cells.kpj) if cells.kpj else None,
            start=_start(cells, start, kind, why) if is_taken else None,
            is_again=int(not is_taken and kind == FileKind.NEW and bool(cells.kpj)),
        )


def _state(kind: str, is_taken: bool, why: str) -> str | None:
    """The registration's; None leaves it as it is."""
    states = Registration.State
    if kind in _MEMBERS and why != Why.KPJ_ADDED:
        return (states.ACTIVE if is_taken else states.REJECTED).value
    if kind == FileKind.LEAVER:
        return (states.ENDED if is_taken else states.ACTIVE).value
    return None


def _start(cells: AnswerCells, start: datetime.date, kind: str, why: str) -> datetime.date | None:
    if kind not in _MEMBERS:
        return None
    return cells.start or (None if why == Why.KPJ_ADDED else start)


def _keep(changes: Sequence[Change]) -> None:
    columns = ", ".join(Change._fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY answer_applying ({columns}) FROM STDIN") as copy:
                for change in changes:
                    copy.write_row(change)
        else:
            places = ", ".join(["%s"] * len(Change._fields))
            rows: list[Any] = [
                [*change[:-2], change.start and change.start.isoformat(), change.is_again] for change in changes
            ]
            cursor.executemany(f"INSERT INTO answer_applying ({columns}) VALUES ({places})", rows)  # noqa: S608
