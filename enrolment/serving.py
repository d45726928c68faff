"""Whoever changes who serves where, one at a time: the lock of an election's people, and its version.

Every writer of assignments, and of the seats that they take, goes through `changing_people`. The version tells whoever
worked something out beforehand (which rows are new, whether a unit is full) that it still holds, so that the work
itself needs no lock.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F

from enrolment.models import Election


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
        Election.objects.filter(pk=election_id).update(people_version=F("people_version") + 1)
        if seen is not None and people_version(election_id) != seen + 1:
            raise PeopleChanged
        yield
