"""Check a claimed headcount."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from budgeting.claims import check
from budgeting.forms.claims import ClaimForm
from budgeting.forms.faults import refuse
from budgeting.presenters.claims import ClaimPage, claim_page
from budgeting.rules.notes import Faults
from pemilu_bpjs.access import right_required
from pemilu_bpjs.permissions import Right


@require_safe
@right_required(Right.CHECK_CLAIM)
def claim_check(request: HttpRequest) -> HttpResponse:
    """Without a figure in the address: the form, filled with whatever the address gives (a region, an election)."""
    asked = "claimed" in request.GET
    form = ClaimForm(request.GET) if asked else ClaimForm(initial=request.GET.dict())
    page = _answered(request, form) if asked and form.is_valid() else None
    context = {"form": form, "page": page}
    return render(request, "budgeting/claims/check.html", context, status=400 if form.errors else 200)


def _answered(request: HttpRequest, form: ClaimForm) -> ClaimPage | None:
    try:
        return claim_page(check(form.question(), user=request.user))
    except Faults as faults:
        refuse(form, faults.notes, {})
        return None
