"""Two things wanted of one upload at once: one job at a time, and nothing that was thrown away comes back."""

import pytest
from django.urls import reverse

from enrolment.actions.rosters import discarding, undoing
from enrolment.actions.rosters.accepting import accept
from enrolment.actions.rosters.discarding import discard
from enrolment.actions.rosters.rechecking import recheck_clashes
from enrolment.actions.rosters.undoing import NotUndoable, undo
from enrolment.actions.rosters.upload_state import NotOpen
from enrolment.models import Acceptance, Assignment, RosterUpload
from enrolment.tasks import start_acceptance, start_roster_check, start_undoing
from enrolment.views.rosters import reviewing
from pemilu_bpjs import jobs
from pemilu_bpjs.models import Job
from tests.enrolment.rosters import kpps, person, send, send_and_check
from tests.factories_enrolment import make_election
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

State = RosterUpload.State


@pytest.fixture
def upload(world: World) -> RosterUpload:
    """Seven good rows and a bad one."""
    rows = [*kpps(), person(40, nik="160905")]
    return send_and_check(make_election(), rows, office=world.office, by=world.kpu)


def work() -> None:
    while jobs.run_next():
        pass


def test_a_check_asked_for_while_the_rows_are_accepted_is_refused(world: World, signed_in, upload: RosterUpload):
    job = start_acceptance(upload=upload, by=world.kpu)
    client = signed_in(world.kpu)
    assert client.post(reverse("enrolment:roster-check", args=[upload.pk])).status_code == 302
    assert client.post(f"/api/v1/rosters/{upload.pk}/check/").status_code == 409
    assert start_acceptance(upload=upload, by=world.kpu) == job
    work()
    assert Acceptance.objects.get().new == Assignment.objects.count() == 7


def test_undoing_and_accepting_the_rest_wait_for_each_other(world: World, upload: RosterUpload):
    start_acceptance(upload=upload, by=world.kpu)
    with pytest.raises(NotOpen):
        start_roster_check(upload=upload, by=world.kpu)
    work()
    upload.refresh_from_db()
    undoing = start_undoing(upload=upload, by=world.kpu)
    assert start_undoing(upload=upload, by=world.kpu) == undoing
    with pytest.raises(NotOpen):
        start_acceptance(upload=upload, by=world.kpu)
    assert RosterUpload.objects.get().state == State.READY
    work()
    assert RosterUpload.objects.get().state == State.UNDONE
    assert not Assignment.objects.exists()


def test_an_upload_is_not_thrown_away_under_a_running_check(world: World, signed_in, upload: RosterUpload):
    job = start_roster_check(upload=upload, by=world.kpu)
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING)
    with pytest.raises(NotOpen):
        discard(upload=upload, by=world.kpu)
    assert signed_in(world.kpu).delete(f"/api/v1/rosters/{upload.pk}/").status_code == 409
    assert RosterUpload.objects.get().rows == 8


def test_a_check_that_waited_finds_an_upload_thrown_away_and_leaves_it(world: World):
    upload = send(make_election(), kpps(), office=world.office, by=world.kpu).upload
    job = start_roster_check(upload=upload, by=world.kpu)
    discard(upload=upload, by=world.kpu)
    work()
    job.refresh_from_db()
    upload.refresh_from_db()
    assert (job.state, upload.state, upload.lines.count()) == (Job.State.FAILED, State.UNDONE, 0)


def test_an_upload_that_is_thrown_away_while_it_is_compared_stays_so(world: World, upload: RosterUpload, monkeypatch):
    """Its rows go after its state: whoever compares them in between neither stumbles nor counts them again."""
    accept(upload=send_and_check(make_election(), kpps(tps=2), office=world.office, by=world.kpu), by=world.kpu)
    monkeypatch.setattr(
        discarding, "delete_lines", lambda _lines: recheck_clashes(upload=RosterUpload.objects.get(pk=upload.pk))
    )
    discard(upload=upload, by=world.kpu)
    assert (upload.state, upload.rows, upload.ok) == (State.UNDONE, 0, 0)


def test_what_was_thrown_away_before_it_could_be_compared_is_not_said_to_be(
    world: World, signed_in, upload: RosterUpload, monkeypatch
):
    def slow(**given):
        discard(upload=RosterUpload.objects.get(pk=upload.pk), by=world.kpu)
        return recheck_clashes(**given)

    monkeypatch.setattr(reviewing, "recheck_clashes", slow)
    page = signed_in(world.kpu).post(reverse("enrolment:roster-recheck", args=[upload.pk]), follow=True)
    assert page.status_code == 200
    assert "dibandingkan lagi" not in page.text


def test_an_undoing_that_was_cut_short_can_be_begun_again(world: World, signed_in, upload: RosterUpload, monkeypatch):
    accept(upload=upload, by=world.kpu)
    monkeypatch.setattr(undoing, "clear_away", lambda _upload: None)
    undo(upload=upload, by=world.kpu)
    monkeypatch.undo()
    client, address = signed_in(world.kpu), reverse("enrolment:roster-undo", args=[upload.pk])
    assert address in client.get(reverse("enrolment:roster", args=[upload.pk])).text
    assert client.post(address).status_code == 302
    work()
    assert not Assignment.objects.exists()
    assert address not in client.get(reverse("enrolment:roster", args=[upload.pk])).text
    with pytest.raises(NotUndoable):
        start_undoing(upload=RosterUpload.objects.get(), by=world.kpu)
