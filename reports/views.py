"""Pages of this stage: what waits for whoever signed in, and the documents of a proposal."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from budgeting.models import Proposal
from pemilu_bpjs.access import Right, office_bound, right_required
from reports import presenters, waiting
from reports.rosters_waiting import rosters_for
from reports.tasks import start_pack


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    user = request.user
    standing = waiting.standing_of(user)
    page = presenters.home(
        user,
        proposals=waiting.proposals_for(user),
        elections=waiting.elections_without_tps(user),
        jobs=waiting.jobs_of(user),
        documents=waiting.documents_of(user),
        standing=standing,
        rosters=rosters_for(user, standing.election),
    )
    return render(request, "reports/home.html", {"page": page})


@require_POST
@right_required(Right.VIEW_PROPOSAL)
def proposal_pack(request: HttpRequest, pk: int) -> HttpResponse:
    """Makes the proposal's documents. Those who read it for the region find what its office has made."""
    own = office_bound(request.user, Right.VIEW_PROPOSAL, region_field="region", office_field="office")
    proposal = get_object_or_404(Proposal.objects.filter(own).defer("frozen").select_related("office"), pk=pk)
    return redirect("job", start_pack(proposal, by=request.user).pk)
