"""Totals of incidents: for whoever reads what an election's cover came to, and names nobody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pemilu_bpjs.access import Right, may, right_required
from reports.incidents import elections_with_incidents, incident_totals
from reports.presenters.incident_totals import totals_page
from reports.presenters.incidents import crumbs as incident_crumbs


@require_safe
@right_required(Right.VIEW_COVER)
def totals(request: HttpRequest) -> HttpResponse:
    pages = tuple(
        totals_page(election, incident_totals(election)) for election in elections_with_incidents(request.user)
    )
    crumbs = incident_crumbs() if may(request.user, Right.VIEW_INCIDENT) else ()
    return render(request, "reports/incidents/totals.html", {"pages": pages, "crumbs": crumbs})
