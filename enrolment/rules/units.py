"""Unit counts at every level of the region tree, from whatever detail is known.

A count may be entered as one total, per kecamatan, per desa, or come from a TPS list. Detail
never has to be complete: what a total has beyond its details is "belum dirinci" (not yet broken
down) and is kept as such, so that each level still meets the total.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from enrolment.rules.region_code import kecamatan_of, parent

# TPS numbers have three digits; no desa comes near that many (domain/bodies.md §3: 300 to 600 voters each).
MOST_TPS_PER_DESA = 999


@dataclass(frozen=True, slots=True)
class Node:
    """One region's count: `total` units, of which `undetailed` stand in no region below it."""

    total: int
    undetailed: int


class DetailExceedsTotal(ValueError):
    """The parts of a region add up to more than the number entered for it."""

    def __init__(self, code: str, total: int, detail: int) -> None:
        super().__init__(f"{code}: detail {detail} exceeds total {total}")
        self.code, self.total, self.detail = code, total, detail


def roll_up(entered: Mapping[str, int], region: str) -> dict[str, Node]:
    """Counts by region code, from those entered, up to and including `region`.

    A region's own number stands where one was entered; else it is the sum of its parts.
    Raises DetailExceedsTotal where parts add up to more than the number above them.
    """
    return _upwards(entered, region, _node)


def outgrown(entered: Mapping[str, int], region: str) -> frozenset[str]:
    """Regions whose own number is less than their parts: without these, `roll_up` succeeds."""
    found: set[str] = set()

    def yielding(code: str, total: int | None, detail: int | None) -> Node:
        if total is not None and detail is not None and detail > total:
            found.add(code)
            return Node(detail, 0)
        return _node(code, total, detail)

    _upwards(entered, region, yielding)
    return frozenset(found)


def covered(entered: Mapping[str, int], known: Iterable[str], region: str) -> frozenset[str]:
    """Regions below `region` with a number of their own, each of whose `known` desa has one, too."""
    lacking = {kecamatan_of(desa) for desa in known if desa not in entered}
    lacking |= {parent(kecamatan) or "" for kecamatan in lacking}
    depth = region.count(".")
    return frozenset(code for code in entered if depth < code.count(".") < 3 and code not in lacking)


def most(kind: str, known_kecamatan: int, known_desa: int) -> int:
    """The largest count that can be meant, for a region with so many kecamatan and desa in the region data.

    New kecamatan and desa arise by a few at a time: twice the known number is a slip of the keyboard.
    """
    if kind == "kecamatan":
        return max(2 * known_kecamatan, known_kecamatan + 10)
    if kind == "desa":
        return max(2 * known_desa, known_desa + 10)
    return MOST_TPS_PER_DESA * max(known_desa, 1)


def _upwards(
    entered: Mapping[str, int], region: str, node: Callable[[str, int | None, int | None], Node]
) -> dict[str, Node]:
    """A node for every region at or below `region` that has a number or a part with one; parts come first."""
    children: dict[str, int] = {}
    nodes: dict[str, Node] = {}
    depth = region.count(".")
    pending = {code for code in entered if code.count(".") >= depth}
    for level in range(3, depth - 1, -1):
        here = {code for code in pending if code.count(".") == level}
        here |= {code for code in children if code.count(".") == level}
        for code in here:
            nodes[code] = node(code, entered.get(code), children.get(code))
            above = parent(code)
            if level > depth and above is not None:
                children[above] = children.get(above, 0) + nodes[code].total
    return nodes


def _node(code: str, total: int | None, detail: int | None) -> Node:
    if total is None:
        return Node(detail or 0, 0)
    if detail is None:
        return Node(total, total)
    if detail > total:
        raise DetailExceedsTotal(code, total, detail)
    return Node(total, total - detail)
