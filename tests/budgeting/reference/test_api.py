"""The reference data through the API: to read, for whoever may look."""

import pytest
from rest_framework.test import APIClient

from budgeting.models import PremiumRate
from budgeting.reference_tables import TABLES
from enrolment.models import Ratio
from pemilu_bpjs.permissions import Right
from tests.factories import make_token
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def _url(kind: str) -> str:
    return f"/api/v1/reference/{kind}/"


@pytest.mark.parametrize("kind", sorted(TABLES))
def test_every_table_can_be_read(world: World, api_as, kind: str):
    body = api_as(world.kpu).get(_url(kind)).json()
    assert body["count"] > 0
    assert set(body["results"][0]["values"]) == set(TABLES[kind].fields)


def test_a_row_says_value_source_and_doubt(world: World, api_as):
    rows = api_as(world.planner).get(_url("tenures"), {"q": "pkd", "election": "pemilu-2024"}).json()["results"]
    (row,) = rows
    assert (row["values"]["start"], row["values"]["end_confidence"]) == ("2023-02-06", "L")
    assert (row["confidence"], row["source"], row["superseded_by"]) == ("L", "bangsaonline.com/berita/114864", None)
    rates = api_as(world.planner).get(_url("premium-rates")).json()["results"]
    assert {"0.24", "0.3"} <= {rate["values"]["value"] for rate in rates}


def test_former_rows_and_rows_aside_come_when_asked_for(world: World, api_as):
    client = api_as(world.planner)
    old = Ratio.objects.get(election="pemilu-2024", position="pkd")
    new = old.supersede(by=world.lawkeeper, per_unit=2)
    asked = {"q": "pkd", "election": "pemilu-2024"}
    assert [row["id"] for row in client.get(_url("ratios"), asked).json()["results"]] == [new.pk]
    both = client.get(_url("ratios"), {**asked, "superseded": "true"}).json()["results"]
    assert {row["id"]: row["superseded_by"] for row in both} == {old.pk: new.pk, new.pk: None}
    plain, everything = (client.get(_url("premium-rates"), q).json()["count"] for q in ({}, {"aside": "true"}))
    assert plain < everything == PremiumRate.objects.count()
    empty = {"q": "", "election": "", "aside": "", "superseded": ""}
    assert client.get(_url("premium-rates"), empty).json()["count"] == plain


def test_nothing_is_changed_through_the_api(world: World, api_as):
    client = api_as(world.lawkeeper)
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(_url("ratios"), {"per_unit": 9}).status_code == 405


def test_what_cannot_be_read_is_a_problem(world: World, api_as):
    client = api_as(world.planner)
    assert client.get(_url("tidak-ada")).status_code == 404
    faulty = client.get(_url("ratios"), {"superseded": "mungkin", "q": "x" * 101})
    assert faulty.status_code == 400
    assert {fault["field"] for fault in faulty.json()["errors"]} == {"superseded", "q"}


def test_strangers_and_narrow_tokens_read_nothing(world: World, api_as):
    assert api_as(world.stranger).get(_url("ratios")).status_code == 403
    assert APIClient().get(_url("ratios")).status_code == 401
    narrow = APIClient()
    token = make_token(world.planner, rights=[str(Right.USE_API), str(Right.VIEW_PLAN)])
    narrow.credentials(HTTP_AUTHORIZATION=f"Token {token}")
    assert narrow.get(_url("ratios")).status_code == 403
