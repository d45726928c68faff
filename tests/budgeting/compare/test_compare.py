"""Scenarios side by side, as a page and for programs; and what others see."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from budgeting.actions.plans import archive_plan, copy_plan, set_entries
from budgeting.models import Plan
from budgeting.planning import compute
from budgeting.rules.plan_input import Entry
from enrolment.models import Election, UnitCount
from pemilu_bpjs.models import User
from tests.factories_budgeting import make_election, make_plan
from tests.people import World

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
KPPS = Entry("kpps", coverage=("2024-01", "2024-02"))


@pytest.fixture
def election(reference: None, world: World) -> Election:
    return make_election(world.planner, tps=1352)


@pytest.fixture
def plan(election: Election, world: World) -> Plan:
    return make_plan(world.office, world.planner, KPPS, election=election, name="Dua bulan")


@pytest.fixture
def scenario(plan: Plan, world: World) -> Plan:
    """The same for one month, and with PPK."""
    copy = copy_plan(plan=plan, name="Satu bulan", by=world.planner)
    entries = (Entry("kpps", coverage=("2024-02",)), Entry("ppk", coverage=("2024-02",)))
    return set_entries(plan=copy, change=lambda _: entries, by=world.planner)


@pytest.fixture
def ask(world: World, signed_in: SignIn) -> Callable[..., HttpResponse]:
    def asked(*plans: Any, by: User | None = None) -> HttpResponse:
        keys = [getattr(plan, "pk", plan) for plan in plans]
        return signed_in(by or world.planner).get(reverse("budgeting:compare"), {"plan": keys})

    return asked


def words(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


MONTH = 1352 * (2_880 + 3_600) + 8112 * (2_640 + 3_300)
PPK_MONTH = 19 * 13_500 + 76 * 11_880


def test_cost_months_and_family_stand_side_by_side(
    plan: Plan, scenario: Plan, ask: Callable[..., HttpResponse]
) -> None:
    answer = ask(plan, scenario)
    page = answer.context["page"]
    rows = {row.label: [cell.text for cell in row.cells] for row in page.totals}
    assert rows["Orang yang dilindungi"] == ["9.464", "9.559"]
    assert rows["Bulan iuran"] == ["2", "1"]
    assert rows["Orang × bulan"] == ["18.928", "9.559"]
    total = page.totals[-1]
    assert total.is_total
    assert total.cells[1].notes == (f"−Rp{MONTH - PPK_MONTH:,}".replace(",", "."),)
    families = {row.label: [cell.text for cell in row.cells] for row in page.families}
    assert families["Anggota KPPS"] == ["Rp74.800.000", "Rp74.800.000"]
    assert families["Ketua PPK"] == ["–", "Rp142.000.000"]
    bodies = {row.label: row.cells for row in page.bodies}
    assert bodies["PPK"][0].notes == ("tidak ada dalam rencana",)
    # 25 to 31 January is open now for everybody at the polling stations.
    assert f"{9464 * 7:,}".replace(",", ".") in bodies["KPPS"][1].notes[1]
    assert "Beasiswa dua anak paling banyak Rp174.000.000" in words(answer)


def test_the_steps_lead_from_the_first_plan_to_the_second(
    plan: Plan, scenario: Plan, ask: Callable[..., HttpResponse]
) -> None:
    (passage,) = ask(plan, scenario).context["page"].passages
    assert passage.title == "Dari Dua bulan ke Satu bulan"
    added, months = passage.chart.table.rows[1:-1]
    assert added[0] == "Baris yang ditambahkan"
    assert months[0] == "Bulan yang dibayar"
    assert [(row.change, row.line) for row in passage.rows] == [
        ("Baris yang ditambahkan", "Ketua PPK"),
        ("Baris yang ditambahkan", "Anggota PPK"),
        ("Bulan yang dibayar", "Ketua KPPS"),
        ("Bulan yang dibayar", "Anggota KPPS"),
    ]


def test_the_first_plan_asked_for_is_the_one_to_hold_against(
    plan: Plan, scenario: Plan, ask: Callable[..., HttpResponse]
) -> None:
    page = ask(scenario, plan).context["page"]
    assert [column.name for column in page.columns] == ["Satu bulan", "Dua bulan"]
    assert page.passages[0].rows[0].change == "Baris yang dikeluarkan"


def test_plans_of_different_elections_can_be_compared(
    plan: Plan, world: World, ask: Callable[..., HttpResponse]
) -> None:
    pilkada = make_election(world.planner, preset="pilkada-2024", tps=893)
    other = make_plan(world.office, world.planner, Entry("kpps"), election=pilkada, name="Pilkada")
    page = ask(plan, other).context["page"]
    assert page.columns[1].about.startswith("Pemilihan Gubernur")
    assert page.totals[0].cells[1].text == f"{893 * 7:,}".replace(",", ".")


def test_a_copy_that_nobody_changed_costs_the_same(plan: Plan, world: World, ask: Callable[..., HttpResponse]) -> None:
    copy = copy_plan(plan=plan, name="Salinan", by=world.planner)
    answer = ask(plan, copy)
    assert answer.context["page"].passages[0].same
    assert "Kedua rencana sama biayanya, baris demi baris." in words(answer)


def test_with_fewer_than_two_plans_there_is_the_picker(
    plan: Plan, scenario: Plan, ask: Callable[..., HttpResponse]
) -> None:
    answer = ask(plan)
    assert (answer.status_code, answer.context["page"]) == (200, None)
    assert f'value="{plan.pk}" id="id_plan_1" checked' in words(answer)
    assert "Satu bulan · " in words(answer)


def test_with_nothing_to_compare_the_page_says_what_to_do(plan: Plan, ask: Callable[..., HttpResponse]) -> None:
    assert "salin menjadi skenario" in words(ask())


def test_an_archived_plan_is_not_offered_but_can_still_be_asked_for(
    plan: Plan, scenario: Plan, world: World, ask: Callable[..., HttpResponse]
) -> None:
    archive_plan(plan=scenario, by=world.planner)
    assert "Satu bulan" not in words(ask())
    assert ask(plan, scenario).context["page"] is not None


def test_too_many_at_once(plan: Plan, world: World, ask: Callable[..., HttpResponse]) -> None:
    copies = [copy_plan(plan=plan, name=f"Skenario {number}", by=world.planner) for number in range(5)]
    answer = ask(plan, *copies)
    assert answer.status_code == 400
    assert "Paling banyak 5 rencana sekaligus." in words(answer)


def test_a_plan_that_cannot_be_computed_is_named(plan: Plan, scenario: Plan, ask: Callable[..., HttpResponse]) -> None:
    UnitCount.objects.all().delete()
    answer = ask(plan, scenario)
    assert answer.status_code == 400
    assert "“Dua bulan” belum dapat dihitung." in words(answer)


def test_what_is_out_of_reach_is_not_found(plan: Plan, scenario: Plan, ask: Callable[..., HttpResponse]) -> None:
    for keys in ((plan, 0), (plan, 10**10), (plan, "x"), (plan, "9" * 40)):
        assert ask(*keys).status_code == 404


@pytest.mark.parametrize("name", ["neighbour", "other_planner"])
def test_planners_of_other_offices_find_nothing(
    name: str, plan: Plan, scenario: Plan, world: World, ask: Callable[..., HttpResponse]
) -> None:
    user = getattr(world, name)
    assert ask(plan, scenario, by=user).status_code == 404
    assert "Dua bulan" not in words(ask(by=user))


@pytest.mark.parametrize("name", ["kpu", "bawaslu", "bpjs", "tapd", "stranger"])
def test_others_may_not_look_into_plans(
    name: str, plan: Plan, scenario: Plan, world: World, ask: Callable[..., HttpResponse]
) -> None:
    assert ask(plan, scenario, by=getattr(world, name)).status_code == 403


def test_queries_do_not_grow_with_the_plans(plan: Plan, scenario: Plan, world: World, signed_in: SignIn) -> None:
    client = signed_in(world.planner)
    third = copy_plan(plan=scenario, name="Tiga", by=world.planner)

    def queries(*plans: Plan) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("budgeting:compare"), {"plan": [each.pk for each in plans]})
        return len(captured)

    queries(plan, scenario)  # the content types and the like are read once
    assert queries(plan, scenario, third) == queries(plan, scenario) < 30


@pytest.fixture
def api(world: World, api_as: Callable[[User], APIClient]) -> Callable[..., Any]:
    def asked(*plans: Any, by: User | None = None) -> Any:
        keys = [getattr(plan, "pk", plan) for plan in plans]
        return api_as(by or world.planner).get(reverse("api-plan-comparisons"), {"plan": keys})

    return asked


def test_programs_get_the_same_numbers(plan: Plan, scenario: Plan, api: Callable[..., Any]) -> None:
    answer = api(plan, scenario).data
    totals = [compute(each).plan.total.total for each in (plan, scenario)]
    assert [each["amounts"]["total"] for each in answer["plans"]] == totals
    (waterfall,) = answer["waterfalls"]
    assert waterfall["difference"] == totals[1] - totals[0] == sum(step["amount"] for step in waterfall["steps"])
    assert [step["change"] for step in waterfall["steps"]] == ["added", "months"]
    assert [body["amounts"][0] is None for body in answer["bodies"]] == [False, True]
    ketua = next(row for row in answer["positions"] if row["code"] == "ppk-ketua")
    assert ketua["benefits"] == [None, {"jkk": 142_000_000, "jkm": 42_000_000, "scholarship": 174_000_000}]


def test_programs_hear_what_is_wrong(plan: Plan, scenario: Plan, api: Callable[..., Any]) -> None:
    assert api(plan).status_code == 400
    assert api(plan, plan).status_code == 400
    assert api(plan, "x").status_code == 400
    assert api(plan, 999_999).status_code == 404
    UnitCount.objects.all().delete()
    assert api(plan, scenario).status_code == 409


@pytest.mark.parametrize(
    ("name", "status"), [("neighbour", 404), ("other_planner", 404), ("kpu", 403), ("stranger", 403)]
)
def test_programs_of_others(
    name: str, status: int, plan: Plan, scenario: Plan, world: World, api: Callable[..., Any]
) -> None:
    assert api(plan, scenario, by=getattr(world, name)).status_code == status
