"""A worker that is really killed while it accepts a roster: everybody stands or nobody, and nobody twice."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks import people
from enrolment.models import Acceptance, Assignment, Person, PersonRecord, Region, RosterUpload
from enrolment.tasks import start_acceptance, start_undoing
from pemilu_bpjs.models import Job
from tests.enrolment.rosters import send_and_check
from tests.factories_enrolment import make_election, make_tps_list

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
ROWS, CHUNK = 700, 200

Work = Callable[..., int]


@pytest.fixture
def work(child_env: dict[str, str]) -> Work:
    """Runs a worker until no job waits, or until it is killed after "n STATEMENT…". Returns its exit code."""

    def run(dies_after: str = "", chunk: int = CHUNK) -> int:
        env = {**child_env, "DJANGO_SETTINGS_MODULE": "tests.sample_settings", "SAMPLE_CHUNK": str(chunk)}
        command = [sys.executable, "manage.py", "worker", "--once"]
        return subprocess.run(command, cwd=ROOT, env={**env, "SAMPLE_DIES_AFTER": dies_after}, timeout=120).returncode

    return run


def checked(rows: int) -> RosterUpload:
    """A regency's KPPS, every row of it good."""
    places = Region.objects.below("16.09", "desa").order_by("pk").values_list("pk", "name", "parent__name")
    desa = [people.Desa(*place) for place in places]
    election = make_election()
    make_tps_list(election, [], content=people.tps_list(desa, rows))
    upload = send_and_check(election, people.workbook(people.kpps(desa, rows)), name="kpps.xlsx")
    assert (upload.rows, upload.rejected) == (rows, 0)
    return upload


def stands() -> tuple[int, int, int]:
    """Persons, records, and people on seats."""
    return Person.objects.count(), PersonRecord.objects.count(), Assignment.objects.values("person").distinct().count()


def ended(job: Job) -> Job:
    job.refresh_from_db()
    return job


DEATHS = {
    "between two chunks of persons": ("2 INSERT INTO enrolment_person ", 0),
    "with a chunk of records unfinished": ("3 INSERT INTO enrolment_personrecord ", 0),
    "while it works out what is new": ("1 INSERT INTO roster_merging", 0),
    "inside the merge": ("1 INSERT INTO enrolment_assignment", 0),
    "with the merge written and not committed": ('1 INSERT INTO "enrolment_acceptance"', 0),
    "between two chunks of lines that are told": ("2 UPDATE enrolment_rosterline AS l SET accepted_at", ROWS),
}


@pytest.mark.parametrize(("dies_after", "standing"), DEATHS.values(), ids=DEATHS)
def test_a_worker_killed_while_accepting_loses_and_doubles_nobody(
    reference: None, kpu: Any, work: Work, dies_after: str, standing: int
):
    upload = checked(ROWS)
    job = start_acceptance(upload=upload, by=kpu)
    assert work(dies_after) == -signal.SIGKILL
    assert Assignment.objects.count() == standing
    assert work() == 0
    assert (ended(job).state, job.error) == (Job.State.DONE, "")
    assert (stands(), Assignment.objects.count()) == ((ROWS, ROWS, ROWS), ROWS)
    assert list(Acceptance.objects.values_list("number", "new", "changed", "unchanged")) == [(1, ROWS, 0, 0)]
    upload.refresh_from_db()
    assert (upload.state, upload.accepted, upload.lines.filter(outcome="new").count()) == ("done", ROWS, ROWS)


def test_a_worker_killed_in_the_middle_of_13600_rows(reference: None, kpu: Any, work: Work):
    upload = checked(13_600)
    job = start_acceptance(upload=upload, by=kpu)
    assert work("1 INSERT INTO enrolment_assignment", chunk=20_000) == -signal.SIGKILL
    assert Assignment.objects.count() == 0
    assert work() == 0
    assert ended(job).state == Job.State.DONE
    assert (stands(), Assignment.objects.count()) == ((13_600, 13_600, 13_600), 13_600)


UNDOING_DEATHS = {
    "before it has committed": ('1 UPDATE "enrolment_assignment" SET "voided_at"', ROWS),
    "between two chunks of seats": ('2 DELETE FROM "enrolment_assignment"', 0),
    "while it lets go of the lines": ("2 UPDATE enrolment_rosterline SET accepted_at = NULL", 0),
}


@pytest.mark.parametrize(("dies_after", "standing"), UNDOING_DEATHS.values(), ids=UNDOING_DEATHS)
def test_a_worker_killed_while_undoing_leaves_all_or_nothing(
    reference: None, kpu: Any, work: Work, dies_after: str, standing: int
):
    upload = checked(ROWS)
    start_acceptance(upload=upload, by=kpu)
    assert work() == 0
    upload.refresh_from_db()
    job = start_undoing(upload=upload, by=kpu)
    assert work(dies_after) == -signal.SIGKILL
    assert Assignment.objects.standing().count() == standing
    assert work() == 0
    assert (ended(job).state, job.error) == (Job.State.DONE, "")
    assert stands() == (0, 0, 0)
    upload.refresh_from_db()
    assert (upload.state, upload.lines.exclude(accepted_at=None).count()) == ("undone", 0)
