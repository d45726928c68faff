"""What falls due, before and after: for the home page and for the list of bills."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, Sum

from budgeting import bill_sums
from budgeting.models import Arrangement, Bill
from budgeting.payers import Payers, payers_of
from budgeting.rules.billing import NOTHING, REMIND_DAYS, Charge, Standing, standing
from pemilu_bpjs.permissions import Right

REMINDED = (Standing.SOON, Standing.LATE)


@dataclass(frozen=True, slots=True)
class MonthDue:
    """One month of one payer: what we expect, what BPJS asks (None: no bill yet), what was paid, how it stands."""

    arrangement: Arrangement
    month: str
    expected: Charge
    bill: Bill | None
    paid: int
    due: datetime.date
    standing: Standing

    @property
    def owed(self) -> int:
        """Rupiah that are still open; before there is a bill, what we expect."""
        return max(0, (self.bill.total if self.bill else self.expected.total) - self.paid)

    def days(self, today: datetime.date) -> int:
        """Until it falls due; negative after it."""
        return (self.due - today).days


def months_due(arrangements: Sequence[Arrangement], today: datetime.date) -> tuple[MonthDue, ...]:
    """Every month that is covered or billed, the newest first; a fixed number of queries."""
    if not arrangements:
        return ()
    charges = bill_sums.charges(arrangements)
    paid = Sum("payments__amount", filter=Q(payments__voided_at=None), default=0)
    rows = Bill.objects.standing().filter(arrangement__in=arrangements).select_related("run").annotate(paid=paid)
    bills = {(bill.arrangement_id, bill.month): bill for bill in rows}
    unbilled = {key for key, _month in charges.keys() - bills.keys()}
    days = bill_sums.due_days([each for each in arrangements if each.pk in unbilled])
    known = {each.pk: each for each in arrangements}
    found = []
    for key, month in sorted(charges.keys() | bills.keys(), key=lambda each: (each[1], -each[0]), reverse=True):
        bill = bills.get((key, month))
        amount = bill.paid if bill else 0
        due = bill.due if bill else days.of(key, month)
        state = standing(bill.total if bill else None, amount, due, today)
        found.append(MonthDue(known[key], month, charges.get((key, month), NOTHING), bill, amount, due, state))
    return tuple(found)


def bills_due(user: Any, today: datetime.date) -> tuple[MonthDue, ...]:
    """What this user is reminded of: bills to pay, and months whose bill has not come though they fall due soon."""
    payers = payers_of(user)
    return reminders(payers, months_due(payers.under(Right.PAY_BILL, Right.POST_BILL), today), today)


def reminders(payers: Payers, months: Iterable[MonthDue], today: datetime.date) -> tuple[MonthDue, ...]:
    """The same out of months that were fetched for more; what is due first stands first."""

    def is_due(each: MonthDue) -> bool:
        held = payers.rights[each.arrangement]
        if Right.PAY_BILL in held and each.standing in REMINDED:
            return True
        is_missing = each.bill is None and bool(each.expected) and each.days(today) <= REMIND_DAYS
        return Right.POST_BILL in held and is_missing

    return tuple(sorted(filter(is_due, months), key=lambda each: (each.due, each.arrangement.pk, each.month)))
