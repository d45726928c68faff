"""An incident reported at night without JavaScript, on a phone; and its pages and a person's journey for everybody."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from pemilu_bpjs.roles import Role
from reports.models import BatchRow, Incident
from tests.factories import make_member
from tests.factories_cover import make_cover
from tests.factories_desk import make_bill, make_sent
from tests.factories_desk import make_member as make_registered
from tests.factories_enrolment import make_election
from tests.factories_incidents import make_granted, make_incident
from tests.factories_people import NIK, make_nik, make_row, make_seat
from tests.people import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference")]
Desk = Callable[..., Page]
SHOTS = os.environ.get("SCREENSHOTS")


def test_a_death_is_reported_on_a_phone_without_javascript(world: World, desk: Desk):
    make_seat(make_election())
    officer = make_member(Role.ANSWER_DESK, world.office, "desk")
    page = desk(officer, reverse("reports:incidents"), width=360, javascript=False)
    page.get_by_role("link", name="Laporkan kejadian").click()
    page.get_by_label("NIK").fill(NIK)
    page.get_by_role("button", name="Cari").click()
    page.locator("table").get_by_role("link", name="Siti Contoh").click()
    page.get_by_label("Meninggal dunia", exact=False).check()
    page.get_by_label("Tanggal kejadian").fill("2024-02-14")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Meninggal dunia: Siti Contoh")
    page.get_by_label("Akta kematian").check()
    page.get_by_role("button", name="Simpan berkas").click()
    expect(page.get_by_text("5 berkas belum ada.")).to_be_visible()
    assert Incident.objects.get().state == Incident.State.PAPERS


@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_are_accessible_and_fit(world: World, desk: Desk, accessible: Callable[[Page], None], width: int):
    election = make_election()
    seat, other = make_seat(election), make_seat(election, make_row(make_nik(5), "Budi Contoh"), tps=2)
    arrangement, _run = make_cover(election, world.office)
    make_sent(make_registered(seat, arrangement), state=BatchRow.State.ACCEPTED)
    make_bill(arrangement)
    fresh, granted = make_incident(seat), make_granted(make_incident(other, kind="accident", on_duty=True))
    page = desk(world.planner, reverse("home"), width=width)
    for name, address in {
        "home": reverse("home"),
        "list": reverse("reports:incidents"),
        "find": reverse("reports:incident-find"),
        "new": reverse("reports:incident-new", args=[seat.pk]),
        "fresh": reverse("reports:incident", args=[fresh.pk]),
        "granted": reverse("reports:incident", args=[granted.pk]),
        "totals": reverse("reports:incident-totals"),
        "journey": reverse("reports:journey", args=[seat.pk]),
        "person": reverse("enrolment:person", args=[seat.pk]),
    }.items():
        page.goto(address)
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"incident-{name}-{width}.png", full_page=True)
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
