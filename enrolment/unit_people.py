"""How many sit in one unit when a seat of it changes hands."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from enrolment.models import Assignment
from enrolment.rules.roster_problems import Unit
from enrolment.standing import seat_law


@dataclass(frozen=True, slots=True)
class UnitPeople:
    """`seats` is None where the election does not have the body."""

    seats: int | None
    before: int
    after: int


def people_around(seat: Assignment, last_day: datetime.date, first_day: datetime.date) -> UnitPeople:
    """Those in the seat's unit on the leaver's last day, and on the first of whoever takes the seat over."""
    law = seat_law(seat.election).of(Unit(seat.region_code, seat.tps, seat.body))
    unit = Assignment.objects.seated().filter(
        election=seat.election_id, body=seat.body, region_code=seat.region_code, tps=seat.tps
    )
    others = unit.exclude(pk=seat.pk)
    return UnitPeople(law.most if law else None, _on(unit, last_day), _on(others, first_day) + 1)


def _on(unit: QuerySet[Assignment], day: datetime.date) -> int:
    sitting = unit.filter(start__lte=day, end__gte=day)
    return sitting.order_by().values("person").distinct().count()
