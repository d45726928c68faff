"""The documents of a proposal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from budgeting.models import Proposal
from pemilu_bpjs.access import Right, office_bound, right_required
from reports.tasks import start_pack


@require_POST
@right_required(Right.VIEW_PROPOSAL)
def proposal_pack(request: HttpRequest, pk: int) -> HttpResponse:
    """Makes the proposal's documents. Those who read it for the region find what its office has made."""
    own = office_bound(request.user, Right.VIEW_PROPOSAL, region_field="region", office_field="office")
    proposal = get_object_or_404(Proposal.objects.filter(own).defer("frozen").select_related("office"), pk=pk)
    return redirect("job", start_pack(proposal, by=request.user).pk)
