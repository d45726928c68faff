"""The seats of a region one by one, in the order of the region codes: what a roster's template asks people for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from enrolment.catalogue import positions
from enrolment.counting import KIND_OF_STAGE, figures
from enrolment.models import Election, PollingStation, Region, SeatException, StageCode
from enrolment.place_words import place_words
from enrolment.rules.bodies import Position, Unit
from enrolment.rules.region_code import Level
from enrolment.rules.region_code import level as level_of

MANY_VOTERS = 400
"""Above this number of voters a TPS has more Pantarlih in a Pilkada (domain/bodies.md §2)."""


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One seat of one unit, in words. `tps` is None where the unit is no TPS, or where no list names its number."""

    kecamatan: str
    desa: str
    tps: int | None
    position: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A unit: its region's code and names; voters where a list tells them."""

    code: str
    kecamatan: str
    desa: str
    tps: int | None = None
    voters: int | None = None


def bodies_together(election: Election) -> Mapping[Unit, tuple[str, ...]]:
    """The codes of an election's bodies by what they are counted by: those of one kind may share a template."""
    found: defaultdict[Unit, dict[str, None]] = defaultdict(dict)
    for post in positions(election.preset):
        found[post.unit][post.body] = None
    return {unit: tuple(bodies) for unit, bodies in found.items()}


def unit_of(election: Election, bodies: Sequence[str]) -> Unit:
    """What these bodies are counted by. Raises ValueError for bodies that the election does not have or that differ."""
    units = {post.unit for post in positions(election.preset) if post.body in bodies}
    if len(units) != 1:
        raise ValueError(f"no seats of one unit kind for {', '.join(bodies)}")
    return units.pop()


def seat_rows(election: Election, region: Region, bodies: Sequence[str]) -> Iterator[SeatRow]:
    """One row a seat of these bodies at or below `region`, exceptions included; in a fixed number of queries.

    The bodies must be counted by the same unit. Where the TPS of a desa are not known, the seats of one TPS stand
    without its number. Raises ValueError for bodies that the election does not have or that are counted differently.
    """
    unit = unit_of(election, bodies)
    posts = [post for post in positions(election.preset) if post.body in bodies]
    excepted = _exceptions(election, posts)
    for place in _places(election, region, unit):
        for post in posts:
            for _seat in range(_seats(post, place, excepted)):
                yield SeatRow(place.kecamatan, place.desa, place.tps, post.name)


def _seats(post: Position, place: _Place, excepted: Mapping[tuple[str, str, int], int]) -> int:
    extra = post.extra_per_over_400 if (place.voters or 0) > MANY_VOTERS else 0
    return excepted.get((post.code, place.code, place.tps or 0), post.per_unit + extra)


def _exceptions(election: Election, posts: Sequence[Position]) -> dict[tuple[str, str, int], int]:
    rows = SeatException.objects.filter(
        election=election, replaced_at=None, position__in=[post.code for post in posts]
    ).values_list("position", "region_id", "tps_number", "seats")
    return {(position, region, tps): seats for position, region, tps, seats in rows}


def _places(election: Election, region: Region, unit: Unit) -> Iterator[_Place]:
    words = place_words(region.pk)
    level = Level.KECAMATAN if unit is Unit.KECAMATAN else Level.DESA
    places = [(code, said.kecamatan, said.desa) for code, said in words.items() if level_of(code) is level]
    if unit in (Unit.KECAMATAN, Unit.DESA):
        yield from (_Place(*place) for place in places)
        return
    stations = _Stations.of(election, unit)
    for place in places:
        yield from (_Place(*place, tps, voters) for tps, voters in stations.in_desa(place[0]))


@dataclass(frozen=True, slots=True)
class _Stations:
    """The TPS of a stage by desa: from its list, else from the number that was entered."""

    listed: Mapping[str, Sequence[tuple[int, int | None]]]
    entered: Mapping[str, int]

    @classmethod
    def of(cls, election: Election, unit: Unit) -> "_Stations":
        """Of coklit, or of the final list; of the DPS while no DPT is known."""
        known = figures(election)
        final = StageCode.DPT if KIND_OF_STAGE[StageCode.DPT] in known else StageCode.DPS
        stage = StageCode.COKLIT if unit is Unit.TPS_COKLIT else final
        listed: defaultdict[str, list[tuple[int, int | None]]] = defaultdict(list)
        rows = PollingStation.objects.filter(election=election, stage=stage).order_by("desa", "number")
        for desa, number, voters in rows.values_list("desa_id", "number", "voters"):
            listed[desa].append((number, voters))
        return cls(listed, known.get(KIND_OF_STAGE[stage], {}))

    def in_desa(self, code: str) -> Sequence[tuple[int | None, int | None]]:
        numbered = [(number, None) for number in range(1, self.entered.get(code, 0) + 1)]
        return self.listed.get(code) or numbered or [(None, None)]
