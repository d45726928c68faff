"""Sums of person-months: people, JKK and JKM by month, body and kecamatan; who is not insured; what a run changed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Substr

from budgeting.models import Arrangement, CoverPrice, CoverRun, PersonMonth
from enrolment.models import Assignment, Election
from enrolment.models.scope import people_within
from pemilu_bpjs.permissions import Right

_KECAMATAN_DIGITS = 8


@dataclass(frozen=True, slots=True)
class MonthSum:
    """People of one month, body and kecamatan, and their premium in rupiah."""

    month: str
    body: str
    kecamatan_code: str
    people: int
    jkk: int
    jkm: int

    @property
    def total(self) -> int:
        """JKK + JKM, rupiah."""
        return self.jkk + self.jkm


@dataclass(frozen=True, slots=True)
class Excluded:
    """People whose every post is kept from insurance, by reason: a code of Assignment.NotInsured."""

    reason: str
    people: int


@dataclass(frozen=True, slots=True)
class Changes:
    """Person-months that a run added and removed, the removed ones by their reason."""

    added: int = 0
    removed: int = 0
    by_reason: Mapping[str, int] = field(default_factory=dict)


def sums(arrangement: Arrangement, month: str | None = None, *, run: CoverRun | None = None) -> tuple[MonthSum, ...]:
    """What stands now (or stood after `run`), by month, body and kecamatan, ascending."""
    rows = PersonMonth.objects.as_of(run) if run is not None else PersonMonth.objects.standing()
    rows = rows.filter(price__arrangement=arrangement)
    if month is not None:
        rows = rows.filter(price__month=month)
    grouped = rows.order_by().values_list("price_id", Substr("region_code", 1, _KECAMATAN_DIGITS))
    counted = list(grouped.annotate(people=Count("pk")))
    prices = CoverPrice.objects.in_bulk({price for price, _kecamatan, _people in counted})
    found: defaultdict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for key, kecamatan, people in counted:
        price = prices[key]
        cell = found[price.month, price.body, kecamatan]
        cell[0] += people
        cell[1] += people * price.jkk
        cell[2] += people * price.jkm
    return tuple(MonthSum(*key, *found[key]) for key in sorted(found))


def excluded(election: Election) -> tuple[Excluded, ...]:
    """Who serves and is not insured, by reason; whoever has another post that is insured is not among them."""
    barred = _barred(election)
    seats = Assignment.objects.standing().filter(election=election)
    insured = seats.exclude(barred).values("person")
    reason = Case(
        When(is_reserve=True, then=Value(Assignment.NotInsured.RESERVE.value)),
        default=F("not_insured"),
        output_field=CharField(),
    )
    rows = seats.filter(barred).exclude(person__in=insured).order_by().values(reason=reason)
    return tuple(
        Excluded(row["reason"], row["people"])
        for row in rows.annotate(people=Count("person", distinct=True)).order_by("reason")
    )


def excluded_people(election: Election, user: Any, reason: str) -> QuerySet[Assignment]:
    """The posts of those whom `excluded` counts under a reason, as far as the user may see people."""
    barred = _barred(election)
    seats = Assignment.objects.standing().filter(election=election)
    insured = seats.exclude(barred).values("person")
    is_reserve = reason == Assignment.NotInsured.RESERVE
    own = Q(is_reserve=True) if is_reserve else Q(is_reserve=False, not_insured=reason)
    return seats.filter(barred, own).exclude(person__in=insured).visible_to(user).select_related("record")


def changes(run: CoverRun) -> Changes:
    """What a run added to the ledger and took from it."""
    removed = PersonMonth.objects.filter(removed_by=run).order_by().values_list("removal")
    return Changes(run.added, run.removed, dict(removed.annotate(Count("pk"))))


def changed_people(run: CoverRun, user: Any) -> QuerySet[PersonMonth]:
    """The person-months that a run added or removed, of people whom the user may see."""
    within = people_within(
        user, Right.VIEW_PERSON, region_field="region_code", institution_field="assignment__institution"
    )
    rows = PersonMonth.objects.filter(Q(added_by=run) | Q(removed_by=run)).filter(within)
    return rows.select_related("assignment__record", "price").order_by("assignment__record__name", "person", "month")


def _barred(election: Election) -> Q:
    """Posts that no payer of the election insures (rules/carrying.py barred)."""
    asn = Q(is_reserve=True) | Q(not_insured__in=[Assignment.NotInsured.ASN, Assignment.NotInsured.RESERVE])
    if Arrangement.objects.filter(election=election, takes_members=True).exists():
        return asn
    return asn | Q(not_insured=Assignment.NotInsured.MEMBER)
