"""The quota board, from the election down to the TPS of one desa.

A region beyond the reader's reach is not found, as one that does not exist.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from enrolment.actions.quota_export import is_big, quota_file
from enrolment.forms.quota import QuotaFilter
from enrolment.models import Election, Region
from enrolment.models.scope import institutions
from enrolment.presenters import quota as presenters
from enrolment.quota import board, elections_on_board, offices_of
from enrolment.quota_counts import Scope
from enrolment.tasks import start_quota_export
from enrolment.views.elections import region_of
from enrolment.writers import XLSX
from pemilu_bpjs.access import may, right_required
from pemilu_bpjs.permissions import Right


@require_safe
@right_required(Right.VIEW_QUOTA)
def quota(request: HttpRequest) -> HttpResponse:
    """Which election's; one alone needs no choosing."""
    choices = presenters.choices(elections_on_board(request.user))
    if len(choices) == 1:
        return redirect(choices[0].url)
    return render(request, "enrolment/quota/choose.html", {"choices": choices})


@require_safe
@right_required(Right.VIEW_QUOTA)
def quota_board(request: HttpRequest, code: str, region: str = "") -> HttpResponse:
    form = QuotaFilter(request.GET)
    scope, place = _asked(request, code, region, form)
    shown = board(scope, place)
    form.offer(presenters.body_choices(shown))
    page = presenters.quota_page(
        scope,
        place,
        shown.of_body(form.body) if form.body else shown,
        offices=offices_of(scope.election.region_id),
        body=form.body,
        may_see_people=may(request.user, Right.VIEW_PERSON, region=place.pk),
    )
    return render(request, "enrolment/quota/board.html", {"page": page, "form": form})


@require_POST
@right_required(Right.VIEW_QUOTA)
def quota_export(request: HttpRequest, code: str, region: str) -> HttpResponse:
    """The workbook at once, or by a job where there are many TPS. It names nobody."""
    scope, place = _asked(request, code, region, QuotaFilter(request.POST))
    if is_big(scope):
        return redirect("job", start_quota_export(scope=scope, by=request.user).pk)
    name, content = quota_file(scope, place)
    return HttpResponse(content, XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _asked(request: HttpRequest, code: str, region: str, form: QuotaFilter) -> tuple[Scope, Region]:
    election = Election.objects.select_related("region").filter(code=code).first()
    if election is None:
        raise Http404
    place = region_of(election, region or election.region_id)
    if not institutions(request.user, Right.VIEW_QUOTA, place.pk):
        raise Http404
    return Scope(request.user, election, place.pk, form.on), place
