"""Plans: the list, a plan's result, and making, importing, copying and archiving one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgeting.actions import plans as actions
from budgeting.catalogue import benefits
from budgeting.forms.faults import refuse, refuse_file
from budgeting.forms.plans import CopyForm, ImportForm, NewPlanForm, PlanFilter
from budgeting.models import Plan
from budgeting.planning import check_election, compute, to_input
from budgeting.presenters.plan_editor import line_names
from budgeting.presenters.plan_head import RESULT, plan_head, units_url
from budgeting.presenters.plan_notes import fault_groups
from budgeting.presenters.plans import plan_rows, result
from budgeting.rules.editing import by_code
from budgeting.rules.law import Preset
from budgeting.rules.notes import Faults
from budgeting.rules.plan_input import Entry
from enrolment.models import Election
from enrolment.rules.region_code import parent
from pemilu_bpjs.access import right_required, within
from pemilu_bpjs.models import Office
from pemilu_bpjs.permissions import Right

PAGE_SIZE = 20  # each row is computed anew


@require_safe
@right_required(Right.VIEW_PLAN)
def plan_list(request: HttpRequest) -> HttpResponse:
    visible = Plan.objects.visible_to(request.user)
    elections = Election.objects.filter(pk__in=visible.order_by().values("election"))
    form = PlanFilter(request.GET, elections=elections)
    found = form.narrow(visible).select_related("election__region", "office").prefetch_related("entries")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": plan_rows(list(page)), "may_edit": _own_offices(request).exists()}
    return render(request, "budgeting/plans/list.html", context)


@require_safe
@right_required(Right.VIEW_PLAN)
def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    plan = _plan(Plan.objects.visible_to(request.user), pk)
    head = plan_head(plan, request.user, current=RESULT)
    context: dict[str, Any] = {"head": head}
    try:
        context["result"] = result(head, compute(plan), benefits())
    except Faults as faults:
        entries = to_input(plan).entries
        notes = (by_code(note, entries) for note in faults.notes)
        context["troubles"] = fault_groups(notes, head, line_names(None, entries))
    return render(request, "budgeting/plans/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.EDIT_PLAN)
def plan_new(request: HttpRequest) -> HttpResponse:
    elections = Election.objects.filter(within(request.user, Right.EDIT_PLAN, region_field="region__code"))
    code = request.GET.get("election", "")
    if not code:
        return render(request, "budgeting/plans/choose_election.html", {"elections": elections})
    election = get_object_or_404(elections.select_related("region"), code=code)
    preset = check_election(election.preset).preset
    above = parent(election.region_id) or ""
    offices = _own_offices(request).filter(region__in=["", above, election.region_id])
    form = NewPlanForm(_posted(request), offices=offices, bodies=_bodies(preset))
    if request.method == "POST" and form.is_valid():
        try:
            plan = _create(request, form, election)
        except Faults as faults:
            refuse(form, faults.notes, line_names(preset, ()))
        else:
            messages.success(request, _("Rencana sudah dibuat. Periksa bulan yang dibayar pada tiap baris."))
            return redirect(RESULT, plan.pk)
    context = {"form": form, "election": election, "units_url": units_url(election, request.user)}
    return render(request, "budgeting/plans/new.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.EDIT_PLAN)
def plan_import(request: HttpRequest) -> HttpResponse:
    form = ImportForm(_posted(request), request.FILES or None, offices=_own_offices(request))
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            plan = actions.import_plan(text=asked["text"], office=asked["office"], by=request.user)
        except Faults as faults:
            refuse_file(form, "text", faults.notes)
        else:
            messages.success(request, _("Rencana sudah diimpor."))
            return redirect(RESULT, plan.pk)
    return render(request, "budgeting/plans/import.html", {"form": form}, status=_status(form))


@require_safe
@right_required(Right.VIEW_PLAN)
def plan_export(request: HttpRequest, pk: int) -> HttpResponse:
    plan = _plan(Plan.objects.visible_to(request.user), pk)
    response = HttpResponse(actions.export_plan(plan=plan, by=request.user), content_type="application/toml")
    name = slugify(plan.name) or f"rencana-{plan.pk}"
    response["Content-Disposition"] = f'attachment; filename="{name}.toml"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.EDIT_PLAN)
def plan_copy(request: HttpRequest, pk: int) -> HttpResponse:
    plan = _plan(Plan.objects.editable_by(request.user), pk)
    form = CopyForm(_posted(request), initial={"name": _("%s (salinan)") % plan.name[:180]})
    if request.method == "POST" and form.is_valid():
        copy = actions.copy_plan(plan=plan, name=form.cleaned_data["name"], by=request.user)
        messages.success(request, _("Skenario sudah dibuat. Ubah yang ingin Anda bandingkan."))
        return redirect(RESULT, copy.pk)
    context = {"form": form, "head": plan_head(plan, request.user)}
    return render(request, "budgeting/plans/copy.html", context, status=_status(form))


@require_POST
@right_required(Right.EDIT_PLAN)
def plan_archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Archives a plan, or brings an archived one back."""
    plan = _plan(Plan.objects.editable_by(request.user), pk)
    if plan.archived_at is None:
        actions.archive_plan(plan=plan, by=request.user)
        messages.success(request, _("Rencana diarsipkan. Anda dapat memulihkannya kapan saja."))
    else:
        actions.restore_plan(plan=plan, by=request.user)
        messages.success(request, _("Rencana dipulihkan."))
    return redirect(RESULT, plan.pk)


def _create(request: HttpRequest, form: NewPlanForm, election: Election) -> Plan:
    asked = form.cleaned_data
    chosen = asked["bodies"] if asked["start"] == NewPlanForm.CHOSEN else ()
    entries = [Entry(body) for body in chosen]
    return actions.create_plan(
        election=election, office=asked["office"], name=asked["name"], entries=entries, by=request.user
    )


def _bodies(preset: Preset) -> list[tuple[str, str]]:
    return list({each.position.body: each.position.body_name for each in preset.positions}.items())


def _plan(plans: QuerySet[Plan], pk: int) -> Plan:
    return get_object_or_404(plans.select_related("election__region", "office", "copied_from"), pk=pk)


def _own_offices(request: HttpRequest) -> QuerySet[Office]:
    return Office.objects.of(request.user, Right.EDIT_PLAN).payers()


def _posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also where it is nothing at all: unticked boxes alone send no field."""
    return request.POST if request.method == "POST" else None


def _status(form: Any) -> int:
    return 400 if form.errors else 200
