"""Uploading a TPS list, what became of it, and the template to fill in."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from enrolment.forms.tps_lists import TpsListForm
from enrolment.presenters import tps_lists as presenters
from enrolment.tasks import TPS_LIST, start_tps_list
from enrolment.tps_template import template_rows
from enrolment.views.elections import editable_election, region_of, visible_election
from enrolment.writers import XLSX, tps_template
from pemilu_bpjs.access import may, right_required
from pemilu_bpjs.models import Job
from pemilu_bpjs.permissions import Right


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.EDIT_ELECTION)
def tps_list(request: HttpRequest, code: str) -> HttpResponse:
    election = editable_election(request, code)
    form = TpsListForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        job = start_tps_list(election=election, by=request.user, **form.cleaned_data)
        return redirect("job", job.pk)
    context = {"page": presenters.upload_page(election), "form": form}
    return render(request, "enrolment/tps_list.html", context, status=400 if form.errors else 200)


@require_safe
@right_required(Right.VIEW_ELECTION)
def tps_list_result(request: HttpRequest, code: str, job_id: UUID) -> HttpResponse:
    """Every problem of a list that was refused, or what changed by one that was stored.

    For all who enter counts in the region, and for whoever sees the job itself: a head follows his planner's work.
    """
    election = visible_election(request, code)
    found = Job.objects.filter(kind=TPS_LIST, params__election=election.code, region=election.region_id)
    if not may(request.user, Right.EDIT_ELECTION, region=election.region_id):
        found = found.visible_to(request.user)
    job = get_object_or_404(found, pk=job_id)
    if job.result is None:
        return redirect("job", job.pk)
    return render(
        request, "enrolment/tps_list_result.html", {"page": presenters.result_page(election, job, request.user)}
    )


@require_safe
@right_required(Right.EDIT_ELECTION)
def template(request: HttpRequest, code: str) -> HttpResponse:
    """A list to fill in: every desa with its code, and as many rows as TPS are known there."""
    election = editable_election(request, code)
    region = region_of(election, request.GET.get("di", election.region_id))
    content = tps_template(template_rows(election, region))
    name = f"daftar-tps-{region.pk}.xlsx"
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
