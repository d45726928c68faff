"""People in a real browser: somebody is replaced without JavaScript; every page at a desk and on a phone."""

import pytest
from django.urls import reverse

from enrolment.models import Assignment, Election
from tests.factories_enrolment import make_election
from tests.factories_people import make_nik, make_row, make_seat
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")

WIDTHS = (1280, 360)
SLIPPED = "1609011203900011"


@pytest.fixture
def siti(world: World) -> Assignment:
    """Siti of KPU, who also serves Bawaslu and stands once more under a mistyped NIK; and a reserve of her TPS."""
    election: Election = make_election()
    siti = make_seat(election, make_row(mother=""), decree_number="SK 7/2024")
    make_seat(election, institution="Bawaslu", body="ptps", position="ptps")
    make_seat(election, tps=3)
    make_seat(election, make_row(SLIPPED), tps=2)
    make_seat(election, make_row(make_nik(8), "Rina Contoh"), is_reserve=True, not_insured="reserve")
    return siti


def test_a_secretariat_finds_somebody_and_calls_up_a_reserve(world: World, desk, siti: Assignment) -> None:
    page = desk(world.kpu, reverse("enrolment:people"), javascript=False)
    page.get_by_label("Nama memuat").fill("siti")
    page.get_by_role("button", name="Saring").click()
    page.get_by_role("row", name="Gunung Tiga TPS 1,").get_by_role("link", name="Siti Contoh").click()
    page.get_by_label("Keperluan").select_option("verifikasi")
    page.get_by_role("button", name="Tampilkan").click()
    page.get_by_text("1609011203900001").wait_for()
    page.get_by_role("link", name="Ganti orang ini").click()
    page.get_by_label("Hari terakhir bertugas").fill("2024-01-31")
    page.get_by_label("Alasan berhenti").select_option("resigned")
    page.get_by_label("Hari pertama penggantinya").fill("2024-02-01")
    page.get_by_label("Cadangan: Rina Contoh").check()
    page.get_by_role("button", name="Lihat akibatnya dahulu").click()
    assert page.get_by_role("row", name="Februari 2024").get_by_text("Rina Contoh").is_visible()
    page.get_by_role("button", name="Ganti sekarang").click()
    page.get_by_text("Rina Contoh menggantikan Siti Contoh.").wait_for()


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_about_people_hold_at_every_width(world: World, desk, accessible, siti: Assignment, width: int) -> None:
    page = desk(world.planner, reverse("enrolment:people"), width=width)
    other = Assignment.objects.get(tps=2)
    third = Assignment.objects.get(tps=3)
    addresses = [
        reverse("enrolment:people"),
        reverse("enrolment:reserves"),
        reverse("enrolment:people-find"),
        reverse("enrolment:person", args=[siti.pk]),
        reverse("enrolment:person-correct", args=[siti.pk]),
        reverse("enrolment:person-end", args=[siti.pk]),
        reverse("enrolment:same-person"),
        reverse("enrolment:same-person-pair", args=[siti.person_id, other.person_id]),
        reverse("enrolment:overlaps"),
        reverse("enrolment:overlap-keep", args=[siti.pk, third.pk]),
        reverse("budgeting:replacement", args=[siti.pk]),
    ]
    for address in addresses:
        page.goto(address)
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
    page.get_by_label("Hari terakhir bertugas").fill("2024-02-05")
    page.get_by_label("Alasan berhenti").select_option("resigned")
    page.get_by_label("Hari pertama penggantinya").fill("2024-02-10")
    page.get_by_label("Cadangan: Rina Contoh").check()
    page.get_by_role("button", name="Lihat akibatnya dahulu").click()
    page.get_by_role("heading", name="Bila dilanjutkan").wait_for()
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
