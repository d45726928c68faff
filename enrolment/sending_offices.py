"""For which office somebody sends a roster."""

from typing import Any

from enrolment.models.scope import INSTITUTIONS
from pemilu_bpjs.access import lies_within
from pemilu_bpjs.models import Office
from pemilu_bpjs.permissions import Right


def sending_office(user: Any, institution: str, region: str) -> Office | None:
    """The office for which the user sends: that of the institution itself before one that sends for all."""
    offices = Office.objects.of(user, Right.SEND_ROSTER).order_by("pk")
    covering = [office for office in offices if lies_within(region, office.region)]
    own = [office for office in covering if INSTITUTIONS.get(Office.Kind(office.kind)) == institution]
    return next(iter(own or covering), None)
