"""The comparison in a real browser: two forms on one page, of which neither forgets what was ticked in the other."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from enrolment.models import Assignment
from tests.factories_enrolment import make_election
from tests.factories_rosters import accepted, first_desa, plain_workbook, pps, send
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")


def test_a_move_that_was_ticked_is_ticked_still_after_somebody_was_ended(world: World, desk) -> None:
    election, people = make_election(), list(pps(first_desa(2)))
    accepted(world, election, people)
    people[1]["desa"], people[4]["desa"] = people[4]["desa"], people[1]["desa"]
    upload = send(world, election, "tukar.xlsx", plain_workbook([*people[:5]]))
    page = desk(world.kpu)
    page.goto(reverse("enrolment:roster-compare", args=[upload.pk]))
    page.get_by_label(people[1]["name"]).check()
    page.get_by_label(people[5]["name"]).check()
    page.get_by_label("Hari terakhir bertugas").fill("2024-02-01")
    page.get_by_label("Alasan berhenti").select_option("resigned")
    page.get_by_role("button", name="Akhiri tugas yang dicentang").click()
    page.get_by_text("1 orang diakhiri tugasnya.").wait_for()
    expect(page.get_by_label(people[1]["name"])).to_be_checked()
    expect(page.get_by_label(people[4]["name"])).not_to_be_checked()
    assert Assignment.objects.get(stop_reason="resigned").record.name == people[5]["name"]
