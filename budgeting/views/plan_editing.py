"""Changing a plan: its lines, one at a time, and its settings. Plain forms; each page saves one thing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgeting.actions import plans as actions
from budgeting.forms.entries import BodyForm, EntryForm, OwnLineForm, Standing, TermForm
from budgeting.forms.faults import refuse
from budgeting.forms.plans import SettingsForm
from budgeting.models import Plan
from budgeting.planning import Ground, Planned, draft_on, ground_of, overlaid, to_input
from budgeting.presenters import plan_editor
from budgeting.presenters.plan_editor import EntryPage
from budgeting.presenters.plan_head import LINES, RESULT, SETTINGS, plan_head
from budgeting.presenters.plan_notes import fault_groups
from budgeting.rules import editing
from budgeting.rules.law import Preset
from budgeting.rules.line import Line
from budgeting.rules.notes import Faults
from budgeting.rules.plan_input import Entry, PlanInput
from budgeting.wording import sentence
from enrolment.rules.bodies import UnitCounts
from pemilu_bpjs.access import right_required
from pemilu_bpjs.permissions import Right

View = Callable[..., HttpResponse]
Change = Callable[[tuple[Entry, ...]], tuple[Entry, ...]]


@dataclass(frozen=True)
class Work:
    """A plan that is being changed, and what it is computed from."""

    plan: Plan
    stated: PlanInput
    ground: Ground

    @property
    def preset(self) -> Preset:
        return self.ground.law.preset

    @property
    def units(self) -> UnitCounts:
        return overlaid(self.ground.counted.units, self.stated.units)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.spelled_out(self.stated.entries)

    @cached_property
    def planned(self) -> Planned | Faults:
        try:
            return draft_on(self.stated, self.ground)
        except Faults as faults:
            return faults

    @property
    def names(self) -> dict[str, str]:
        return plan_editor.line_names(self.preset, self.entries)

    def spelled_out(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return editing.spelled_out(entries, self.preset, self.units)

    def line(self, code: str) -> Line | None:
        lines = () if isinstance(self.planned, Faults) else self.planned.plan.lines
        return next((line for line in lines if line.code == code), None)


def opened(view: View) -> View:
    """For a view of one plan: signed in, may change it, the plan is at work. It gets the plan as Work."""

    @right_required(Right.EDIT_PLAN)
    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **given: Any) -> HttpResponse:
        plans = Plan.objects.editable_by(request.user).standing()
        plan = get_object_or_404(plans.select_related("election__region", "office", "copied_from"), pk=pk)
        try:
            ground = ground_of(plan.election)
        except Faults:
            # The counts contradict each other: the result page says which, and leads to where they are mended.
            return redirect(RESULT, pk)
        return view(request, Work(plan, to_input(plan), ground), **given)

    return guarded


@require_safe
@opened
def plan_edit(request: HttpRequest, work: Work) -> HttpResponse:
    head = plan_head(work.plan, request.user, current=LINES)
    planned = None if isinstance(work.planned, Faults) else work.planned
    context: dict[str, Any] = {
        "head": head,
        "editor": plan_editor.editor(work.plan.pk, work.entries, work.preset, work.units, planned),
    }
    if isinstance(work.planned, Faults):
        notes = (editing.by_code(note, work.stated.entries) for note in work.planned.notes)
        context["troubles"] = fault_groups(notes, head, work.names)
    return render(request, "budgeting/plans/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opened
def plan_settings(request: HttpRequest, work: Work) -> HttpResponse:
    form = SettingsForm(_posted(request), stated=work.stated, known=work.ground.counted.units)
    if request.method == "POST" and form.is_valid():
        try:
            actions.update_settings(plan=work.plan, settings=form.settings(), by=request.user)
        except Faults as faults:
            refuse(form, [editing.by_code(note, work.stated.entries) for note in faults.notes], work.names)
        else:
            messages.success(request, _("Pengaturan rencana disimpan."))
            return redirect(RESULT, work.plan.pk)
    context = {"form": form, "head": plan_head(work.plan, request.user, current=SETTINGS)}
    return render(request, "budgeting/plans/settings.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@opened
def entry_edit(request: HttpRequest, work: Work, code: str) -> HttpResponse:
    """One position, one line of one's own, or what all positions of a body share."""
    position = work.preset.position(code)
    if position is not None:
        standing = Standing.of_position(position, work.entries, work.preset)
        page = plan_editor.position_page(work.plan.pk, position, work.preset, work.line(code))
        return _entry(request, work, EntryForm(_posted(request), standing=standing), page)
    if work.preset.of_body(code):
        form = BodyForm(_posted(request), standing=Standing.of_body(code, work.entries, work.preset))
        return _entry(request, work, form, plan_editor.body_page(work.plan.pk, code, work.preset))
    entry = editing.find(work.entries, code)
    if entry is None or entry.own is None:
        raise Http404
    form = OwnLineForm(_posted(request), standing=Standing.of_own(entry, work.preset))
    return _entry(request, work, form, plan_editor.own_page(work.plan.pk, entry, work.line(code)))


@require_http_methods(["GET", "HEAD", "POST"])
@opened
def entry_new(request: HttpRequest, work: Work) -> HttpResponse:
    """A line of one's own."""
    entry = Entry("")
    standing = Standing.of_own(entry, work.preset)
    form = OwnLineForm(_posted(request), standing=standing, taken=frozenset(work.names))
    return _entry(request, work, form, plan_editor.own_page(work.plan.pk, entry, None))


@require_POST
@opened
def entry_add(request: HttpRequest, work: Work, code: str) -> HttpResponse:
    """Brings in a position of the preset."""
    position = work.preset.position(code)
    if position is None:
        raise Http404
    name = position.position.name
    return _changed(request, work, lambda entries: _held(work, entries, code), _("%s masuk rencana.") % name)


@require_POST
@opened
def entry_remove(request: HttpRequest, work: Work, code: str) -> HttpResponse:
    """Takes out a position, a whole body or a line of one's own."""
    name = work.names.get(code, code)
    words = _("%s dikeluarkan dari rencana.") % name
    return _changed(request, work, lambda entries: editing.without(entries, code, work.preset), words)


def _held(work: Work, entries: tuple[Entry, ...], code: str) -> tuple[Entry, ...]:
    return entries if editing.find(entries, code) else editing.with_entry(entries, Entry(code))


def _changed(request: HttpRequest, work: Work, change: Change, words: str) -> HttpResponse:
    try:
        _apply(request, work, change)
    except Faults as faults:
        for note in faults.notes:
            messages.error(request, sentence(note))
    else:
        messages.success(request, words)
    return redirect(LINES, work.plan.pk)


def _apply(request: HttpRequest, work: Work, change: Change) -> None:
    actions.set_entries(plan=work.plan, change=lambda entries: change(work.spelled_out(entries)), by=request.user)


def _entry(request: HttpRequest, work: Work, form: TermForm, page: EntryPage) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            _apply(request, work, lambda entries: _with(work, entries, form))
        except Faults as faults:
            entries = _with(work, work.entries, form)
            refuse(form, [editing.by_code(note, entries) for note in faults.notes], work.names)
        else:
            messages.success(request, _("%s disimpan.") % page.title)
            return redirect(LINES, work.plan.pk)
    context = {"form": form, "page": page, "head": plan_head(work.plan, request.user)}
    return render(request, "budgeting/plans/entry.html", context, status=_status(form))


def _with(work: Work, entries: tuple[Entry, ...], form: TermForm) -> tuple[Entry, ...]:
    if isinstance(form, BodyForm):
        return editing.with_body(entries, form.entry(), form.fields_given(), work.preset)
    return editing.with_entry(entries, form.entry())


def _posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also where it is nothing at all: unticked boxes alone send no field."""
    return request.POST if request.method == "POST" else None


def _status(form: Any) -> int:
    return 400 if form.errors else 200
