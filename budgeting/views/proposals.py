"""Proposals: the list, one proposal with all that is said and done about it, its draft, its steps."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgeting import figures_of, planning
from budgeting.actions import proposal_moves
from budgeting.actions import proposals as actions
from budgeting.figure_lines import year_amounts
from budgeting.forms.faults import refuse
from budgeting.forms.proposals import ConfirmForm, MoveForm, ProposalFilterForm, ProposalForm, ProposalNewForm
from budgeting.freezing import fingerprint
from budgeting.models import Plan, Proposal
from budgeting.presenters import proposals as presenters
from budgeting.presenters.proposal_list import proposal_line
from budgeting.presenters.proposal_words import deed
from budgeting.rules import status
from budgeting.rules.figures import Figures
from budgeting.rules.notes import Faults, Note
from budgeting.rules.status import FROZEN, State
from budgeting.wording import sentence
from pemilu_bpjs.access import Right, may, right_required

PAGE_SIZE = 50
_RELATED = ("plan__election__region", "office", "drafted_by", "replaces", "before")


@dataclass(frozen=True)
class Deed:
    """A step that the reader may take: its button and its form."""

    label: str
    form: MoveForm


@dataclass(frozen=True)
class _Shown:
    """A proposal with its figures, or with what keeps its plan from giving any."""

    proposal: Proposal
    figures: Figures | None
    faults: tuple[Note, ...]


@require_safe
@right_required(Right.VIEW_PROPOSAL)
def proposals(request: HttpRequest) -> HttpResponse:
    found = Proposal.objects.visible_to(request.user)
    years = found.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()
    form = ProposalFilterForm(request.GET, years=years)
    if form.is_valid():
        wanted = {"fiscal_year": form.cleaned_data["year"], "state": form.cleaned_data["state"]}
        found = found.filter(**{name: value for name, value in wanted.items() if value})
    rows = found.defer("frozen").select_related("plan__election__region", "office")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    lines = tuple(proposal_line(row) for row in page)
    return render(request, "budgeting/proposals/list.html", {"form": form, "lines": lines, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.DRAFT_PROPOSAL)
def proposal_new(request: HttpRequest) -> HttpResponse:
    plans = Plan.objects.visible_to(request.user).select_related("election__region", "office")
    key = request.GET.get("plan", "")
    plan = get_object_or_404(plans, pk=key if key.isdecimal() else 0)
    try:
        planned = planning.compute(plan)
    except Faults as refused:
        faults = [sentence(note) for note in refused.notes]
        context = {"plan": plan, "faults": faults, "crumbs": presenters.new_crumbs(plan)}
        return render(request, "budgeting/proposals/new.html", context, status=409)
    form = ProposalNewForm(request.POST or None, years=year_amounts(planned.plan))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_proposal(plan=plan, by=request.user, **form.cleaned_data)
        except Faults as refused:
            refuse(form, refused.notes, {})
        else:
            messages.success(request, _("Konsep usulan sudah dibuat. Lengkapi, lalu konfirmasi angka yang ditandai."))
            return redirect("budgeting:proposal", made.pk)
    context = {"plan": plan, "form": form, "crumbs": presenters.new_crumbs(plan)}
    return render(request, "budgeting/proposals/new.html", context, status=400 if form.errors else 200)


@require_safe
@right_required(Right.VIEW_PROPOSAL)
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _found(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.DRAFT_PROPOSAL)
def proposal_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    form = ProposalForm(request.POST or None, proposal=found, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_proposal(proposal=found, by=request.user, **form.cleaned_data)
        except Faults as refused:
            refuse(form, refused.notes, {})
        else:
            messages.success(request, _("Konsep sudah disimpan."))
            return redirect("budgeting:proposal", pk)
    context = {"form": form, "page": presenters.proposal_page(found, None, (), request.user)}
    return render(request, "budgeting/proposals/edit.html", context, status=400 if form.errors else 200)


@require_POST
@right_required(Right.VIEW_PROPOSAL)
def proposal_move(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    target = request.POST.get("target", "")
    step = status.find(found.status, State(target)) if target in set(State) else None
    if step is None:
        messages.warning(request, sentence(Note("no-such-move")))
        return redirect("budgeting:proposal", pk)
    form = MoveForm(request.POST, step=step, proposal=found)
    if form.is_valid():
        try:
            _move(form, found, request.user)
        except Faults as refused:
            refuse(form, refused.notes, {})
        else:
            messages.success(request, deed(step.source, step.target) + ": " + _("tercatat."))
            return redirect("budgeting:proposal", pk)
    return _page(request, found, sent=form, code=400)


@require_POST
@right_required(Right.CONFIRM_FIGURE)
def proposal_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _shown(_found(request, pk))
    if shown.figures is None:
        return redirect("budgeting:proposal", pk)
    form = ConfirmForm(request.POST, figures=shown.figures)
    if form.is_valid():
        named = {name: form.cleaned_data[name] for name in ("confirmed_by_name", "basis")}
        try:
            count = actions.confirm_figures(proposal=shown.proposal, stated=form.stated(), by=request.user, **named)
        except Faults as refused:
            refuse(form, refused.notes, {})
        else:
            said = ngettext("%(n)s angka dikonfirmasi.", "%(n)s angka dikonfirmasi.", count) % {"n": count}
            messages.success(request, said)
            return redirect("budgeting:proposal", pk)
    return _page(request, shown.proposal, confirming=form, code=400)


@require_POST
@right_required(Right.DRAFT_PROPOSAL)
def proposal_revise(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        made = actions.revise_proposal(proposal=_found(request, pk), by=request.user)
    except Faults as refused:
        for note in refused.notes:
            messages.warning(request, sentence(note))
        return redirect("budgeting:proposal", pk)
    messages.success(request, _("Versi baru sudah dibuat sebagai konsep."))
    return redirect("budgeting:proposal", made.pk)


def _found(request: HttpRequest, pk: int) -> Proposal:
    return get_object_or_404(Proposal.objects.visible_to(request.user).select_related(*_RELATED), pk=pk)


def _shown(found: Proposal) -> _Shown:
    try:
        return _Shown(found, figures_of.of_proposal(found, origins=False), ())
    except Faults as refused:
        return _Shown(found, None, refused.notes)


def _move(form: MoveForm, found: Proposal, by: Any) -> None:
    proposal_moves.move_proposal(
        proposal=found,
        target=form.step.target,
        by=by,
        comment=form.cleaned_data["comment"],
        stated=form.stated(),
        seen=form.cleaned_data.get("seen", ""),
    )


def _page(
    request: HttpRequest,
    found: Proposal,
    *,
    sent: MoveForm | None = None,
    confirming: ConfirmForm | None = None,
    code: int = 200,
) -> HttpResponse:
    """The proposal's page with its forms; the one that was sent back keeps what was typed."""
    shown = _shown(found)
    context = {
        "page": presenters.proposal_page(found, shown.figures, shown.faults, request.user),
        "deeds": _deeds(shown, request.user, sent),
        "confirming": confirming or _confirming(shown),
        "may_confirm": _may_confirm(found, request.user),
    }
    return render(request, "budgeting/proposals/proposal.html", context, status=code)


def _deeds(shown: _Shown, user: Any, sent: MoveForm | None) -> tuple[Deed, ...]:
    seen = fingerprint(shown.figures) if shown.figures else ""
    deeds = []
    for step in proposal_moves.open_moves(shown.proposal, user):
        is_sent = sent is not None and sent.step is step
        form = sent if is_sent else MoveForm(step=step, proposal=shown.proposal, seen=seen)
        deeds.append(Deed(deed(step.source, step.target), form))
    return tuple(deeds)


def _confirming(shown: _Shown) -> ConfirmForm | None:
    return ConfirmForm(figures=shown.figures) if shown.figures else None


def _may_confirm(found: Proposal, user: Any) -> bool:
    return found.status not in FROZEN and may(
        user, Right.CONFIRM_FIGURE, region=found.region, office_id=found.office_id
    )
