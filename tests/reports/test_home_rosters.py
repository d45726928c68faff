"""What the home page reminds of about people: each sender of his own lists, the planner of all, others of none."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from enrolment.actions.rosters.accepting import accept
from enrolment.models import Election, RosterUpload
from pemilu_bpjs.models import User
from tests.enrolment.rosters import as_csv, kpps, person, send_and_check
from tests.factories_enrolment import make_election
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

SignIn = Callable[[User], Client]
OTHERS = ("bawaslu", "satpolpp", "tapd", "auditor", "bpjs", "neighbour", "stranger")


@pytest.fixture
def election(world: World) -> Election:
    return make_election(by=world.planner, tps=1352)


def seen(client: Client) -> str:
    response = client.get("/")
    assert response.status_code == 200
    return str(response.content.decode())


def with_a_fault() -> bytes:
    rows = kpps()
    rows[1][0] = "160905"
    return as_csv(rows)


def page_of(upload: RosterUpload) -> str:
    return reverse("enrolment:roster", args=[upload.pk])


@pytest.mark.parametrize("who", ["kpu", "bawaslu", "satpolpp"])
def test_a_secretariat_is_told_how_to_begin(world: World, election: Election, signed_in: SignIn, who: str):
    page = seen(signed_in(getattr(world, who)))
    assert reverse("enrolment:roster-send") in page
    assert reverse("enrolment:roster-template") in page


@pytest.mark.parametrize("who", ["planner", "head", "tapd", "auditor", "bpjs", "neighbour", "stranger"])
def test_whoever_sends_nothing_is_not(world: World, election: Election, signed_in: SignIn, who: str):
    assert reverse("enrolment:roster-send") not in seen(signed_in(getattr(world, who)))


def test_rejected_rows_wait_for_their_sender_and_the_planner(world: World, election: Election, signed_in: SignIn):
    upload = send_and_check(election, with_a_fault())
    for who in (world.kpu, world.planner):
        page = seen(signed_in(who))
        assert page_of(upload) in page
        assert "1 dari 7 baris ditolak" in page
    for other in OTHERS:
        page = seen(signed_in(getattr(world, other)))
        assert page_of(upload) not in page
        assert upload.file_name not in page


def test_what_is_done_waits_for_nobody(world: World, election: Election, signed_in: SignIn):
    upload = send_and_check(election, as_csv(kpps()))
    assert "menunggu Anda tinjau" in seen(signed_in(world.kpu))
    accept(upload=upload, by=None)
    page = seen(signed_in(world.kpu))
    assert page_of(upload) not in page
    assert reverse("enrolment:roster-send") not in page


def test_overlaps_wait_for_each_side_and_tell_neither_of_the_other(world: World, election: Election, signed_in: SignIn):
    accept(upload=send_and_check(election, as_csv(kpps())), by=None)
    ptps = as_csv([person(0, "Pengawas TPS")])
    accept(upload=send_and_check(election, ptps, institution="Bawaslu", body="ptps"), by=None)
    overlaps = reverse("enrolment:overlaps")
    for who in ("kpu", "bawaslu", "planner"):
        page = seen(signed_in(getattr(world, who)))
        assert overlaps in page
        assert "1 orang bertugas di dua tempat" in page
    for who in ("satpolpp", "tapd", "neighbour"):
        assert overlaps not in seen(signed_in(getattr(world, who)))


def test_vacancies_are_told_in_the_weeks_before_the_vote(world: World, election: Election, signed_in: SignIn):
    accept(upload=send_and_check(election, as_csv(kpps())), by=None)
    board = reverse("enrolment:quota-board", args=[election.code])
    assert board not in seen(signed_in(world.kpu))
    Election.objects.filter(pk=election.pk).update(voting_day=timezone.localdate() + timedelta(days=30))
    for who in ("kpu", "planner"):
        assert board in seen(signed_in(getattr(world, who)))
    for who in ("tapd", "neighbour", "bpjs"):
        assert board not in seen(signed_in(getattr(world, who)))


def test_the_page_costs_the_same_however_many_stand(
    world: World, election: Election, signed_in: SignIn, django_assert_max_num_queries: Callable
):
    for tps in range(1, 5):
        accept(upload=send_and_check(election, as_csv(kpps(7 * tps, tps=tps)), name=f"{tps}.csv"), by=None)
        send_and_check(election, as_csv(kpps(70 * tps, tps=9 + tps)), name=f"{tps}-lagi.csv")
    client = signed_in(world.kpu)
    seen(client)
    with django_assert_max_num_queries(18):
        seen(client)
