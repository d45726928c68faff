"""One person's journey: the planner reads all of it, a secretariat its own people without other offices' money."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgeting.actions import cover
from budgeting.models import Registration
from enrolment.actions.rosters.ending import end_assignments
from enrolment.models import Assignment
from pemilu_bpjs.models import User
from reports.models import BatchRow
from tests.factories_cover import make_cover
from tests.factories_desk import KPJ, make_bill, make_sent
from tests.factories_desk import make_member as make_registered
from tests.factories_enrolment import make_election
from tests.factories_incidents import STORY, make_incident
from tests.factories_people import make_seat
from tests.factories_rosters import accepted, first_desa, pps
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")

SignIn = Callable[[User], Client]
MONEY = "Rp5.940"  # 0.24 % + 0.30 % of Rp1.100.000


def url(seat: Assignment) -> str:
    return reverse("reports:journey", args=[seat.pk])


def seen(client: Client, seat: Assignment) -> str:
    answer = client.get(url(seat))
    assert answer.status_code == 200
    return answer.content.decode().split("<main")[1].split("</main>")[0]


@pytest.fixture
def seat(world: World) -> Assignment:
    return make_seat(make_election())


@pytest.fixture
def registered(world: World, seat: Assignment) -> Registration:
    """Paid for two months, sent, taken by BPJS, billed for one."""
    arrangement, _run = make_cover(seat.election, world.office)
    registration = make_registered(seat, arrangement)
    make_sent(registration, state=BatchRow.State.ACCEPTED)
    make_bill(arrangement)
    return registration


def test_the_planner_reads_every_station_with_its_source(
    world: World, seat: Assignment, registered: Registration, signed_in: SignIn
):
    page = seen(signed_in(world.planner), seat)
    for text in (
        "Januari 2024", "Dasar Rp1.100.000 × 0,24 % JKK + 0,3 % JKM", MONEY, world.office.name,
        "Kiriman 1", "template_tk.xlsx, baris 2", "diterima", "berlaku sejak 1 Februari 2024",
        "BLTH Februari 2024", "240212345678", "lunas",
    ):  # fmt: skip
        assert text in page
    assert KPJ not in page
    assert f"{KPJ[:4]}*****{KPJ[-2:]}" in page


def test_the_page_of_a_person_tells_the_lists_number_apart_from_that_of_bpjs(
    world: World, seat: Assignment, registered: Registration, signed_in: SignIn
):
    client = signed_in(world.kpu)
    page = client.get(reverse("enrolment:person", args=[seat.pk])).text
    assert "Nomor KPJ menurut daftar" in page
    assert f'href="{url(seat)}#bpjs"' in page
    station = seen(client, seat).split('id="bpjs"')[1].split("</section>")[0]
    assert f"KPJ {KPJ[:4]}*****{KPJ[-2:]}" in station


def test_a_secretariat_reads_its_own_people_without_anybodys_money(
    world: World, seat: Assignment, registered: Registration, signed_in: SignIn
):
    page = seen(signed_in(world.kpu), seat)
    for text in ("Januari 2024", "Kiriman 1", "diterima", "berlaku sejak"):
        assert text in page
    for text in ("Rp", "240212345678", "template_tk.xlsx", "Tagihan"):
        assert text not in page


def test_a_post_in_another_list_is_told_as_such_and_no_further(world: World, seat: Assignment, signed_in: SignIn):
    """The higher base carries the months: Panwascam's, which KPU may not see."""
    make_seat(
        seat.election, institution="Bawaslu", body="panwascam", position="panwascam-ketua",
        region_code="16.09.01", tps=0, start=date(2024, 1, 1), end=date(2024, 2, 29),
    )  # fmt: skip
    make_cover(seat.election, world.office)
    page = seen(signed_in(world.kpu), seat)
    assert "Dipikul tugasnya di daftar lain" in page
    for text in ("Panwas", "Bawaslu", "2.200.000"):
        assert text not in page
    whole = seen(signed_in(world.planner), seat)
    assert "Dipikul tugasnya di daftar lain" not in whole
    assert "2.200.000" in whole


def test_a_month_that_was_taken_away_stays_in_sight(world: World, seat: Assignment, signed_in: SignIn):
    arrangement, _run = make_cover(seat.election, world.office)
    end_assignments(assignments=[seat.pk], last_day=date(2024, 1, 28), reason="death", by=None)
    cover.run(election=arrangement.election)
    assert "dikeluarkan: meninggal dunia" in seen(signed_in(world.planner), seat)


def test_nothing_yet_is_said_in_words(world: World, seat: Assignment, signed_in: SignIn):
    page = seen(signed_in(world.planner), seat)
    for text in ("Belum ada bulan yang diiurkan", "Belum dikirim ke BPJS", "Belum ada surat keterangan"):
        assert text in page


@pytest.mark.parametrize(("who", "code"), [("bpjs", 403), ("tapd", 403), ("stranger", 403), ("neighbour", 404)])
def test_others_find_nobody(world: World, seat: Assignment, signed_in: SignIn, who: str, code: int):
    assert signed_in(getattr(world, who)).get(url(seat)).status_code == code


@pytest.mark.parametrize("who", ["bawaslu", "satpolpp"])
def test_another_institution_finds_nobody(world: World, seat: Assignment, signed_in: SignIn, who: str):
    assert signed_in(getattr(world, who)).get(url(seat)).status_code == 404


def test_the_row_of_a_file_opens_for_who_keeps_it_and_the_file_for_who_reads_it(world: World, signed_in: SignIn):
    upload = accepted(world, make_election(), list(pps(first_desa())))
    seat = Assignment.objects.filter(upload=upload).select_related("line").order_by("pk")[0]
    review = reverse("enrolment:roster", args=[upload.pk])
    row = reverse("enrolment:roster-line", args=[upload.pk, seat.line_id])
    for who in (world.kpu, world.head):
        client = signed_in(who)
        page, is_keeper = seen(client, seat), who == world.kpu
        assert (f'"{row}"' in page, f'"{review}"' in page) == (is_keeper, not is_keeper)
        assert client.get(row if is_keeper else review, follow=True).status_code == 200


def test_an_incident_is_linked_for_who_may_read_it(world: World, seat: Assignment, signed_in: SignIn):
    incident = make_incident(seat)
    address = reverse("reports:incident", args=[incident.pk])
    planners = seen(signed_in(world.planner), seat)
    assert address in planners
    assert STORY not in planners
    assert address not in seen(signed_in(world.kpu), seat)


def test_the_persons_page_leads_there_and_to_reporting(world: World, seat: Assignment, signed_in: SignIn):
    page, report = reverse("enrolment:person", args=[seat.pk]), reverse("reports:incident-new", args=[seat.pk])
    planners, senders = (signed_in(who).get(page).content.decode() for who in (world.planner, world.kpu))
    assert url(seat) in planners
    assert url(seat) in senders
    assert report in planners
    assert report not in senders


def test_more_months_and_batches_ask_no_more_questions(
    world: World, seat: Assignment, registered: Registration, signed_in: SignIn
):
    client = signed_in(world.planner)

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(url(seat))
        return len(asked)

    questions()  # what is asked once a session is asked
    before = questions()
    for number in (2, 3, 4):
        make_sent(registered, number=number)
    make_bill(registered.arrangement, "2024-01")
    assert questions() == before
