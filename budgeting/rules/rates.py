"""Premium rates as dated rows, and the one in force in a month (PP 44/2015; domain/bpjs.md §1).

JKK and JKM are two rates and are never stored as their sum: "0.54 %" is also the JKK rate of
risk group II.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from enrolment.rules.period import month_period


class Programme(StrEnum):
    """The two programmes that the regions pay for."""

    JKK = "JKK"
    JKM = "JKM"


class MembershipClass(StrEnum):
    """PU: percent of a wage base. BPU: a flat amount."""

    PU = "PU"
    BPU = "BPU"


class RateKind(StrEnum):
    """How `Rate.value` is to be read."""

    PERCENT = "percent"
    FLAT = "flat"


@dataclass(frozen=True, slots=True)
class Rate:
    """One dated row: `value` is per cent of the wage base, or rupiah per person and month."""

    programme: Programme
    membership: MembershipClass
    kind: RateKind
    value: Decimal
    valid_from: datetime.date
    valid_to: datetime.date | None = None
    confidence: str = "H"
    source: str = ""
    given: bool = False
    """True where the plan itself sets the rate instead of the law."""

    @property
    def is_unverified(self) -> bool:
        """Whether the rate prints as belum dikonfirmasi."""
        return self.confidence == "L"


class NoRate(LookupError):
    """No rate of a programme is in force in a month."""

    def __init__(self, programme: Programme, membership: MembershipClass, month: str) -> None:
        super().__init__(f"no {programme} rate for {membership} in {month}")
        self.programme, self.membership, self.month = programme, membership, month


def in_force(rates: Iterable[Rate], programme: Programme, membership: MembershipClass, month: str) -> Rate:
    """The rate in force on the first day of `month`: of several, the one that began last.

    `rates` holds active default rows only. Raises NoRate where there is none.
    """
    day = month_period(month).first
    standing = [
        rate
        for rate in rates
        if rate.programme is programme
        and rate.membership is membership
        and rate.valid_from <= day
        and (rate.valid_to is None or day <= rate.valid_to)
    ]
    if not standing:
        raise NoRate(programme, membership, month)
    return max(standing, key=lambda rate: rate.valid_from)
