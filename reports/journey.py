"""One person's way from a cell of a sender's file to what BPJS answered, was paid, and was stated of him.

Fetched in a fixed number of queries, and cut to what its reader may see: posts of his own reach, money of payers whose
money he reads, files of batches that he may take.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q, Sum

from budgeting.models import Arrangement, Bill, PersonMonth
from enrolment.models import Assignment, RosterUpload
from enrolment.people import of_same_person
from pemilu_bpjs.access import may
from pemilu_bpjs.permissions import Right
from reports.incidents import Opened, incidents, opened
from reports.models import Answer, AnswerRow, Batch, BatchRow, Certificate

BillKey = tuple[int, str]
"""Of an arrangement and a month."""


@dataclass(frozen=True, slots=True)
class Journey:
    """`priced`: keys of the payers whose money the reader sees; `batches`, `uploads`: what he may open.

    `own_uploads`: those of them that he keeps, whose rows open for him one by one.
    `carriers`: the seats that he may see, among which a month's carrier may be missing.
    """

    seat: Assignment
    seats: tuple[Assignment, ...]
    months: tuple[PersonMonth, ...]
    rows: tuple[BatchRow, ...]
    answers: Mapping[int, AnswerRow]
    bills: Mapping[BillKey, Any]
    certificates: tuple[Certificate, ...]
    incidents: tuple[Opened, ...]
    carriers: frozenset[int]
    priced: frozenset[int]
    batches: frozenset[int]
    uploads: frozenset[int]
    own_uploads: frozenset[int]
    may_ask: bool


def journey(user: Any, seat: Assignment) -> Journey:
    """Of the person on a seat that the user may see."""
    seats = tuple(of_same_person(user, seat).select_related("record", "election", "upload", "line", "entered_by"))
    months = tuple(_months(seat.person_id))
    rows = tuple(_rows(seat.person_id))
    payers = {each.price.arrangement_id for each in months} | {each.registration.arrangement_id for each in rows}
    carriers = frozenset(Assignment.objects.visible_to(user).filter(person=seat.person_id).values_list("pk", flat=True))
    return Journey(
        seat=seat,
        seats=seats,
        months=months,
        rows=rows,
        answers={row.batch_row_id: row for row in _answers(user, rows)},
        bills={(bill.arrangement_id, bill.month): bill for bill in _bills(user, payers, months)},
        certificates=tuple(_certificates(carriers)),
        incidents=tuple(opened(incidents(user).filter(assignment__person=seat.person_id))),
        carriers=carriers,
        priced=frozenset(Arrangement.objects.visible_to(user).filter(pk__in=payers).values_list("pk", flat=True)),
        batches=_batches(user, rows),
        uploads=_uploads(user, seats, Right.VIEW_ROSTER),
        own_uploads=_uploads(user, seats, Right.SEND_ROSTER),
        may_ask=may(user, Right.ASK_COVER),
    )


def _months(person: int) -> Any:
    """Those that stand and those that a later run took away, each once."""
    found = PersonMonth.objects.filter(person=person)
    related = ("price__arrangement__office", "assignment__record", "added_by", "removed_by")
    return found.select_related(*related).order_by("month", "added_by__number", "pk")


def _rows(person: int) -> Any:
    found = BatchRow.objects.filter(registration__person=person)
    return found.select_related("file__batch", "registration__arrangement__office").order_by("pk")


def _answers(user: Any, rows: tuple[BatchRow, ...]) -> Any:
    """The newest row of an answer to each, as far as he may see what BPJS gave."""
    seen = AnswerRow.objects.filter(batch_row__in=[row.pk for row in rows], answer__applied_at__isnull=False)
    within = (
        seen.filter(answer__in=Answer.objects.visible_to(user).values("pk"))
        if may(user, Right.VIEW_BATCH)
        else seen.none()
    )
    return within.select_related("answer").order_by("answer__applied_at", "pk")


def _bills(user: Any, payers: set[int], months: tuple[PersonMonth, ...]) -> Any:
    """With what was paid of each, and when last."""
    paid = Q(payments__voided_at=None)
    asked = Bill.objects.visible_to(user).standing().filter(arrangement__in=payers)
    return asked.filter(month__in={each.month for each in months}).annotate(
        paid=Sum("payments__amount", filter=paid, default=0), paid_on=Max("payments__paid_on", filter=paid)
    )


def _certificates(carriers: frozenset[int]) -> Any:
    return Certificate.objects.filter(assignment__in=carriers).order_by("issued_at", "pk")


def _batches(user: Any, rows: tuple[BatchRow, ...]) -> frozenset[int]:
    asked = {row.file.batch_id for row in rows}
    return frozenset(Batch.objects.visible_to(user).filter(pk__in=asked).values_list("pk", flat=True))


def _uploads(user: Any, seats: tuple[Assignment, ...], right: Right) -> frozenset[int]:
    asked = {seat.upload_id for seat in seats}
    return frozenset(RosterUpload.objects.visible_to(user, right).filter(pk__in=asked).values_list("pk", flat=True))
