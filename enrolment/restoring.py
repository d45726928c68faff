"""What an upload changed is put back as it stood before: the other direction of enrolment/merging.py."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from enrolment.models import RosterChange, RosterUpload

_AT_ONCE = 2_000

_SEAT = """
UPDATE enrolment_assignment SET position = %s, start = %s, "end" = %s, is_reserve = %s, not_insured = %s,
    decree_number = %s, decree_date = %s, stop_reason = %s, line_id = %s, voided_at = NULL
WHERE id = %s
"""
_RECORD = """
UPDATE enrolment_personrecord SET name = %s, sex = %s, civil = %s, is_member = %s, lacks = %s, name_birth_fp = %s,
    content_fp = %s, sealed = %s, updated_at = %s
WHERE id = %s
"""
# What depends on the seats goes before them; their decisions are about seats that never were.
_GONE = (
    "DELETE FROM enrolment_rosterchange WHERE upload_id = %(upload)s",
    """
    DELETE FROM enrolment_overlapdecision WHERE first_id IN (
        SELECT id FROM enrolment_assignment WHERE upload_id = %(upload)s)
    """,
    """
    DELETE FROM enrolment_overlapdecision WHERE second_id IN (
        SELECT id FROM enrolment_assignment WHERE upload_id = %(upload)s)
    """,
    "DELETE FROM enrolment_assignment WHERE upload_id = %(upload)s",
)


def restore(upload: RosterUpload) -> int:
    """In the caller's transaction: changed seats and records as they were, new seats gone. Returns how many changed."""
    restored = 0
    with connection.cursor() as cursor:
        for changes in _changes(upload):
            restored += len(changes)
            seats = [_seat(each) for each in changes if each.assignment_id is not None]
            records = [_record(each) for each in changes if each.record_id is not None]
            for statement, rows in ((_SEAT, seats), (_RECORD, records)):
                if rows:
                    cursor.executemany(statement, rows)
        for statement in _GONE:
            cursor.execute(statement, {"upload": upload.pk})
    return restored


def _changes(upload: RosterUpload) -> Iterator[list[RosterChange]]:
    """The latest first, some at a time: where one thing was changed twice, what stood at first comes last."""
    newest = RosterChange.objects.filter(upload=upload).order_by("-pk")
    below = None
    while changes := list(newest.filter(pk__lt=below)[:_AT_ONCE] if below else newest[:_AT_ONCE]):
        yield changes
        below = changes[-1].pk


def _seat(change: RosterChange) -> tuple[Any, ...]:
    before = change.before
    return (
        before["position"], before["start"], before["end"], bool(before["is_reserve"]), before["not_insured"],
        before["decree_number"], before["decree_date"], before["stop_reason"], before["line"], change.assignment_id,
    )  # fmt: skip


def _record(change: RosterChange) -> tuple[Any, ...]:
    before = change.record_before
    return (
        before["name"], before["sex"], before["civil"], bool(before["is_member"]), before["lacks"],
        bytes.fromhex(before["name_birth_fp"]), bytes.fromhex(before["content_fp"]), bytes(change.sealed_before),
        before["updated_at"], change.record_id,
    )  # fmt: skip
