"""The home page: what waits for whoever signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports import waiting
from reports.cover_waiting import cover_for
from reports.presenters import home as presenters
from reports.rosters_waiting import rosters_for


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    user = request.user
    today = timezone.localdate()
    standing, without_tps = waiting.elections_of(user)
    page = presenters.home(
        user,
        proposals=waiting.proposals_for(user),
        elections=without_tps,
        jobs=waiting.jobs_of(user),
        documents=waiting.documents_of(user),
        standing=standing,
        rosters=rosters_for(user, standing.election),
        cover=cover_for(user, standing.election, today, last=standing.last),
        today=today,
    )
    return render(request, "reports/home.html", {"page": page})
