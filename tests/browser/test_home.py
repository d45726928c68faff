"""The home page in a real browser: with work waiting, with none, at a desk and on a phone."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from pemilu_bpjs.models import Job, User
from tests.factories import PASSWORD, make_document, make_job
from tests.factories_proposals import make_proposal, make_verifying
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")

SHOTS = os.environ.get("SCREENSHOTS")


def home_of(page: Page, user: User) -> Page:
    page.goto(reverse("sign-in"))
    page.get_by_label("Nama pengguna").fill(user.username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(f"**{reverse('home')}")
    return page


@pytest.mark.parametrize("width", [1280, 360])
def test_each_person_finds_what_waits(
    world: World, new_page: Callable[..., Page], accessible: Callable[[Page], None], width: int
):
    def look(user: User, name: str) -> Page:
        page = home_of(new_page(width=width), user)
        accessible(page)
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"home-{name}-{width}.png", full_page=True)
        return page

    look(world.planner, "first-day")
    proposal = make_verifying(world)
    make_proposal(world, plan=proposal.plan, year=2024)
    make_document(world.planner, world.office)
    make_job(world.planner, world.office, state=Job.State.FAILED, error="Sebab.", finished_at=timezone.now())
    look(world.planner, "planner")
    head = look(world.head, "head")
    head.get_by_role("link", name="Buka usulan").first.click()
    head.wait_for_url(f"**{reverse('budgeting:proposal', args=[proposal.pk])}")
    look(world.stranger, "stranger")
