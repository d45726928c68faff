"""The check of a claimed headcount: which whole bodies give the published figure?

News items and letters give totals without saying what they count. A total that is right
is nearly always the sum of whole bodies (5 PPK for each of 19 kecamatan, say), perhaps
with a few people over: "876 PPK and PPS" in OKU Selatan is 95 + 777 with 4 unexplained.
This module lists such sums; it never says which one is true. Counts are people.
"""

import heapq
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Bodies of equal size tie in very many ways, and every tie is ranked. The seed catalogue has
# 11 bodies and 18 positions; the rest is room for a plan's own lines.
MOST_WHOLES = 22


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole body or position of a region with its headcount.

    `explanation` says where the headcount comes from: "19 kecamatan × 5 = 95".
    """

    code: str
    name: str
    institution: str
    people: int
    explanation: str


@dataclass(frozen=True, slots=True)
class Sum:
    """Whole bodies, each once, whose people together reach the claim or stay below it."""

    wholes: tuple[Whole, ...]
    total: int
    remainder: int
    """People of the claim that this sum leaves unexplained; never negative."""
    named_matches: int
    """How many of its bodies the source names."""
    institutions: int
    """How many institutions its bodies belong to."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known of a claimed headcount."""

    claimed: int
    sums: tuple[Sum, ...]
    """The nearest sums, best first; empty where every body is larger than the claim."""
    more: int
    """Further sums with the same remainder as the last one listed."""
    too_large: tuple[Whole, ...]
    """Bodies that alone have more people than the claim: they can be in no sum."""
    named_total: int | None
    """People of all bodies that the source names, by the rules; None where it names none."""
    named_unknown: tuple[str, ...]
    """Codes that the source names and that are not among the bodies given."""


@dataclass(frozen=True, slots=True)
class RatioClaim:
    """What a ratio that the source states ("1 per TPS") would have given."""

    unit: str
    per_unit: int
    people: int
    difference: int
    """People by that ratio minus the claim; 0 where the ratio explains it."""


def find(
    claimed: int,
    wholes: Sequence[Whole],
    named: frozenset[str] = frozenset(),
    limit: int = 10,
) -> Findings:
    """The sums of whole bodies that come nearest to `claimed` from below.

    `named` are the codes of the bodies that the source names. Sums are ranked by
    remainder, then by how little they differ from the named bodies, then those of one
    institution, then those of fewest bodies, then by code. A body without people explains
    nothing and is in no sum.

    Raises ValueError where `claimed` or `limit` is below 1, a headcount is negative, a code
    comes twice, or more than `MOST_WHOLES` bodies could be in a sum.
    """
    _check(claimed, wholes, limit)
    by_code = {whole.code: whole for whole in sorted(wholes, key=lambda whole: whole.code)}
    candidates = [whole for whole in by_code.values() if 0 < whole.people <= claimed]
    if len(candidates) > MOST_WHOLES:
        raise ValueError(f"{len(candidates)} bodies to add up: at most {MOST_WHOLES}")
    sums, more = _nearest(claimed, candidates, named, limit)
    known = [by_code[code] for code in named if code in by_code]
    return Findings(
        claimed=claimed,
        sums=sums,
        more=more,
        too_large=tuple(whole for whole in by_code.values() if whole.people > claimed),
        named_total=sum(whole.people for whole in known) if known else None,
        named_unknown=tuple(sorted(named - by_code.keys())),
    )


def ratio_would_give(units: int, per_unit: int) -> int:
    """People by a ratio: 1 for each of 1,352 TPS is 1,352. ValueError below 0."""
    if units < 0 or per_unit < 0:
        raise ValueError(f"a ratio of {per_unit} for {units} units")
    return units * per_unit


def ratio_claim(claimed: int, unit: str, units: int, per_unit: int) -> RatioClaim:
    """Hold a claimed headcount against the ratio that its source states."""
    people = ratio_would_give(units, per_unit)
    return RatioClaim(unit, per_unit, people, people - claimed)


def _check(claimed: int, wholes: Sequence[Whole], limit: int) -> None:
    if claimed < 1:
        raise ValueError(f"claimed headcount {claimed}: expected 1 or more")
    if limit < 1:
        raise ValueError(f"limit {limit}: expected 1 or more")
    if any(whole.people < 0 for whole in wholes):
        raise ValueError("a body with fewer than 0 people")
    if len({whole.code for whole in wholes}) < len(wholes):
        raise ValueError("a body's code comes twice")


def _nearest(claimed: int, candidates: list[Whole], named: frozenset[str], limit: int) -> tuple[tuple[Sum, ...], int]:
    """The best `limit` sums, and how many more share the remainder of the last one."""
    wanted = sum(1 << bit for bit, whole in enumerate(candidates) if whole.code in named)

    def rank(chosen: int) -> tuple[int, bool, int, int, list[int]]:
        wholes = [whole for bit, whole in enumerate(candidates) if chosen >> bit & 1]
        institutions = {whole.institution for whole in wholes}
        bits = [bit for bit in range(len(candidates)) if chosen >> bit & 1]
        return (chosen ^ wanted).bit_count(), len(institutions) > 1, len(wholes), len(institutions), bits

    found: list[Sum] = []
    more = 0
    for total, ties in _totals_downwards(claimed, candidates):
        room = limit - len(found)
        if not room:
            break
        best = heapq.nsmallest(room, ties, key=rank)
        more = len(ties) - len(best)
        found += [_as_sum(claimed, total, chosen, candidates, named) for chosen in best]
    return tuple(found), more


def _as_sum(claimed: int, total: int, chosen: int, candidates: list[Whole], named: frozenset[str]) -> Sum:
    wholes = tuple(whole for bit, whole in enumerate(candidates) if chosen >> bit & 1)
    return Sum(
        wholes=wholes,
        total=total,
        remainder=claimed - total,
        named_matches=sum(whole.code in named for whole in wholes),
        institutions=len({whole.institution for whole in wholes}),
    )


def _totals_downwards(claimed: int, candidates: list[Whole]) -> Iterator[tuple[int, list[int]]]:
    """Every total from `claimed` down to 1 that whole bodies give, with all its choices.

    A choice is a set of candidates as bits. The bodies are split into halves; each half's
    totals are few thousands, and a heap walks their pairs from the largest total down, so
    that nothing beyond the totals asked for is ever formed.
    """
    middle = len(candidates) // 2
    left = _choices(candidates[:middle], shift=0)
    right = _choices(candidates[middle:], shift=middle)
    right_totals = sorted(right)
    heap: list[tuple[int, int, int]] = []  # (minus the total, the left part of it, place of the right part)

    def push(left_total: int, place: int) -> None:
        if place >= 0:
            heapq.heappush(heap, (-left_total - right_totals[place], left_total, place))

    for left_total in left:
        push(left_total, bisect_right(right_totals, claimed - left_total) - 1)
    while heap and (total := -heap[0][0]) > 0:
        ties: list[int] = []
        while heap and heap[0][0] == -total:
            _, left_total, place = heapq.heappop(heap)
            rights = right[right_totals[place]]
            ties += [one | other for one in left[left_total] for other in rights]
            push(left_total, place - 1)
        yield total, ties


def _choices(wholes: list[Whole], shift: int) -> dict[int, list[int]]:
    """Every total that a half gives, the empty choice included, with its choices."""
    choices: dict[int, list[int]] = defaultdict(list)
    choices[0].append(0)
    for bit, whole in enumerate(wholes):
        so_far = [(total, tuple(sets)) for total, sets in choices.items()]
        for total, sets in so_far:
            choices[total + whole.people] += [chosen | 1 << (bit + shift) for chosen in sets]
    return choices
