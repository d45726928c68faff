"""How far an election's cover has come: told, taken, paid. Sums in a fixed number of queries."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from budgeting.bills_due import months_due
from budgeting.models import Arrangement, PersonMonth, Registration
from budgeting.rules.billing import Standing
from enrolment.models import Assignment, Election
from pemilu_bpjs.permissions import Right

_PAID = (Standing.PAID, Standing.CREDIT)


@dataclass(frozen=True, slots=True)
class CoverStanding:
    """People to be insured and those whom BPJS took; months of cover that have begun and those that are paid.

    `last`: the last day on which anybody serves; None where nobody does.
    """

    people: int = 0
    taken: int = 0
    months: int = 0
    paid: int = 0
    last: datetime.date | None = None

    @property
    def is_enrolled(self) -> bool:
        """Whether everybody was sent and taken."""
        return 0 < self.people == self.taken

    @property
    def is_paid(self) -> bool:
        return 0 < self.months == self.paid

    def is_over(self, today: datetime.date) -> bool:
        return self.last is not None and self.last < today


def cover_standing(user: Any, election: Election | None, today: datetime.date) -> CoverStanding:
    """Of the payers whose cover the user may see; nothing for who sees none."""
    if election is None:
        return CoverStanding()
    visible = Arrangement.objects.visible_to(user, Right.VIEW_COVER).filter(election=election)
    arrangements = list(visible.select_related("election__region", "office"))
    if not arrangements:
        return CoverStanding()
    told = Registration.objects.filter(arrangement__in=arrangements).aggregate(
        people=Count("pk"), taken=Count("pk", filter=~Q(state__in=_NOT_TAKEN))
    )
    never = untold(arrangements).aggregate(people=Count("person", distinct=True))["people"]
    begun = [each for each in months_due(arrangements, today) if each.month <= f"{today:%Y-%m}"]
    seats = Assignment.objects.seated().filter(election=election).order_by("-end")
    return CoverStanding(
        people=told["people"] + never,
        taken=told["taken"],
        months=len(begun),
        paid=sum(each.standing in _PAID for each in begun),
        last=seats.values_list("end", flat=True).first(),
    )


def untold(arrangements: Collection[Arrangement]) -> QuerySet[PersonMonth]:
    """Months of people of whom BPJS was never told; members by flat rate have no SIPP file."""
    known = Registration.objects.filter(arrangement=OuterRef("price__arrangement"), person=OuterRef("person"))
    months = PersonMonth.objects.standing().filter(price__arrangement__in=arrangements, price__membership="PU")
    return months.filter(~Exists(known))


_NOT_TAKEN = (Registration.State.SENT, Registration.State.REJECTED)
