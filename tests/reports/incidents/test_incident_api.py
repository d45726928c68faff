"""/api/v1/incidents/: the same rights as the pages, the same refusals, each look on record."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from enrolment.models import Assignment
from pemilu_bpjs.models import AuditEvent, User
from pemilu_bpjs.roles import Role
from reports.models import Incident
from tests.factories import make_member
from tests.factories_enrolment import make_election
from tests.factories_incidents import STORY, make_incident
from tests.factories_people import NIK, make_seat
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")

As = Callable[[User], APIClient]
URL = "/api/v1/incidents/"


@pytest.fixture
def seat(world: World) -> Assignment:
    return make_seat(make_election())


def one(incident: Incident, deed: str = "") -> str:
    return f"{URL}{incident.pk}/{deed}/" if deed else f"{URL}{incident.pk}/"


def test_the_desk_finds_reports_and_follows_a_claim(world: World, seat: Assignment, api_as: As):
    client = api_as(make_member(Role.ANSWER_DESK, world.office, "desk"))
    (found,) = client.post(f"{URL}search/", {"nik": NIK}, format="json").json()
    assert (found["id"], found["nik"]) == (seat.pk, "1609**********01")
    asked = {"seat": seat.pk, "kind": "death", "day": "2024-02-14", "story": STORY}
    made = client.post(URL, asked, format="json")
    assert made.status_code == 201
    told: dict[str, Any] = made.json()
    assert (told["story"], told["covered"]) == (STORY, False)
    assert told["proposed"] == {"programme": None, "reason": "not-covered"}
    incident = Incident.objects.get()
    client.post(one(incident, "papers"), {"papers": ["heirs"]}, format="json")
    refused = client.post(one(incident, "claim"), {"programme": "JKM", "claimed_on": "2024-03-01"}, format="json")
    assert refused.status_code == 400
    assert "note" in str(refused.json())
    noted = {"programme": "JKM", "claimed_on": "2024-03-01", "note": "BPJS menerimanya"}
    assert client.post(one(incident, "claim"), noted, format="json").json()["state"] == "claimed"
    decided = {"is_granted": True, "amount": 42_000_000, "decided_on": "2024-03-20"}
    told = client.post(one(incident, "decide"), decided, format="json").json()
    assert (told["state"], told["decided_amount"]) == ("decided", 42_000_000)
    assert [step["move"] for step in told["steps"]] == ["report", "papers", "claim", "decide"]
    assert [each["paper"] for each in told["papers"] if each["in_hand"]] == ["heirs"]


def test_each_look_is_on_record(world: World, seat: Assignment, api_as: As):
    incident = make_incident(seat)
    api_as(world.planner).get(one(incident))
    assert AuditEvent.objects.filter(action="person.look", subject=f"incident:{incident.pk}").count() == 1


@pytest.mark.parametrize("who", ["kpu", "bawaslu", "satpolpp", "bpjs", "tapd", "auditor", "stranger"])
def test_others_are_turned_away(world: World, seat: Assignment, api_as: As, who: str):
    incident = make_incident(seat)
    client = api_as(getattr(world, who))
    assert {client.get(each).status_code for each in (URL, one(incident))} == {403}
    assert client.post(one(incident, "close"), {"note": "x"}, format="json").status_code == 403
    assert client.post(f"{URL}search/", {"nik": NIK}, format="json").status_code == 403


@pytest.mark.parametrize("who", ["neighbour", "other_planner"])
def test_another_region_and_institution_find_nothing(world: World, seat: Assignment, api_as: As, who: str):
    incident = make_incident(seat)
    client = api_as(getattr(world, who))
    assert client.get(URL).json()["results"] == []
    assert client.get(one(incident)).status_code == 404
    assert client.post(f"{URL}search/", {"nik": NIK}, format="json").json() == []
    asked = {"seat": seat.pk, "kind": "illness", "day": "2024-02-14"}
    assert client.post(URL, asked, format="json").status_code == 400


def test_the_head_reads_only(world: World, seat: Assignment, api_as: As):
    incident = make_incident(seat)
    client = api_as(world.head)
    assert client.get(one(incident)).json()["story"] == STORY
    assert client.post(one(incident, "close"), {"note": "x"}, format="json").status_code == 403


def test_totals_name_nobody_and_are_for_readers_of_sums(world: World, seat: Assignment, api_as: As):
    make_incident(seat)
    (told,) = api_as(world.tapd).get(f"{URL}totals/").json()
    assert {each["kind"]: each["reported"] for each in told["kinds"]} == {"illness": 0, "accident": 0, "death": 1}
    assert (told["kecamatan"], told["others"]) == ([], 1)
    assert api_as(world.kpu).get(f"{URL}totals/").status_code == 403
    assert api_as(world.neighbour).get(f"{URL}totals/").json() == []
