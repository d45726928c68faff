"""Figures taken apart in a real browser: a claim checked, a figure explained, a ceiling kept and compared."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from budgeting.models import Plan
from budgeting.rules.plan_input import Entry
from tests.factories_budgeting import make_plan
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture
def plan(world: World) -> Plan:
    return make_plan(world.office, world.planner, Entry("ppk"), Entry("kpps"))


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_claim_is_checked_on_a_phone_without_javascript(planner_page: Callable[..., Page]) -> None:
    page = planner_page(reverse("budgeting:claim-check"), width=360, javascript=False)
    page.get_by_label("Angka yang diumumkan").fill("259")
    page.get_by_label("Wilayah").fill("oku")
    page.get_by_label("Pemilihan", exact=True).select_option("pemilu-2024")
    page.locator("#id_tps").fill("1.352")
    page.get_by_label("PKD").check()
    page.get_by_label("Rasio yang disebut: orang").fill("1")
    page.get_by_label("untuk setiap").select_option("tps")
    page.get_by_role("button", name="Periksa angka").click()
    page.get_by_role("button", name="Kabupaten Ogan Komering Ulu Selatan").click()
    expect(page.get_by_text("259 tepat sama dengan PKD.")).to_be_visible()
    expect(page.get_by_text("1 orang per TPS: 1 × 1.352 = 1.352, lebih 1.093 dari 259.")).to_be_visible()
    expect(page.get_by_text("1 orang per desa/kelurahan: 1 × 259 = 259, tepat.")).to_be_visible()
    assert fits(page)


def test_a_figure_opens_down_to_its_unit_count_in_place(plan: Plan, planner_page: Callable[..., Page]) -> None:
    page = planner_page(reverse("budgeting:plan-why", args=[plan.pk, "total:total"]))
    opened = page.get_by_role("link", name=re.compile("Buka asalnya.*Anggota KPPS"))
    opened.click()
    expect(page.get_by_text("1.352 TPS × 6 orang = 8.112 orang").first).to_be_visible()
    expect(opened).to_have_count(0)
    assert page.url.endswith("total:total/")
    # Folded again by its own summary, which the keyboard reaches as well.
    summary = page.locator("summary", has_text="Iuran JKK").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("8.112 orang × 2 bulan × Rp2.640 = Rp42.831.360")).to_be_hidden()


def test_what_fits_a_ceiling_is_kept_and_compared(plan: Plan, planner_page: Callable[..., Page]) -> None:
    page = planner_page(reverse("budgeting:plan", args=[plan.pk]))
    page.get_by_role("link", name="Dari pagu").click()
    page.get_by_label("Pagu", exact=True).fill("70.000.000")
    page.get_by_label("Urutan Ketua KPPS").fill("1")
    page.get_by_label("Urutan Anggota KPPS").fill("1")
    page.get_by_role("button", name="Hitung").click()
    expect(page.locator("tbody tr").first).to_contain_text("utuh")
    page.get_by_label("Nama skenario").fill("Sesuai pagu")
    page.get_by_role("button", name="Simpan sebagai skenario").click()
    page.get_by_role("heading", name="Bandingkan skenario").wait_for()
    expect(page.get_by_text("Skenario sudah disimpan.")).to_be_visible()
    expect(page.get_by_text("Lebih murah").first).to_be_visible()
    page.get_by_text("Baris di balik tiap langkah").click()
    expect(page.get_by_role("cell", name="Bulan yang dibayar").first).to_be_visible()


PAGES = {
    "claim": "/cek-angka/?claimed=876&region=16.09&election=pemilu-2024&tps=1352&bodies=ppk&bodies=kpps&ratio_people=1"
    "&ratio_unit=tps",
    "claim-faulty": "/cek-angka/?claimed=banyak&region=oku&election=pemilu-2024&ratio_people=1&tps_coklit=x",
    "why-line": "/rencana/{pk}/mengapa/line:kpps-anggota:total/",
    "why-sum": "/rencana/{pk}/mengapa/month:2024-01/",
    "compare": "/rencana/bandingkan/?plan={pk}&plan={other}",
    "compare-pick": "/rencana/bandingkan/",
    "ceiling": "/rencana/{pk}/pagu/?ceiling=70.000.000&cut=months",
    "ceiling-faulty": "/rencana/{pk}/pagu/?ceiling=banyak&urutan_ppk-ketua=x",
}


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_is_accessible_and_fits(
    width: int, plan: Plan, world: World, planner_page: Callable[..., Page], accessible: Callable[[Page], None]
) -> None:
    other = make_plan(world.office, world.planner, Entry("kpps", wage=900_000), election=plan.election, name="Lain")
    page = planner_page(reverse("budgeting:plan", args=[plan.pk]), width=width)
    for address in PAGES.values():
        page.goto(address.format(pk=plan.pk, other=other.pk))
        page.evaluate("document.querySelectorAll('main details').forEach(folded => { folded.open = true })")
        accessible(page)
        assert fits(page), page.url
