"""Scenarios side by side."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from budgeting.comparing import NotComputable, compared
from budgeting.forms.comparison import ComparisonForm
from budgeting.models import Plan
from budgeting.presenters.comparison import ComparisonPage, comparison_page
from pemilu_bpjs.access import right_required
from pemilu_bpjs.permissions import Right


@require_safe
@right_required(Right.VIEW_PLAN)
def plan_compare(request: HttpRequest) -> HttpResponse:
    """?plan=1&plan=2: the first is what the others are held against. Fewer than two: the picker."""
    plans = Plan.objects.visible_to(request.user).select_related("election__region", "office")
    wanted = _wanted(request, plans)
    form = ComparisonForm(
        request.GET if len(wanted) > 1 else None, plans=plans, wanted=wanted, initial={"plan": wanted}
    )
    page = _compared(form, wanted) if form.is_valid() else None
    return render(
        request, "budgeting/compare/compare.html", {"form": form, "page": page}, status=400 if form.errors else 200
    )


def _wanted(request: HttpRequest, plans: QuerySet[Plan]) -> list[int]:
    """The plans asked for, each once, in their order. 404 for one out of reach, as for one that does not exist."""
    keys = [int(key) if key.isdecimal() and len(key) < 12 else 0 for key in request.GET.getlist("plan")]
    wanted = list(dict.fromkeys(keys))
    if plans.filter(pk__in=wanted).count() < len(wanted):
        raise Http404
    return wanted


def _compared(form: ComparisonForm, wanted: list[int]) -> ComparisonPage | None:
    chosen = {plan.pk: plan for plan in form.cleaned_data["plan"].prefetch_related("entries")}
    try:
        return comparison_page(compared([chosen[pk] for pk in wanted]))
    except NotComputable as troubled:
        for plan in troubled.plans:
            form.add_error("plan", _("“%s” belum dapat dihitung. Buka rencananya untuk melihat sebabnya.") % plan.name)
        return None
