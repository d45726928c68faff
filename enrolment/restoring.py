"""What an upload changed is put back as it stood before: the other direction of enrolment/merging.py.

`restore` writes all that anyone can see, and is all that the one transaction has to wait for: what the upload seated
stands no more. `clear_away` removes it afterwards in committed chunks, as often as it takes.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, Max, Min, OuterRef

from enrolment import restoring_sql as sql
from enrolment.later_stages import referring_fields
from enrolment.merging import chunks
from enrolment.models import (
    Assignment,
    OverlapDecision,
    Person,
    PersonRecord,
    RosterChange,
    RosterUpload,
    SamePersonDecision,
    SeatEnding,
)
from enrolment.serving import changing_people

_AT_ONCE = 5_000
_TRIES = 3
# Gone with their seat; whatever else refers to it keeps it.
_DEPENDING = (RosterChange, OverlapDecision, SeatEnding)
_ITS = OuterRef("pk")


def restore(upload: RosterUpload, *, at: datetime) -> int:
    """In the caller's transaction: changed seats and records as they were, new seats voided.

    Returns how many things had changed.
    """
    changed = RosterChange.objects.filter(upload=upload).count()
    with connection.cursor() as cursor:
        if changed:
            if connection.vendor == "sqlite":
                connection.connection.create_function("unhex", 1, bytes.fromhex, deterministic=True)
            cursor.execute(sql.seats(connection.vendor), {"upload": upload.pk})
            cursor.execute(sql.records(connection.vendor), {"upload": upload.pk})
            cursor.execute(sql.names(connection.vendor), {"upload": upload.pk})
    Assignment.objects.filter(upload=upload, voided_at=None).update(voided_at=at)
    return changed


def is_half_undone(upload: RosterUpload) -> bool:
    """Whether `clear_away` was cut short: it forgets last that the rows were accepted."""
    return upload.state == RosterUpload.State.UNDONE and upload.lines.filter(accepted_at__isnull=False).exists()


def clear_away(upload: RosterUpload) -> None:
    """Seats that an undone upload gave, what it kept of before, and people who have no seat by it any more.

    In committed chunks: no write of one keeps others waiting long. A seat to which a later stage refers by now (an
    incident was reported in that very minute) stays, voided.
    """
    for changes in _by_ids(RosterChange.objects.filter(upload=upload)):
        changes._raw_delete(changes.db)
    for seats in _by_ids(Assignment.objects.filter(upload=upload)):
        _again_if_in_the_way(partial(_drop_seats, seats))
    for chunk in chunks(upload, _AT_ONCE):
        _again_if_in_the_way(partial(_let_go, upload, chunk))


def _by_ids(rows: Any) -> Iterator[Any]:
    """The rows, some thousands at a time."""
    first, last = rows.aggregate(first=Min("pk"), last=Max("pk")).values()
    for begins in range(first, last + 1, _AT_ONCE) if first else ():
        yield rows.filter(pk__range=(begins, begins + _AT_ONCE - 1))


def _again_if_in_the_way(work: Callable[[], None]) -> None:
    """Whoever came to refer to one of the rows while they were being deleted is seen the next time."""
    for _tried in range(_TRIES - 1):
        try:
            return work()
        except IntegrityError:
            continue
    return work()


def _drop_seats(seats: Any) -> None:
    """What depends on them goes before them: decisions about seats that never were, changes by uploads undone too."""
    kept_by = [each.model._default_manager.filter(**{each.name: _ITS}) for each in referring_fields() if _keeps(each)]
    with transaction.atomic():
        gone = list(seats.filter(*(~Exists(each) for each in kept_by)).values_list("pk", flat=True))
        for depending in (
            RosterChange.objects.filter(assignment__in=gone),
            SeatEnding.objects.filter(assignment__in=gone),
            OverlapDecision.objects.filter(first__in=gone),
            OverlapDecision.objects.filter(second__in=gone),
            Assignment.objects.filter(pk__in=gone),
        ):
            depending._raw_delete(depending.db)


def _keeps(field: Any) -> bool:
    """Whether the database refuses to delete a seat to which it refers; months are looked for before, under a lock."""
    return field.db_constraint and field.model not in _DEPENDING


def clear_prepared(upload: RosterUpload) -> None:
    """People and records that an acceptance had prepared before it was refused, of whom nobody says anything else.

    Before the upload's lines are deleted: they alone tell who these were.
    """
    for chunk in chunks(upload, _AT_ONCE):
        _again_if_in_the_way(partial(_let_prepared_go, upload, chunk))


def _let_prepared_go(upload: RosterUpload, chunk: dict[str, int]) -> None:
    """Mostly there is nobody; then the election's people stay as they were seen."""
    people = _people_of(upload, **chunk)
    if _lone_records(upload, people).exists() or _unknown(people).exists():
        with changing_people(upload.election_id):
            _drop_orphans(upload, **chunk)


def _let_go(upload: RosterUpload, chunk: dict[str, int]) -> None:
    """Whoever prepares an acceptance of the same people meanwhile finds them changed, and prepares anew."""
    with changing_people(upload.election_id):
        with connection.cursor() as cursor:
            cursor.execute(sql.UNTELL_LINES, {"upload": upload.pk, **chunk})
        _drop_orphans(upload, **chunk)


def _drop_orphans(upload: RosterUpload, *, sheet: int, first: int, last: int) -> None:
    """Records that came to no assignment, and people of whom nobody says anything; what was decided of them is kept."""
    people = _people_of(upload, sheet=sheet, first=first, last=last)
    for orphans in (_lone_records(upload, people), _unknown(people)):
        orphans._raw_delete(orphans.db)


def _people_of(upload: RosterUpload, *, sheet: int, first: int, last: int) -> list[int]:
    """Asked by themselves first: in one statement PostgreSQL at times begins with everybody who has no assignment."""
    lines = upload.lines.filter(sheet=sheet, row__range=(first, last))
    return list(Person.objects.filter(nik_fp__in=lines.values("nik_fp")).values_list("pk", flat=True))


def _lone_records(upload: RosterUpload, people: list[int]) -> Any:
    records = PersonRecord.objects.filter(person__in=people, institution=upload.institution)
    return _without(records, Assignment.objects.filter(record=_ITS), RosterChange.objects.filter(record=_ITS))


def _unknown(people: list[int]) -> Any:
    return _without(
        Person.objects.filter(pk__in=people),
        PersonRecord.objects.filter(person=_ITS),
        Assignment.objects.filter(person=_ITS),
        SamePersonDecision.objects.filter(first=_ITS),
        SamePersonDecision.objects.filter(second=_ITS),
    )


def _without(rows: Any, *kept_by: Any) -> Any:
    return rows.filter(*(~Exists(each) for each in kept_by))
