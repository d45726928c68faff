"""The quota board: seats against people of a region and of each part right below it, by body.

A fixed number of queries, however many TPS lie below; TPS one by one only of a single desa.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet

from enrolment.catalogue import positions
from enrolment.models import Election, PollingStation, Region, StageCode
from enrolment.models.scope import ALL_INSTITUTIONS, INSTITUTIONS, institutions, reach_regions
from enrolment.quota_counts import ByPart, Part, Scope, UnitLaw, counts, unit_law
from enrolment.rules.bodies import Position, Unit
from enrolment.rules.quota import Counted, Tally, rest, tally, total
from enrolment.rules.region_code import Level
from enrolment.seat_rows import MANY_VOTERS
from enrolment.seating import Seating, seating, seats_at
from pemilu_bpjs.access import lies_within
from pemilu_bpjs.models import Office
from pemilu_bpjs.permissions import Right

_NOBODY = Counted()
_DEPTH = {Level.PROVINSI: 0, Level.KABUPATEN: 1, Level.KECAMATAN: 2, Level.DESA: 3}
_UNIT_DEPTH = {Unit.KECAMATAN: 2, Unit.DESA: 3, Unit.TPS: 4, Unit.TPS_COKLIT: 4}


@dataclass(frozen=True, slots=True)
class BodyOf:
    """A body on the board. `is_own`: its seats are those of an institution that the reader answers for or oversees.

    Of another's body only the people are counted whom the reader's own institution has sent: Linmas in a list of KPU's.
    """

    code: str
    name: str
    institution: str
    is_own: bool = True
    depth: int = 0
    """How far down its units stand: kecamatan, desa, TPS. A part below them has no seats of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One part of a region: what each body has there, and their sum."""

    code: str
    name: str
    tps: int
    by_body: Mapping[str, Tally]
    whole: Tally

    def of_body(self, body: str) -> "Line":
        return replace(self, by_body={body: self.by_body[body]}, whole=self.by_body[body])


@dataclass(frozen=True, slots=True)
class Board:
    """In every column `lines` and `rest` meet `whole`; in every cell seats + surplus = people + vacancies."""

    bodies: tuple[BodyOf, ...]
    lines: tuple[Line, ...]
    rest: Line
    whole: Line
    level: str
    institutions: tuple[str, ...]
    faults_sent: Mapping[tuple[str, str], int]
    """Faults by who sent them and by body, "" where a row names none; their sum is that of `whole`."""

    def faults_of(self, institution: str) -> int:
        """Rows that this institution has to mend."""
        return sum(faults for (sender, _body), faults in self.faults_sent.items() if sender == institution)

    def of_body(self, body: str) -> "Board":
        """The same of one of its bodies alone."""
        return replace(
            self,
            bodies=tuple(each for each in self.bodies if each.code == body),
            lines=tuple(line.of_body(body) for line in self.lines),
            rest=self.rest.of_body(body),
            whole=self.whole.of_body(body),
            faults_sent={key: faults for key, faults in self.faults_sent.items() if key[1] == body},
        )


def board(scope: Scope, region: Region) -> Board:
    """What `scope.user` may see of a region."""
    seats = seating(scope.election, region)
    law = unit_law(scope.election, seats.positions)
    counted = counts(scope, law)
    told = _told(counted.by_part)
    own = institutions(scope.user, Right.VIEW_QUOTA, region.pk)
    depth = _DEPTH[Level(region.level)]
    sheet = _Sheet(
        tuple(each for each in _bodies(seats, own, told) if each.depth >= depth or each.code in told),
        counted.by_part,
        depth,
    )
    parts = _stations(scope, seats, law, counted.by_part) if region.level == Level.DESA else _regions(seats)
    return _added_up(sheet, parts, seats, own, counted.faults_sent)


def level_lines(scope: Scope, bodies: Sequence[BodyOf], regions: Iterable[tuple[str, str]]) -> Iterator[Line]:
    """Every one of these regions, by (code, name), with these bodies; `scope.by` is their level."""
    law = unit_law(scope.election, positions(scope.election.preset))
    depth = _DEPTH[scope.by] - 1 if scope.by else 0
    sheet = _Sheet(tuple(bodies), counts(scope, law).by_part, depth)
    for part in seats_at(scope.election, regions):
        yield sheet.line(_Part(part.code, part.code, part.name, part.by_body))


def elections_on_board(user: Any) -> list[tuple[Election, str]]:
    """(election, the user's region in it) of every election of which he sees seats and people; the latest first."""
    elections = Election.objects.select_related("region")
    return [
        (each, region) for each in elections for region in reach_regions(user, Right.VIEW_QUOTA, each.region_id)[:1]
    ]


def offices_of(region: str) -> dict[str, tuple[str, ...]]:
    """The names of the offices that answer for each institution's people in a region."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    rows: QuerySet[Office, Any] = Office.objects.filter(Q(kind__in=list(INSTITUTIONS))).order_by("region", "name")
    for kind, name, own in rows.values_list("kind", "name", "region"):
        if lies_within(region, own):
            found[INSTITUTIONS[Office.Kind(kind)]].append(name)
    return {institution: tuple(found[institution]) for institution in ALL_INSTITUTIONS}


@dataclass(frozen=True, slots=True)
class _Part:
    """A part before anything is counted. Seats by body: None where nobody knows."""

    key: Part
    code: str
    name: str
    seats: Mapping[str, int | None]
    tps: int = 0


@dataclass(frozen=True, slots=True)
class _Sheet:
    bodies: tuple[BodyOf, ...]
    counted: ByPart
    depth: int
    """Of the region itself; its parts stand one deeper."""

    def line(self, part: _Part) -> Line:
        cells = {each.code: tally(self.seats(part, each), self.of(part.key, each)) for each in self.bodies}
        return Line(part.code, part.name, part.tps, cells, total(cells.values()))

    def seats(self, part: _Part, body: BodyOf) -> int | None:
        if not body.is_own:
            return None
        return 0 if body.depth <= self.depth else part.seats.get(body.code)

    def of(self, key: Part, body: BodyOf) -> Counted:
        return self.counted.get((key, body.code), _NOBODY)

    def beyond(self, keys: Iterable[Part], body: BodyOf) -> Counted:
        """What stands in none of the parts."""
        known = set(keys)
        found = (each for (key, code), each in self.counted.items() if code == body.code and key not in known)
        return sum(found, _NOBODY)


def _bodies(seats: Seating, own: Sequence[str], told: AbstractSet[str]) -> list[BodyOf]:
    """The reader's own bodies in the order of the law; others, and rows of no body, where something was counted."""
    posts = {post.body: post for post in seats.positions}
    known = [
        BodyOf(code, name, posts[code].institution, posts[code].institution in own, _UNIT_DEPTH[posts[code].unit])
        for code, name in seats.bodies
    ]
    found = [each for each in known if each.is_own or each.code in told]
    return [*found, *(BodyOf(code, "", "", is_own=False) for code in sorted(told - posts.keys()))]


def _told(counted: ByPart) -> set[str]:
    """The bodies of which something was counted."""
    return {body for _part, body in counted}


def _regions(seats: Seating) -> list[_Part]:
    return [_Part(part.code, part.code, part.name, part.by_body) for part in seats.parts]


def _stations(scope: Scope, seats: Seating, law: UnitLaw, counted: ByPart) -> list[_Part]:
    """The TPS of a desa: those listed, and those that somebody stands in."""
    stations = PollingStation.objects.filter(election=scope.election, desa=scope.region).order_by()
    listed = listed_voters(stations.values_list("stage", "number", "voters"))
    numbers = {tps for each in listed.values() for tps in each} | {int(tps) for tps, _body in counted if tps}
    return [
        _Part(tps, scope.region, f"TPS {tps}", seats_of_tps(seats.positions, law, listed, scope.region, tps), tps)
        for tps in sorted(numbers)
    ]


_STAGES = {Unit.TPS: (StageCode.DPT, StageCode.DPS), Unit.TPS_COKLIT: (StageCode.COKLIT,)}
Listed = Mapping[Unit, Mapping[int, int | None]]
"""Voters by TPS number, by what bodies are counted by."""


def listed_voters(stations: Iterable[tuple[str, int, int | None]]) -> Listed:
    """From (stage, number, voters) of one desa: coklit's list and the final one; the DPS while no DPT is known."""
    by_stage: defaultdict[str, dict[int, int | None]] = defaultdict(dict)
    for stage, number, voters in stations:
        by_stage[stage][number] = voters
    return {
        unit: next((by_stage[stage] for stage in stages if stage in by_stage), {}) for unit, stages in _STAGES.items()
    }


def seats_of_tps(posts: Iterable[Position], law: UnitLaw, voters: Listed, desa: str, tps: int) -> dict[str, int | None]:
    """Seats of one TPS by the bodies that have any; 0 where its list lacks it, None where there is no list."""
    found: dict[str, int | None] = {}
    for post in posts:
        if post.unit not in _STAGES:
            continue
        if not (listed := voters[post.unit]):
            found[post.body] = None
            continue
        extra = post.extra_per_over_400 if (listed.get(tps) or 0) > MANY_VOTERS else 0
        ratio = post.per_unit + extra if tps in listed else 0
        found[post.body] = (found.get(post.body) or 0) + ratio
    excepted = {body for body in found if (body, desa, tps) in law.more}
    return {body: law.seats(body, desa, tps) if body in excepted else seats for body, seats in found.items()}


def _added_up(
    sheet: _Sheet,
    parts: Sequence[_Part],
    seats: Seating,
    own: tuple[str, ...],
    faults_sent: Mapping[tuple[str, str], int],
) -> Board:
    """The parts, what stands in none of them, and the whole."""
    lines = [sheet.line(part) for part in parts]
    left, whole = {}, {}
    for body in sheet.bodies:
        due = seats.whole.by_body.get(body.code) if body.is_own else None
        cells = [line.by_body[body.code] for line in lines]
        left[body.code] = rest(due, cells, sheet.beyond((part.key for part in parts), body))
        whole[body.code] = replace(total([*cells, left[body.code]]), is_known=due is not None)
    return Board(
        bodies=sheet.bodies,
        lines=tuple(lines),
        rest=Line("", "", 0, left, total(left.values())),
        whole=Line(seats.whole.code, seats.whole.name, 0, whole, total(whole.values())),
        level=seats.level,
        institutions=own,
        faults_sent=faults_sent,
    )
