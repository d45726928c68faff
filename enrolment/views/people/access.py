"""Which people a request may look at, and which it may work on.

Another institution's or region's person is not found, in every page, as one who does not exist.
"""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from enrolment.models import Assignment, Election
from pemilu_bpjs.permissions import Right


def visible_seat(request: HttpRequest, pk: int, right: Right = Right.VIEW_PERSON) -> Assignment:
    """Withdrawn ones included: whoever corrects a mistake comes back to what he took back."""
    found = Assignment.objects.visible_to(request.user, right)
    return get_object_or_404(found.select_related("record", "election__region", "upload", "line", "replaces"), pk=pk)


def elections_with_people(request: HttpRequest) -> QuerySet[Election]:
    """Those in which somebody serves whom the user may see; the latest vote first."""
    own = Assignment.objects.visible_to(request.user).standing().filter(election=OuterRef("pk"))
    return Election.objects.filter(Exists(own.order_by())).select_related("region")
