"""The job's row is the truth: what every end of a handler leaves in it, and who takes over from whom."""

import logging
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone

from pemilu_bpjs import jobs, liveness
from pemilu_bpjs.models import Job
from pemilu_bpjs.progress import LostClaim, Progress
from tests.factories import make_job
from tests.people import World
from tests.sample_jobs import tasks as sample_tasks

pytestmark = pytest.mark.django_db

assert sample_tasks  # importing it registers the handlers in this process
GONE = "elsewhere:1:1"


def _running(world: World, **values) -> Job:
    given = {"kind": "sample-steps", "state": Job.State.RUNNING, "attempts": 1, "worker": liveness.identity()}
    return make_job(world.planner, world.office, **{**given, **values})


def test_a_job_runs_once_and_says_how_it_ended(world: World) -> None:
    job = jobs.start("sample-steps", by=world.planner, office=world.office, params={"steps": 4})
    assert (job.state, job.region) == (Job.State.QUEUED, "16.09")
    assert jobs.run_next()
    assert not jobs.run_next()
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.attempts) == (Job.State.DONE, 4, 4, 1)
    assert job.result == {"sentence": "4 langkah selesai.", "attempt": 1}
    assert job.started_at <= job.finished_at


def test_running_a_finished_or_running_job_again_does_nothing(world: World) -> None:
    job = jobs.start("sample-steps", by=world.planner)
    jobs.run(job.pk)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.attempts == 1


def test_an_expected_failure_says_why_in_the_handlers_words(world: World) -> None:
    job = jobs.start("sample-refusal", by=world.planner)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, "Daftar TPS belum diisi; isi dahulu, lalu ulangi.")


def test_an_unexpected_fault_is_logged_and_told_plainly(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("pemilu_bpjs"), "propagate", True)
    job = jobs.start("sample-fault", by=world.planner)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, jobs.UNEXPECTED)
    assert "ZeroDivisionError" in caplog.text


def test_a_job_that_found_the_database_busy_begins_again_once(world: World) -> None:
    job = jobs.start("sample-locked", by=world.planner, params={"attempts": 1})
    assert jobs.run_next()
    job.refresh_from_db()
    assert (job.state, job.worker, job.message) == (Job.State.QUEUED, "", jobs.INTERRUPTED)
    assert jobs.run_next()
    job.refresh_from_db()
    assert (job.state, job.result) == (Job.State.DONE, {"attempt": 2})

    job = jobs.start("sample-locked", by=world.planner, params={"attempts": 2})
    while jobs.run_next():
        pass
    job.refresh_from_db()
    assert (job.state, job.error, job.attempts) == (Job.State.FAILED, jobs.UNEXPECTED, jobs.ATTEMPTS)


def test_a_worker_outlives_a_busy_database_unless_it_is_to_run_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ends: list[BaseException] = [OperationalError("database is locked"), SystemExit()]

    def run_next() -> bool:
        raise ends.pop(0)

    monkeypatch.setattr(jobs, "run_next", run_next)
    with pytest.raises(SystemExit):
        call_command("worker")
    assert not ends

    ends = [OperationalError("database is locked")]
    with pytest.raises(OperationalError):
        call_command("worker", "--once")


def test_a_job_of_an_unknown_kind_cannot_be_started_and_ends_if_an_older_version_left_one(world: World) -> None:
    with pytest.raises(ValueError, match="no handler"):
        jobs.start("nothing-like-it", by=world.planner)
    job = make_job(world.planner, kind="nothing-like-it")
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, jobs.UNKNOWN_KIND)


def test_a_dead_workers_job_is_given_back_once_and_then_ends_with_a_reason(world: World) -> None:
    dead = liveness.identity().rpartition(":")[0] + ":1"
    job = _running(world, worker=dead)
    assert jobs.recover_stale() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts, job.worker) == (Job.State.QUEUED, 1, "")
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING, attempts=2, worker=dead)
    jobs.recover_stale()
    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, jobs.STOPPED_TWICE)


@pytest.mark.parametrize(("silent_for", "stale"), [(5, 0), (60, 1)])
def test_a_worker_elsewhere_is_judged_by_its_heartbeat(world: World, silent_for: int, stale: int) -> None:
    _running(world, worker=GONE, heartbeat=timezone.now() - timedelta(seconds=silent_for))
    assert jobs.recover_stale() == stale


def test_a_worker_that_lives_here_keeps_its_job_however_silent(world: World) -> None:
    _running(world, heartbeat=timezone.now() - timedelta(minutes=5))
    assert jobs.recover_stale() == 0


def test_a_worker_that_lost_its_job_stops_at_the_next_word_and_overwrites_nothing(world: World) -> None:
    job = _running(world)
    progress = Progress(job)
    Job.objects.filter(pk=job.pk).update(attempts=2, message="dikerjakan yang lain")
    with pytest.raises(LostClaim):
        progress.write()
    job.refresh_from_db()
    assert job.message == "dikerjakan yang lain"


@pytest.mark.django_db(transaction=True)
def test_progress_is_written_rarely_and_always_when_the_words_change(
    world: World, django_assert_max_num_queries
) -> None:
    job = _running(world)
    progress = Progress(job)
    progress.set(0, 10_000, "Membaca baris.")
    with django_assert_max_num_queries(3):
        for _ in range(9_000):
            progress.step()
    progress.write()
    job.refresh_from_db()
    assert (job.done, job.total, job.message) == (9_000, 10_000, "Membaca baris.")


def test_progress_never_passes_its_total(world: World) -> None:
    job = _running(world)
    progress = Progress(job)
    progress.set(12, 10)
    progress.write()
    job.refresh_from_db()
    assert job.done == 10


def test_a_failed_job_without_a_reason_cannot_be_stored(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        _running(world, state=Job.State.FAILED, error="")


def test_who_sees_which_jobs(world: World) -> None:
    job = make_job(world.planner, world.office)
    for user, sees in [
        (world.planner, True),
        (world.head, True),
        (world.other_planner, False),
        (world.tapd, False),
        (world.neighbour, False),
        (world.stranger, False),
    ]:
        assert Job.objects.visible_to(user).filter(pk=job.pk).exists() is sees
    own = make_job(world.stranger)
    assert Job.objects.visible_to(world.stranger).get() == own


def test_a_process_is_told_from_a_later_one_with_its_number() -> None:
    here = liveness.identity()
    host, pid, started = here.split(":")
    assert liveness.is_alive(here) is True
    assert liveness.is_alive(f"{host}:{pid}:{int(started) + 1}") is False
    assert liveness.is_alive("another-host:1:1") is None
    assert liveness.is_alive("") is None
