"""Late interest, where an administrator has confirmed its rate; where nobody has, nothing is computed."""

import datetime
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from budgeting.budget_codes import parameters
from budgeting.rules.billing import late_interest
from budgeting.rules.confirmations import LOW

PARAMETER = "late_fine_percent_per_month"


@dataclass(frozen=True, slots=True)
class LateRate:
    """Per cent a month, None while unconfirmed; the source is the administrator's."""

    percent: Decimal | None
    source: str = ""

    def on(self, owed: int, due: datetime.date, until: datetime.date) -> int | None:
        return late_interest(owed, due, until, self.percent)


def late_rate() -> LateRate:
    """The 2 % of PP 44/2015 is kept with low confidence, since it may not bind a Pemda (domain/bpjs.md §4)."""
    row = parameters(PARAMETER).get(PARAMETER)
    if row is None or row.confidence == LOW or not row.source:
        return LateRate(None)
    try:
        return LateRate(Decimal(str(row.value)), row.source)
    except InvalidOperation:
        return LateRate(None)
