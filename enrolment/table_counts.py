"""What PostgreSQL's planner knows of how many rows a table has.

It learns that in the background, up to a minute late. Until then a table that was looked at while it was all but empty
(an upload was undone, say) passes for a handful of rows, and a join of thousands with it would run for hours.
"""

from django.db import connection, models

_KNOWN = "SELECT reltuples FROM pg_class WHERE oid = to_regclass(%s)"
_FEW = 10


def count_if_unknown(*tables: type[models.Model], rows: int) -> None:
    """Has those tables counted anew of which the planner knows too little to join `rows` rows with them.

    Where as many rows are known already nothing is counted, however many there are. SQLite does without: its statements
    are written in the order in which it is to join.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in tables:
            table, key = map(connection.ops.quote_name, (model._meta.db_table, model._meta.pk.column))
            cursor.execute(_KNOWN, [table])
            if cursor.fetchone()[0] * _FEW < rows:
                cursor.execute(f"ANALYZE {table} ({key})")
