"""The quota board by the API: its sums, and whose people and seats who counts."""

import pytest
from rest_framework.test import APIClient

from enrolment.models import Election
from tests.factories_enrolment import make_election, make_tps_list, tps_rows
from tests.factories_people import DESA, make_nik, make_row, make_seat
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def election(world: World) -> Election:
    """Two of the seven seats of a TPS are taken; Bawaslu has one of its own there."""
    election = make_election()
    make_tps_list(election, tps_rows("16.09", per_desa=1))
    for number in (1, 2):
        make_seat(election, make_row(make_nik(number)))
    make_seat(election, make_row(make_nik(3)), institution="Bawaslu", body="ptps", position="ptps")
    return election


def _url(election: Election) -> str:
    return f"/api/v1/elections/{election.code}/quota/"


def _cells(board, body: str):
    return [line["by_body"][body] for line in (*board["lines"], board["rest"])]


def test_seats_and_people_meet_in_every_column(world: World, api_as, election: Election):
    board = api_as(world.planner).get(_url(election)).json()
    whole = board["whole"]["by_body"]["kpps"]
    assert (whole["seats"], whole["people"], whole["vacancies"]) == (7 * 259, 2, 7 * 259 - 2)
    for name in ("seats", "people", "vacancies", "surplus"):
        assert sum(cell[name] for cell in _cells(board, "kpps")) == whole[name]
    assert len(board["lines"]) == 19


def test_a_board_is_narrowed_to_a_desa_a_day_and_a_body(world: World, api_as, election: Election):
    client = api_as(world.kpu)
    asked = {"region": DESA, "body": "kpps", "on": "2024-02-14"}
    board = client.get(_url(election), asked).json()
    assert [each["code"] for each in board["bodies"]] == ["kpps"]
    (station,) = board["lines"]
    assert (station["tps"], station["by_body"]["kpps"]["people"]) == (1, 2)
    assert client.get(_url(election), {**asked, "on": "2023-02-14"}).json()["whole"]["whole"]["people"] == 0
    assert client.get(_url(election), {"body": "satgas"}).status_code == 404
    assert client.get(_url(election), {"on": "kemarin"}).status_code == 400


def test_a_secretariat_counts_its_own_people_alone(world: World, api_as, election: Election):
    board = api_as(world.bawaslu).get(_url(election)).json()
    assert board["institutions"] == ["Bawaslu"]
    assert "kpps" not in [each["code"] for each in board["bodies"]]
    assert board["whole"]["whole"]["people"] == 1


@pytest.mark.parametrize("who", ["tapd", "auditor", "head"])
def test_who_sees_nobodys_name_may_count(world: World, api_as, election: Election, who: str):
    answer = api_as(getattr(world, who)).get(_url(election))
    assert answer.json()["whole"]["whole"]["people"] == 3
    assert "Siti Contoh" not in answer.content.decode()


def test_the_neighbour_and_the_stranger_count_nothing(world: World, api_as, election: Election):
    neighbour = api_as(world.neighbour)
    assert neighbour.get(_url(election)).status_code == 404
    assert neighbour.get(_url(election), {"region": "16.08"}).status_code == 404
    assert api_as(world.stranger).get(_url(election)).status_code == 403
    assert APIClient().get(_url(election)).status_code == 401
    assert api_as(world.planner).get("/api/v1/elections/pemilu-1955-16.09/quota/").status_code == 404
