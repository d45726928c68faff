"""Batches for BPJS: what would go now, freezing it, and what went. The branch sees what was sent to it, no more."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from budgeting.models import Arrangement
from pemilu_bpjs.access import Right, may, right_required
from pemilu_bpjs.models import Job
from reports.actions.batch_taking import Expired, Taken, take, take_all
from reports.actions.batches import reopen
from reports.batch_counts import Answers, answers_of
from reports.models import Answer, Batch, BatchFile
from reports.presenters import batches as presenters
from reports.tasks.batch_previews import BATCH_PREVIEW, start_preview
from reports.tasks.batches import FREEZE, start_freeze

PAGE_SIZE = 25
_RELATED = ("arrangement__election", "arrangement__office")


@require_safe
@never_cache
@right_required(Right.VIEW_BATCH)
def batches(request: HttpRequest) -> HttpResponse:
    visible = Batch.objects.visible_to(request.user).select_related(*_RELATED)
    page = Paginator(visible, PAGE_SIZE).get_page(request.GET.get("page"))
    open_answers = Answer.objects.visible_to(request.user, Right.ANSWER_BATCH).exclude(state=Answer.State.APPLIED)
    own = payer_arrangements(request).order_by("-pk")
    context = {
        "page": page,
        "lines": presenters.batch_lines(page.object_list, answers_of(page.object_list)),
        "payers": presenters.payer_lines(own),
        "answers": presenters.answer_lines(open_answers.select_related("given_by")[:PAGE_SIZE]),
        "is_branch": may(request.user, Right.ANSWER_BATCH) and not own.exists(),
        "may_send": may(request.user, Right.SEND_BATCH),
    }
    return render(request, "reports/batches/list.html", context)


@require_safe
@never_cache
@right_required(Right.VIEW_BATCH)
def sending(request: HttpRequest, pk: int) -> HttpResponse:
    """What would go now, as it was counted last; nothing sent since."""
    arrangement = get_object_or_404(payer_arrangements(request), pk=pk)
    own = Job.objects.filter(params__arrangement=arrangement.pk)
    counted = own.filter(kind=BATCH_PREVIEW, state=Job.State.DONE)
    if (last := arrangement.batches.order_by("-frozen_at").first()) is not None:
        counted = counted.filter(finished_at__gt=last.frozen_at)
    page = presenters.sending_page(
        arrangement,
        counted.order_by("-finished_at").first(),
        own.unfinished().filter(kind__in=(BATCH_PREVIEW, FREEZE)).first(),
        may_send=_sendable(request).filter(pk=pk).exists(),
        may_see=may(request.user, Right.VIEW_PERSON),
    )
    return render(request, "reports/batches/sending.html", {"page": page})


@require_POST
@right_required(Right.SEND_BATCH)
def sending_count(request: HttpRequest, pk: int) -> HttpResponse:
    arrangement = get_object_or_404(_sendable(request), pk=pk)
    return redirect("job", start_preview(arrangement, by=request.user).pk)


@require_POST
@right_required(Right.SEND_BATCH)
def sending_freeze(request: HttpRequest, pk: int) -> HttpResponse:
    arrangement = get_object_or_404(_sendable(request), pk=pk)
    return redirect("job", start_freeze(arrangement, by=request.user).pk)


@require_safe
@never_cache
@right_required(Right.VIEW_BATCH)
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_batch(request, pk)
    of_it = Q(batch=found) | Q(batch=None, arrangement=found.arrangement_id)
    answers = Answer.objects.visible_to(request.user).filter(of_it)
    page = presenters.batch_page(
        found,
        found.files.order_by("kind", "part"),
        list(answers.select_related("given_by")),
        answers_of([found]).get(found.pk, Answers()),
        is_payer=payer_arrangements(request).filter(pk=found.arrangement_id).exists(),
        may_send=_reaches(request, found, Right.SEND_BATCH),
        may_answer=_reaches(request, found, Right.ANSWER_BATCH),
        may_post=may(request.user, Right.POST_BILL),
        may_see=may(request.user, Right.VIEW_PERSON),
    )
    return render(request, "reports/batches/batch.html", {"page": page})


@require_safe
@never_cache
@right_required(Right.ANSWER_BATCH)
def batch_file(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """Files show people in full: they are for those who send and those who answer."""
    found = visible_batch(request, pk, Right.ANSWER_BATCH)
    row = get_object_or_404(BatchFile.objects.select_related("batch__arrangement", "document"), pk=file, batch=found)
    try:
        return _download(take(file=row, by=request.user))
    except Expired:
        return _expired(request, pk)


@require_safe
@never_cache
@right_required(Right.ANSWER_BATCH)
def batch_zip(request: HttpRequest, pk: int) -> HttpResponseBase:
    try:
        return _download(take_all(batch=visible_batch(request, pk, Right.ANSWER_BATCH), by=request.user))
    except Expired:
        return _expired(request, pk)


@require_POST
@right_required(Right.SEND_BATCH)
def batch_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_batch(request, pk, Right.SEND_BATCH)
    reopen(batch=found, by=request.user)
    messages.success(request, _("Berkas kiriman ini dapat diunduh lagi."))
    return redirect("reports:batch", pk)


def visible_batch(request: HttpRequest, pk: int, right: Right = Right.VIEW_BATCH) -> Batch:
    """One that the right reaches; any other is not found."""
    return get_object_or_404(Batch.objects.visible_to(request.user, right).select_related(*_RELATED), pk=pk)


def payer_arrangements(request: HttpRequest) -> QuerySet[Arrangement]:
    """Those of the user's own payer. A branch has none: whoever was not sent is no concern of its."""
    own = Arrangement.objects.visible_to(request.user, Right.VIEW_COVER)
    return own.filter(pk__in=Arrangement.objects.visible_to(request.user, Right.VIEW_BATCH)).select_related(
        "election", "office"
    )


def _sendable(request: HttpRequest) -> QuerySet[Arrangement]:
    return Arrangement.objects.visible_to(request.user, Right.SEND_BATCH).select_related("election", "office")


def _reaches(request: HttpRequest, found: Batch, right: Right) -> bool:
    return Batch.objects.visible_to(request.user, right).filter(pk=found.pk).exists()


def _download(taken: Taken) -> HttpResponse:
    response = HttpResponse(taken.content, content_type=taken.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, taken.name) or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _expired(request: HttpRequest, pk: int) -> HttpResponse:
    messages.error(request, _("Masa unduh kiriman ini sudah lewat. Kantor pembayar dapat membukanya kembali."))
    return redirect("reports:batch", pk)
