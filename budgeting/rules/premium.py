"""Months x base x rate → JKK and JKM, apart, in whole rupiah.

One person's premium for one month and one programme is `wage x percent`, rounded half up, and
only then multiplied: Rp1,100,000 x 0.24 % = Rp2,640; x 8,112 people x 2 months = Rp42,831,360.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from budgeting.rules.money import percent_of
from budgeting.rules.rates import MembershipClass, Programme, Rate, RateKind, in_force
from enrolment.rules.period import month_period

_LAW_BEGINS = month_period("1900-01").first


@dataclass(frozen=True, slots=True)
class Basis:
    """What a person's premium is computed on.

    `wage`: rupiah per month, None for BPU. A percent that is not None replaces the rate of the
    law for PU; BPU is always the flat amount of each programme.
    """

    membership: MembershipClass
    wage: int | None
    jkk_percent: Decimal | None = None
    jkm_percent: Decimal | None = None

    def __post_init__(self) -> None:
        if self.membership is MembershipClass.PU and self.wage is None:
            raise ValueError("PU needs a wage base")


@dataclass(frozen=True, slots=True)
class Price:
    """One person's premium for one month, rupiah, with the two rates it comes from."""

    jkk: int
    jkm: int
    jkk_rate: Rate
    jkm_rate: Rate

    @property
    def total(self) -> int:
        """JKK + JKM, rupiah."""
        return self.jkk + self.jkm

    @property
    def rate_values(self) -> tuple[tuple[RateKind, Decimal], ...]:
        """What must be equal for two months to stand in one part."""
        return tuple((rate.kind, rate.value) for rate in (self.jkk_rate, self.jkm_rate))


@dataclass(frozen=True, slots=True)
class Part:
    """A run of months at one price."""

    months: tuple[str, ...]
    price: Price


def price(basis: Basis, month: str, rates: Sequence[Rate]) -> Price:
    """One person's premium for `month`. Raises rates.NoRate where no rate is in force."""
    jkk = _rate(basis, Programme.JKK, basis.jkk_percent, month, rates)
    jkm = _rate(basis, Programme.JKM, basis.jkm_percent, month, rates)
    return Price(_amount(basis, jkk), _amount(basis, jkm), jkk, jkm)


def parts(basis: Basis, months: Sequence[str], rates: Sequence[Rate]) -> tuple[Part, ...]:
    """The months split into runs of one price, ascending; one part where no rate changes."""
    priced = [(month, price(basis, month, rates)) for month in sorted(set(months))]
    runs = (list(run) for _, run in groupby(priced, key=lambda item: item[1].rate_values))
    return tuple(Part(tuple(month for month, _ in run), run[0][1]) for run in runs)


def _rate(basis: Basis, programme: Programme, given: Decimal | None, month: str, rates: Sequence[Rate]) -> Rate:
    if given is not None and basis.membership is MembershipClass.PU:
        return Rate(programme, basis.membership, RateKind.PERCENT, given, _LAW_BEGINS, given=True)
    return in_force(rates, programme, basis.membership, month)


def _amount(basis: Basis, rate: Rate) -> int:
    if rate.kind is RateKind.FLAT:
        return int(rate.value)
    return percent_of(basis.wage or 0, rate.value)
