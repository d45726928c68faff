"""Every TPS of a region against its people: two streams in the order of the region codes, one desa at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from enrolment.catalogue import positions
from enrolment.models import PollingStation
from enrolment.quota import BodyOf, Line, listed_voters, seats_of_tps
from enrolment.quota_counts import Scope, UnitLaw, unit_law, units_of
from enrolment.rules.bodies import Position
from enrolment.rules.quota import Counted, tally, total

_AT_ONCE = 5_000
_NOBODY = Counted()
_People = Mapping[int, Mapping[str, Counted]]


def tps_lines(scope: Scope, bodies: Sequence[BodyOf], desa: Iterable[str]) -> Iterator[Line]:
    """The TPS of these desa, in order: those listed, and those that somebody stands in. In five queries."""
    law = positions(scope.election.preset)
    seats = unit_law(scope.election, law)
    stations = PollingStation.objects.filter(election=scope.election).order_by("desa", "number")
    listed = _Stream(stations.values_list("desa_id", "stage", "number", "voters").iterator(chunk_size=_AT_ONCE))
    units = units_of(scope).filter(tps__gt=0).order_by("region_code", "tps", "body")
    seated = _Stream(
        units.values_list("region_code", "tps", "body", "people", "reserves").iterator(chunk_size=_AT_ONCE)
    )
    for code in desa:
        yield from _lines(code, law, seats, bodies, listed.of(code), _people(seated.of(code), seats, code))


class _Stream:
    """Rows in the order of their first column, taken by its values in that order; others are passed over."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._next = next(self._groups, None)

    def of(self, code: str) -> list[tuple[Any, ...]]:
        """The rows of `code` without it; none where there are none."""
        while self._next is not None and self._next[0] < code:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != code:
            return []
        rows = [row[1:] for row in self._next[1]]
        self._next = next(self._groups, None)
        return rows


def _people(rows: Iterable[tuple[Any, ...]], law: UnitLaw, code: str) -> _People:
    found: defaultdict[int, dict[str, Counted]] = defaultdict(dict)
    for tps, body, people, reserves in rows:
        surplus = max(0, people - law.seats(body, code, tps)) if body in law.most else 0
        found[tps][body] = Counted(people=people, surplus=surplus, reserves=reserves)
    return found


def _lines(
    code: str,
    posts: Sequence[Position],
    law: UnitLaw,
    bodies: Sequence[BodyOf],
    stations: Iterable[tuple[Any, ...]],
    people: _People,
) -> Iterator[Line]:
    listed = listed_voters(stations)
    for tps in sorted({tps for each in listed.values() for tps in each} | people.keys()):
        due = seats_of_tps(posts, law, listed, code, tps)
        here = people.get(tps, {})
        cells = {
            body.code: tally(due[body.code] if body.is_own else None, here.get(body.code, _NOBODY))
            for body in bodies
            if body.code in due
        }
        yield Line(code, "", tps, cells, total(cells.values()))
