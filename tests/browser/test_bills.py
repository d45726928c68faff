"""A bill's way through its pages: the branch posts it, the treasurer pays it, everybody's pages are accessible."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from budgeting.actions.bill_lists import keep_lines
from budgeting.models import Bill
from budgeting.rules.bill_list import ListedPerson
from tests.factories_bills import MONTH, PRICE_JKK, PRICE_JKM, make_bill, make_covered, make_treasurer
from tests.factories_budgeting import make_plan
from tests.factories_people import make_nik
from tests.factories_proposals import ENTRIES
from tests.people import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference")]
Desk = Callable[..., Page]


def test_from_the_branch_to_the_treasurer(world: World, desk: Desk):
    make_covered(world)
    branch = desk(world.bpjs, reverse("budgeting:bills"))
    branch.get_by_role("link", name="Catat tagihan").last.click()
    expect(branch.get_by_role("heading", level=1)).to_contain_text("Tagihan Januari 2024")
    branch.get_by_label("Kode iuran").fill("2401-000123")
    branch.get_by_label("Jumlah orang").fill("3")
    branch.get_by_label("Iuran JKK").fill("7.920")
    branch.get_by_label("Iuran JKM").fill("9.900")
    branch.get_by_role("button", name="Catat tagihan").click()
    expect(branch.get_by_text("Tagihan tercatat")).to_be_visible()
    bill = Bill.objects.get()
    treasurer = desk(make_treasurer(world), reverse("budgeting:bill", args=[bill.pk]))
    treasurer.get_by_label("Jumlah yang dibayar").fill("17.820")
    treasurer.get_by_label("Dibayar tanggal").fill("2024-02-12")
    treasurer.get_by_role("button", name="Catat pembayaran").click()
    expect(treasurer.locator("h1")).to_contain_text("lunas")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_are_accessible_and_fit(world: World, desk: Desk, accessible: Callable[[Page], None], width: int):
    arrangement, _ = make_covered(world, 3, make_plan(world.office, world.planner, *ENTRIES))
    bill = make_bill(arrangement)
    lines = [ListedPerson(2, make_nik(0), "", "", None, PRICE_JKK, PRICE_JKM)]
    keep_lines(bill=bill, lines=lines, by=None)
    page = desk(world.planner, reverse("budgeting:bills"), width=width)
    for address in (
        reverse("budgeting:bills"),
        reverse("budgeting:bill", args=[bill.pk]),
        reverse("budgeting:bill-new", args=[arrangement.pk, "2024-02"]),
        reverse("budgeting:bill-withdraw", args=[bill.pk]),
        reverse("budgeting:three-way"),
        f"{reverse('budgeting:three-way')}?bulan={MONTH}",
        reverse("budgeting:realisation"),
        reverse("budgeting:holidays"),
    ):
        page.goto(address)
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
