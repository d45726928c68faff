"""One person's journey, reached from his own page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enrolment.views.people.access import visible_seat
from pemilu_bpjs.access import Right, right_required
from reports.journey import journey
from reports.presenters.journey import journey_page


@require_safe
@never_cache
@right_required(Right.VIEW_PERSON)
def person_journey(request: HttpRequest, pk: int) -> HttpResponse:
    """Another institution's or region's person is not found."""
    page = journey_page(journey(request.user, visible_seat(request, pk)))
    return render(request, "reports/journey.html", {"page": page})
