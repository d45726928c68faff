"""For which office somebody sends a roster, and whose the files about people are that are made for him."""

from typing import Any

from enrolment.models.scope import INSTITUTIONS, reach_regions
from pemilu_bpjs.access import reaches
from pemilu_bpjs.models import Office
from pemilu_bpjs.permissions import Right


def sending_office(user: Any, institution: str, region: str, right: Right = Right.SEND_ROSTER) -> Office | None:
    """The office for which the user works there: that of the institution itself before one that works for all.

    Never another institution's, though he be its member too: its other members may not see what he does here. Without
    an institution all of them are meant, so that an office for all comes first.
    """
    keys = {reach.office_id for reach in reaches(user, right) if reach.covers(region, None)} - {None}
    covering = list(Office.objects.filter(pk__in=keys).order_by("pk"))
    own = [each for each in covering if institution_of(each) in (institution, "")]
    own.sort(key=lambda each: institution_of(each) != institution)
    return next(iter(own or (covering if not institution else ())), None)


def institution_of(office: Office) -> str:
    """For whose people alone an office works; "" for one that works for all."""
    return INSTITUTIONS.get(Office.Kind(office.kind), "")


def file_scope(user: Any, institution: str, region: str, right: Right) -> tuple[Office | None, str, str]:
    """(office, institution, region) of a file about people: no more than every reader of that office's files may see.

    What was asked for, narrowed to one office and one region of the user's.
    """
    within = next(iter(reach_regions(user, right, region)), region)
    office = sending_office(user, institution, within, right)
    return office, institution or (institution_of(office) if office else ""), within
