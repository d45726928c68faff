"""How far an election's cover has come: told, taken, paid. Sums in a fixed number of queries."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q

from budgeting.bills_due import MonthDue
from budgeting.models import Arrangement, PersonMonth, Registration
from budgeting.rules.billing import Standing
from enrolment.rules.roster_lacks import Lacks

_NEEDED = Lacks.MOTHER | Lacks.MARITAL
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


@dataclass(frozen=True, slots=True)
class Untold:
    """People whose month is paid for and of whom BPJS was never told; `lacking`: SIPP would refuse them as they are."""

    people: int = 0
    lacking: int = 0


def cover_standing(
    arrangements: Sequence[Arrangement],
    months: Iterable[MonthDue],
    untold: Mapping[int, Untold],
    last: datetime.date | None,
    today: datetime.date,
) -> CoverStanding:
    """Of the payers of one election whose cover the reader may see; nothing for who sees none."""
    if not arrangements:
        return CoverStanding()
    told = Registration.objects.filter(arrangement__in=arrangements).aggregate(
        people=Count("pk"), taken=Count("pk", filter=~Q(state__in=_NOT_TAKEN))
    )
    never = sum(untold[each.pk].people for each in arrangements if each.pk in untold)
    begun = [each for each in months if each.arrangement in arrangements and each.month <= f"{today:%Y-%m}"]
    return CoverStanding(
        people=told["people"] + never,
        taken=told["taken"],
        months=len(begun),
        paid=sum(each.standing in _PAID for each in begun),
        last=last,
    )


def untold_by_payer(arrangements: Collection[Arrangement]) -> dict[int, Untold]:
    """By arrangement, where there are any; members by flat rate have no SIPP file."""
    known = Registration.objects.filter(arrangement=OuterRef("price__arrangement"), person=OuterRef("person"))
    months = PersonMonth.objects.standing().filter(price__arrangement__in=arrangements, price__membership="PU")
    waiting = months.filter(~Exists(known)).annotate(lacks=F("assignment__record__lacks").bitand(_NEEDED.value))
    rows = waiting.order_by().values_list("price__arrangement").annotate(
        people=Count("person", distinct=True), lacking=Count("person", distinct=True, filter=Q(lacks__gt=0))
    )  # fmt: skip
    return {payer: Untold(people, lacking) for payer, people, lacking in rows}


_NOT_TAKEN = (Registration.State.SENT, Registration.State.REJECTED)
