"""A plan in a real browser: made, changed on a phone without JavaScript, and every page through axe."""

import pytest
from django.urls import reverse

from budgeting.models import Plan
from budgeting.planning import compute
from tests.factories_budgeting import PLAN_FILE, make_election, make_plan
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")


def test_a_plan_is_made_and_its_months_changed_on_a_phone_without_javascript(world: World, planner_page) -> None:
    make_election(world.planner, tps=1352)
    page = planner_page(reverse("budgeting:plans"), width=360, javascript=False)
    page.get_by_role("link", name="Rencana baru").click()
    page.get_by_role("link", name="Pemilihan Umum Tahun 2024").click()
    page.get_by_label("Nama rencana").fill("KPPS sebulan")
    page.get_by_label("Hanya badan yang dicentang").check()
    page.get_by_label("KPPS", exact=True).check()
    page.get_by_role("button", name="Buat dan hitung").click()
    page.get_by_role("link", name="Baris", exact=True).click()
    page.get_by_role("link", name="Ubah seluruh badan KPPS").click()
    page.get_by_label("Feb").uncheck()
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Hasil").click()
    page.get_by_text("Hari kerja tanpa perlindungan").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert list(compute(Plan.objects.get()).plan.by_month) == ["2024-01"]


def test_a_faulty_file_stays_in_the_box_to_be_mended(world: World, planner_page) -> None:
    page = planner_page(reverse("budgeting:plan-import"))
    box = page.get_by_label("Atau tempelkan isinya")
    box.fill(PLAN_FILE.replace('"ppk"', '"ppkk"'))
    page.get_by_role("button", name="Impor").click()
    page.get_by_text("position[1].code").first.wait_for()
    box.fill(box.input_value().replace('"ppkk"', '"ppk"'))
    page.get_by_role("button", name="Impor").click()
    page.get_by_text("Rencana sudah diimpor.").wait_for()


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_of_plans_passes_axe(world: World, planner_page, accessible, width: int) -> None:
    plan = make_plan(world.office, world.planner)
    page = planner_page(reverse("budgeting:plans"), width=width)
    routes = [
        *((name, ()) for name in ("plans", "plan-new", "plan-import")),
        *((name, (plan.pk,)) for name in ("plan", "plan-edit", "plan-settings", "plan-copy", "entry-new")),
        *(("entry-edit", (plan.pk, code)) for code in ("kpps", "kpps-anggota")),
    ]
    for name, given in routes:
        page.goto(reverse(f"budgeting:{name}", args=given))
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(reverse("budgeting:plan-new") + f"?election={plan.election.code}")
    accessible(page)
    page.goto(reverse("budgeting:entry-edit", args=[plan.pk, "kpps-anggota"]))
    page.get_by_label("Dikecualikan").fill("12")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_text("Tulis alasannya").first.wait_for()
    accessible(page)
