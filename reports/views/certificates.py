"""Letters of cover: asked for after an answer or for a whole body, made by jobs, taken by whoever may."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enrolment.models import Assignment, Election
from pemilu_bpjs.access import right_required, within
from pemilu_bpjs.models import Document, Job
from pemilu_bpjs.permissions import Right
from reports.actions.certificate_taking import MEDIA_TYPE, take, take_all
from reports.forms.desk import BodyLettersForm, LetterForm
from reports.models import Certificate
from reports.models.certificate import BODY_SOURCE
from reports.presenters import certificates as presenters
from reports.tasks.certificates import BODY, may_take, start_body_certificates, start_certificate

PAGE_SIZE = 50
_PARTS = ("document", "assignment__record", "assignment__election", "batch", "bill", "issued_by")


@require_safe
@never_cache
@right_required(Right.ASK_COVER)
def certificate_list(request: HttpRequest) -> HttpResponse:
    found = Certificate.objects.visible_to(request.user).select_related(*_PARTS)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    lines = presenters.lines(list(page.object_list))
    context = {"page": page, "lines": lines, "crumbs": presenters.crumbs()}
    return render(request, "reports/desk/certificates.html", context)


@require_POST
@right_required(Right.ASK_COVER)
def certificate_new(request: HttpRequest) -> HttpResponse:
    """Comes from the answer's page, which has filled in everything; what does not fit was never offered."""
    form = LetterForm(request.POST)
    if not form.is_valid():
        raise Http404
    asked = form.cleaned_data
    right = Right.REVEAL_PERSON if asked["in_full"] else Right.ASK_COVER
    seat = get_object_or_404(Assignment.objects.visible_to(request.user, Right.ASK_COVER), pk=asked.pop("seat"))
    if not Assignment.objects.visible_to(request.user, right).filter(pk=seat.pk).exists():
        raise PermissionDenied
    return redirect("job", start_certificate(seat, **asked, by=request.user).pk)


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.ASK_COVER)
def certificate_body(request: HttpRequest) -> HttpResponse:
    """Letters of everybody of a body; whom the user may not ask about is not among them."""
    elections = Election.objects.filter(within(request.user, Right.ASK_COVER, region_field="region__code"))
    form = BodyLettersForm(
        request.POST or None, user=request.user, elections=elections, initial={"day": timezone.localdate()}
    )
    if form.is_valid():
        return redirect("job", start_body_certificates(**form.cleaned_data, by=request.user).pk)
    context = {"form": form, "crumbs": presenters.letter_crumbs()}
    return render(request, "reports/desk/body.html", context, status=400 if form.errors else 200)


@require_safe
@never_cache
@right_required(Right.ASK_COVER)
def certificate_run(request: HttpRequest, job_id: UUID) -> HttpResponse:
    job = _run(request, job_id)
    documents = Document.objects.of(f"{BODY_SOURCE}{job.pk}").order_by("name")
    letters = Certificate.objects.filter(document__in=documents).count()
    return render(request, "reports/desk/run.html", {"page": presenters.run_page(job, list(documents), letters)})


@require_safe
@never_cache
@right_required(Right.ASK_COVER)
def certificate_run_file(request: HttpRequest, job_id: UUID, document_id: UUID) -> HttpResponse:
    job = _run(request, job_id)
    made = Document.objects.of(f"{BODY_SOURCE}{job.pk}").select_related("office")
    document = get_object_or_404(made, pk=document_id)
    content = take_all(document=document, by=request.user, purpose=job.params["purpose"])
    return _file(content, document.name)


@require_safe
@never_cache
@right_required(Right.ASK_COVER)
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    found = _visible(request, pk)
    return render(request, "reports/desk/certificate.html", {"page": presenters.certificate_page(found)})


@require_safe
@never_cache
@right_required(Right.ASK_COVER)
def certificate_file(request: HttpRequest, pk: int) -> HttpResponse:
    found = _visible(request, pk)
    return _file(take(certificate=found, by=request.user), f"surat-keterangan-{found.pk}.pdf")


def _visible(request: HttpRequest, pk: int) -> Certificate:
    found = Certificate.objects.visible_to(request.user).select_related("document__office", *_PARTS)
    return get_object_or_404(found, pk=pk)


def _run(request: HttpRequest, job_id: UUID) -> Job:
    job = get_object_or_404(Job, pk=job_id, kind=BODY)
    if not may_take(job, request.user):
        raise Http404
    return job


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)
