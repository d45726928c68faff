"""From a ceiling: what does Rp X cover?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from budgeting.actions.ceilings import keep_fit
from budgeting.forms.ceiling import CeilingForm, KeepForm
from budgeting.forms.faults import refuse
from budgeting.models import Plan
from budgeting.planning import Planned, compute
from budgeting.presenters.ceiling import ceiling_page
from budgeting.presenters.plan_head import RESULT, plan_head
from budgeting.rules.ceiling import Cut, Fit, fit
from budgeting.rules.notes import Faults
from enrolment.rules.period import month_of
from pemilu_bpjs.access import Right, require, right_required


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.VIEW_PLAN)
def plan_ceiling(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked by GET; the same address by POST keeps the result as a scenario under a name."""
    plans = Plan.objects.visible_to(request.user).select_related("election__region", "office", "copied_from")
    plan = get_object_or_404(plans, pk=pk)
    try:
        planned = compute(plan)
    except Faults:
        # The plan's own page says what is the matter with it.
        return redirect(RESULT, pk)
    form = _asked(request.GET, planned, plan)
    found = _fitted(form, planned) if form.is_bound and form.is_valid() else None
    keep = KeepForm(request.POST if request.method == "POST" else None, initial={"name": _name(plan)})
    if request.method == "POST" and found is not None and keep.is_valid():
        kept = _kept(request, plan, planned, found, keep)
        if kept is not None:
            messages.success(request, _("Skenario sudah disimpan. Di sini ia berdampingan dengan rencana asalnya."))
            return redirect(f"{reverse('budgeting:compare')}?plan={pk}&plan={kept.pk}")
    context = {
        "head": plan_head(plan, request.user),
        "form": form,
        "keep": keep,
        "page": ceiling_page(form, planned.plan.lines, found),
    }
    return render(request, "budgeting/ceiling/ceiling.html", context, status=400 if form.errors or keep.errors else 200)


def _asked(given: QueryDict, planned: Planned, plan: Plan) -> CeilingForm:
    lines = planned.plan.lines
    return (
        CeilingForm(given, lines=lines)
        if "ceiling" in given
        else CeilingForm(lines=lines, initial={"ceiling": plan.ceiling})
    )


def _fitted(form: CeilingForm, planned: Planned) -> Fit:
    voting_month = month_of(planned.law.preset.voting_day)
    return fit(planned.plan, form.cleaned_data["ceiling"], form.priority(), Cut(form.cleaned_data["cut"]), voting_month)


def _kept(request: HttpRequest, plan: Plan, planned: Planned, found: Fit, form: KeepForm) -> Plan | None:
    require(request.user, Right.EDIT_PLAN, region=plan.region, office_id=plan.office_id)
    try:
        return keep_fit(
            plan=plan, preset=planned.law.preset, found=found, name=form.cleaned_data["name"], by=request.user
        )
    except Faults as faults:
        refuse(form, faults.notes, {})
        return None


def _name(plan: Plan) -> str:
    return _("%s, sesuai pagu") % plan.name[:180]
