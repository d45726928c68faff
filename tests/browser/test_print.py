"""What a page looks like on paper: nothing runs over the edge, no sum stands under half of its rows."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from budgeting.rules.plan_input import Entry
from tests.factories import PASSWORD
from tests.factories_budgeting import make_plan
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")

A4_BETWEEN_MARGINS = 680  # px
_BEYOND = """() => [...document.querySelectorAll("main table.data")].filter(table => table.getClientRects().length)
    .filter(table => table.getBoundingClientRect().right > table.closest(".panel").getBoundingClientRect().right)
    .length"""
_FEET = """() => [...document.querySelectorAll("main tfoot")].map(foot => getComputedStyle(foot).display)"""


def test_the_tables_of_a_plan_fit_on_a4(new_page: Callable[..., Page], world: World) -> None:
    plan = make_plan(world.office, world.planner, Entry("ppk"), Entry("kpps"), Entry("pkd"))
    page = new_page(width=A4_BETWEEN_MARGINS)
    page.goto(f"{reverse('sign-in')}?next={reverse('budgeting:plan', args=[plan.pk])}")
    page.get_by_label("Nama pengguna").fill(world.planner.username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.get_by_role("heading", name="Baris rencana").wait_for()
    page.emulate_media(media="print")
    assert page.evaluate(_BEYOND) == 0
    assert set(page.evaluate(_FEET)) == {"table-row-group"}
