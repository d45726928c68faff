"""Which whole bodies give a published headcount: real cases, then every small case."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrolment.rules.claimed_total import (
    MOST_WHOLES,
    Findings,
    RatioClaim,
    Sum,
    Whole,
    find,
    ratio_claim,
    ratio_would_give,
)

pytestmark = pytest.mark.once

KPU, BAWASLU, SATPOL_PP = "KPU", "Bawaslu", "Satpol PP"


def bodies(k: int, d: int, t: int, sek_panwascam: int = 8) -> list[Whole]:
    """The bodies of domain/bodies.md §2, but Pantarlih: their TPS are those of coklit."""
    rows = [
        ("ppk", KPU, 5 * k),
        ("sek-ppk", KPU, 3 * k),
        ("pps", KPU, 3 * d),
        ("sek-pps", KPU, 3 * d),
        ("kpps", KPU, 7 * t),
        ("linmas", SATPOL_PP, 2 * t),
        ("panwascam", BAWASLU, 3 * k),
        ("sek-panwascam", BAWASLU, sek_panwascam * k),
        ("pkd", BAWASLU, d),
        ("ptps", BAWASLU, t),
    ]
    return [Whole(code, code.upper(), institution, people, "") for code, institution, people in rows]


def positions(k: int, d: int, t: int) -> list[Whole]:
    """The same bodies by position, and Pantarlih."""
    per_unit = {
        k: "ppk-ketua:1 ppk-anggota:4 sek-ppk-sekretaris:1 sek-ppk-staf:2 panwascam-ketua:1 "
        "panwascam-anggota:2 sek-panwascam-kepala:1 sek-panwascam-staf:7",
        d: "pps-ketua:1 pps-anggota:2 sek-pps-sekretaris:1 sek-pps-staf:2 pkd:1",
        t: "kpps-ketua:1 kpps-anggota:6 linmas:2 ptps:1 pantarlih:1",
    }
    pairs = [(entry.split(":"), units) for units, entries in per_unit.items() for entry in entries.split()]
    return [Whole(code, code, KPU, units * int(ratio), "") for (code, ratio), units in pairs]


def codes(found: Sum) -> set[str]:
    return {whole.code for whole in found.wholes}


OKU_SELATAN = bodies(19, 259, 1352)


def test_oku_selatan_panwas_259_is_one_per_desa_not_one_per_tps():
    findings = find(259, OKU_SELATAN, frozenset({"pkd"}))
    best = findings.sums[0]
    assert codes(best) == {"pkd"}
    assert (best.total, best.remainder, best.named_matches) == (259, 0, 1)
    assert findings.named_total == 259
    assert ratio_claim(259, "tps", 1352, 1) == RatioClaim("tps", 1, 1352, 1093)


def test_oku_selatan_876_is_ppk_and_pps_with_four_unexplained():
    findings = find(876, OKU_SELATAN, frozenset({"ppk", "pps"}))
    best = findings.sums[0]
    assert codes(best) == {"ppk", "pps"}
    assert (best.total, best.remainder, best.institutions) == (872, 4, 1)
    # The secretariats of PPS are as many people as PPS; the source does not name them.
    assert codes(findings.sums[1]) == {"ppk", "sek-pps"}
    assert findings.sums[1].remainder == 4


def test_without_named_bodies_the_nearest_sums_are_the_same():
    remainders = {found.remainder for found in find(876, OKU_SELATAN).sums[:2]}
    assert remainders == {4}


def test_mojokerto_3221_has_no_sum_with_kpps_or_linmas():
    named = frozenset({"ppk", "sek-ppk", "pps", "sek-pps", "kpps", "linmas"})
    findings = find(3221, bodies(18, 304, 3308), named, limit=1000)
    in_sums = set().union(*(codes(found) for found in findings.sums))
    assert in_sums.isdisjoint({"kpps", "linmas", "ptps"})
    assert {whole.code for whole in findings.too_large} == {"kpps", "linmas", "ptps"}
    # What the source's own list of bodies comes to by its own ratios.
    assert findings.named_total == 90 + 54 + 912 + 912 + 23156 + 6616


def test_malang_38982_is_exactly_the_kpu_side_with_linmas():
    named = frozenset({"ppk", "sek-ppk", "pps", "sek-pps", "kpps", "linmas"})
    best = find(38982, bodies(33, 390, 4042, sek_panwascam=7), named).sums[0]
    assert codes(best) == named
    assert (best.total, best.remainder, best.named_matches, best.institutions) == (38982, 0, 6, 2)
    # Sek PPK and Panwascam are 99 each: also where no body is named, two institutions go before three.
    assert codes(find(38982, bodies(33, 390, 4042, sek_panwascam=7)).sums[0]) == named


def test_position_level_is_exact_for_all_positions():
    findings = find(38982, positions(33, 390, 4042), limit=3)
    assert [found.remainder for found in findings.sums] == [0, 0, 0]
    # Many positions have the same number of people, so most sums have look-alikes.
    assert findings.more > 0
    assert find(1, positions(33, 390, 4042)).sums == ()


def whole(code: str, people: int, institution: str = KPU) -> Whole:
    return Whole(code, code, institution, people, "")


def test_of_equal_remainders_one_institution_goes_before_two():
    wholes = [whole("a", 3), whole("b", 7, BAWASLU), whole("c", 4), whole("d", 6)]
    assert [sorted(codes(found)) for found in find(10, wholes, limit=2).sums] == [["c", "d"], ["a", "b"]]


def test_of_equal_remainders_fewer_bodies_go_first_then_codes():
    wholes = [whole("z", 5), whole("a", 5), whole("m", 2), whole("n", 3)]
    ranked = [sorted(codes(found)) for found in find(5, wholes, limit=3).sums]
    assert ranked == [["a"], ["z"], ["m", "n"]]


def test_ties_beyond_the_limit_are_counted():
    findings = find(5, [whole(code, 5) for code in "abcde"], limit=2)
    assert [codes(found) for found in findings.sums] == [{"a"}, {"b"}]
    assert findings.more == 3


def test_a_claim_below_every_body_has_no_sum():
    findings = find(4, [whole("a", 5), whole("b", 0)], frozenset({"x"}))
    assert findings == Findings(
        claimed=4, sums=(), more=0, too_large=(whole("a", 5),), named_total=None, named_unknown=("x",)
    )


@pytest.mark.parametrize(
    ("claimed", "wholes", "limit"),
    [
        (0, [whole("a", 1)], 1),
        (-5, [whole("a", 1)], 1),
        (5, [whole("a", 1)], 0),
        (5, [whole("a", -1)], 1),
        (5, [whole("a", 1), whole("a", 2)], 1),
        (5, [whole(str(n), 1) for n in range(MOST_WHOLES + 1)], 1),
    ],
)
def test_what_cannot_be_a_question_is_refused(claimed: int, wholes: list[Whole], limit: int):
    with pytest.raises(ValueError, match=r"expected|fewer than 0|twice|at most"):
        find(claimed, wholes, limit=limit)


@pytest.mark.parametrize(("units", "per_unit"), [(-1, 1), (1, -1)])
def test_a_ratio_is_of_counts(units: int, per_unit: int):
    with pytest.raises(ValueError, match="ratio"):
        ratio_would_give(units, per_unit)


def every_sum(claimed: int, wholes: list[Whole], named: frozenset[str]) -> list[tuple[str, ...]]:
    """The slow and plain way: every subset, ranked as the docstring says."""
    useful = sorted((one for one in wholes if one.people), key=lambda one: one.code)
    ranked = []
    for size in range(1, len(useful) + 1):
        for chosen in combinations(useful, size):
            total = sum(one.people for one in chosen)
            if total <= claimed:
                names = tuple(one.code for one in chosen)
                institutions = {one.institution for one in chosen}
                unlike = len(set(names) ^ named)
                ranked.append((claimed - total, unlike, len(institutions) > 1, size, len(institutions), names))
    return [names for *_, names in sorted(ranked)]


WHOLES = st.lists(
    st.builds(
        Whole,
        code=st.sampled_from("abcdefghij"),
        name=st.just(""),
        institution=st.sampled_from([KPU, BAWASLU, "Satpol PP"]),
        people=st.integers(0, 12),
        explanation=st.just(""),
    ),
    max_size=8,
    unique_by=lambda one: one.code,
)


@given(
    claimed=st.integers(1, 60),
    wholes=WHOLES,
    named=st.frozensets(st.sampled_from("abcxy"), max_size=4),
    limit=st.integers(1, 20),
)
def test_the_sums_are_those_that_brute_force_finds(
    claimed: int, wholes: list[Whole], named: frozenset[str], limit: int
):
    findings = find(claimed, wholes, named, limit)
    expected = every_sum(claimed, wholes, named)
    assert [tuple(one.code for one in found.wholes) for found in findings.sums] == expected[:limit]
    for found in findings.sums:
        assert found.remainder >= 0
        assert found.total + found.remainder == claimed
        assert found.total == sum(one.people for one in found.wholes)
    everything = find(claimed, wholes, named, limit=1000).sums
    last = findings.sums[-1].remainder if findings.sums else None
    assert findings.more == sum(found.remainder == last for found in everything[limit:])
