"""Runs what a page has started."""

from typing import Any

from django.test import Client
from django.urls import reverse

from pemilu_bpjs import jobs
from pemilu_bpjs.models import Job


def post_and_run(client: Client, route: str, key: Any, **data: Any) -> Job:
    """The job that a POST leads to, done."""
    response = client.post(reverse(route, args=[key]), data)
    assert response.status_code == 302, response.status_code
    job = Job.objects.latest("created_at")
    assert response["Location"] == reverse("job", args=[job.pk])
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.error
    return job
