"""From a ceiling: what it covers, what it leaves open, and the scenario that is kept of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from budgeting.models import Plan
from budgeting.planning import compute
from budgeting.rules.plan_input import Entry
from enrolment.models import UnitCount
from pemilu_bpjs.models import AuditEvent, User
from tests.factories_budgeting import make_plan
from tests.people import World

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
FIRST_KPPS = {"urutan_kpps-ketua": "1", "urutan_kpps-anggota": "2", "urutan_ppk-ketua": "3", "urutan_ppk-anggota": "4"}
KPPS_MONTH = 1352 * 6_480 + 8112 * 5_940


@pytest.fixture
def plan(reference: None, world: World) -> Plan:
    entries = (Entry("ppk", coverage=("2024-01", "2024-02")), Entry("kpps"))
    return make_plan(world.office, world.planner, *entries)


@pytest.fixture
def ask(plan: Plan, world: World, signed_in: SignIn) -> Callable[..., HttpResponse]:
    def asked(by: User | None = None, **given: Any) -> HttpResponse:
        return signed_in(by or world.planner).get(reverse("budgeting:plan-ceiling", args=[plan.pk]), given)

    return asked


@pytest.fixture
def keep(plan: Plan, world: World, signed_in: SignIn) -> Callable[..., HttpResponse]:
    """keep(ceiling, name): the result of that ceiling stored as a scenario."""

    def kept(ceiling: str, name: str = "Sesuai pagu", by: User | None = None, **given: str) -> HttpResponse:
        query = "&".join(f"{key}={value}" for key, value in {"ceiling": ceiling, "cut": "months", **given}.items())
        address = reverse("budgeting:plan-ceiling", args=[plan.pk])
        return signed_in(by or world.planner).post(f"{address}?{query}", {"name": name})

    return kept


def words(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def test_before_anything_is_asked_the_lines_stand_in_the_order_of_the_plan(ask: Callable[..., HttpResponse]) -> None:
    answer = ask()
    page = answer.context["page"]
    assert not page.is_asked
    assert [(row.name, row.place.value()) for row in page.rows] == [
        ("Ketua PPK", 1),
        ("Anggota PPK", 2),
        ("Ketua KPPS", 3),
        ("Anggota KPPS", 4),
    ]
    assert 'aria-label="Urutan Ketua PPK"' in words(answer)


def test_the_last_line_loses_its_month_far_from_the_voting_day(ask: Callable[..., HttpResponse]) -> None:
    ceiling = KPPS_MONTH + 2 * (19 * 13_500 + 76 * 11_880) + 1352 * 6_480
    page = ask(ceiling=f"{ceiling:,}".replace(",", "."), cut="months").context["page"]
    last = page.rows[-1]
    assert (last.name, last.months, last.kept, last.state) == ("Anggota KPPS", "Jan–Feb 2024", "Feb 2024", "sebagian")
    assert last.open_words == "8.112 orang × 1 bulan (Jan 2024); 7 hari tugas per orang"
    assert page.kept_total == f"Rp{ceiling:,}".replace(",", ".")
    assert [tile.value for tile in page.tiles][2:] == ["Rp0", "8.112 orang × bulan"]


def test_another_order_cuts_another_line(ask: Callable[..., HttpResponse]) -> None:
    page = ask(ceiling=str(2 * KPPS_MONTH), cut="months", **FIRST_KPPS).context["page"]
    assert [(row.name, row.state) for row in page.rows] == [
        ("Ketua KPPS", "utuh"),
        ("Anggota KPPS", "utuh"),
        ("Ketua PPK", "tidak terbayar"),
        ("Anggota PPK", "tidak terbayar"),
    ]
    assert page.may_keep


def test_whole_bodies_may_be_cut_instead(ask: Callable[..., HttpResponse]) -> None:
    page = ask(ceiling=str(2 * KPPS_MONTH - 1), cut="bodies", **FIRST_KPPS).context["page"]
    assert [row.state for row in page.rows] == ["tidak terbayar", "tidak terbayar", "utuh", "utuh"]


def test_money_enough_needs_no_scenario(ask: Callable[..., HttpResponse]) -> None:
    answer = ask(ceiling="10.000.000.000.000", cut="months")
    assert answer.context["page"].headline == "Pagu ini cukup untuk seluruh rencana."
    assert "Simpan sebagai skenario" not in words(answer)
    assert ask(ceiling="215578800000", cut="months").status_code == 200


def test_money_for_nobody_cannot_be_kept(ask: Callable[..., HttpResponse], keep: Callable[..., HttpResponse]) -> None:
    answer = ask(ceiling="1000", cut="months")
    assert "tidak cukup untuk satu bulan pun" in answer.context["page"].headline
    assert "Simpan sebagai skenario" not in words(answer)
    refused = keep("1000")
    assert refused.status_code == 400
    assert Plan.objects.count() == 1


def test_a_scenario_pays_for_what_was_kept_and_leaves_the_plan_alone(
    plan: Plan, world: World, keep: Callable[..., HttpResponse], ask: Callable[..., HttpResponse]
) -> None:
    before = compute(plan).plan.total
    ceiling = 2 * 1352 * 6_480 + 8112 * 5_940 + 1_000_000
    shown = ask(ceiling=str(ceiling), cut="months", **FIRST_KPPS).context["page"].kept_total
    answer = keep(str(ceiling), "Februari saja", **FIRST_KPPS)
    scenario = Plan.objects.get(name="Februari saja")
    assert answer.url == f"{reverse('budgeting:compare')}?plan={plan.pk}&plan={scenario.pk}"
    assert (scenario.copied_from, scenario.ceiling, scenario.office) == (plan, ceiling, world.office)
    found = compute(scenario).plan
    assert f"Rp{found.total.total:,}".replace(",", ".") == shown
    assert {line.code: line.months for line in found.lines if line.body == "kpps"} == {
        "kpps-ketua": ("2024-01", "2024-02"),
        "kpps-anggota": ("2024-02",),
    }
    assert found.total.total <= ceiling
    assert compute(plan).plan.total == before
    assert AuditEvent.objects.filter(subject=f"plan:{scenario.pk}", actor="planner").exists()


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"ceiling": "banyak"}, "ceiling", "Tulis rupiah bulat"),
        ({"ceiling": ""}, "ceiling", "diisi"),
        ({"ceiling": "-5"}, "ceiling", "tidak boleh kurang dari 0"),
        ({"ceiling": "99999999999999"}, "ceiling", "10.000.000.000.000"),
        ({"ceiling": "5", "cut": "x"}, "cut", "x"),
        ({"ceiling": "5", "urutan_kpps-ketua": "dua"}, "urutan_kpps-ketua", "Tulis nomor urut"),
        ({"ceiling": "5", "urutan_kpps-ketua": "1000"}, "urutan_kpps-ketua", "999"),
    ],
)
def test_bad_input_is_answered_at_its_field_and_nothing_typed_is_lost(
    given: dict[str, str], field: str, sentence: str, ask: Callable[..., HttpResponse]
) -> None:
    answer = ask(**{"cut": "months", **given})
    form = answer.context["form"]
    assert answer.status_code == 400
    assert list(form.errors) == [field]
    assert sentence in " ".join(form.errors[field])
    assert form[field].value() == given[field]
    assert not answer.context["page"].is_asked


def test_a_scenario_needs_a_name(keep: Callable[..., HttpResponse]) -> None:
    answer = keep(str(KPPS_MONTH), "")
    assert answer.status_code == 400
    assert list(answer.context["keep"].errors) == ["name"]
    assert answer.context["page"].is_asked
    assert Plan.objects.count() == 1


def test_the_head_may_look_but_not_keep(
    world: World, ask: Callable[..., HttpResponse], keep: Callable[..., HttpResponse]
) -> None:
    answer = ask(ceiling=str(KPPS_MONTH), cut="months", by=world.head)
    assert answer.status_code == 200
    assert "Simpan sebagai skenario" not in words(answer)
    assert keep(str(KPPS_MONTH), by=world.head).status_code == 403
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("name", ["neighbour", "other_planner"])
def test_planners_of_other_offices_find_nothing(
    name: str, world: World, ask: Callable[..., HttpResponse], keep: Callable[..., HttpResponse]
) -> None:
    user = getattr(world, name)
    assert ask(by=user).status_code == 404
    assert keep(str(KPPS_MONTH), by=user).status_code == 404
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("name", ["kpu", "bawaslu", "bpjs", "tapd", "stranger"])
def test_others_may_not_look_into_plans(
    name: str, world: World, ask: Callable[..., HttpResponse], keep: Callable[..., HttpResponse]
) -> None:
    assert ask(by=getattr(world, name)).status_code == 403
    assert keep(str(KPPS_MONTH), by=getattr(world, name)).status_code == 403


def test_a_plan_that_cannot_be_computed_says_so_on_its_own_page(plan: Plan, ask: Callable[..., HttpResponse]) -> None:
    UnitCount.objects.filter(election=plan.election).delete()
    assert ask(ceiling="5").url == reverse("budgeting:plan", args=[plan.pk])
