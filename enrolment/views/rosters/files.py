"""Files around a roster: the template before it, and what goes back to its sender."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from enrolment.forms.roster_template import TemplateForm
from enrolment.presenters.rosters.doctor import doctor_page
from enrolment.presenters.rosters.uploads import crumbs
from enrolment.tasks import start_doctor, start_returned, start_template
from enrolment.views.rosters.access import own_upload
from enrolment.writers.doctor import diagnosis
from pemilu_bpjs.access import right_required
from pemilu_bpjs.permissions import Right


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.SEND_ROSTER)
def roster_template(request: HttpRequest) -> HttpResponse:
    """A workbook with a row for every seat; names no person."""
    form = TemplateForm(request.POST or None, user=request.user)
    if form.is_valid():
        job = start_template(**form.cleaned_data, by=request.user)
        return redirect("job", job.pk)
    context = {"form": form, "crumbs": crumbs()}
    return render(request, "enrolment/rosters/template.html", context, status=400 if form.errors else 200)


@require_POST
@right_required(Right.SEND_ROSTER)
def roster_returned(request: HttpRequest, pk: int) -> HttpResponse:
    """The sender's own workbook with what was found in it."""
    return redirect("job", start_returned(upload=own_upload(request, pk), by=request.user).pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@right_required(Right.SEND_ROSTER)
def roster_doctor(request: HttpRequest, pk: int) -> HttpResponse:
    """What Excel did to the NIKs of a file; a POST makes the safe template with everything else filled in."""
    upload = own_upload(request, pk)
    if not upload.lines.exists():
        return redirect("enrolment:roster", pk)
    if request.method == "POST":
        return redirect("job", start_doctor(upload=upload, by=request.user).pk)
    return render(request, "enrolment/rosters/doctor.html", {"page": doctor_page(upload, diagnosis(upload))})
