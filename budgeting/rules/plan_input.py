"""A plan as its author states it: the plan file of design/contracts.md §2 in plain values."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from budgeting.rules.rates import MembershipClass
from enrolment.rules.bodies import UnitCounts

YEARS = range(1990, 2101)
"""Beyond these a date is a slip of the finger."""

INSTITUTIONS = ("KPU", "Bawaslu", "Satpol PP")


@dataclass(frozen=True, slots=True)
class PremiumSettings:
    """How premiums are computed; `wage_base` None means the honorarium of each position."""

    membership: MembershipClass = MembershipClass.PU
    wage_base: int | None = None
    jkk_percent: Decimal | None = None
    jkm_percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class OwnLine:
    """What a line that is not in the preset must say of itself."""

    name: str
    body: str
    institution: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One [[position]]: a position, a body (all its positions) or a line of one's own.

    Every None leaves the value to the preset. `coverage` is the months paid for, ascending;
    `wage` rupiah per month; `headcount` and `excluded` people.
    """

    code: str
    coverage: tuple[str, ...] | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None
    per_unit: int | None = None
    headcount: int | None = None
    wage: int | None = None
    excluded: int | None = None
    reason: str | None = None
    own: OwnLine | None = None


@dataclass(frozen=True, slots=True)
class PlanInput:
    """A whole plan as stated. `units` holds only what the plan itself overrides or gives."""

    name: str
    region: str
    election: str
    units: UnitCounts = UnitCounts()
    premium: PremiumSettings = PremiumSettings()
    sources: Mapping[str, str] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
