import pytest
from django.urls import reverse
from django.utils import timezone

from pemilu_bpjs.models import Job
from tests.factories import make_document, make_job
from tests.people import World
from tests.sample_jobs import tasks as sample_tasks

pytestmark = pytest.mark.django_db

assert sample_tasks
HTMX = {"hx-request": "true"}


def _page(client, job: Job, **headers: str) -> str:
    response = client.get(reverse("job", args=[job.pk]), headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_a_running_job_asks_again_with_and_without_scripts(world: World, signed_in) -> None:
    job = make_job(
        world.planner, world.office, kind="sample-steps", state="running", done=3, total=10, message="Membaca."
    )
    page = _page(signed_in(world.planner), job)
    assert 'hx-trigger="every 1s"' in page
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert "Contoh bertahap" in page
    assert 'value="3" max="10"' in page
    assert "Membaca." in page


def test_htmx_gets_the_part_that_changes_and_a_finished_job_stops_asking(world: World, signed_in) -> None:
    job = make_job(world.planner, world.office, kind="sample-steps", state="running")
    client = signed_in(world.planner)
    part = _page(client, job, **HTMX)
    assert "<html" not in part
    assert "every 1s" in part
    document = make_document(world.planner, world.office, title="Berkas usulan 2023")
    result = {"sentence": "Berkas siap.", "documents": [str(document.pk)], "link": "/usulan/1/"}
    Job.objects.filter(pk=job.pk).update(state="done", finished_at=timezone.now(), result=result)
    ended = _page(client, job, **HTMX)
    assert "every 1s" not in ended
    assert "Berkas siap." in ended
    assert reverse("document", args=[document.pk]) in ended
    assert 'href="/usulan/1/"' in ended


def test_a_failed_job_says_why_in_plain_words(world: World, signed_in) -> None:
    job = make_job(world.planner, state="failed", error="Daftar TPS belum diisi.")
    assert "Daftar TPS belum diisi." in _page(signed_in(world.planner), job)


def test_colleagues_see_the_offices_jobs_and_strangers_learn_nothing(world: World, signed_in) -> None:
    job = make_job(world.planner, world.office, kind="sample-steps")
    assert _page(signed_in(world.head), job)
    for user in (world.other_planner, world.neighbour, world.tapd, world.stranger):
        client = signed_in(user)
        assert client.get(reverse("job", args=[job.pk])).status_code == 404
        assert "Contoh bertahap" not in client.get(reverse("jobs")).content.decode()
    assert "Contoh bertahap" in signed_in(world.head).get(reverse("jobs")).content.decode()


def test_without_signing_in_there_is_no_job_page(world: World, client) -> None:
    job = make_job(world.planner)
    assert client.get(reverse("job", args=[job.pk]))["Location"].startswith("/masuk/?next=/pekerjaan/")


def test_the_list_costs_the_same_however_many_jobs(world: World, signed_in, django_assert_max_num_queries) -> None:
    for _ in range(20):
        make_job(world.planner, world.office)
    client = signed_in(world.planner)
    with django_assert_max_num_queries(8):
        client.get(reverse("jobs"))
