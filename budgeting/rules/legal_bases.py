"""Which instruments a proposal cites: those of its election kind, in force on the day of its letter."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from budgeting.rules.figures import Cited
from budgeting.rules.notes import Note


@dataclass(frozen=True, slots=True)
class Basis:
    """An instrument with what decides whether it is cited. `precision` of `in_force_from`: day, month or year."""

    cited: Cited
    kinds: frozenset[str]
    in_force_from: datetime.date
    precision: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class Regime:
    """A fiscal year's decree on budget codes, and how many digits a sub-activity has under it."""

    year: int
    decree: str
    confidence: str = "H"
    digits: int = 4
    digits_confidence: str = "H"


def applicable(
    bases: Iterable[Basis], *, kind: str, on: datetime.date, year: int, regimes: Iterable[Regime]
) -> tuple[Basis, ...]:
    """What is cited, in the given order.

    A decree on codes is cited up to the one of the fiscal year: a later year's decree may be in force already on the
    day of the letter, yet says nothing of this budget.
    """
    regimes = tuple(regimes)
    own = {regime.decree for regime in regimes if regime.year == year}
    later = {regime.decree for regime in regimes if regime.year > year} - own
    return tuple(
        basis
        for basis in bases
        if kind in basis.kinds
        and basis.in_force_from <= on
        and (basis.is_default or basis.cited.code in own)
        and basis.cited.code not in later
    )


def uncertain_dates(bases: Iterable[Basis], on: datetime.date) -> tuple[Note, ...]:
    """A note for each cited instrument of which only the year or month is known, where that leaves a doubt."""
    return tuple(
        Note("basis-date-uncertain", basis.cited.code, {"name": basis.cited.number})
        for basis in bases
        if _is_uncertain(basis, on)
    )


def _is_uncertain(basis: Basis, on: datetime.date) -> bool:
    same_year = basis.in_force_from.year == on.year
    if basis.precision == "year":
        return same_year
    return basis.precision == "month" and same_year and basis.in_force_from.month == on.month
