"""Whoever changes who serves where, one at a time: the lock of an election's people, and its version.

Every writer of assignments, and of the seats that they take, goes through `changing_people`. The version tells whoever
worked something out beforehand (which rows are new, whether a unit is full) that it still holds, so that the work
itself needs no lock.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import F
from psycopg.errors import ForeignKeyViolation, LockNotAvailable, UniqueViolation

from enrolment.models import Election

_ROWS_A_TRY = 10_000
# Long enough for what the database locks for itself; short enough that no two come to wait for each other, which
# PostgreSQL looks for after a second and ends by refusing one of them.
_PATIENCE = "SET LOCAL lock_timeout = '100ms'"
# Somebody is changing the people, has taken such a seat meanwhile, or a record away.
_IN_THE_WAY = (LockNotAvailable, UniqueViolation, ForeignKeyViolation)


class PeopleChanged(Exception):
    """Somebody else changed the election's people since they were looked at."""


def people_version(election_id: int) -> int:
    """Equal as long as nobody has changed who serves where in that election."""
    return Election.objects.values_list("people_version", flat=True).get(pk=election_id)


@contextmanager
def changing_people(election_id: int, seen: int | None = None) -> Iterator[None]:
    """A transaction in which nobody else changes that election's people. Raises PeopleChanged unless they are as seen.

    The update is the lock: it does not stop rows that merely refer to the election, as SELECT … FOR UPDATE would.
    """
    with transaction.atomic():
        _lock(election_id, seen)
        yield


def attempts(election_id: int, rows: int) -> Iterator[int | None]:
    """Versions to work `rows` rows out from, as often as others were faster; at last None: keep everybody waiting.

    The longer the work takes, the later that comes to pass.
    """
    for _tried in range(2 + rows // _ROWS_A_TRY):
        yield people_version(election_id)
    yield None


@contextmanager
def publishing_people(election_id: int, seen: int | None) -> Iterator[None]:
    """The same for changes of thousands at once, worked out from the people as `seen`. Raises PeopleChanged.

    Where several can write at once (PostgreSQL), nobody waits for it: nothing of it shows before its end, and the lock
    is taken only then. Nor does it wait for anybody: whoever is in its way is changing the people himself.
    """
    if connection.vendor != "postgresql" or seen is None:
        with changing_people(election_id, seen):
            yield
        return
    try:
        with transaction.atomic(durable=True):
            with connection.cursor() as cursor:
                cursor.execute(_PATIENCE)
            yield
            _lock(election_id, seen)
    except (IntegrityError, OperationalError) as error:
        if isinstance(error.__cause__, _IN_THE_WAY):
            raise PeopleChanged from error
        raise


def hold_people(election_id: int) -> None:
    """In the caller's transaction: whoever changes or counts the election's people waits until it is over."""
    Election.objects.select_for_update(no_key=True).get(pk=election_id)


def _lock(election_id: int, seen: int | None) -> None:
    Election.objects.filter(pk=election_id).update(people_version=F("people_version") + 1)
    if seen is not None and people_version(election_id) != seen + 1:
        raise PeopleChanged
