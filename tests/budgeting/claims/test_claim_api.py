"""The same check for programs: the four published cases, faults by field, rights."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from rest_framework.response import Response
from rest_framework.test import APIClient

from pemilu_bpjs.models import User
from tests.factories import make_token
from tests.people import World

pytestmark = pytest.mark.django_db

ApiAs = Callable[[User], APIClient]
KPU_SIDE = ["ppk", "sek-ppk", "pps", "sek-pps", "kpps", "linmas"]


@pytest.fixture
def ask(reference: None, world: World, api_as: ApiAs) -> Callable[..., Response]:
    def asked(by: User | None = None, **question: Any) -> Response:
        given = {"claimed": 259, "region": "16.09", "election": "pemilu-2024", **question}
        return api_as(by or world.planner).post(reverse("api-claim-checks"), given)

    return asked


def test_259_is_one_per_desa(ask: Callable[..., Response]) -> None:
    answer = ask(claimed=259, units={"tps": 1352}, bodies=["pkd"], ratio={"per_unit": 1, "unit": "tps"}).data
    assert [body["code"] for body in answer["sums"][0]["bodies"]] == ["pkd"]
    assert (answer["sums"][0]["remainder"], answer["named_total"]) == (0, 259)
    claimed, *others = answer["ratios"]
    assert claimed == {"unit": "tps", "per_unit": 1, "people": 1352, "difference": 1093}
    assert {"unit": "desa", "per_unit": 1, "people": 259, "difference": 0} in others


def test_876_leaves_four_unexplained(ask: Callable[..., Response]) -> None:
    best = ask(claimed=876, bodies=["ppk", "pps"]).data["sums"][0]
    assert (best["arithmetic"], best["total"], best["remainder"]) == ("95 + 777 = 872; 4 tidak terjelaskan", 872, 4)


def test_3221_has_no_sum_with_kpps_or_linmas(ask: Callable[..., Response]) -> None:
    answer = ask(claimed=3221, region="kab mojokerto", units={"tps": 3308}, bodies=KPU_SIDE).data
    in_sums = {body["code"] for found in answer["sums"] for body in found["bodies"]}
    assert in_sums.isdisjoint({"kpps", "linmas"})
    assert [body["code"] for body in answer["too_large"]] == ["kpps", "linmas", "ptps"]
    assert answer["region"] == {"code": "35.16", "name": "Kabupaten Mojokerto"}


def test_38982_is_exact(ask: Callable[..., Response]) -> None:
    question = {"region": "35.07", "election": "pilkada-2024", "units": {"tps": 4042}, "bodies": KPU_SIDE}
    answer = ask(claimed=38982, **question).data
    assert [body["code"] for body in answer["sums"][0]["bodies"]] == KPU_SIDE
    assert answer["sums"][0]["remainder"] == 0
    assert answer["unchecked"] == [{"code": "pantarlih", "name": "Pantarlih", "unit": "tps_coklit"}]
    assert answer["units"] == {"kecamatan": 33, "desa": 390, "tps": 4042, "tps_coklit": None, "tps_over_400": None}


def test_positions_on_request(ask: Callable[..., Response]) -> None:
    answer = ask(claimed=76, positions=True, bodies=["ppk"]).data
    assert [body["code"] for body in answer["sums"][0]["bodies"]] == ["ppk-anggota"]


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"claimed": 0}, "claimed", "min_value"),
        ({"claimed": "banyak"}, "claimed", "invalid"),
        ({"region": "Atlantis"}, "region", "region-unknown"),
        ({"region": "oku"}, "region", "region-ambiguous"),
        ({"election": "pemilu-1999"}, "election", "election-unknown"),
        ({"bodies": ["kppps"]}, "bodies", "body-unknown"),
        ({"units": {"tps": 800_000}}, "units.tps", "tps-per-desa-absurd"),
        ({"units": {"kecamatan": 0}}, "units.kecamatan", "min_value"),
        ({"ratio": {"per_unit": 1, "unit": "rt"}}, "ratio.unit", "invalid_choice"),
    ],
)
def test_faults_stand_at_their_field(
    given: dict[str, Any], field: str, code: str, ask: Callable[..., Response]
) -> None:
    answer = ask(**given)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert [(fault["field"], fault["code"]) for fault in answer.json()["errors"]] == [(field, code)]


@pytest.mark.parametrize("name", ["kpu", "bawaslu", "bpjs", "stranger"])
def test_others_may_not(name: str, world: World, ask: Callable[..., Response]) -> None:
    assert ask(by=getattr(world, name)).status_code == 403


def test_a_neighbour_gets_the_public_counts_only(world: World, ask: Callable[..., Response]) -> None:
    answer = ask(by=world.neighbour)
    assert answer.status_code == 200
    assert answer.data["units"]["tps"] is None


def test_a_token_serves_and_nobody_without_one(reference: None, world: World) -> None:
    question = {"claimed": 259, "region": "16.09", "election": "pemilu-2024"}
    client = APIClient()
    assert client.post(reverse("api-claim-checks"), question).status_code == 401
    client.credentials(HTTP_AUTHORIZATION=f"Token {make_token(world.planner, world.office)}")
    assert client.post(reverse("api-claim-checks"), question).status_code == 200
