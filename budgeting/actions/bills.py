"""Bills of BPJS: posting one, taking it back, what is paid on it. A second click changes nothing.

Whatever refuses raises notes.Faults, each fault with the field that it concerns. Whoever calls has asked whether the
actor may: a branch of BPJS posts for payers that are not its own office (`Bill.objects.visible_to`).
"""

import datetime
import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from budgeting.actions.bill_lists import keep_lines
from budgeting.bill_sums import expected
from budgeting.models import Arrangement, Bill, Payment
from budgeting.rules.bill_list import ListedPerson
from budgeting.rules.billing import excess, is_billable
from budgeting.rules.notes import Faults, Note
from budgeting.rules.plan_input import YEARS
from pemilu_bpjs import audit, documents
from pemilu_bpjs.formats import month_long, rupiah
from pemilu_bpjs.models import Document

BILL_PAPER, PAYMENT_PROOF = "bill-paper", "payment-proof"


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that goes with a bill or a payment."""

    name: str
    content: bytes


def post_bill(
    *,
    arrangement: Arrangement,
    month: str,
    payment_code: str,
    people: int,
    jkk: int,
    jkm: int,
    document: Paper | None = None,
    note: str = "",
    lines: Iterable[ListedPerson] | None = None,
    by: Any,
) -> Bill:
    """What BPJS asks for a month, frozen beside what we expect of it now.

    The same bill again is the one that stands; another one for the month is refused until that was withdrawn.
    """
    if not is_billable(month):
        raise Faults((Note("bill-month", "month", {"value": month}),))
    given = {"payment_code": payment_code.strip(), "people": people, "jkk": jkk, "jkm": jkm}
    with transaction.atomic():
        locked = Arrangement.objects.select_for_update(of=("self",)).select_related("office").get(pk=arrangement.pk)
        standing = Bill.objects.standing().filter(arrangement=locked, month=month).first()
        if standing is not None:
            return _same(standing, given)
        bill = _posted(locked, month, given, note, by)
        if document is not None:
            bill.document = _kept(bill, document, BILL_PAPER, f"Tagihan iuran {month_long(month)}", by)
            bill.save(update_fields=["document"])
        if lines is not None:
            keep_lines(bill=bill, lines=lines, by=by)
    return bill


def withdraw(*, bill: Bill, reason: str, by: Any) -> Bill:
    """Takes a wrong bill back, so that the right one can be posted. What was paid on it is taken back first."""
    reason = reason.strip()
    if not reason:
        raise Faults((Note("required", "reason"),))
    with transaction.atomic():
        locked = _locked(bill)
        if locked.voided_at is not None:
            return locked
        if paid := _paid(locked):
            raise Faults((Note("bill-has-payments", "", {"amount": rupiah(paid)}),))
        locked.voided_at, locked.void_reason = timezone.now(), reason
        locked.save(update_fields=["voided_at", "void_reason"])
        _record("bill.withdraw", locked, by, reason=reason)
    return locked


def pay(
    *,
    bill: Bill,
    amount: int,
    paid_on: datetime.date,
    reference: str = "",
    document: Paper | None = None,
    as_credit: bool = False,
    by: Any,
) -> Payment:
    """One part of a bill, or all of it. More than is open is refused unless it is said to be a credit.

    Amount, day and reference as those of a payment that stands: it is that payment, sent twice.
    """
    reference = reference.strip()
    with transaction.atomic():
        locked = _locked(bill)
        same = locked.payments.filter(voided_at=None, amount=amount, paid_on=paid_on, reference=reference).first()
        if same is not None:
            return same
        _check_payment(locked, amount, paid_on, as_credit=as_credit)
        payment = Payment.objects.create(
            bill=locked, amount=amount, paid_on=paid_on, reference=reference, entered_by=by
        )
        if document is not None:
            title = f"Bukti bayar iuran {month_long(locked.month)}"
            payment.document = _kept(locked, document, PAYMENT_PROOF, title, by)
            payment.save(update_fields=["document"])
        _record("bill.pay", locked, by, amount=amount, paid_on=paid_on.isoformat(), reference=reference)
    return payment


def void_payment(*, payment: Payment, reason: str, by: Any) -> Payment:
    """Takes a payment back that was typed wrongly."""
    reason = reason.strip()
    if not reason:
        raise Faults((Note("required", "reason"),))
    with transaction.atomic():
        bill = _locked(payment.bill)
        locked = Payment.objects.get(pk=payment.pk)
        if locked.voided_at is None:
            locked.voided_at = timezone.now()
            locked.save(update_fields=["voided_at"])
            _record("bill.unpay", bill, by, amount=locked.amount, reference=locked.reference, reason=reason)
    return locked


def _same(standing: Bill, given: dict[str, Any]) -> Bill:
    if any(getattr(standing, name) != value for name, value in given.items()):
        params = {"month": standing.month, "code": standing.payment_code, "amount": rupiah(standing.total)}
        raise Faults((Note("bill-stands", "", params),))
    return standing


def _posted(arrangement: Arrangement, month: str, given: dict[str, Any], note: str, by: Any) -> Bill:
    known = expected(arrangement, month)
    bill = Bill.objects.create(
        arrangement=arrangement,
        month=month,
        expected_people=known.charge.people,
        expected_jkk=known.charge.jkk,
        expected_jkm=known.charge.jkm,
        run=known.run,
        due=known.due,
        note=note.strip(),
        posted_by=by,
        **given,
    )
    _record("bill.post", bill, by, people=bill.people, total=bill.total, expected=known.charge.total)
    return bill


def _check_payment(bill: Bill, amount: int, paid_on: datetime.date, *, as_credit: bool) -> None:
    if bill.voided_at is not None:
        raise Faults((Note("bill-withdrawn"),))
    if amount <= 0:
        raise Faults((Note("payment-nothing", "amount"),))
    if paid_on > timezone.localdate():
        raise Faults((Note("payment-in-future", "paid_on"),))
    if paid_on.year not in YEARS:
        raise Faults((Note("year-absurd", "paid_on", {"first": str(YEARS[0]), "last": str(YEARS[-1])}),))
    paid = _paid(bill)
    if (beyond := excess(bill.total, paid, amount)) and not as_credit:
        params = {"left": rupiah(max(0, bill.total - paid)), "beyond": rupiah(beyond)}
        raise Faults((Note("payment-beyond-bill", "amount", params),))


def _paid(bill: Bill) -> int:
    return bill.payments.filter(voided_at=None).aggregate(paid=Sum("amount"))["paid"] or 0


def _locked(bill: Bill) -> Bill:
    """Held until the end of the transaction, so that two clicks make one payment."""
    rows = Bill.objects.select_for_update(of=("self",)).select_related("arrangement__office", "run")
    return rows.get(pk=bill.pk)


def _kept(bill: Bill, paper: Paper, kind: str, title: str, by: Any) -> Document:
    """Sealed: what BPJS sends may name people."""
    arrangement = bill.arrangement
    return documents.store(
        kind=kind,
        title=title,
        source=f"bill:{bill.pk}",
        office=arrangement.office,
        region=arrangement.region,
        name=paper.name,
        content=paper.content,
        media_type=mimetypes.guess_type(paper.name)[0] or "application/octet-stream",
        by=by,
        is_draft=False,
        is_personal=True,
    )


def _record(action: str, bill: Bill, by: Any, **detail: Any) -> None:
    arrangement = bill.arrangement
    audit.record(
        action,
        by=by,
        subject=f"bill:{bill.pk}",
        office=arrangement.office,
        region=arrangement.region,
        detail={"month": bill.month, **detail},
    )
