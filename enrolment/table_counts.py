"""What PostgreSQL's planner knows of a table: how many rows it has, and of what kinds.

It learns that in the background, up to a minute late. Until then a table of many thousands passes for the handful that
it was before (an upload was undone, say, or an election is new), and a join of thousands with it would run for hours.
SQLite does without: its statements are written in the order in which it is to join.
"""

from typing import Any

from django.db import connection, models

from enrolment.models import Assignment, Person, PersonRecord, RosterChange

_KNOWN = "SELECT reltuples FROM pg_class WHERE oid = to_regclass(%s)"
_FEW = 10
# Pages at the last count, and now; whether the kinds of its rows were ever counted.
_GROWN = """
SELECT pg_relation_size(oid) > 1.02 * relpages * current_setting('block_size')::bigint
    OR pg_relation_size(oid) > 0
        AND NOT EXISTS (SELECT 1 FROM pg_stats WHERE schemaname = current_schema() AND tablename = relname)
FROM pg_class WHERE oid = to_regclass(%s)
"""

# What they are joined and sought by; to count the rest takes longer than the joins that are to be saved.
_COUNTED = {
    Person: ("id", "nik_fp"),
    PersonRecord: ("id", "person_id", "institution", "region", "name_birth_fp"),
    Assignment: (
        "id", "person_id", "record_id", "upload_id", "election_id", "institution", "body", "region_code", "tps",
        "is_reserve", "voided_at",
    ),
    RosterChange: ("id", "upload_id", "assignment_id", "record_id", "at"),
}  # fmt: skip

Model = type[models.Model]


def count_if_unknown(*tables: Model, rows: int) -> None:
    """Has those tables counted anew of which the planner knows too little to join `rows` rows with them.

    Where as many rows are known already nothing is counted, however many there are.
    """
    _count(tables, lambda name: _asked(_KNOWN, name) * _FEW < rows)


def count_if_grown(*tables: Model) -> None:
    """Has those tables counted anew that have grown since they were counted, be it by a fiftieth."""
    _count(tables, lambda name: _asked(_GROWN, name))


def _count(tables: tuple[Model, ...], is_due: Any) -> None:
    if connection.vendor != "postgresql":
        return
    for model in tables:
        if is_due(model._meta.db_table):
            with connection.cursor() as cursor:
                cursor.execute(f"ANALYZE {model._meta.db_table} ({', '.join(_COUNTED[model])})")


def _asked(statement: str, table: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, [table])
        return cursor.fetchone()[0]
