"""What runs: one's own work and one's office's."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from .. import presenters
from ..models import Job

PAGE_SIZE = 25


@require_safe
@login_required
def job_list(request: HttpRequest) -> HttpResponse:
    found = Job.objects.visible_to(request.user).select_related("owner")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    lines = [presenters.job_line(job) for job in page]
    return render(request, "pemilu_bpjs/jobs.html", {"page": page, "lines": lines})


@require_safe
@login_required
def job_detail(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """The whole page; to htmx, which asks every second, the part that changes."""
    job = get_object_or_404(Job.objects.visible_to(request.user).select_related("owner"), pk=job_id)
    template = "pemilu_bpjs/_job.html" if request.htmx else "pemilu_bpjs/job.html"
    response = render(request, template, {"page": presenters.job_page(job, request.user)})
    patch_vary_headers(response, ["HX-Request"])
    response["Cache-Control"] = "no-store"
    return response
