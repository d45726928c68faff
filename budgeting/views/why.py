"""Why this number?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from budgeting.explaining import unit_origins
from budgeting.models import Plan
from budgeting.planning import compute
from budgeting.presenters.plan_head import RESULT, plan_head
from budgeting.presenters.why import why_node, why_page
from budgeting.rules.explain import NoSuchFigure, explain
from budgeting.rules.notes import Faults
from budgeting.stated_counts import stated_counts
from pemilu_bpjs.access import right_required
from pemilu_bpjs.permissions import Right


@require_safe
@right_required(Right.VIEW_PLAN)
def plan_why(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """A page of its own; to htmx, the figure's part of the list alone, to take the place of a folded one."""
    plans = Plan.objects.visible_to(request.user).select_related("election__region", "office", "copied_from")
    plan = get_object_or_404(plans, pk=pk)
    try:
        planned = compute(plan)
        root = explain(planned.plan, key, {**unit_origins(planned), **stated_counts(plan)})
    except Faults:
        # The plan's own page says what is the matter with it.
        return redirect(RESULT, pk)
    except NoSuchFigure as missing:
        raise Http404 from missing
    if request.htmx:
        response = render(request, "budgeting/why/_node.html", {"node": why_node(pk, root)})
    else:
        head = plan_head(plan, request.user)
        response = render(request, "budgeting/why/why.html", {"head": head, "page": why_page(head, planned.plan, root)})
    patch_vary_headers(response, ["HX-Request"])
    return response
