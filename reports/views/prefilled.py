"""Wages and corrections: the file that SIPP gave out is sent here, filled in, and its rows are told of."""

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from budgeting.models import Arrangement
from enrolment.models import Assignment
from pemilu_bpjs.access import Right, right_required
from pemilu_bpjs.models import Job
from reports.actions.prefilled_filling import receive_prefilled
from reports.forms.prefilled import PrefilledForm
from reports.presenters import prefilled as presenters
from reports.tasks.batch_previews import BATCH_PREVIEW
from reports.tasks.prefilled import FILL, start_fill

PAGE_SIZE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@right_required(Right.SEND_BATCH)
def sending_fill(request: HttpRequest, pk: int) -> HttpResponse:
    arrangement = get_object_or_404(_sendable(request), pk=pk)
    form = PrefilledForm(request.POST, request.FILES) if request.method == "POST" else PrefilledForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        kept = receive_prefilled(arrangement=arrangement, name=file.name or "", content=file.read(), by=request.user)
        return redirect("job", start_fill(arrangement, kept, by=request.user).pk)
    counted = Job.objects.filter(kind=BATCH_PREVIEW, state=Job.State.DONE, params__arrangement=arrangement.pk)
    page = presenters.fill_page(arrangement, counted.order_by("-finished_at").first())
    context = {"page": page, "form": form}
    return render(request, "reports/batches/fill.html", context, status=400 if form.errors else 200)


@require_safe
@never_cache
@right_required(Right.SEND_BATCH)
def sending_filled(request: HttpRequest, pk: int, job_id: UUID) -> HttpResponse:
    """What each row came to. Names are for those who may see the people; a row's number is its own."""
    arrangement = get_object_or_404(_sendable(request), pk=pk)
    done = Job.objects.filter(kind=FILL, params__arrangement=arrangement.pk, result__has_key="filled")
    filled = get_object_or_404(done, pk=job_id).result["filled"]
    page = Paginator(filled["told"], PAGE_SIZE).get_page(request.GET.get("page"))
    wanted = {seat for *_told, seat in page.object_list} | set(filled["missing"])
    seen = Assignment.objects.visible_to(request.user, Right.VIEW_PERSON).filter(pk__in=wanted - {None})
    seats = {seat.pk: seat for seat in seen.select_related("record")}
    context = {
        "filled": presenters.filled_page(arrangement, filled, seats),
        "lines": presenters.row_lines(page.object_list, seats),
        "page": page,
    }
    return render(request, "reports/batches/filled.html", context)


def _sendable(request: HttpRequest) -> QuerySet[Arrangement]:
    return Arrangement.objects.visible_to(request.user, Right.SEND_BATCH).select_related("election", "office")
