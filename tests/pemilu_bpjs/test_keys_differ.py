"""A database whose keys are not here says so: on pages, in the API, in jobs, in commands, and when work starts."""

import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from enrolment.models import Assignment, Election
from pemilu_bpjs import jobs, private_file, vault
from pemilu_bpjs.models import Job
from pemilu_bpjs.settings import vault_keys
from tests.factories_enrolment import make_election
from tests.factories_people import make_seat
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

SENTENCE = "Kunci data pribadi pada pemasangan ini tidak cocok dengan basis datanya"


@pytest.fixture
def election(world: World) -> Election:
    return make_election()


@pytest.fixture
def siti(election: Election, tmp_path: Path, settings) -> Assignment:
    """Somebody whose seals were made with keys that are gone."""
    seat = make_seat(election)
    settings.VAULT_KEYS_FILE = tmp_path / "vault_keys"
    private_file.made_once(settings.VAULT_KEYS_FILE, vault_keys.fresh())
    assert vault.current_key()  # a new process would look at its file first; this one has met no unknown key yet
    return seat


def _patient(client: Client) -> Client:
    client.raise_request_exception = False
    return client


def test_a_page_and_the_api_say_it_in_a_sentence(world: World, signed_in, api_as, siti: Assignment):
    page = _patient(signed_in(world.kpu)).get(reverse("enrolment:person", args=[siti.pk]))
    assert (page.status_code, SENTENCE in page.text) == (500, True)
    answer = _patient(api_as(world.kpu)).get(f"/api/v1/people/{siti.pk}/")
    assert (answer.status_code, answer.json()["detail"].startswith(SENTENCE)) == (500, True)


def test_a_job_ends_with_the_sentence(world: World, signed_in, election: Election, siti: Assignment):
    signed_in(world.kpu).post(reverse("enrolment:people-export"), {"pemilihan": election.code})
    job = Job.objects.get(kind="people-export")
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.error == vault.KEYS_DIFFER


def test_a_worker_says_it_when_it_starts_and_goes_on(siti: Assignment):
    said = StringIO()
    call_command("worker", "--once", stderr=said)
    assert SENTENCE in said.getvalue()


def test_a_worker_whose_keys_fit_says_nothing(election: Election):
    make_seat(election)
    said = StringIO()
    call_command("worker", "--once", stderr=said)
    assert said.getvalue() == ""


def test_a_command_ends_with_the_sentence_and_no_traceback(child_env: dict[str, str]):
    code = (
        "import runpy, sys, django.core.management as m; from pemilu_bpjs import vault\n"
        "def gone(argv): raise vault.KeysDiffer('sealed with a key that this vault does not hold')\n"
        "m.execute_from_command_line = gone; runpy.run_path('manage.py', run_name='__main__')"
    )
    ended = subprocess.run([sys.executable, "-c", code], env=child_env, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.startswith(SENTENCE)
    assert "Traceback" not in ended.stderr
