"""Replacing a person in one step, and taking it back."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from enrolment.actions.people.replacing import replace, take_back, what_stands_on, why_not_replaced
from enrolment.actions.rosters.ending import end_assignments
from enrolment.models import Assignment, Election, Person
from pemilu_bpjs.models import AuditEvent
from tests.factories_enrolment import make_election
from tests.factories_people import NIK, make_nik, make_row, make_seat
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

FIRST, LAST = date(2024, 1, 25), date(2024, 2, 25)


@pytest.fixture
def election(world: World) -> Election:
    return make_election()


@pytest.fixture
def siti(election: Election) -> Assignment:
    return make_seat(election)


def hand_over(seat: Assignment, by: Any, **changes: Any) -> Assignment:
    given = {
        "last_day": date(2024, 1, 31),
        "reason": "resigned",
        "newcomer": make_row(make_nik(7), "Budi Contoh"),
        "first_day": date(2024, 2, 1),
        "decree_number": "SK 9/2024",
        **changes,
    }
    return replace(assignment=seat, by=by, **given)


def test_who_comes_sits_on_the_seat_of_who_left_to_its_end(world: World, siti: Assignment):
    budi = hand_over(siti, world.kpu)
    siti.refresh_from_db()
    assert (siti.start, siti.end, siti.stop_reason) == (FIRST, date(2024, 1, 31), "resigned")
    assert (budi.start, budi.end, budi.replaces_id) == (date(2024, 2, 1), LAST, siti.pk)
    assert (budi.region_code, budi.tps, budi.position, budi.institution) == (siti.region_code, 1, "kpps-anggota", "KPU")
    assert (budi.decree_number, budi.not_insured, budi.record.name) == ("SK 9/2024", "", "Budi Contoh")
    told = AuditEvent.objects.get(action="assignment.replace")
    assert told.actor == "kpu"
    assert make_nik(7) not in str(told.detail)


def test_other_institutions_and_heads_replace_nobody(world: World, siti: Assignment):
    for nobody in (world.bawaslu, world.neighbour, world.head, world.tapd, world.stranger):
        with pytest.raises(PermissionDenied):
            hand_over(siti, nobody)
    assert Assignment.objects.count() == 1


def test_a_reserve_who_is_called_up_is_one_no_longer(world: World, election: Election, siti: Assignment):
    reserve = make_seat(election, make_row(make_nik(7), "Budi Contoh"), is_reserve=True, not_insured="reserve")
    budi = hand_over(siti, world.kpu, newcomer=reserve)
    reserve.refresh_from_db()
    assert reserve.voided_at is not None
    assert (budi.person_id, budi.is_reserve, budi.not_insured) == (reserve.person_id, False, "")


def test_a_reserve_of_another_unit_is_not_called_up(world: World, election: Election, siti: Assignment):
    reserve = make_seat(election, make_row(make_nik(7)), tps=2, is_reserve=True, not_insured="reserve")
    with pytest.raises(ValidationError, match="bukan cadangan di tempat yang sama"):
        hand_over(siti, world.kpu, newcomer=reserve)
    siti.refresh_from_db()
    assert siti.end == LAST


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"last_day": LAST}, "last_day"),
        ({"last_day": date(2024, 1, 20)}, "last_day"),
        ({"first_day": date(2024, 1, 31)}, "first_day"),
        ({"first_day": date(2024, 2, 26)}, "first_day"),
        ({"reason": "bored"}, "reason"),
        ({"newcomer": make_row(NIK)}, "nik"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_changes(
    world: World, siti: Assignment, changes: dict[str, Any], field: str
):
    with pytest.raises(ValidationError) as refused:
        hand_over(siti, world.kpu, **changes)
    assert set(refused.value.message_dict) == {field}
    siti.refresh_from_db()
    assert (siti.end, siti.stop_reason) == (LAST, "")
    assert Person.objects.count() == 1


def test_who_sits_there_already_does_not_come(world: World, election: Election, siti: Assignment):
    make_seat(election, make_row(make_nik(7), "Budi Contoh"))
    with pytest.raises(ValidationError, match="sudah bertugas di tempat yang sama"):
        hand_over(siti, world.kpu)


def test_nobody_is_replaced_twice(world: World, election: Election, siti: Assignment):
    hand_over(siti, world.kpu)
    with pytest.raises(ValidationError, match="sudah berhenti atau sudah diganti"):
        hand_over(siti, world.kpu, newcomer=make_row(make_nik(8)))
    reserve = make_seat(election, make_row(make_nik(9)), is_reserve=True, not_insured="reserve")
    assert "Cadangan tidak menempati kursi" in why_not_replaced(reserve)


def test_a_civil_servant_takes_the_seat_uninsured(world: World, siti: Assignment):
    assert hand_over(siti, world.kpu, newcomer=make_row(make_nik(7), civil="asn")).not_insured == "asn"


@pytest.mark.parametrize("last_day", [date(2024, 1, 31), date(2024, 1, 24)])
def test_a_mistake_is_taken_back_whole(world: World, election: Election, siti: Assignment, last_day: date):
    reserve = make_seat(election, make_row(make_nik(7), "Budi Contoh"), is_reserve=True, not_insured="reserve")
    before = list(Assignment.objects.order_by("pk").values())
    budi = hand_over(siti, world.kpu, newcomer=reserve, last_day=last_day)
    assert take_back(replacement=budi, by=world.kpu).pk == siti.pk
    assert list(Assignment.objects.standing().order_by("pk").values()) == before
    again = hand_over(siti, world.kpu, newcomer=reserve, last_day=last_day)
    assert again.replaces_id == siti.pk


def test_what_something_was_built_on_is_not_taken_back(world: World, siti: Assignment):
    budi = hand_over(siti, world.kpu)
    assert what_stands_on(budi) == ()
    end_assignments(assignments=[budi.pk], last_day=date(2024, 2, 10), reason="death", by=world.kpu)
    with pytest.raises(ValidationError, match="sudah berhenti"):
        take_back(replacement=budi, by=world.kpu)
    with pytest.raises(ValidationError, match="bukan penggantian"):
        take_back(replacement=siti, by=world.kpu)


def test_nobody_else_takes_it_back(world: World, siti: Assignment):
    budi = hand_over(siti, world.kpu)
    for nobody in (world.bawaslu, world.neighbour, world.head):
        with pytest.raises(PermissionDenied):
            take_back(replacement=budi, by=nobody)
