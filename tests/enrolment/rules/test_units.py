import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrolment.rules.units import DetailExceedsTotal, Node, roll_up

DESA = st.sampled_from([f"16.09.{k:02d}.{2000 + d}" for k in range(1, 6) for d in range(1, 5)])


def test_a_total_alone_is_wholly_undetailed() -> None:
    assert roll_up({"16.09": 1352}, "16.09") == {"16.09": Node(1352, 1352)}


def test_what_a_total_has_beyond_its_parts_is_not_yet_broken_down() -> None:
    nodes = roll_up({"16.09": 1352, "16.09.01": 100, "16.09.02": 52}, "16.09")
    assert nodes["16.09"] == Node(1352, 1200)
    assert nodes["16.09.01"] == Node(100, 100)


def test_a_kecamatan_total_keeps_the_rest_of_its_desa() -> None:
    nodes = roll_up({"16.09.01": 100, "16.09.01.2001": 30}, "16.09")
    assert nodes["16.09.01"] == Node(100, 70)
    assert nodes["16.09.01.2001"] == Node(30, 30)
    assert nodes["16.09"] == Node(100, 0)


def test_nothing_entered_gives_no_nodes() -> None:
    assert roll_up({}, "16.09") == {}


def test_parts_may_not_exceed_their_whole() -> None:
    with pytest.raises(DetailExceedsTotal) as caught:
        roll_up({"16.09": 10, "16.09.01": 11}, "16.09")
    assert (caught.value.code, caught.value.total, caught.value.detail) == ("16.09", 10, 11)


def test_a_province_sums_its_kabupaten() -> None:
    nodes = roll_up({"16.09.01.2001": 3, "16.08.01.2001": 4}, "16")
    assert nodes["16"] == Node(7, 0)
    assert nodes["16.08"].total == 4


@given(st.dictionaries(DESA, st.integers(0, 50), min_size=1), st.integers(0, 100))
def test_every_level_meets_the_total(per_desa: dict[str, int], rest: int) -> None:
    total = sum(per_desa.values()) + rest
    nodes = roll_up({**per_desa, "16.09": total}, "16.09")
    kecamatan = [node.total for code, node in nodes.items() if code.count(".") == 2]
    assert nodes["16.09"].total == total
    assert sum(kecamatan) + nodes["16.09"].undetailed == total
