"""Real worker processes, really killed: no job is lost, with the embedded worker and with Celery on Redis."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from pemilu_bpjs import jobs
from pemilu_bpjs.models import Job
from tests.factories import make_job, make_user

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
EMBEDDED = ("manage.py", "worker")
CELERY = ("-m", "celery", "-A", "pemilu_bpjs", "worker", "--concurrency=1", "--pool=prefork", "--loglevel=ERROR")

Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(child_env: dict[str, str]) -> Iterator[Start]:
    """Starts worker processes that know the sample jobs; whatever still runs at the end is killed."""
    started: list[subprocess.Popen[bytes]] = []

    def start_one(command: tuple[str, ...], **environment: str) -> subprocess.Popen[bytes]:
        env = {**child_env, "DJANGO_SETTINGS_MODULE": "tests.sample_settings", **environment}
        process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=env, start_new_session=True)
        started.append(process)
        return process

    yield start_one
    for process in started:
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=20)


def _wait(job: Job, *states: str, seconds: float = 60) -> Job:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        job.refresh_from_db()
        if job.state in states and (job.state != Job.State.RUNNING or job.done):
            return job
        time.sleep(0.05)
    pytest.fail(f"the job is still {job.state} ({job.attempts} attempts): {job.message} {job.error}")


def test_progress_shows_while_it_runs_and_a_killed_worker_loses_no_job(start: Start) -> None:
    job = make_job(make_user(), kind="sample-steps", params={"steps": 20, "seconds": 0.3})
    first = start(EMBEDDED)
    running = _wait(job, Job.State.RUNNING)
    assert 0 < running.done < 20
    assert running.message
    first.kill()
    first.wait()
    Job.objects.filter(pk=job.pk).update(params={"steps": 2})
    start(EMBEDDED)
    done = _wait(job, Job.State.DONE)
    assert done.result == {"sentence": "2 langkah selesai.", "attempt": 2}


def test_a_job_that_kills_its_worker_twice_ends_with_a_reason(start: Start) -> None:
    job = make_job(make_user(), kind="sample-steps", params={"die_on": [1, 2]})
    for _ in range(2):
        assert start(EMBEDDED).wait(timeout=30) == -signal.SIGKILL
    start((*EMBEDDED, "--once")).wait(timeout=30)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (Job.State.FAILED, 2, jobs.STOPPED_TWICE)


def test_a_worker_told_to_stop_gives_its_job_back_and_leaves_cleanly(start: Start) -> None:
    job = make_job(make_user(), kind="sample-steps", params={"steps": 100, "seconds": 0.3})
    worker = start(EMBEDDED)
    _wait(job, Job.State.RUNNING)
    worker.terminate()
    assert worker.wait(timeout=20) == 0
    job.refresh_from_db()
    assert (job.state, job.attempts, job.message) == (Job.State.QUEUED, 0, jobs.INTERRUPTED)


def test_celery_does_what_its_broker_forgot_and_outlives_a_killed_child(start: Start, redis_url: str) -> None:
    # Neither job was ever announced to the broker, as after a restart of Redis without its disk.
    forgotten = {"heartbeat": timezone.now() - timedelta(minutes=5)}
    owner = make_user()
    deadly = make_job(owner, kind="sample-steps", params={"die_on": [1]}, **forgotten)
    plain = make_job(owner, kind="sample-steps", params={"steps": 2}, **forgotten)
    start(CELERY, SAMPLE_BROKER_URL=redis_url)
    assert _wait(plain, Job.State.DONE).attempts == 1
    assert _wait(deadly, Job.State.DONE).attempts == 2
