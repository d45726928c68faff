"""Units and seats of a region, and of each region right below it: units x ratio, exceptions included.

What the region has beyond its parts stands in a row of its own, so that every column meets its total.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from enrolment.catalogue import positions
from enrolment.counting import Counted, count
from enrolment.models import CountKind, Election, Region, SeatException
from enrolment.region_data import known_units
from enrolment.rules.bodies import COUNT_KINDS, Position, UnitCounts, seats
from enrolment.rules.region_code import lies_within


@dataclass(frozen=True, slots=True)
class RegionSeats:
    """One region's units and the people due there by position and body; None where a unit count is not known."""

    code: str
    name: str
    units: UnitCounts
    tps_dps: int | None
    by_position: Mapping[str, int | None]
    by_body: Mapping[str, int | None]

    @property
    def people(self) -> int:
        """All people whose number is known."""
        return sum(count for count in self.by_body.values() if count is not None)


@dataclass(frozen=True, slots=True)
class Seating:
    """A region, the regions right below it, and what stands in none of them."""

    whole: RegionSeats
    parts: tuple[RegionSeats, ...]
    undetailed: RegionSeats
    bodies: tuple[tuple[str, str], ...]
    """(code, short name) in the order of the law."""
    positions: tuple[Position, ...]
    counted: Counted
    level: str


def seating(election: Election, region: Region) -> Seating:
    """In a fixed number of queries, however many regions and TPS lie below."""
    counting = _counting(election)
    law, counted = counting.law, counting.counted
    below = list(region.children.order_by("code").values_list("pk", "name"))
    whole = counting.seats_of(region.pk, region.name)
    parts = tuple(counting.seats_of(code, name) for code, name in below)
    return Seating(
        whole=whole,
        parts=parts,
        undetailed=_rest(whole, parts),
        bodies=tuple({each.body: each.body_name for each in law}.items()),
        positions=law,
        counted=counted,
        level=region.level,
    )


def seats_at(election: Election, regions: Iterable[tuple[str, str]]) -> Iterator[RegionSeats]:
    """The seats of any regions of an election, by (code, name): all that is read is read once."""
    counting = _counting(election)
    for code, name in regions:
        yield counting.seats_of(code, name)


def seats_by_position(law: Sequence[Position], units: UnitCounts, added: Mapping[str, int]) -> dict[str, int | None]:
    """People due by position code, None where the unit count is not known; `added`: what exceptions add or take."""
    due = {post.code: seats(post, units) for post in law}
    return {code: found.headcount + added.get(code, 0) if found else None for code, found in due.items()}


@dataclass(frozen=True, slots=True)
class _Counting:
    """All that was read once for every region of the page."""

    election_region: str
    law: Sequence[Position]
    counted: Counted
    known: Mapping[str, UnitCounts]
    deltas: Mapping[str, Mapping[str, int]]

    def seats_of(self, code: str, name: str) -> RegionSeats:
        units = self._units(code)
        per_position = seats_by_position(self.law, units, self._added(code))
        by_body: dict[str, int | None] = {}
        for post in self.law:
            people, so_far = per_position[post.code], by_body.get(post.body, 0)
            by_body[post.body] = None if people is None or so_far is None else so_far + people
        return RegionSeats(code, name, units, self._tree(CountKind.TPS_DPS, code), per_position, by_body)

    def _units(self, code: str) -> UnitCounts:
        if code == self.election_region:
            return self.counted.units
        final = CountKind.TPS if CountKind.TPS in self.counted.trees else CountKind.TPS_DPS
        return replace(
            self.known[code],
            tps=self._tree(final, code),
            tps_coklit=self._tree(CountKind.TPS_COKLIT, code),
            tps_over_400=self._tree(CountKind.TPS_OVER_400, code),
        )

    def _tree(self, kind: CountKind, code: str) -> int | None:
        node = self.counted.trees.get(kind, {}).get(code)
        return node.total if node else None

    def _added(self, code: str) -> dict[str, int]:
        """What the exceptions at or below a region add, by position."""
        return {
            position: sum(delta for unit, delta in units.items() if lies_within(unit, code))
            for position, units in self.deltas.items()
        }


def _counting(election: Election) -> _Counting:
    law = positions(election.preset)
    return _Counting(election.region_id, law, count(election), known_units(election.region_id), _deltas(election, law))


def _deltas(election: Election, law: Sequence[Position]) -> dict[str, dict[str, int]]:
    """Seats beyond the ratio (or short of it) by position and region code."""
    ratio = {post.code: post.per_unit for post in law}
    found: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = SeatException.objects.filter(election=election, replaced_at=None, position__in=ratio)
    for position, code, number in rows.values_list("position", "region_id", "seats"):
        found[position][code] += number - ratio[position]
    return {position: dict(units) for position, units in found.items()}


def _rest(whole: RegionSeats, parts: Sequence[RegionSeats]) -> RegionSeats:
    """What the whole has beyond its parts; below 0 where a number of one's own is less than the region data."""
    units = UnitCounts(
        **{
            name: _beyond(getattr(whole.units, name), [getattr(part.units, name) for part in parts])
            for name in COUNT_KINDS
        }
    )
    by_position = {
        code: _beyond(people, [part.by_position[code] for part in parts]) for code, people in whole.by_position.items()
    }
    by_body = {body: _beyond(people, [part.by_body[body] for part in parts]) for body, people in whole.by_body.items()}
    return RegionSeats("", "", units, _beyond(whole.tps_dps, [part.tps_dps for part in parts]), by_position, by_body)


def _beyond(total: int | None, parts: Sequence[int | None]) -> int | None:
    return None if total is None else total - sum(part or 0 for part in parts)
