"""Totals of incidents that name nobody. One or two in a kecamatan would say who fell ill: such places are put together.

Places that are told apart and the rest meet the whole; nothing can be worked out by subtraction.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from reports.rules.incident_claim import Kind

FEWEST = 3
"""Incidents of a place that may be told by itself."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What totals are made of. `is_granted` None: not decided; `amount`: rupiah."""

    kind: Kind
    is_covered: bool
    is_claimed: bool
    is_granted: bool | None
    amount: int


@dataclass(frozen=True, slots=True)
class KindTotal:
    """Incidents of one kind and how far their claims came; `amount` is what BPJS granted, rupiah."""

    kind: str
    reported: int = 0
    covered: int = 0
    claimed: int = 0
    granted: int = 0
    refused: int = 0
    amount: int = 0

    @property
    def waiting(self) -> int:
        """Claims that nobody has decided."""
        return self.claimed - self.granted - self.refused


@dataclass(frozen=True, slots=True)
class PlaceTotals:
    """`told`: (place, incidents) in the order given; `others`: those of all other places, as one figure."""

    told: tuple[tuple[str, int], ...]
    others: int


@dataclass(frozen=True, slots=True)
class IncidentTotals:
    """All of an election's incidents, by kind and, where that names nobody, by place."""

    kinds: tuple[KindTotal, ...]
    places: PlaceTotals

    @property
    def whole(self) -> KindTotal:
        return summed(self.kinds)


def by_kind(incidents: Collection[Counted]) -> tuple[KindTotal, ...]:
    """Of every kind, those that did not happen too."""
    return tuple(_total(kind, [each for each in incidents if each.kind is kind]) for kind in Kind)


def _total(kind: Kind, incidents: Collection[Counted]) -> KindTotal:
    claimed = [each for each in incidents if each.is_claimed]
    granted = [each for each in claimed if each.is_granted]
    return KindTotal(
        kind.value,
        reported=len(incidents),
        covered=sum(each.is_covered for each in incidents),
        claimed=len(claimed),
        granted=len(granted),
        refused=sum(each.is_granted is False for each in claimed),
        amount=sum(each.amount for each in granted),
    )


def summed(kinds: Iterable[KindTotal]) -> KindTotal:
    """One line under all kinds."""
    rows = tuple(kinds)
    return KindTotal(
        "",
        sum(each.reported for each in rows),
        sum(each.covered for each in rows),
        sum(each.claimed for each in rows),
        sum(each.granted for each in rows),
        sum(each.refused for each in rows),
        sum(each.amount for each in rows),
    )


def by_place(counts: Mapping[str, int], fewest: int = FEWEST) -> PlaceTotals:
    """Places with fewer are put together; where those together are still too few, or one place alone, so is the next.

    Counts of 0 are left out.
    """
    places = {place: count for place, count in counts.items() if count}
    hidden = {place for place, count in places.items() if count < fewest}
    for place in sorted(places.keys() - hidden, key=lambda each: (places[each], each)):
        if not hidden or (len(hidden) > 1 and sum(places[each] for each in hidden) >= fewest):
            break
        hidden.add(place)
    told = tuple((place, count) for place, count in places.items() if place not in hidden)
    return PlaceTotals(told, sum(places[place] for place in hidden))
