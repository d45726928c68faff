"""Was this person covered on this day? Four queries by index for one question, and the same four for five hundred.

Whoever asks is told the verdict whole, since it may hang on a post in another institution's list; what that list says
(`is_seen` false) stays with those who may see it.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, Max, OuterRef, Q, QuerySet, Subquery, Sum

from budgeting.models import Arrangement, Bill, BillLine, CoverPrice, PersonMonth, Registration
from enrolment.models import Assignment
from enrolment.models.scope import people_within
from enrolment.particulars import name_birth_fp, nik_fp
from enrolment.rules.period import month_of
from enrolment.rules.roster_lacks import Lacks
from pemilu_bpjs.permissions import Right
from reports.models import BatchRow
from reports.models.batch import FileKind
from reports.rules.cover_answer import Cover, Duty, Facts, Member, Verdict, stated, verdict

MOST_NAMESAKES = 20

_NEEDED = Lacks.MOTHER | Lacks.MARITAL
"""What SIPP refuses without: the same two as the board of who is at risk (budgeting/risk_sql.py)."""
Asked = tuple[int, datetime.date]
"""A person, by his key, and the day."""

_TOLD = (FileKind.NEW, FileKind.CONTINUING)


@dataclass(frozen=True, slots=True)
class SentIn:
    """The batch in which BPJS was told of him last."""

    batch: int
    number: int
    frozen_at: datetime.datetime
    reason_code: str


@dataclass(frozen=True, slots=True)
class Billed:
    """The bill of the month. `paid`: rupiah so far, over the whole bill; `paid_on`: the last day of paying.

    `is_listed`: whether he stands in the list that BPJS gave beside it; None: no list was read.
    """

    bill: Bill
    paid: int
    paid_on: datetime.date | None
    is_listed: bool | None

    @property
    def is_paid(self) -> bool:
        return self.paid >= self.bill.total


@dataclass(frozen=True, slots=True)
class CoverAnswer:
    """One person on one day. `seat`: the post to speak of, which whoever asked may see; None: there is none.

    `is_seen` false: the month is carried by a post in a list that he may not see, so that nothing is told of it.
    """

    person: int
    day: datetime.date
    verdict: Verdict
    duty: Duty
    seat: Assignment | None
    month: PersonMonth | None
    registration: Registration | None
    sent: SentIn | None
    billed: Billed | None
    is_seen: bool

    @property
    def cover(self) -> Cover | None:
        """What a letter may state of it."""
        return stated(self.verdict, self.duty)

    @property
    def price(self) -> CoverPrice | None:
        return self.month.price if self.month is not None else None

    @property
    def arrangement(self) -> Arrangement | None:
        return self.month.price.arrangement if self.month is not None else None


def with_nik(user: Any, nik: str) -> list[int]:
    """The people of that NIK of whom the user may ask: one, or none."""
    return _people(user, Q(person__nik_fp=nik_fp(nik)))


def with_name_and_birth(user: Any, name: str, born: datetime.date) -> list[int]:
    """Everyone of that name and birth date; titles and usual spellings make no difference."""
    return _people(user, Q(record__name_birth_fp=name_birth_fp(name, born)))


def with_seat(user: Any, seat: int) -> list[int]:
    """The person of a post, as he was chosen among several."""
    return _people(user, Q(pk=seat))


def covered_on(person: int, day: datetime.date, *, user: Any = None) -> CoverAnswer:
    """The answer for one person. `user` None: a command, which sees every list."""
    return covers_at([(person, day)], user=user)[person, day]


def covers_on(people: Collection[int], day: datetime.date, *, user: Any = None) -> dict[int, CoverAnswer]:
    """The answers for some hundreds of people, by the person's key."""
    found = covers_at({(person, day) for person in people}, user=user)
    return {person: found[person, day] for person in people}


def covers_at(asked: Collection[Asked], *, user: Any = None) -> dict[Asked, CoverAnswer]:
    """The answers for people each on a day of his own; the number of queries does not grow with them."""
    people, months_asked = {person for person, _day in asked}, {month_of(day) for _person, day in asked}
    seats = _by_person(_seats(people, user))
    months = {(each.person_id, each.month): each for each in _months(people, months_asked)}
    payers = {each.price.arrangement_id for each in months.values()}
    members = {(each.person_id, each.arrangement_id): each for each in _registrations(people, payers)}
    bills = {(each.arrangement_id, each.month): each for each in _bills(payers, months_asked)}
    return {
        (person, day): _answer(person, day, seats.get(person, []), months.get((person, month_of(day))), members, bills)
        for person, day in asked
    }


def _people(user: Any, asked: Q) -> list[int]:
    found = Assignment.objects.visible_to(user, Right.ASK_COVER).standing().filter(asked)
    return list(found.order_by().values_list("person", flat=True).distinct()[: MOST_NAMESAKES + 1])


def _seats(people: Collection[int], user: Any) -> QuerySet[Assignment]:
    reach = people_within(user, Right.ASK_COVER, region_field="region_code") if user is not None else ~Q(pk=None)
    found = Assignment.objects.standing().filter(person__in=people)
    seen = ExpressionWrapper(reach, output_field=BooleanField())
    return found.annotate(is_seen=seen).select_related("record", "election__region").order_by("start", "pk")


def _months(people: Collection[int], months: Collection[str]) -> Iterable[Any]:
    found = PersonMonth.objects.standing().filter(person__in=people, month__in=months)
    bill = {"bill__arrangement": OuterRef("price__arrangement"), "bill__month": OuterRef("month")}
    lines = BillLine.objects.filter(person=OuterRef("person"), bill__voided_at=None, **bill)
    return found.annotate(is_listed=Exists(lines)).select_related(
        "price__arrangement__office", "price__arrangement__election"
    )


def _registrations(people: Collection[int], payers: Collection[int]) -> Iterable[Registration]:
    if not payers:
        return ()
    told = BatchRow.objects.filter(registration=OuterRef("pk"), kind__in=_TOLD).order_by("-pk")
    last = {name: Subquery(told.values(path)[:1]) for name, path in _LAST_TOLD.items()}
    return Registration.objects.filter(person__in=people, arrangement__in=payers).annotate(**last)


_LAST_TOLD = {
    "told_batch": "file__batch",
    "told_number": "file__batch__number",
    "told_at": "file__batch__frozen_at",
    "told_reason": "reason_code",
}


def _bills(payers: Collection[int], months: Collection[str]) -> Iterable[Any]:
    if not payers:
        return ()
    standing = Q(payments__voided_at=None)
    return Bill.objects.standing().filter(arrangement__in=payers, month__in=months).annotate(
        paid=Sum("payments__amount", filter=standing, default=0), paid_on=Max("payments__paid_on", filter=standing),
        has_list=Exists(BillLine.objects.filter(bill=OuterRef("pk"))),
    )  # fmt: skip


def _by_person(seats: Iterable[Assignment]) -> dict[int, list[Assignment]]:
    found: dict[int, list[Assignment]] = {}
    for seat in seats:
        found.setdefault(seat.person_id, []).append(seat)
    return found


def _answer(
    person: int,
    day: datetime.date,
    seats: list[Assignment],
    month: PersonMonth | None,
    members: Mapping[tuple[int, int], Registration],
    bills: Mapping[tuple[int, str], Any],
) -> CoverAnswer:
    payer = month.price.arrangement_id if month is not None else None
    member = members.get((person, payer)) if payer is not None else None
    carrier = next((each for each in seats if month is not None and each.pk == month.assignment_id), None)
    duty = max((_duty(each, day) for each in seats), key=_RANK.index, default=Duty.NONE)
    bill = bills.get((payer, month_of(day))) if payer is not None else None
    return CoverAnswer(
        person=person,
        day=day,
        verdict=verdict(_facts(day, duty, month, member, carrier)),
        duty=duty,
        seat=_shown(seats, carrier, day),
        month=month,
        registration=member,
        sent=_sent(member),
        billed=_billed(bill, month) if bill is not None else None,
        is_seen=carrier is None or _is_seen(carrier),
    )


def _billed(bill: Any, month: Any) -> Billed:
    return Billed(bill, bill.paid, bill.paid_on, month.is_listed if bill.has_list else None)


def _facts(
    day: datetime.date, duty: Duty, month: PersonMonth | None, member: Registration | None, carrier: Assignment | None
) -> Facts:
    lacks = carrier.record.lacks & _NEEDED if carrier is not None else 0
    return Facts(
        day=day,
        duty=duty,
        has_month=month is not None,
        member=Member(member.state) if member is not None else None,
        confirmed_from=member.confirmed_from if member is not None else None,
        ended_on=member.ended_on if member is not None else None,
        is_incomplete=bool(lacks) and month is not None and month.price.membership == "PU",
    )


_RANK = (Duty.NONE, Duty.RESERVE, Duty.EXCLUDED, Duty.SERVING)


def _duty(seat: Assignment, day: datetime.date) -> Duty:
    if not seat.start <= day <= seat.end:
        return Duty.NONE
    if seat.is_reserve:
        return Duty.RESERVE
    return Duty.EXCLUDED if seat.not_insured else Duty.SERVING


def _shown(seats: Iterable[Assignment], carrier: Assignment | None, day: datetime.date) -> Assignment | None:
    """The post that carries the month, else the one that he held on the day, else the nearest in time."""

    def fits(seat: Assignment) -> tuple[bool, int, int]:
        away = max((seat.start - day).days, (day - seat.end).days, 0)
        return carrier is not None and seat.pk == carrier.pk and not away, _RANK.index(_duty(seat, day)), -away

    return max((each for each in seats if _is_seen(each)), key=fits, default=None)


def _is_seen(seat: Any) -> bool:
    return bool(seat.is_seen)


def _sent(member: Any) -> SentIn | None:
    if member is None or member.told_batch is None:
        return None
    return SentIn(member.told_batch, member.told_number, member.told_at, member.told_reason or "")
