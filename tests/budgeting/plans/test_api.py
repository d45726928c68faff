"""/api/v1/plans/: the same rights as the pages, the same faults as the plan file, under the same keys."""

import json
import tomllib
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from budgeting.actions import plans as actions
from budgeting.models import Plan
from budgeting.plan_json import as_json
from budgeting.planning import compute
from enrolment.models import Election, UnitCount
from pemilu_bpjs.models import User
from tests.factories import make_token
from tests.factories_budgeting import PLAN_FILE, make_plan
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
ApiAs = Callable[[User], APIClient]

ADDRESS = "/api/v1/plans/"
DOCUMENT = {
    "name": "Lewat API",
    "region": "16.09",
    "election": "pemilu-2024",
    "units": {"tps": 1352},
    "position": [{"code": "kpps", "start": "2024-01-25", "coverage": "2024-01/2024-02"}],
}


@pytest.fixture
def plan(world: World) -> Plan:
    return make_plan(world.office, world.planner)


@pytest.fixture
def as_planner(world: World, api_as: ApiAs) -> APIClient:
    return api_as(world.planner)


def errors(response) -> dict[str, str]:
    assert response.headers["Content-Type"] == "application/problem+json"
    return {error["field"]: error["code"] for error in response.json()["errors"]}


def test_a_plan_is_stored_from_json_and_answers_as_the_command_does(world: World, as_planner: APIClient):
    response = as_planner.post(ADDRESS, DOCUMENT)
    assert response.status_code == 201
    plan = Plan.objects.get()
    computed = as_json(compute(plan).plan, file="", region_name="Kabupaten Ogan Komering Ulu Selatan")
    assert json.loads(json.dumps(computed)).items() <= response.json().items()
    assert (response.json()["headcount"], response.json()["office"]) == (9464, world.office.pk)
    assert as_planner.get(f"{ADDRESS}{plan.pk}/").json() == response.json()


@pytest.mark.parametrize("media", ["application/toml", "text/toml"])
def test_a_plan_file_is_stored_as_it_stands(as_planner: APIClient, media: str):
    response = as_planner.post(ADDRESS, PLAN_FILE.encode(), content_type=media)
    assert response.status_code == 201
    assert response.json()["units"]["tps"] == 1352
    assert [line["code"] for line in response.json()["lines"]] == ["ppk-ketua", "ppk-anggota", "kpps-anggota"]


def test_the_plan_file_comes_back(as_planner: APIClient):
    pk = as_planner.post(ADDRESS, PLAN_FILE.encode(), content_type="text/toml").json()["id"]
    response = as_planner.get(f"{ADDRESS}{pk}/toml/", headers={"accept": "application/toml"})
    assert response.headers["Content-Type"] == "application/toml"
    assert tomllib.loads(response.content.decode())["units"] == {"tps": 1352}
    assert as_planner.get(f"{ADDRESS}0/toml/", headers={"accept": "application/toml"}).json()["status"] == 404


def test_a_check_computes_and_stores_nothing(as_planner: APIClient):
    response = as_planner.post(f"{ADDRESS}check/", DOCUMENT)
    assert response.status_code == 200
    assert response.json()["headcount"] == 9464
    assert not Plan.objects.exists()
    assert not Election.objects.exists()


@pytest.mark.parametrize("where", ["", "check/"])
@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"region": "99.99"}, {"region": "region-unknown"}),
        ({"units": {"tps": "1352"}, "premium": {"wage_base": 1.5}}, {
            "units.tps": "wrong-type",
            "premium.wage_base": "wrong-type",
        }),
        ({"position": [{"code": "ppkk"}]}, {"position[1].code": "unknown-code"}),
        ({"position": [{"code": "ppk", "start": "4 Januari"}]}, {"position[1].start": "wrong-type"}),
        ({"position": [{"code": "ppk", "coverage": "9998-01/9999-12"}]}, {"position[1].coverage": "coverage-form"}),
        ({"position": [{"code": "ppk", "end": "9999-12-31"}]}, {"position[1].end": "year-absurd"}),
        ({"units": {"tps_file": "tps.csv"}}, {"units.tps_file": "tps-file-apart"}),
        ({"premium": {"jkk_percent": "0.123456"}}, {"premium.jkk_percent": "percent-digits"}),
        ({"name": "N" * 201}, {"name": "text-too-long"}),
        ({"name": "a\x00b"}, {"name": "text-unprintable"}),
        ({"sources": {"a\x00": "b"}}, {"sources": "source-key"}),
    ],
)  # fmt: skip
def test_every_fault_stands_under_its_key(as_planner: APIClient, where: str, change: dict, faults: dict[str, str]):
    response = as_planner.post(ADDRESS + where, {**DOCUMENT, **change})
    assert response.status_code == 400
    assert errors(response) == faults
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (b"[1, 2]", "application/json"),
        (b"{", "application/json"),
        (b"name = ", "text/toml"),
        (b"\xff\xfe", "application/toml"),
        (b"a = " + b"[" * 100_000, "application/toml"),
        (b'{"name": "' + b"x" * 1024 * 1024 + b'"}', "application/json"),
    ],
    ids=["list", "no-json", "no-toml", "not-utf8", "deep", "large"],
)
def test_a_body_that_is_no_plan_is_refused(as_planner: APIClient, body: bytes, media: str):
    response = as_planner.post(ADDRESS, body, content_type=media)
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"


def test_a_plan_is_replaced_as_a_whole_or_in_part(as_planner: APIClient, plan: Plan):
    address = f"{ADDRESS}{plan.pk}/"
    replaced = as_planner.put(address, {**DOCUMENT, "name": "Diganti"})
    assert (replaced.status_code, replaced.json()["name"], replaced.json()["insured"]) == (200, "Diganti", 9464)
    patched = as_planner.patch(address, {"premium": {"membership": "BPU"}})
    assert patched.json()["name"] == "Diganti"
    assert patched.json()["lines"][0]["membership"] == "BPU"
    assert patched.json()["by_month"]["2024-01"]["total"] == 9464 * 16_800
    assert errors(as_planner.patch(address, {"region": "16.08"})) == {"region": "plan-elsewhere"}


def test_the_list_holds_ones_own_plans_with_their_sums(world: World, as_planner: APIClient, plan: Plan):
    found = as_planner.get(ADDRESS).json()
    assert [(row["id"], row["insured"], row["region"]) for row in found["results"]] == [(plan.pk, 9559, "16.09")]
    assert as_planner.get(ADDRESS, {"election": "tidak-ada"}).json()["count"] == 0
    actions.archive_plan(plan=plan, by=world.planner)
    assert as_planner.get(ADDRESS).json()["count"] == 0
    assert as_planner.get(ADDRESS, {"archived": "true"}).json()["count"] == 1
    assert as_planner.get(ADDRESS, {"archived": "barangkali"}).status_code == 400


def test_the_list_asks_the_database_no_more_for_more_plans(world: World, as_planner: APIClient, plan: Plan):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            as_planner.get(ADDRESS)
        return len(captured)

    queries()
    one = queries()
    for number in range(5):
        actions.copy_plan(plan=plan, name=f"Skenario {number}", by=world.planner)
    assert queries() == one


def test_a_plan_that_lost_its_counts_is_a_conflict_that_says_why(as_planner: APIClient, plan: Plan):
    UnitCount.objects.all().delete()
    response = as_planner.get(f"{ADDRESS}{plan.pk}/")
    assert response.status_code == 409
    assert "Jumlah TPS belum diketahui" in response.json()["detail"]
    assert as_planner.get(ADDRESS).json()["results"][0]["total"] is None


@pytest.mark.parametrize(
    ("who", "reads", "writes", "creates"),
    [
        ("head", 200, 403, 403),
        ("other_planner", 404, 404, 400),  # the office is not his
        ("neighbour", 404, 404, 400),
        ("tapd", 403, 403, 403),
        ("admin", 403, 403, 403),
        ("kpu", 403, 403, 403),
        ("bawaslu", 403, 403, 403),
        ("stranger", 403, 403, 403),
    ],
)
def test_strangers_meet_the_same_walls_as_on_the_pages(
    world: World, api_as: ApiAs, plan: Plan, who: str, reads: int, writes: int, creates: int
):
    client, address = api_as(getattr(world, who)), f"{ADDRESS}{plan.pk}/"
    assert client.get(address).status_code == reads
    assert client.get(f"{address}toml/").status_code == reads
    assert client.put(address, DOCUMENT).status_code == writes
    assert client.patch(address, {"name": "x"}).status_code == writes
    assert client.post(f"{ADDRESS}?office={world.office.pk}", DOCUMENT).status_code == creates
    listed = client.get(ADDRESS)
    assert listed.status_code == 403 or [row["id"] for row in listed.json()["results"]] == (
        [plan.pk] if reads == 200 else []
    )
    assert list(Plan.objects.values_list("name", flat=True)) == ["Rencana contoh"]


def test_without_a_token_nothing_opens(plan: Plan):
    client = APIClient()
    assert client.get(ADDRESS).status_code in (401, 403)
    assert client.post(f"{ADDRESS}check/", DOCUMENT).status_code in (401, 403)


def test_a_token_reaches_no_further_than_it_says(world: World, plan: Plan):
    def get(office) -> int:
        token = make_token(world.planner, office, office.region)
        return APIClient().get(f"{ADDRESS}{plan.pk}/", headers={"authorization": f"Token {token}"}).status_code

    assert get(world.office) == 200
    assert get(world.neighbour_office) in (401, 403, 404)


def test_whoever_plans_for_one_office_need_not_name_it(world: World, as_planner: APIClient):
    assert as_planner.post(f"{ADDRESS}?office={world.office.pk}", DOCUMENT).status_code == 201
    for office in ("0", "abc", "9" * 30, str(world.other_payer.pk)):
        response = as_planner.post(f"{ADDRESS}?office={office}", DOCUMENT)
        assert response.status_code == 400
        assert list(errors(response)) == ["office"]
