"""What falls due, before and after: for the home page and for the list of bills."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from budgeting import bill_sums
from budgeting.models import Arrangement, Bill
from budgeting.rules.billing import NOTHING, REMIND_DAYS, Charge, Standing, standing
from pemilu_bpjs.access import may
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
    charges = bill_sums.charges(arrangements)
    rows = Bill.objects.standing().filter(arrangement__in=arrangements).select_related("run")
    bills = {(bill.arrangement_id, bill.month): bill for bill in rows}
    paid = bill_sums.paid_on(bills.values())
    days = bill_sums.due_days(arrangements)
    known = {each.pk: each for each in arrangements}
    found = []
    for key, month in sorted(charges.keys() | bills.keys(), key=lambda each: (each[1], -each[0]), reverse=True):
        bill = bills.get((key, month))
        amount = paid.get(bill.pk, 0) if bill else 0
        due = bill.due if bill else days.of(key, month)
        state = standing(bill.total if bill else None, amount, due, today)
        found.append(MonthDue(known[key], month, charges.get((key, month), NOTHING), bill, amount, due, state))
    return tuple(found)


def bills_due(user: Any, today: datetime.date) -> tuple[MonthDue, ...]:
    """What this user is reminded of: bills to pay, and months whose bill has not come though they fall due soon."""
    found: list[MonthDue] = []
    if may(user, Right.PAY_BILL):
        own = list(_visible(user, Right.PAY_BILL))
        found += [each for each in months_due(own, today) if each.standing in REMINDED]
    if may(user, Right.POST_BILL):
        posted = [each for each in months_due(list(_visible(user, Right.POST_BILL)), today) if each.bill is None]
        found += [each for each in posted if each.expected and each.days(today) <= REMIND_DAYS]
    return tuple(sorted(found, key=lambda each: (each.due, each.arrangement.pk, each.month)))


def _visible(user: Any, right: Right) -> Any:
    return Arrangement.objects.visible_to(user, right).select_related("election__region", "office")
