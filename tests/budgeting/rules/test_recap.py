"""The recap meets the proposal exactly, whatever is known of its places and whatever is not."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from budgeting.rules.figures import RecapRow
from budgeting.rules.recap import Places, Share, recap, unit_counts

KABUPATEN = Places(
    "16.09",
    {
        "16.09.01": "Muara Dua",
        "16.09.01.1001": "Pasar",
        "16.09.01.2002": "Bumi",
        "16.09.02": "Pulau Beringin",
        "16.09.02.2001": "Tanjung",
    },
)
PROVINCE = Places(
    "16", {"16.08": "Kab. A", "16.08.01": "A1", "16.08.01.2001": "a", "16.09": "Kab. B", "16.09.01": "B1"}
)
PER_KECAMATAN = Share("ppk", "kecamatan", 2, 5, 0, 0, (), 10, 0, jkk=60, jkm=75)
PER_DESA = Share("pps", "desa", 3, 3, 0, 0, (), 9, 0, jkk=10, jkm=20)
PER_TPS = Share("kpps", "tps", 100, 7, 0, 0, (), 700, 0, jkk=1, jkm=2)


def rows(places: Places, *shares: Share, **counts: dict[str, int]) -> dict[str, RecapRow]:
    found = recap(places, {**unit_counts(places), **counts}, shares)
    assert len({row.code for row in found}) == len(found)
    return {row.code: row for row in found}


def test_kecamatan_and_desa_are_known_even_where_only_a_total_of_tps_is():
    found = rows(KABUPATEN, PER_KECAMATAN, PER_DESA, PER_TPS)
    assert found["16.09.01"].seats == (5, 6, 0)
    assert found["16.09.01.1001"].seats == (0, 3, 0)
    assert found["16.09.02"].seats == (5, 3, 0)
    assert found["16.09.01"].jkk == 5 * 60 + 6 * 10
    assert (found["16.09"].level, found["16.09"].seats) == ("undetailed", (0, 0, 700))
    assert [row.code for row in found.values()] == [*sorted(KABUPATEN.names), "16.09"]


def test_a_tps_list_leaves_nothing_undetailed():
    tps = {"16.09.01": 60, "16.09.01.1001": 25, "16.09.01.2002": 35, "16.09.02": 40, "16.09.02.2001": 40}
    found = rows(KABUPATEN, PER_TPS, tps=tps)
    assert (found["16.09.01.2002"].headcount, found["16.09.01.2002"].tps) == (245, 35)
    assert "16.09" not in found


def test_what_a_total_has_beyond_its_parts_is_undetailed():
    found = rows(KABUPATEN, PER_TPS, tps={"16.09.01": 60})
    assert (found["16.09.01"].headcount, found["16.09"].headcount) == (420, 280)
    assert found["16.09.02"].tps is None


def test_parts_beyond_the_total_are_not_placed():
    found = rows(KABUPATEN, replace(PER_KECAMATAN, units=1, headcount=5))
    assert found["16.09.01"].headcount == 0
    assert found["16.09"].headcount == 5


def test_excluded_people_of_unknown_place_take_off_in_a_row_of_their_own():
    found = rows(KABUPATEN, replace(PER_DESA, excluded=2))
    assert (found["16.09"].headcount, found["16.09"].excluded, found["16.09"].jkk) == (0, 2, -20)


def test_people_who_are_all_excluded_stand_where_they_serve():
    found = rows(KABUPATEN, replace(PER_DESA, excluded=9))
    assert (found["16.09.01"].headcount, found["16.09.01"].excluded, found["16.09.01"].jkk) == (6, 6, 0)
    assert "16.09" not in found


def test_an_exception_stands_at_its_unit_and_above():
    share = replace(PER_DESA, adjustments=(("16.09.01.2002", 2), ("", -1)), headcount=10)
    found = rows(KABUPATEN, share)
    assert [found[code].headcount for code in ("16.09.01.2002", "16.09.01", "16.09")] == [5, 8, -1]


def test_a_given_headcount_has_no_place():
    found = rows(KABUPATEN, Share("lain", None, 0, 0, 0, 0, (), 4, 0, jkk=1, jkm=1))
    assert (found["16.09.01"].headcount, found["16.09"].headcount) == (0, 4)


def test_extra_pantarlih_stand_at_the_tps_over_400():
    share = Share("pantarlih", "tps_coklit", 100, 1, 10, 1, (), 110, 0, jkk=1, jkm=1)
    found = rows(KABUPATEN, share, tps_coklit={"16.09.01": 60, "16.09.02": 40}, tps_over_400={"16.09.01": 10})
    assert (found["16.09.01"].headcount, found["16.09.02"].headcount) == (70, 40)


def test_a_province_keeps_what_is_known_for_a_kabupaten_alone():
    found = rows(PROVINCE, PER_TPS, tps={"16.08": 30, "16.08.01": 20, "16.09": 50})
    assert {code: row.headcount for code, row in found.items() if row.headcount} == {
        "16.08.01": 140,
        "16.08": 70,
        "16.09": 350,
        "16": 140,
    }
    assert found["16.08"].level == "undetailed"


def counts_of(places: Places) -> st.SearchStrategy[dict[str, int]]:
    return st.dictionaries(st.sampled_from(sorted(places.names)), st.integers(0, 40))


@st.composite
def shares(draw: st.DrawFn) -> Share:
    units, per_unit, over, per_over = (draw(st.integers(0, 60)) for _ in range(4))
    regions = st.sampled_from(["", *KABUPATEN.names, *PROVINCE.names])
    adjustments = tuple(draw(st.lists(st.tuples(regions, st.integers(-3, 3)), max_size=3)))
    headcount = max(0, units * per_unit + over * per_over + sum(people for _, people in adjustments))
    excluded = draw(st.sampled_from([0, headcount, headcount // 2]))
    unit = draw(st.sampled_from([None, "kecamatan", "desa", "tps", "tps_coklit"]))
    jkk, jkm = draw(st.integers(0, 10**6)), draw(st.integers(0, 10**6))
    return Share("x", unit, units, per_unit, over, per_over, adjustments, headcount, excluded, jkk, jkm)


@given(st.data(), st.sampled_from([KABUPATEN, PROVINCE]), st.lists(shares(), max_size=4))
def test_people_and_rupiah_meet_exactly(data: st.DataObject, places: Places, asked: list[Share]):
    counts = {kind: data.draw(counts_of(places)) for kind in ("tps", "tps_coklit", "tps_over_400")}
    found = recap(places, {**unit_counts(places), **counts}, asked)
    top = [row for row in found if row.level != "desa"]
    for place, share in enumerate(asked):
        assert sum(row.seats[place] for row in top) == share.headcount
    assert sum(row.excluded for row in top) == sum(share.excluded for share in asked)
    for name in ("jkk", "jkm"):
        total = sum((share.headcount - share.excluded) * getattr(share, name) for share in asked)
        assert sum(getattr(row, name) for row in top) == total
