"""The evaluation of an election's cover: on screen for who reads its money, on paper when its payer says so."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from budgeting.models import Arrangement
from enrolment.models import Election
from pemilu_bpjs.access import Right, may, right_required
from pemilu_bpjs.models import Document
from reports.evaluation_figures import evaluate
from reports.presenters import paper as presenters
from reports.tasks import start_evaluation


@require_safe
@right_required(Right.VIEW_COVER)
def evaluations(request: HttpRequest) -> HttpResponse:
    """Which election's; one alone needs no choosing."""
    of = Arrangement.objects.visible_to(request.user, Right.VIEW_COVER).values("election")
    found = list(Election.objects.filter(pk__in=of).select_related("region"))
    if len(found) == 1:
        return redirect("reports:evaluation", found[0].code)
    lines = presenters.election_lines(found, "reports:evaluation")
    return render(request, "reports/evaluations/choose.html", {"choices": lines})


@require_safe
@right_required(Right.VIEW_COVER)
def evaluation(request: HttpRequest, code: str) -> HttpResponse:
    arrangements = Arrangement.objects.visible_to(request.user, Right.VIEW_COVER).filter(election__code=code)
    found = list(arrangements.select_related("election__region", "office", "plan"))
    if not found:
        raise Http404
    page = presenters.evaluation_page(
        found[0].election,
        [(each, evaluate(each), _may_make(request, each)) for each in found],
        Document.objects.visible_to(request.user).of(f"evaluation:{code}").select_related("created_by"),
        may_name=may(request.user, Right.VIEW_PERSON, region=found[0].region),
    )
    return render(request, "reports/evaluations/evaluation.html", {"page": page})


@require_POST
@right_required(Right.VIEW_COVER)
def evaluation_make(request: HttpRequest, pk: int) -> HttpResponse:
    visible = Arrangement.objects.visible_to(request.user, Right.VIEW_COVER).select_related("office")
    arrangement = get_object_or_404(visible, pk=pk)
    if not _may_make(request, arrangement):
        raise Http404
    return redirect("job", start_evaluation(arrangement, by=request.user).pk)


def _may_make(request: HttpRequest, arrangement: Arrangement) -> bool:
    """Those who plan it and answer for it; TAPD, Inspektorat and the treasurer read what they made."""
    return may(request.user, Right.VIEW_PLAN, region=arrangement.region, office_id=arrangement.office_id)
