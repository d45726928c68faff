"""How many seats a unit of a body has, and on which days they are taken."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from enrolment.rules.period import Period
from enrolment.rules.roster_problems import Unit


@dataclass(frozen=True, slots=True)
class PostSeats:
    """Seats of one position in a unit; `extra` more in a TPS over 400 voters (Pantarlih in a Pilkada)."""

    position: str
    per_unit: int
    extra: int = 0
    is_leader: bool = False


@dataclass(frozen=True, slots=True)
class UnitSeats:
    """The seats of a unit. `least` and `most` differ only where nobody knows whether its TPS is over 400 voters.

    `is_fixed`: vacancies are told. The size of a secretariat varies (domain/bodies.md §1), so its are not.
    """

    least: int
    most: int
    leaders: frozenset[str]
    is_fixed: bool


@dataclass(frozen=True, slots=True)
class SeatLaw:
    """The seats of every unit of an election: ratios, exceptions to them, and TPS over 400 voters.

    `tps_bodies`: those whose unit is a TPS; `days`: those on which seats are counted; `tenures` by body; `exceptions`
    by position, region code and TPS number (0: the unit is no TPS); `over_400`: whether a TPS at coklit is over 400
    voters, where that is known.
    """

    bodies: Mapping[str, tuple[PostSeats, ...]]
    secretariats: frozenset[str]
    tps_bodies: frozenset[str]
    days: Period
    tenures: Mapping[str, Period] = field(default_factory=dict)
    exceptions: Mapping[tuple[str, str, int], int] = field(default_factory=dict)
    over_400: Mapping[tuple[str, int], bool] = field(default_factory=dict)

    def of(self, unit: Unit) -> UnitSeats | None:
        """None for a body that the election does not have."""
        posts = self.bodies.get(unit.body)
        if posts is None:
            return None
        pairs = [self._post(post, unit) for post in posts]
        return UnitSeats(
            least=sum(least for least, _most in pairs),
            most=sum(most for _least, most in pairs),
            leaders=frozenset(post.position for post in posts if post.is_leader),
            is_fixed=unit.body not in self.secretariats,
        )

    def is_seat(self, body: str, position: str, code: str, tps: int) -> bool:
        """Whether these say where somebody sits: a position, its region, and the TPS where the body's unit is one."""
        return bool(position and code) and (tps > 0 or body not in self.tps_bodies)

    def _post(self, post: PostSeats, unit: Unit) -> tuple[int, int]:
        excepted = self.exceptions.get((post.position, unit.code, unit.tps))
        if excepted is not None:
            return excepted, excepted
        is_over = self.over_400.get((unit.code, unit.tps))
        return post.per_unit + (post.extra if is_over else 0), post.per_unit + (0 if is_over is False else post.extra)


class UnitDays:
    """How many sit in one unit on each day that counts.

    Somebody replaced leaves the seat on the day before (design/contracts.md §3), so the last day of a span takes no
    seat from whoever begins on it; a span of one day takes that day.
    """

    __slots__ = ("_counts", "_first")

    def __init__(self, days: Period) -> None:
        self._first = days.first.toordinal()
        self._counts = [0] * days.days

    def take(self, start: datetime.date | None, end: datetime.date | None) -> None:
        """A seat for that time; None: for all of it."""
        first, last = self._places(start, end)
        self._counts[first:last] = [count + 1 for count in self._counts[first:last]]

    def take_if_free(self, start: datetime.date | None, end: datetime.date | None, seats: int) -> bool:
        """Takes a seat unless they are all taken on a day of that time; says whether it did."""
        first, last = self._places(start, end)
        if max(self._counts[first:last], default=0) >= seats:
            return False
        self.take(start, end)
        return True

    @property
    def most_at_once(self) -> int:
        """People on the fullest day."""
        return max(self._counts)

    def _places(self, start: datetime.date | None, end: datetime.date | None) -> tuple[int, int]:
        if start is None or end is None or end < start:
            return 0, len(self._counts)
        first = start.toordinal() - self._first
        last = max(first + 1, end.toordinal() - self._first)
        return max(0, min(first, len(self._counts))), max(0, min(last, len(self._counts)))
