"""Cover over the API: the same reach as on the pages."""

import pytest

from budgeting.models import Arrangement
from budgeting.rules.plan_input import Entry
from pemilu_bpjs import jobs
from tests.factories_budgeting import make_plan
from tests.factories_cover import make_arrangement, make_cover
from tests.factories_enrolment import make_election
from tests.factories_people import make_nik, make_row, make_seat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

ROOT = "/api/v1"


def test_arranging_computing_and_reading_sums(planner, office, api_as):
    election = make_election(tps=1352)
    make_seat(election)
    plan = make_plan(office, planner, Entry("kpps-anggota"), election=election)
    client = api_as(planner)
    asked = {"election": election.code, "office": office.pk, "plan": plan.pk, "carrier": "order"}
    made = client.post(f"{ROOT}/arrangements/", asked, format="json")
    assert (made.status_code, made.json()["carrier"]) == (201, "order")
    key = made.json()["id"]
    assert client.post(f"{ROOT}/arrangements/{key}/run/").status_code == 202
    jobs.run_next()
    (january, _) = client.get(f"{ROOT}/arrangements/{key}/months/").json()
    assert january == {
        "month": "2024-01", "body": "kpps", "kecamatan": "16.09.01", "people": 1, "jkk": 2640, "jkm": 3300,
        "total": 5940,
    }  # fmt: skip
    assert client.get(f"{ROOT}/arrangements/{key}/months/?month=2024-02&run=1").json()[0]["people"] == 1
    assert client.get(f"{ROOT}/arrangements/{key}/months/?run=9").status_code == 404
    (run,) = client.get(f"{ROOT}/arrangements/{key}/runs/").json()["results"]
    assert (run["number"], run["added"], run["savings"]) == (1, 2, [])
    kept = client.patch(f"{ROOT}/arrangements/{key}/", {"takes_members": False}, format="json").json()
    assert (kept["plan"], kept["carrier"], kept["takes_members"]) == (plan.pk, "order", False)
    assert client.patch(f"{ROOT}/arrangements/{key}/", {"plan": None}, format="json").json()["plan"] is None


def test_arranging_twice_drops_nothing_that_is_left_out(planner, office, api_as):
    election = make_election(tps=1352)
    plan = make_plan(office, planner, Entry("kpps-anggota"), election=election)
    client, payer = api_as(planner), {"election": election.code, "office": office.pk}
    client.post(f"{ROOT}/arrangements/", {**payer, "plan": plan.pk, "takes_members": False}, format="json")
    again = client.post(f"{ROOT}/arrangements/", {**payer, "carrier": "order"}, format="json").json()
    assert (again["plan"], again["takes_members"], again["carrier"]) == (plan.pk, False, "order")
    assert Arrangement.objects.count() == 1


def test_what_is_wrong_is_told_by_field(planner, office, world, api_as):
    election = make_election(tps=1352)
    elsewhere = make_plan(office, planner, election=make_election(preset="pilkada-2024", tps=1352))
    client = api_as(planner)
    right = {"election": election.code, "office": office.pk}
    for wrong, field in (
        ({"plan": elsewhere.pk}, "plan"),
        ({"plan": 999}, "plan"),
        ({"office": world.other_payer.pk}, "office"),
        ({"election": "tidak-ada"}, "election"),
        ({"work_location": "abc"}, "work_location"),
        ({"identity_valid_until": "0209-01-01"}, "identity_valid_until"),
        ({"salah": 1}, "salah"),
    ):
        answer = client.post(f"{ROOT}/arrangements/", {**right, **wrong}, format="json")
        told = [fault["field"] for fault in answer.json()["errors"]]
        assert (answer.status_code, told) == (400, [field])
    assert not Arrangement.objects.exists()


def test_names_come_by_right_and_masked(planner, office, kpu, bawaslu, tapd, neighbour, stranger, api_as):
    election = make_election()
    make_seat(election, make_row(make_nik(1), "Rusmini Contoh"))
    arrangement, _ = make_cover(election, office)
    address = f"{ROOT}/person-months/?arrangement={arrangement.pk}&month=2024-02"
    for user, count in ((planner, 1), (kpu, 1), (bawaslu, 0), (neighbour, 0)):
        assert api_as(user).get(address).json()["count"] == count
    (row,) = api_as(kpu).get(address).json()["results"]
    assert (row["name"], row["nik"], row["jkk"]) == ("Rusmini Contoh", f"1609**********{make_nik(1)[-2:]}", 2640)
    assert {api_as(user).get(address).status_code for user in (tapd, stranger)} == {403}


def test_arrangements_of_others_are_not_found(office, neighbour, other_planner, tapd, kpu, bpjs, api_as):
    arrangement = make_arrangement(make_election(), office)
    address = f"{ROOT}/arrangements/{arrangement.pk}/"
    for user in (neighbour, other_planner):
        assert [api_as(user).get(each).status_code for each in (address, f"{address}months/")] == [404, 404]
        assert api_as(user).post(f"{address}run/").status_code == 404
    assert {api_as(user).get(address).status_code for user in (kpu, bpjs)} == {403}
    assert api_as(tapd).get(address).status_code == 200
    assert api_as(tapd).post(f"{address}run/").status_code == 403


def test_who_is_uncovered_is_counted_as_far_as_one_reaches(office, kpu, bawaslu, tapd, neighbour, bpjs, api_as):
    election = make_election()
    make_seat(election)
    make_cover(election, office)
    query = f"?election={election.code}&day=2024-02-14"
    found = api_as(kpu).get(f"{ROOT}/uncovered/{query}").json()
    assert (found["people"], found["uncovered"]) == (1, 1)
    (cell,) = found["cells"]
    assert (cell["risk"], cell["actor"], cell["region"], cell["seats"]) == ("unsent", "planner", "16.09.01.2003", 1)
    (row,) = api_as(tapd).get(f"{ROOT}/lost-days/{query}").json()
    assert (row["kecamatan"], row["days"], row["unconfirmed"]) == ("16.09.01", 21, 21)
    assert api_as(bawaslu).get(f"{ROOT}/uncovered/{query}").json()["people"] == 0
    for path in ("uncovered", "lost-days"):
        assert api_as(neighbour).get(f"{ROOT}/{path}/{query}").status_code == 404
        assert api_as(bpjs).get(f"{ROOT}/{path}/{query}").status_code == 403
        assert api_as(kpu).get(f"{ROOT}/{path}/?election={election.code}&day=0001-01-01").status_code == 400
        assert api_as(kpu).get(f"{ROOT}/{path}/{query}&region=16.08").status_code == 404
