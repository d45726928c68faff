"""What is asked for one month of cover, and how a bill stands: paid, in part, due soon, late (domain/bpjs.md §4).

Counts are people, amounts whole rupiah, days calendar days. Nothing here knows a database or a language.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from budgeting.rules.plan_input import YEARS
from enrolment.rules.period import is_month, year_of

REMIND_DAYS = 7
"""So many days before a premium falls due its payer is reminded."""


@dataclass(frozen=True, slots=True)
class Charge:
    """People of one month and what is asked for them, by programme. Differences may be negative."""

    people: int = 0
    jkk: int = 0
    jkm: int = 0

    @property
    def total(self) -> int:
        """JKK + JKM, rupiah."""
        return self.jkk + self.jkm

    def __add__(self, other: "Charge") -> "Charge":
        return Charge(self.people + other.people, self.jkk + other.jkk, self.jkm + other.jkm)

    def __sub__(self, other: "Charge") -> "Charge":
        return Charge(self.people - other.people, self.jkk - other.jkk, self.jkm - other.jkm)

    def __bool__(self) -> bool:
        return bool(self.people or self.jkk or self.jkm)


NOTHING = Charge()


def is_billable(month: str) -> bool:
    """Whether BPJS can have billed `month` ("2024-01"): a month, of a year in which anything can be budgeted."""
    return is_month(month) and year_of(month) in YEARS


def summed(charges: Iterable[Charge]) -> Charge:
    """All of them together."""
    return sum(charges, NOTHING)


class Standing(StrEnum):
    """How a month stands with its payer."""

    NOT_BILLED = "not-billed"
    OPEN = "open"
    PARTLY = "partly"
    SOON = "soon"
    LATE = "late"
    PAID = "paid"
    CREDIT = "credit"
    """More was paid than asked."""


def standing(asked: int | None, paid: int, due: datetime.date, today: datetime.date) -> Standing:
    """`asked`: the bill's rupiah, None where BPJS has sent none. A month that is due comes before one half paid."""
    if asked is None:
        return Standing.NOT_BILLED
    if paid >= asked:
        return Standing.CREDIT if paid > asked else Standing.PAID
    if today > due:
        return Standing.LATE
    if today >= due - datetime.timedelta(days=REMIND_DAYS):
        return Standing.SOON
    return Standing.PARTLY if paid else Standing.OPEN


def excess(asked: int, paid: int, amount: int) -> int:
    """By how many rupiah a further payment would go beyond the bill; 0 where it does not."""
    return max(0, paid + amount - asked)


def late_interest(owed: int, due: datetime.date, paid_on: datetime.date, percent: Decimal | None) -> int | None:
    """Rupiah of late interest on what was owed at the due date; None where nobody has confirmed the rate.

    Each month that has begun since counts whole; half a rupiah is rounded up. Whether PP 44/2015's 2 % a month binds a
    Pemda is not verified (domain/bpjs.md §4): without an administrator's own word nothing is computed.
    """
    if percent is None:
        return None
    exact = owed * percent * months_late(due, paid_on) / 100
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def months_late(due: datetime.date, paid_on: datetime.date) -> int:
    """Months begun since the due date: the day itself 0, the day after it 1."""
    if paid_on <= due:
        return 0
    whole = 12 * (paid_on.year - due.year) + paid_on.month - due.month
    return whole + (paid_on.day > due.day)
