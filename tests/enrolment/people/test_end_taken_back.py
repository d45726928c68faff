"""Taking back that somebody was ended by mistake."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from budgeting.actions import cover
from budgeting.models import PersonMonth
from enrolment.actions.people.end_taken_back import may_be_taken_back, take_end_back, what_stands_on_end
from enrolment.actions.people.replacing import replace, take_back
from enrolment.actions.rosters.ending import end_assignments
from enrolment.models import Assignment, Election, SeatEnding
from pemilu_bpjs.models import AuditEvent
from tests.factories_batches import freeze_now
from tests.factories_cover import make_cover
from tests.factories_enrolment import make_election
from tests.factories_incidents import make_incident
from tests.factories_people import make_nik, make_row, make_seat
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

FIRST, LAST, LEFT = date(2024, 1, 25), date(2024, 2, 25), date(2024, 2, 10)
NEVER = date(2024, 1, 24)
BUTTON = "Batalkan pencatatan berhenti"


@pytest.fixture
def election(world: World) -> Election:
    return make_election()


@pytest.fixture
def siti(election: Election) -> Assignment:
    return make_seat(election)


def end(*seats: Assignment, last_day: date = LEFT, reason: str = "resigned") -> None:
    end_assignments(assignments=[seat.pk for seat in seats], last_day=last_day, reason=reason, by=None)
    for seat in seats:
        seat.refresh_from_db()


def stands(seat: Assignment) -> tuple[Any, ...]:
    seat.refresh_from_db()
    return seat.start, seat.end, seat.stop_reason, seat.voided_at


def refused(seat: Assignment) -> str:
    before = stands(seat)
    with pytest.raises(ValidationError) as said:
        take_end_back(assignment=seat, by=None)
    assert stands(seat) == before
    return " ".join(said.value.messages)


@pytest.mark.parametrize("last_day", [LEFT, NEVER])
def test_who_was_ended_by_mistake_serves_as_before(world: World, siti: Assignment, last_day: date):
    before = Assignment.objects.values().get()
    version = Election.objects.get().people_version
    end(siti, last_day=last_day)
    assert take_end_back(assignment=siti, by=world.kpu).pk == siti.pk
    assert Assignment.objects.values().get() == before
    assert Election.objects.get().people_version == version + 2
    told = AuditEvent.objects.get(action="assignment.end-take-back")
    assert (told.actor, told.subject, told.region) == ("kpu", f"assignment:{siti.pk}", "16.09")
    assert told.detail["was"]["reason"] == "resigned"
    assert "tidak ada pencatatan berhenti" in refused(siti)


def test_of_many_that_were_ended_at_once_each_has_his_own_day_back(election: Election, siti: Assignment):
    early = make_seat(election, make_row(make_nik(2)), tps=2, end=date(2024, 2, 15))
    end(siti, early)
    for seat, last in ((siti, LAST), (early, date(2024, 2, 15))):
        take_end_back(assignment=seat, by=None)
        assert stands(seat) == (FIRST, last, "", None)


def test_who_was_ended_twice_goes_back_one_step_at_a_time(siti: Assignment):
    end(siti)
    end(siti, last_day=date(2024, 1, 31), reason="death")
    take_end_back(assignment=siti, by=None)
    assert stands(siti) == (FIRST, LEFT, "resigned", None)
    take_end_back(assignment=siti, by=None)
    assert stands(siti) == (FIRST, LAST, "", None)


def test_nobody_else_takes_it_back(world: World, siti: Assignment):
    end(siti)
    for nobody in (world.bawaslu, world.neighbour, world.head, world.tapd, world.stranger):
        with pytest.raises(PermissionDenied):
            take_end_back(assignment=siti, by=nobody)
    assert stands(siti) == (FIRST, LEFT, "resigned", None)


def test_who_has_a_successor_comes_back_with_the_replacement_and_only_so(siti: Assignment):
    days = {"last_day": LEFT, "first_day": date(2024, 2, 11)}
    row = make_row(make_nik(7), "Budi Contoh")
    budi = replace(assignment=siti, reason="resigned", newcomer=row, by=None, **days)
    assert "batalkan penggantian itu dahulu" in refused(siti)
    take_back(replacement=budi, by=None)
    assert stands(siti) == (FIRST, LAST, "", None)
    assert not SeatEnding.objects.exists()
    assert not may_be_taken_back(siti)


def test_a_seat_that_somebody_else_has_by_now_is_not_given_twice(election: Election, siti: Assignment):
    others = [make_seat(election, make_row(make_nik(number))) for number in range(2, 8)]
    end(siti)
    late = make_seat(election, make_row(make_nik(9)), start=date(2024, 2, 12))
    assert "Semua kursi di tempat ini sudah terisi" in refused(siti)
    end(others[0], last_day=date(2024, 2, 10))
    take_end_back(assignment=siti, by=None)
    assert "Semua kursi" in refused(others[0])
    end(late, last_day=date(2024, 2, 11))
    take_end_back(assignment=others[0], by=None)


def test_a_leader_does_not_come_back_beside_another(election: Election):
    leader = make_seat(election, position="kpps-ketua")
    end(leader)
    make_seat(election, make_row(make_nik(2)), position="kpps-ketua", start=date(2024, 2, 11))
    assert "ketua lain" in refused(leader)


def test_who_was_seated_anew_does_not_sit_twice(election: Election, siti: Assignment):
    end(siti, last_day=NEVER)
    make_seat(election)
    assert "sudah bertugas lagi di tempat yang sama" in refused(siti)


def test_months_of_before_do_not_stand_in_the_way_and_come_back(election: Election, siti: Assignment):
    make_cover(election)
    end(siti, last_day=date(2024, 1, 31))
    cover.run(election=election)
    assert list(PersonMonth.objects.standing().values_list("month", flat=True)) == ["2024-01"]
    take_end_back(assignment=siti, by=None)
    cover.run(election=election)
    assert set(PersonMonth.objects.standing().values_list("month", flat=True)) == {"2024-01", "2024-02"}


def test_what_came_to_stand_on_the_end_since_is_named(election: Election, siti: Assignment):
    arrangement, _run = make_cover(election)
    end(siti)
    assert what_stands_on_end(siti) == ()
    freeze_now(arrangement)
    make_incident(siti)
    said = refused(siti)
    assert "sudah dipakai dalam baris kiriman" in said
    assert "sudah dipakai dalam kejadian" in said


class TestPage:
    def at(self, name: str, seat: Assignment) -> str:
        return reverse(f"enrolment:{name}", args=[seat.pk])

    @pytest.mark.parametrize("last_day", [LEFT, NEVER])
    def test_whoever_ended_it_takes_it_back(self, world: World, signed_in, siti: Assignment, last_day: date):
        client = signed_in(world.kpu)
        assert BUTTON not in client.get(self.at("person", siti)).text
        client.post(self.at("person-end", siti), {"last_day": last_day.isoformat(), "reason": "resigned"})
        page = client.get(self.at("person", siti)).text
        assert BUTTON in page
        assert self.at("person-end-take-back", siti) in page
        answer = client.post(self.at("person-end-take-back", siti), follow=True)
        assert "Pencatatan berhenti dibatalkan; Siti Contoh bertugas kembali." in answer.text
        assert BUTTON not in answer.text
        assert stands(siti) == (FIRST, LAST, "", None)

    def test_what_stands_in_the_way_is_told(self, world: World, signed_in, election: Election, siti: Assignment):
        end(siti, last_day=NEVER)
        make_seat(election)
        answer = signed_in(world.kpu).post(self.at("person-end-take-back", siti), follow=True)
        assert "sudah bertugas lagi di tempat yang sama" in answer.text

    @pytest.mark.parametrize(
        ("who", "status"),
        [("bawaslu", 404), ("satpolpp", 404), ("neighbour", 404), ("head", 403), ("tapd", 403), ("stranger", 403)],
    )
    def test_nobody_else_is_offered_it(self, world: World, signed_in, siti: Assignment, who: str, status: int):
        end(siti)
        client = signed_in(getattr(world, who))
        assert client.post(self.at("person-end-take-back", siti)).status_code == status
        assert BUTTON not in client.get(self.at("person", siti)).text
        assert stands(siti) == (FIRST, LEFT, "resigned", None)


class TestApi:
    def test_the_end_is_deleted(self, world: World, api_as, siti: Assignment):
        client, url = api_as(world.kpu), f"/api/v1/people/{siti.pk}/end/"
        client.post(url, {"last_day": "2024-02-10", "reason": "death"})
        answer = client.delete(url)
        assert (answer.status_code, answer.json()["end"], answer.json()["stop_reason"]) == (200, "2024-02-25", "")
        again = client.delete(url)
        assert again.status_code == 400
        assert "tidak ada pencatatan berhenti" in again.json()["errors"][0]["message"]

    @pytest.mark.parametrize(
        ("who", "status"), [("bawaslu", 404), ("neighbour", 404), ("head", 403), ("stranger", 403)]
    )
    def test_nobody_else_deletes_it(self, world: World, api_as, siti: Assignment, who: str, status: int):
        end(siti)
        assert api_as(getattr(world, who)).delete(f"/api/v1/people/{siti.pk}/end/").status_code == status
        assert stands(siti) == (FIRST, LEFT, "resigned", None)
