"""Why this number, as a page: its arithmetic, its sources, who entered what; and what others see."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from budgeting.actions.plans import copy_plan, replace_plan
from budgeting.models import Plan
from budgeting.planning import compute, to_input
from budgeting.rules.explain import keys
from budgeting.rules.plan_input import Entry
from enrolment.actions.units import enter_counts
from enrolment.models import UnitCount
from enrolment.rules.bodies import UnitCounts
from pemilu_bpjs.models import User
from tests.factories_budgeting import make_election, make_plan
from tests.people import World

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
KPPS_JKK = "line:kpps-anggota:jkk"


@pytest.fixture
def plan(reference: None, world: World) -> Plan:
    return make_plan(world.office, world.planner, Entry("ppk"), Entry("kpps"), Entry("sek-ppk-sekretaris"))


@pytest.fixture
def ask(plan: Plan, world: World, signed_in: SignIn) -> Callable[..., HttpResponse]:
    """ask(key): the page of that figure as the planner sees it; `by` asks as somebody else."""

    def asked(key: str, by: User | None = None, **headers: Any) -> HttpResponse:
        address = reverse("budgeting:plan-why", args=[plan.pk, key])
        return signed_in(by or world.planner).get(address, headers=headers)

    return asked


def words(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def test_the_arithmetic_stands_on_the_page_down_to_the_unit_count(ask: Callable[..., HttpResponse]) -> None:
    page = words(ask(KPPS_JKK))
    assert "8.112 orang × 2 bulan × Rp2.640 = Rp42.831.360" in page
    assert "1.352 TPS × 6 orang = 8.112 orang" in page
    assert "0,24% × Rp1.100.000 = Rp2.640" in page
    assert "Januari 2024 – Februari 2024" in page
    assert "UU 7/2017; PKPU 8/2022" in page


def test_whoever_entered_the_unit_count_is_named(plan: Plan, world: World, ask: Callable[..., HttpResponse]) -> None:
    enter_counts(
        election=plan.election, kind="tps", counts={"16.09": 1351}, source="Rapat 29 September", by=world.planner
    )
    page = words(ask("unit:tps"))
    assert "1.351 TPS" in page
    assert "Rapat 29 September · diisi oleh Planner, " in page


def test_a_count_that_the_plan_states_itself_names_who_wrote_it_there(
    plan: Plan, world: World, ask: Callable[..., HttpResponse]
) -> None:
    own = replace(to_input(plan), units=UnitCounts(tps=1300), sources={"tps": "Surat KPU"})
    replace_plan(plan=plan, stated=own, by=world.planner)
    assert "Surat KPU · diisi oleh Planner, " in words(ask("unit:tps"))


def test_a_copy_names_who_copied_the_counts(reference: None, world: World, signed_in: SignIn) -> None:
    plan = make_plan(world.office, world.planner, Entry("kpps"))
    Plan.objects.filter(pk=plan.pk).update(units={"tps": 1200})
    copy = copy_plan(plan=Plan.objects.get(pk=plan.pk), name="Skenario", by=world.planner)
    answer = signed_in(world.planner).get(reverse("budgeting:plan-why", args=[copy.pk, "unit:tps"]))
    assert "diisi oleh Planner" in words(answer)


def test_every_figure_of_a_plan_has_a_page(plan: Plan, ask: Callable[..., HttpResponse]) -> None:
    found = list(keys(compute(plan).plan))
    assert len(found) > 60
    assert {key: ask(key).status_code for key in found} == dict.fromkeys(found, 200)


def test_every_figure_on_the_plan_s_page_leads_to_one(
    plan: Plan, world: World, signed_in: SignIn, ask: Callable[..., HttpResponse]
) -> None:
    page = signed_in(world.planner).get(reverse("budgeting:plan", args=[plan.pk]))
    linked = set(re.findall(r"/mengapa/([^\"]+)/", page.content.decode()))
    assert len(linked) > 40
    assert {key: ask(unquote(key)).status_code for key in linked} == dict.fromkeys(linked, 200)


def test_the_sum_of_a_plan_leads_on_to_its_lines_instead_of_holding_them_all(ask: Callable[..., HttpResponse]) -> None:
    answer = ask("total:total")
    lines = answer.context["page"].root.parts
    assert [line.label for line in lines][:2] == ["JKK + JKM: Ketua PPK", "JKK + JKM: Anggota PPK"]
    assert all(line.url and not line.parts for line in lines)
    opened = ask("line:kpps-anggota:total", **{"HX-Request": "true"})
    assert "HX-Request" in opened["Vary"]
    assert "<html" not in words(opened)
    assert words(opened).startswith("<li>")
    assert "8.112 orang × 2 bulan × Rp2.640" in words(opened)


def test_a_month_holds_what_has_no_page_of_its_own(ask: Callable[..., HttpResponse]) -> None:
    """One month of a line of two has no key, so the list itself goes on to where there is one."""
    (line, *_others) = ask("month:2024-01").context["page"].root.parts
    assert not line.url
    assert line.parts[0].formula == "19 orang × 1 bulan × Rp6.000 = Rp114.000"


def test_why_somebody_is_not_insured(ask: Callable[..., HttpResponse]) -> None:
    page = words(ask("line:sek-ppk-sekretaris:insured"))
    assert "19 orang − 19 orang = 0 orang" in page
    assert "selalu ASN, dijamin Taspen" in page


def test_what_nobody_has_confirmed_is_marked(reference: None, world: World, signed_in: SignIn) -> None:
    plan = make_plan(world.office, world.planner, Entry("panwascam"))
    answer = signed_in(world.planner).get(reverse("budgeting:plan-why", args=[plan.pk, "line:panwascam-ketua:months"]))
    assert "belum dikonfirmasi" in words(answer).split('id="asal"')[1].split("</section>")[0]


def test_the_planner_may_change_the_line_from_here_and_the_head_may_not(
    plan: Plan, world: World, ask: Callable[..., HttpResponse]
) -> None:
    edit = reverse("budgeting:entry-edit", args=[plan.pk, "kpps-anggota"])
    assert edit in words(ask(KPPS_JKK))
    assert edit not in words(ask(KPPS_JKK, by=world.head))


def test_a_key_that_the_plan_has_no_figure_for_is_not_found(ask: Callable[..., HttpResponse]) -> None:
    for key in ("x", "line:kpps-anggota:umur", "body:pkd", "year:2030", "../.."):
        assert ask(key).status_code == 404


def test_a_plan_that_cannot_be_computed_says_so_on_its_own_page(plan: Plan, ask: Callable[..., HttpResponse]) -> None:
    UnitCount.objects.filter(election=plan.election).delete()
    answer = ask(KPPS_JKK)
    assert answer.status_code == 302
    assert answer.url == reverse("budgeting:plan", args=[plan.pk])


@pytest.mark.parametrize("name", ["neighbour", "other_planner"])
def test_planners_of_other_offices_find_nothing(name: str, world: World, ask: Callable[..., HttpResponse]) -> None:
    assert ask(KPPS_JKK, by=getattr(world, name)).status_code == 404


@pytest.mark.parametrize("name", ["kpu", "bawaslu", "bpjs", "tapd", "stranger"])
def test_others_may_not_look_into_plans(name: str, world: World, ask: Callable[..., HttpResponse]) -> None:
    assert ask(KPPS_JKK, by=getattr(world, name)).status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_plan(
    reference: None, world: World, signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    election = make_election(world.planner, tps=1352)
    client = signed_in(world.planner)
    for entries in ((Entry("ppk"),), (Entry("ppk"), Entry("pps"), Entry("kpps"), Entry("pkd"), Entry("ptps"))):
        plan = make_plan(world.office, world.planner, *entries, election=election)
        with django_assert_max_num_queries(26):
            client.get(reverse("budgeting:plan-why", args=[plan.pk, "total:total"]))
