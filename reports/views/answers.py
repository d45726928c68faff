"""Answers of BPJS: given, understood, looked at, applied. For the payer's planner and the branch that was sent to."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enrolment.sheets import SheetHead, open_workbook
from pemilu_bpjs import documents, looks
from pemilu_bpjs.access import Right, right_required
from pemilu_bpjs.models import Job
from reports import answer_layouts as layouts
from reports.actions import answers as actions
from reports.forms.answers import AnswerColumnsForm, ApplyForm, GiveForm, WordsForm
from reports.models import Answer, AnswerRow
from reports.presenters import answers as presenters
from reports.presenters.batches import crumbs
from reports.tasks.answers import ANSWER_APPLY, ANSWER_READ, start_answer_apply, start_answer_read
from reports.views.batches import visible_batch

State = Answer.State

PAGE_SIZE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@right_required(Right.ANSWER_BATCH)
def answer_give(request: HttpRequest, pk: int) -> HttpResponse:
    batch = visible_batch(request, pk, Right.ANSWER_BATCH)
    form = GiveForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        received = actions.receive(
            arrangement=batch.arrangement,
            batch=batch if form.is_for_one else None,
            name=file.name or "",
            content=file.read(),
            by=request.user,
        )
        if received.is_same_file:
            messages.info(
                request, _("Berkas yang sama sudah pernah diberikan; inilah keadaannya. Tidak ada yang berubah.")
            )
            return redirect("reports:answer", received.answer.pk)
        return redirect("job", start_answer_read(received.answer, by=request.user).pk)
    context = {"form": form, "batch": batch, "crumbs": crumbs(batch)}
    return render(request, "reports/answers/give.html", context, status=400 if form.errors else 200)


@require_safe
@never_cache
@right_required(Right.VIEW_BATCH)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _visible(request, pk), None)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@right_required(Right.ANSWER_BATCH)
def answer_columns(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    if found.state not in (State.ASKING, State.READY):
        return redirect("reports:answer", pk)
    layout = layouts.from_json(found.layout)
    form = AnswerColumnsForm(_typed(request), layout=layout, heads=_heads(found))
    if form.is_bound and form.is_valid():
        try:
            actions.confirm_columns(answer=found, choices=form.choices(), by=request.user)
        except actions.ChoiceError as refused:
            form.refuse(refused.message, refused.index)
        except actions.NotOpen as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("job", start_answer_read(found, by=request.user).pk)
    context = {"page": presenters.columns_page(found, form), "form": form}
    return render(request, "reports/answers/columns.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@right_required(Right.ANSWER_BATCH)
def answer_words(request: HttpRequest, pk: int) -> HttpResponse:
    """Each status that nobody knows, asked once for all its rows."""
    found = _own(request, pk)
    layout = layouts.from_json(found.layout)
    if found.state != State.ASKING or not layout.asked:
        return redirect("reports:answer", pk)
    asked = actions.statuses_asked(found, layout)
    rows = {(each.sheet, each.row): each.rows for each in layout.asked}
    form = WordsForm(_typed(request), asked=asked, rows=[rows[place] for place in asked])
    if form.is_bound and form.is_valid():
        try:
            actions.explain_words(answer=found, meanings=form.meanings(), by=request.user)
        except actions.NotOpen as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("job", start_answer_read(found, by=request.user).pk)
    context = {
        "form": form,
        "crumbs": presenters.answer_crumbs(found, is_below=True),
        "columns_url": reverse("reports:answer-columns", args=[pk]),
    }
    return render(request, "reports/answers/words.html", context, status=400 if form.errors else 200)


@require_POST
@right_required(Right.ANSWER_BATCH)
def answer_apply(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    form = ApplyForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    job = start_answer_apply(found, start=form.cleaned_data["start"].isoformat(), by=request.user)
    return redirect("job", job.pk)


@require_POST
@right_required(Right.ANSWER_BATCH)
def answer_read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """After a reading that came to no end, or when something was sent meanwhile."""
    return redirect("job", start_answer_read(_own(request, pk), by=request.user).pk)


@require_POST
@right_required(Right.ANSWER_BATCH)
def answer_discard(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.discard(answer=_own(request, pk), by=request.user)
    except actions.NotOpen as refused:
        messages.error(request, str(refused))
        return redirect("reports:answer", pk)
    messages.success(request, _("Jawaban dibuang; tidak ada yang berubah."))
    return redirect("reports:batches")


def _page(request: HttpRequest, found: Answer, form: ApplyForm | None) -> HttpResponse:
    may_answer = Answer.objects.visible_to(request.user, Right.ANSWER_BATCH).filter(pk=found.pk).exists()
    if may_answer and found.state == State.ASKING and layouts.from_json(found.layout).asked:
        return redirect("reports:answer-words", found.pk)
    asked = request.GET.get("hasil", "")
    shown = asked if asked in AnswerRow.Outcome.values else ""  # whatever else was typed reaches no database
    # Rows speak of people: they are for those who answer; a head sees the counts.
    lines = AnswerRow.objects.filter(answer=found, outcome=shown) if may_answer else AnswerRow.objects.none()
    page = Paginator(lines.order_by("sheet", "row"), PAGE_SIZE).get_page(request.GET.get("page"))
    if page.object_list:
        arrangement = found.arrangement
        subject = f"answer:{found.pk}"
        looks.look(by=request.user, subject=subject, region=arrangement.region, what="list", office=arrangement.office)
    context = {
        "page": page,
        "shown": presenters.answer_page(found, shown=shown, job_url=_job_url(found), may_answer=may_answer),
        "lines": presenters.row_lines(page.object_list),
        "form": form or ApplyForm(initial={"start": timezone.localtime(found.given_at).date()}),
    }
    return render(request, "reports/answers/answer.html", context, status=400 if form is not None else 200)


def _visible(request: HttpRequest, pk: int, right: Right = Right.VIEW_BATCH) -> Answer:
    """One that the right reaches; any other is not found."""
    related = ("arrangement__election", "arrangement__office", "batch", "document", "applied_by", "given_by")
    return get_object_or_404(Answer.objects.visible_to(request.user, right).select_related(*related), pk=pk)


def _own(request: HttpRequest, pk: int) -> Answer:
    return _visible(request, pk, Right.ANSWER_BATCH)


def _heads(found: Answer) -> tuple[SheetHead, ...]:
    with open_workbook(found.file_name, documents.content(found.document)) as book:
        return book.sheets


def _typed(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _job_url(found: Answer) -> str:
    jobs = Job.objects.unfinished().filter(kind__in=(ANSWER_READ, ANSWER_APPLY), params__answer=found.pk)
    job = jobs.first()
    return reverse("job", args=[job.pk]) if job is not None else ""
