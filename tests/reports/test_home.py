"""The home page: each person sees what waits for him, and nothing of anybody else's."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from budgeting.models import Proposal
from budgeting.rules.status import State
from pemilu_bpjs.models import Job, User
from tests.factories import make_document, make_job
from tests.factories_budgeting import make_election, make_plan
from tests.factories_proposals import make_proposal, make_submitted, make_verifying, walk
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")

SignIn = Callable[[User], Client]
HOME = "/"


def seen(client: Client) -> str:
    response = client.get(HOME)
    assert response.status_code == 200
    return response.content.decode()


def address(proposal: Proposal) -> str:
    return reverse("budgeting:proposal", args=[proposal.pk])


def test_a_new_planner_is_told_the_first_step(world: World, signed_in: SignIn):
    page = seen(signed_in(world.planner))
    assert "Mulai dari sini: siapkan pemilu" in page
    assert reverse("enrolment:election-new") in page


def test_whoever_has_no_membership_is_told_whom_to_ask(world: World, signed_in: SignIn):
    assert "Akun Anda belum punya tugas" in seen(signed_in(world.stranger))


def test_an_administrator_begins_with_offices(world: World, signed_in: SignIn):
    page = seen(signed_in(world.admin))
    assert "Siapkan kantor dan anggotanya" in page
    assert "siapkan pemilu" not in page


@pytest.mark.parametrize("who", ["kpu", "bpjs", "auditor"])
def test_others_are_not_sent_where_they_may_not_go(world: World, signed_in: SignIn, who: str):
    page = seen(signed_in(getattr(world, who)))
    assert "Belum ada yang perlu Anda kerjakan" in page
    assert reverse("enrolment:election-new") not in page


def test_nobody_is_shown_anything_without_signing_in(client: Client, db: None):
    assert reverse("sign-in") in client.get(HOME).url


def test_an_election_without_tps_waits_for_the_planner(world: World, signed_in: SignIn):
    election = make_election(world.planner)
    units = reverse("enrolment:units", args=[election.code])
    assert units in seen(signed_in(world.planner))
    for who in (world.head, world.kpu, world.neighbour):
        assert units not in seen(signed_in(who))


def test_the_next_step_follows_the_last(world: World, signed_in: SignIn):
    election = make_election(world.planner, tps=1352)
    planner = signed_in(world.planner)
    assert "Buat rencana" in seen(planner)
    plan = make_plan(world.office, world.planner, election=election)
    assert "Jadikan usulan" in seen(planner)
    proposal = make_proposal(world, plan=plan)
    page = seen(planner)
    assert "Jadikan usulan" not in page
    assert address(proposal) in page
    assert "Lengkapi konsep" in page


def test_a_proposal_waits_for_whoever_takes_its_next_step(world: World, signed_in: SignIn):
    proposal = make_verifying(world)
    assert address(proposal) in seen(signed_in(world.head))
    for who in (world.tapd, world.other_planner, world.neighbour):
        assert address(proposal) not in seen(signed_in(who))
    walk(proposal, world, State.DIAJUKAN)
    assert address(proposal) in seen(signed_in(world.tapd))
    assert address(proposal) not in seen(signed_in(world.head))
    assert "Tidak ada yang menunggu Anda sekarang." in seen(signed_in(world.head))


def test_what_was_sent_back_waits_for_its_office_until_there_is_a_new_version(world: World, signed_in: SignIn):
    proposal = walk(make_submitted(world), world, State.DITELAAH, State.PERLU_REVISI)
    assert address(proposal) in seen(signed_in(world.planner))
    Proposal.objects.create(
        plan=proposal.plan,
        office=proposal.office,
        region=proposal.region,
        fiscal_year=2023,
        version=2,
        replaces=proposal,
        drafted_by=world.planner,
    )
    assert address(proposal) not in seen(signed_in(world.planner))


def test_refused_proposals_wait_for_nobody(world: World, signed_in: SignIn):
    proposal = walk(make_submitted(world), world, State.DITELAAH, State.DIBAHAS_TAPD, State.DITOLAK)
    for who in (world.planner, world.head, world.tapd):
        assert address(proposal) not in seen(signed_in(who))


def test_the_chain_shows_how_far_the_region_is(world: World, signed_in: SignIn):
    def current() -> str:
        page = signed_in(world.planner).get(HOME).context["page"]
        return next(str(step.label) for step in page.steps if step.state == "current")

    election = make_election(world.planner)
    assert current() == "Hitung"
    election.unit_counts.create(region_id="16.09", kind="tps", count=1352, source="Berita acara contoh")
    assert current() == "Rencanakan"
    proposal = make_verifying(world, plan=make_plan(world.office, world.planner, election=election))
    assert current() == "Usulkan"
    walk(proposal, world, State.DIAJUKAN, State.DITELAAH, State.DIBAHAS_TAPD, State.DISETUJUI, State.DITETAPKAN)
    assert current() == "Usulkan"
    walk(proposal, world, State.DPA_SAH)
    assert current() == "Daftarkan"


def test_who_sees_no_proposals_is_told_nothing_of_how_far_they_are(world: World, signed_in: SignIn):
    make_election(world.planner)
    for who in (world.kpu, world.bawaslu, world.bpjs):
        assert signed_in(who).get(HOME).context["page"].steps == ()


def test_running_and_failed_jobs_show_finished_ones_do_not(world: World, signed_in: SignIn):
    now = timezone.now()
    running = make_job(world.planner, world.office, state=Job.State.RUNNING)
    failed = make_job(world.planner, world.office, state=Job.State.FAILED, error="Sebab.", finished_at=now)
    done = make_job(world.planner, world.office, state=Job.State.DONE, finished_at=now)
    page = seen(signed_in(world.planner))
    assert reverse("job", args=[running.pk]) in page
    assert reverse("job", args=[failed.pk]) in page
    assert reverse("job", args=[done.pk]) not in page
    assert reverse("job", args=[running.pk]) not in seen(signed_in(world.neighbour))


def test_the_newest_documents_show_to_those_who_may_open_them(world: World, signed_in: SignIn):
    document = make_document(world.planner, world.office)
    link = reverse("document", args=[document.pk])
    assert link in seen(signed_in(world.planner))
    for who in (world.other_planner, world.neighbour, world.tapd, world.stranger):
        assert link not in seen(signed_in(who))


def test_the_page_costs_the_same_however_much_there_is(
    world: World, signed_in: SignIn, django_assert_max_num_queries: Callable
):
    election = make_election(world.planner, tps=1352)
    for number in range(6):
        plan = make_plan(world.office, world.planner, election=election, name=f"Rencana {number}")
        make_proposal(world, plan=plan)
        make_document(world.planner, world.office)
        make_job(world.planner, world.office)
    client = signed_in(world.planner)
    seen(client)
    with django_assert_max_num_queries(28):
        page = seen(client)
    assert page.count("Lengkapi konsep<") == 5
