"""Writing an upload's lines: thousands of rows in committed chunks, so that nobody else's write waits for long.

COPY on PostgreSQL, in its binary form, which takes half the time of its text; executemany on SQLite; never a statement
a row. An upload's lines are shown to nobody before it is ready, so that a check which dies half-way leaves only rows
that its next run removes.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from django.db import connection, models, transaction
from django.db.models import Count

from enrolment.models import RosterLine
from enrolment.roster_lines import LineColumns
from enrolment.rules.roster_packing import NO_PROBLEMS

CHUNK = 4_000
_DELETED_AT_ONCE = 10_000

# Statements are put together from the names of columns, never from anybody's words.
_TABLE = "enrolment_rosterline"
_FIXED = ("upload_id", "sheet", "row", "sealed_cells", "clashes", "outcome")
_COLUMNS = (*_FIXED, *LineColumns._fields)
_WRITTEN = ", ".join(f'"{name}"' for name in _COLUMNS)


def _places_of(kind: type) -> list[int]:
    return [place for place, name in enumerate(_COLUMNS) if isinstance(RosterLine._meta.get_field(name), kind)]


_BYTES, _DAYS, _TRUTHS = (_places_of(kind) for kind in (models.BinaryField, models.DateField, models.BooleanField))
_COPY = f"COPY {_TABLE} ({_WRITTEN}) FROM STDIN (FORMAT BINARY)"
_JSON = [_COLUMNS.index(name) for name in ("clashes", "problems")]
_JSONB_VERSION = b"\x01"  # comes before the text
_PLACES = ", ".join(["%s"] * len(_COLUMNS))
_INSERT = f"INSERT INTO {_TABLE} ({_WRITTEN}) VALUES ({_PLACES})"  # noqa: S608
_SET = ", ".join(f'"{name}" = %s' for name in LineColumns._fields)
_UPDATE = f"UPDATE {_TABLE} SET {_SET}, clashes = '{NO_PROBLEMS}' WHERE id = %s"  # noqa: S608
_CLASH = f'UPDATE {_TABLE} SET clashes = %s, state = %s WHERE upload_id = %s AND sheet = %s AND "row" = %s'  # noqa: S608


class Counts(NamedTuple):
    """ok + warned + rejected = rows, always."""

    rows: int
    ok: int
    warned: int
    rejected: int


class ClashUpdate(NamedTuple):
    """What a line comes to beside the others: its clashes as JSON, and its state with them."""

    clashes: str
    state: str
    upload_id: int
    sheet: int
    row: int


class Stage:
    """Gathers an upload's new lines and writes them a chunk at a time, each in a transaction of its own."""

    def __init__(self, upload_id: int) -> None:
        self._upload_id = upload_id
        self._waiting: list[tuple[Any, ...]] = []

    def add(self, sheet: int, row: int, sealed_cells: bytes, columns: LineColumns) -> None:
        """A row that is not in the table yet."""
        self._waiting.append((self._upload_id, sheet, row, sealed_cells, NO_PROBLEMS, "", *columns))
        if len(self._waiting) >= CHUNK:
            self.flush()

    def flush(self) -> None:
        """Writes what is left over."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            with transaction.atomic():
                _write(waiting)


def update_lines(changed: Sequence[tuple[int, LineColumns]]) -> None:
    """Lines (by their ids) that were checked anew, in the caller's transaction; their clashes are yet to be found."""
    if not changed:
        return
    with connection.cursor() as cursor:
        cursor.executemany(_UPDATE, [(*columns, line_id) for line_id, columns in changed])


def update_clashes(changed: Sequence[ClashUpdate]) -> None:
    """In committed chunks, unless the caller has a transaction of his own."""
    for start in range(0, len(changed), CHUNK):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(_CLASH, changed[start : start + CHUNK])


def delete_lines(lines: Any) -> None:
    """Removes the lines of a queryset in committed chunks. Nothing hangs on lines, so no object is made of any."""
    ids = list(lines.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), _DELETED_AT_ONCE):
        last = ids[min(start + _DELETED_AT_ONCE, len(ids)) - 1]
        with transaction.atomic():
            lines.filter(pk__gte=ids[start], pk__lte=last)._raw_delete(lines.db)


def counts(upload_id: int) -> Counts:
    """The one place where an upload's rows are counted."""
    found = RosterLine.objects.filter(upload=upload_id).order_by().values_list("state").annotate(Count("pk"))
    by_state = dict(found)
    state = RosterLine.State
    ok, warned, rejected = (by_state.get(each.value, 0) for each in (state.OK, state.WARNED, state.REJECTED))
    return Counts(ok + warned + rejected, ok, warned, rejected)


@cache
def _types() -> list[str]:
    """Of the written columns, as PostgreSQL names them: its binary form says nowhere what a value is.

    A JSON column's bytes are put together here from text that is JSON already.
    """
    kinds = [RosterLine._meta.get_field(name).db_type(connection) for name in _COLUMNS]
    return ["bytea" if kind == "jsonb" else kind.partition("(")[0] for kind in kinds]


def _write(rows: Iterable[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(_COPY) as copy:
                copy.set_types(_types())
                for row in rows:
                    values = list(row)
                    for place in _JSON:
                        values[place] = _JSONB_VERSION + values[place].encode()
                    copy.write_row(values)
        else:
            cursor.executemany(_INSERT, _bindable(rows))


def _bindable(rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    """The same values in kinds that SQLite's driver takes as they are: for any other it seeks an adapter each time."""
    columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
    for place in _BYTES:
        columns[place] = [each if each is None else bytearray(each) for each in columns[place]]
    for place in _DAYS:
        columns[place] = [each if each is None else each.isoformat() for each in columns[place]]
    for place in _TRUTHS:
        columns[place] = map(int, columns[place])
    return zip(*columns, strict=True)
