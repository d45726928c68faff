"""Units x ratios → seats due (domain/bodies.md §1 and §2).

A unit count that nobody knows is None, never 0: Pantarlih follow the TPS mapped at coklit
and are never derived from the final TPS number.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from enrolment.rules.period import Period


class Unit(StrEnum):
    """What a position is counted by."""

    KECAMATAN = "kecamatan"
    DESA = "desa"
    TPS = "tps"
    TPS_COKLIT = "tps_coklit"


# Counts that can be entered for a region; the last is no unit of its own but adds to one.
TPS_OVER_400 = "tps_over_400"
COUNT_KINDS = (*(unit.value for unit in Unit), TPS_OVER_400)


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """How many units a region has; None where the number is not known."""

    kecamatan: int | None = None
    desa: int | None = None
    tps: int | None = None
    tps_coklit: int | None = None
    tps_over_400: int | None = None

    def of(self, unit: Unit) -> int | None:
        """The count of one unit."""
        count: int | None = getattr(self, unit.value)
        return count


@dataclass(frozen=True, slots=True)
class Position:
    """A post in a body, and how many people a unit has in it.

    `per_unit` people stand in each unit; each TPS over 400 voters adds
    `extra_per_over_400` (Pantarlih in a Pilkada). `always_asn`: the post is held by civil
    servants, who are insured elsewhere (PP 70/2015).
    """

    code: str
    name: str
    body: str
    body_name: str
    institution: str
    unit: Unit
    per_unit: int
    extra_per_over_400: int = 0
    is_leader: bool = False
    always_asn: bool = False
    confidence: str = "H"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Tenure:
    """First and last day in office of a body in one election, and how sure each is."""

    period: Period
    start_confidence: str = "H"
    end_confidence: str = "H"
    source: str = ""
    note: str = ""

    @property
    def start(self) -> datetime.date:
        """First day in office."""
        return self.period.first

    @property
    def end(self) -> datetime.date:
        """Last day in office."""
        return self.period.last


@dataclass(frozen=True, slots=True)
class Seats:
    """Seats of one position in one region: units x per_unit + extra = headcount (people)."""

    units: int
    per_unit: int
    extra: int

    @property
    def headcount(self) -> int:
        """1,352 TPS x 6 + 0 = 8,112 people."""
        return self.units * self.per_unit + self.extra


@dataclass(frozen=True, slots=True)
class SeatException:
    """One unit that has another number of seats than the ratio gives, and why. `region`: its code, "" if unknown."""

    seats: int
    where: str
    reason: str
    region: str = ""


def seats(position: Position, counts: UnitCounts, per_unit: int | None = None) -> Seats | None:
    """The seats due for a position; None where its unit count is not known.

    `per_unit` overrides the ratio of the law. TPS over 400 voters count as 0 while unknown;
    whoever shows the figure says so.
    """
    units = counts.of(position.unit)
    if units is None:
        return None
    over = (counts.tps_over_400 or 0) if position.extra_per_over_400 else 0
    ratio = position.per_unit if per_unit is None else per_unit
    return Seats(units, ratio, over * position.extra_per_over_400)
