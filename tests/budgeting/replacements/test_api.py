"""Replacing a person by the API: what it says beforehand, what it then does, and for whom."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from enrolment.models import Assignment, Election
from pemilu_bpjs.models import AuditEvent
from tests.factories_enrolment import make_election
from tests.factories_people import NIK, OTHER_DESA, make_nik, make_row, make_seat
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

URL, CHECK = "/api/v1/replacements/", "/api/v1/replacements/check/"
BUDI = "1609011505880003"
PERSON = {
    "nik": BUDI, "name": "Budi Contoh", "birth_place": "Muaradua", "birth_date": "15-05-1988", "sex": "L",
    "mother": "Ibu Contoh", "address": "Jalan Lain 1", "postcode": "32211", "marital": "T", "phone": "081234567899",
}  # fmt: skip


@pytest.fixture
def election(world: World) -> Election:
    return make_election(tps=1352)


@pytest.fixture
def siti(election: Election) -> Assignment:
    return make_seat(election)


def _told(of: Assignment, /, **changes: Any) -> dict[str, Any]:
    told = {
        "seat": of.pk,
        "last_day": "2024-01-31",
        "reason": "resigned",
        "first_day": "2024-02-01",
        "decree_number": "SK 9/2024",
        "decree_date": "2024-01-30",
        "person": PERSON,
        **changes,
    }
    return {name: value for name, value in told.items() if value is not None}


def _faults(answer: Any) -> list[str]:
    assert answer.status_code == 400, answer.content
    return [each["field"] for each in answer.json()["errors"]]


def test_a_check_tells_months_and_rupiah_and_stores_nothing(world: World, api_as, siti: Assignment):
    answer = api_as(world.kpu).post(CHECK, _told(siti, last_day="2024-02-09", first_day="2024-02-12"))
    told = answer.json()
    assert (told["person_months_before"], told["person_months_after"]) == (2, 3)
    assert (told["before"], told["after"]) == (11_880, 17_820)
    assert told["months"][1] == {
        "month": "2024-02", "before": 1, "after": 2, "price": 5_940, "by_leaver": True, "by_newcomer": True,
        "newcomer_elsewhere": False,
    }  # fmt: skip
    assert told["vacant"] == {"first": "2024-02-10", "last": "2024-02-11", "days": 2}
    assert told["unit"] == {"seats": 7, "before": 1, "after": 1}
    assert told["warnings"]
    assert BUDI not in answer.content.decode()
    assert Assignment.objects.count() == 1


def test_months_of_another_institutions_post_are_not_read_off_a_check(
    world: World, api_as, election: Election, siti: Assignment
):
    make_seat(election, make_row(BUDI, "Budi Contoh"), institution="Bawaslu", body="ptps", position="ptps")
    elsewhere = {
        user: [each["newcomer_elsewhere"] for each in api_as(user).post(CHECK, _told(siti)).json()["months"]]
        for user in (world.kpu, world.planner)
    }
    assert not any(elsewhere[world.kpu])
    assert any(elsewhere[world.planner])


def test_a_person_takes_the_seat_over_and_it_is_taken_back(world: World, api_as, siti: Assignment):
    client = api_as(world.kpu)
    made = client.post(URL, _told(siti))
    assert made.status_code == 201
    coming = made.json()
    assert (coming["name"], coming["nik"], coming["start"]) == ("Budi Contoh", "1609**********03", "2024-02-01")
    siti.refresh_from_db()
    assert (str(siti.end), siti.stop_reason) == ("2024-01-31", "resigned")
    again = client.post(URL, _told(siti))
    assert (again.status_code, again.json()["detail"]) == (409, "Orang ini sudah berhenti atau sudah diganti.")
    back = client.delete(f"{URL}{coming['id']}/")
    assert (back.status_code, back.json()["id"], back.json()["stop_reason"]) == (200, siti.pk, "")
    assert client.delete(f"{URL}{coming['id']}/").status_code == 404
    assert BUDI not in str(AuditEvent.objects.values_list("detail", flat=True))


def test_a_reserve_of_the_unit_is_called_up(world: World, api_as, election: Election, siti: Assignment):
    reserve = make_seat(election, make_row(make_nik(8), "Cadangan Contoh"), is_reserve=True)
    strange = make_seat(election, make_row(make_nik(9), "Cadangan Lain"), is_reserve=True, region_code=OTHER_DESA)
    client = api_as(world.kpu)
    assert _faults(client.post(URL, _told(siti, person=None, reserve=strange.pk))) == ["reserve"]
    made = client.post(URL, _told(siti, person=None, reserve=reserve.pk)).json()
    assert (made["name"], made["is_reserve"]) == ("Cadangan Contoh", False)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"person": {**PERSON, "nik": "16090115"}}, ["person.nik"]),
        ({"person": {**PERSON, "nik": NIK}}, ["person.nik"]),
        ({"person": {**PERSON, "umur": "35"}}, ["person.umur"]),
        ({"person": None}, [""]),
        ({"reserve": 1}, [""]),
        ({"first_day": "2024-01-31"}, ["first_day"]),
        ({"last_day": "2024-12-31"}, ["last_day"]),
        ({"reason": "bosan"}, ["reason"]),
        ({"alasan": "resigned"}, ["alasan"]),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(world: World, api_as, siti: Assignment, changes, fields: list[str]):
    client = api_as(world.kpu)
    for url in (CHECK, URL):
        answer = client.post(url, _told(siti, **changes))
        assert _faults(answer) == fields
        assert NIK not in answer.content.decode()
    assert Assignment.objects.count() == 1


@pytest.mark.parametrize("who", ["bawaslu", "satpolpp", "neighbour"])
def test_another_institutions_seat_is_as_one_that_does_not_exist(world: World, api_as, siti: Assignment, who: str):
    client = api_as(getattr(world, who))
    unseen = client.post(URL, _told(siti))
    assert _faults(unseen) == ["seat"]
    assert unseen.json() == client.post(URL, _told(siti, seat=10**9)).json()
    made = api_as(world.kpu).post(URL, _told(siti)).json()
    assert client.delete(f"{URL}{made['id']}/").status_code == 404


@pytest.mark.parametrize("who", ["head", "tapd", "auditor", "stranger"])
def test_who_may_change_nobody_is_refused(world: World, api_as, siti: Assignment, who: str):
    client = api_as(getattr(world, who))
    assert {client.post(url, _told(siti)).status_code for url in (URL, CHECK)} == {403}
    assert APIClient().post(URL, _told(siti)).status_code == 401
    assert Assignment.objects.count() == 1
