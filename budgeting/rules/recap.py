"""A proposal's people and rupiah by kecamatan and desa, from whatever detail is known; it always meets the total.

Top rows are the kecamatan and the "undetailed" rows: their sums are the proposal's own. Desa rows stand beneath their
kecamatan as a breakdown of what is counted per desa or TPS. What no place is known for — the rest of a total, a
headcount that was given, people excluded somewhere in the region — stands in an undetailed row; excluded people of
unknown place make its amount negative. All amounts whole rupiah, all counts people.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from budgeting.rules.figures import RecapRow
from enrolment.rules.region_code import Level, level, parent

Counts = Mapping[str, int]
"""Units by region code."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one position asks in the year. `unit` None: a headcount was given. Prices: one person, the whole year.

    `adjustments`: (region code, people) of seat exceptions; "" where no region is known. `units` and `over` are the
    totals that the plan uses, whatever the detail says.
    """

    code: str
    unit: str | None
    units: int
    per_unit: int
    over: int
    per_over: int
    adjustments: tuple[tuple[str, int], ...]
    headcount: int
    excluded: int
    jkk: int
    jkm: int

    @property
    def all_excluded(self) -> bool:
        """Nobody of the position is insured here, wherever they stand (always ASN, say)."""
        return self.excluded == self.headcount > 0


@dataclass(frozen=True)
class Places:
    """The regions below one region: names by code, codes ascending. Each position asks for its levels again."""

    region: str
    names: Mapping[str, str]

    @cached_property
    def kabupaten(self) -> tuple[str, ...]:
        """Codes of all kabupaten and kota."""
        return self._on(Level.KABUPATEN)

    @cached_property
    def kecamatan(self) -> tuple[str, ...]:
        """Codes of all kecamatan."""
        return self._on(Level.KECAMATAN)

    @cached_property
    def desa(self) -> tuple[str, ...]:
        """Codes of all desa and kelurahan."""
        return self._on(Level.DESA)

    def _on(self, wanted: Level) -> tuple[str, ...]:
        return tuple(code for code in self.names if level(code) is wanted)


def unit_counts(places: Places) -> dict[str, dict[str, int]]:
    """Kecamatan and desa of each region, from the region data itself: what is known without anyone entering it."""
    desa: dict[str, int] = defaultdict(int)
    kecamatan: dict[str, int] = defaultdict(int)
    for code in places.desa:
        _climb(desa, code, places.region)
    for code in places.kecamatan:
        _climb(kecamatan, code, places.region)
    return {"kecamatan": dict(kecamatan), "desa": dict(desa)}


def recap(places: Places, counts: Mapping[str, Counts], shares: Sequence[Share]) -> tuple[RecapRow, ...]:
    """The rows in the order of the codes; each kecamatan followed by its desa, undetailed rows after their detail.

    `counts`: units by kind and region code. Detail that exceeds the total which a share uses is not placed at all:
    nobody could say which of its places are meant.
    """
    placed = [_placed(share, places, counts) for share in shares]
    beneath = defaultdict(list)
    for code in places.desa:
        beneath[parent(code)].append(code)
    table = _Table(shares, placed, counts)
    rows: list[RecapRow] = []
    for kabupaten, group in _by_kabupaten(places):
        for code in group:
            rows.append(table.row(code, places.names[code], "kecamatan", len(beneath[code])))
            rows.extend(table.row(desa, places.names[desa], "desa", 1) for desa in beneath[code])
        if kabupaten != places.region:
            rows.extend(table.rest_of(kabupaten, group, places.names.get(kabupaten, "")))
    return (*rows, *table.rest(places.region, rows))


def _placed(share: Share, places: Places, counts: Mapping[str, Counts]) -> dict[str, int]:
    """People of one position by region code, as far as their places are known."""
    people: dict[str, int] = defaultdict(int)
    if share.unit is None:
        return people
    _add(people, _fitting(counts.get(share.unit, {}), share.units, places), share.per_unit)
    if share.per_over:
        _add(people, _fitting(counts.get("tps_over_400", {}), share.over, places), share.per_over)
    for code, extra in share.adjustments:
        if code in places.names and people.get(code, 0) + extra >= 0:
            _climb(people, code, places.region, extra)
    return people


def _fitting(counts: Counts, total: int, places: Places) -> Counts:
    detailed = sum(counts.get(code, 0) for code in places.kecamatan)
    above = sum(counts.get(code, 0) for code in places.kabupaten)
    return counts if max(detailed, above) <= total else {}


def _add(people: dict[str, int], counts: Counts, each: int) -> None:
    for code, units in counts.items():
        people[code] += units * each


def _climb(sums: dict[str, int], code: str, top: str, amount: int = 1) -> None:
    """Add `amount` to a region and all above it, below and without `top`."""
    above: str | None = code
    while above is not None and above != top:
        sums[above] = sums.get(above, 0) + amount
        above = parent(above)


def _by_kabupaten(places: Places) -> Iterable[tuple[str, list[str]]]:
    groups: dict[str, list[str]] = {code: [] for code in places.kabupaten}
    for code in places.kecamatan:
        groups.setdefault(parent(code) or "", []).append(code)
    return groups.items()


class _Table:
    """Rows from people by position and place; prices and order are those of the shares."""

    def __init__(self, shares: Sequence[Share], placed: Sequence[dict[str, int]], counts: Mapping[str, Counts]) -> None:
        self.shares, self.placed = shares, placed
        self.tps: Counts = counts.get("tps", {})

    def row(self, code: str, name: str, kind: str, desa: int) -> RecapRow:
        seats = tuple(people.get(code, 0) for people in self.placed)
        return self._made(code, name, kind, desa, self.tps.get(code), seats, self._excluded(seats))

    def rest_of(self, kabupaten: str, group: Sequence[str], name: str) -> list[RecapRow]:
        """What is known for a kabupaten of a province but for none of its kecamatan."""
        seats = tuple(
            max(0, people.get(kabupaten, 0) - sum(people.get(code, 0) for code in group)) for people in self.placed
        )
        if not any(seats):
            return []
        return [self._made(kabupaten, name, "undetailed", 0, None, seats, self._excluded(seats))]

    def rest(self, region: str, rows: Sequence[RecapRow]) -> list[RecapRow]:
        """What stands in no row yet."""
        top = [row for row in rows if row.level != "desa"]
        seats = tuple(share.headcount - sum(row.seats[place] for row in top) for place, share in enumerate(self.shares))
        placed = [sum(row.seats[place] for row in top) for place in range(len(self.shares))]
        excluded = tuple(
            share.excluded - (count if share.all_excluded else 0)
            for share, count in zip(self.shares, placed, strict=True)
        )
        if not any(seats) and not any(excluded):
            return []
        return [self._made(region, "", "undetailed", 0, None, seats, excluded)]

    def _excluded(self, seats: Sequence[int]) -> tuple[int, ...]:
        return tuple(count if share.all_excluded else 0 for count, share in zip(seats, self.shares, strict=True))

    def _made(
        self,
        code: str,
        name: str,
        kind: str,
        desa: int,
        tps: int | None,
        seats: tuple[int, ...],
        excluded: tuple[int, ...],
    ) -> RecapRow:
        insured = [count - out for count, out in zip(seats, excluded, strict=True)]
        return RecapRow(
            code=code,
            name=name,
            parent=parent(code) or "",
            level=kind,
            desa=desa,
            tps=tps,
            seats=seats,
            headcount=sum(seats),
            excluded=sum(excluded),
            jkk=sum(count * share.jkk for count, share in zip(insured, self.shares, strict=True)),
            jkm=sum(count * share.jkm for count, share in zip(insured, self.shares, strict=True)),
        )
