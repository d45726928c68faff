"""One name and birth date under two NIKs: two people, or one whose NIK was mistyped once. Somebody decides."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from enrolment.actions.people.reach import is_within, require_edit, required_reason
from enrolment.models import Assignment, PersonRecord, SamePersonDecision
from enrolment.namesakes import Namesakes
from enrolment.record_writing import as_row, filled, written
from enrolment.serving import changing_people
from pemilu_bpjs import audit


def decide_two(*, pair: Namesakes, reason: str, by: Any) -> SamePersonDecision:
    """Two people who happen to share name and birth date. Raises ValidationError by field, PermissionDenied."""
    require_edit(by, _shown(pair))
    with transaction.atomic():
        return _decide(pair, is_same=False, reason=required_reason(reason), by=by, detail={})


def decide_same(*, pair: Namesakes, right: int, reason: str, by: Any) -> SamePersonDecision:
    """One person: the seats under the wrong NIK become those of `right`, the person's key whose NIK is true.

    A seat that both had is one seat again; seats in two places at one time stay, and wait among the overlaps. What only
    the wrong one's record said is kept. Raises ValidationError by field (somebody may not see all that would move),
    PermissionDenied.
    """
    said = required_reason(reason)
    if right not in pair.key:
        raise ValidationError({"right": _("Pilih NIK yang benar.")})
    wrong = next(key for key in pair.key if key != right)
    seats = _seats_of([wrong])
    require_edit(by, _shown(pair))
    if not is_within(by, {seat.pk for seat in seats}):
        raise ValidationError(
            _("NIK yang keliru juga dipakai di daftar yang tidak dapat Anda ubah. Mintalah perencana memutuskannya.")
        )
    with _changing(pair):
        moved = _move(wrong, right, timezone.now())
        return _decide(pair, is_same=True, reason=said, by=by, detail={"right": right, "seats": moved})


def _decide(pair: Namesakes, *, is_same: bool, reason: str, by: Any, detail: dict[str, Any]) -> SamePersonDecision:
    first, second = pair.key
    told = {"is_same": is_same, "reason": reason, "decided_by": by, "decided_at": timezone.now()}
    decision, _is_new = SamePersonDecision.objects.update_or_create(first_id=first, second_id=second, defaults=told)
    audit.record(
        "same-person.one" if is_same else "same-person.two",
        by=by,
        subject=f"person:{first}",
        region=_region(pair),
        detail={"people": [first, second], "reason": reason, **detail},
    )
    return decision


def _region(pair: Namesakes) -> str:
    seat = Assignment.objects.filter(person__in=pair.key).select_related("election").order_by("pk").first()
    return seat.election.region_id if seat else ""


def _shown(pair: Namesakes) -> list[Assignment]:
    """A seat under each of the two records that were shown."""
    return [seat for record in (pair.first, pair.second) for seat in record.assignments.standing().order_by("pk")[:1]]


def _seats_of(people: Sequence[int]) -> list[Assignment]:
    return list(Assignment.objects.standing().filter(person__in=people).order_by("pk"))


@contextmanager
def _changing(pair: Namesakes) -> Iterator[None]:
    """The locks of every election that either of them serves in, always in one order."""
    elections = Assignment.objects.filter(person__in=pair.key).order_by("election").values_list("election", flat=True)
    with ExitStack() as locks, transaction.atomic():
        for election in elections.distinct():
            locks.enter_context(changing_people(election))
        yield


def _move(wrong: int, right: int, now: datetime) -> int:
    """The seats of one person become another's; returns how many."""
    own = {_list_of(record): record for record in PersonRecord.objects.filter(person=right)}
    nik = as_row(next(iter(own.values()))).nik
    moved = 0
    for record in PersonRecord.objects.filter(person=wrong).order_by("institution", "region"):
        moved += record.assignments.standing().count()
        if _list_of(record) in own:
            _merge(record, own[_list_of(record)], nik, now)
        else:
            _hand_over(record, right, nik, now)
    return moved


def _list_of(record: PersonRecord) -> tuple[str, str]:
    """In whose lists the record stands."""
    return record.institution, record.region


def _hand_over(record: PersonRecord, right: int, nik: str, now: datetime) -> None:
    """An institution that knew only the wrong NIK: its record is the right one's from now on."""
    written(record, replace(as_row(record), nik=nik), now).save()
    PersonRecord.objects.filter(pk=record.pk).update(person=right)
    Assignment.objects.filter(record=record).update(person=right)


def _merge(record: PersonRecord, kept: PersonRecord, nik: str, now: datetime) -> None:
    """Two records of one institution and kabupaten become one: the right NIK's, with what only the other one said."""
    written(kept, replace(filled(as_row(kept), as_row(record)), nik=nik), now).save()
    seats = list(kept.assignments.standing())
    for seat in record.assignments.standing():
        if any(_is_one_seat(seat, each) for each in seats):
            Assignment.objects.filter(pk=seat.pk).update(voided_at=now)
        else:
            Assignment.objects.filter(pk=seat.pk).update(person=kept.person_id, record=kept)
    if record.changes.exists():
        return  # an upload's own story of it; nobody sees a record without seats
    try:
        record.delete()
    except ProtectedError:
        return  # a seat that was withdrawn keeps it


def _is_one_seat(one: Assignment, other: Assignment) -> bool:
    is_one_unit = (one.election_id, one.body, one.region_code, one.tps) == (
        other.election_id, other.body, other.region_code, other.tps,
    )  # fmt: skip
    return is_one_unit and one.start <= other.end and other.start <= one.end
