"""The charts: their geometry follows the amounts, their tables carry the same numbers, and they break no page."""

import re
from collections.abc import Callable
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pemilu_bpjs import charts
from pemilu_bpjs.charts import Chart, Group, HeatRow, MonthBar, Step, months
from pemilu_bpjs.charts.chart import BROWN, GOLD, RED, SERIES, TEAL, TEAL_LIGHT

SVG = "{http://www.w3.org/2000/svg}"
rupiah_amounts = st.integers(min_value=0, max_value=10**13)


def drawn(chart: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(chart.svg)  # noqa: S314 -- our own drawing; a fault in it must fail the test


def words(chart: Chart) -> list[str]:
    return ["".join(text.itertext()) for text in drawn(chart).iter(f"{SVG}text")]


def boxes(chart: Chart, *fills: str) -> list[tuple[float, float]]:
    """(left, width) in per cent of the boxes of those colours."""
    return [
        (float(box.attrib["x"].rstrip("%")), float(box.attrib["width"].rstrip("%")))
        for box in drawn(chart).iter(f"{SVG}rect")
        if box.attrib["fill"] in fills
    ]


def a_waterfall(**changes: object) -> Chart:
    given_steps = [Step("Dasar upah", 300), Step("Bulan", 500), Step("Linmas dikeluarkan", -100)]
    values = {"start": Step("Rencana A", 200), "steps": given_steps, "end": Step("Rencana B", 900)} | changes
    return charts.waterfall("Dari A ke B", "Lebih mahal Rp700.", **values)  # type: ignore[arg-type]


def a_monthly(*amounts: tuple[int, int]) -> Chart:
    bars = [MonthBar(f"{2023 + number // 12}-{number % 12 + 1:02d}", pair) for number, pair in enumerate(amounts)]
    return charts.monthly("Iuran per bulan", "Dari bulan ke bulan.", series=("JKK", "JKM"), months=bars)


def a_comparison() -> Chart:
    groups = [Group("Biaya", (50, 100)), Group("Santunan", (25, 75))]
    return charts.grouped_bars("Skenario", "Berdampingan.", series=("A", "B"), groups=groups)


def a_heat_map() -> Chart:
    rows = [HeatRow("Buay Pematang Ribu Ranau Tengah", (100, None)), HeatRow("Kisam Ilir", (59, 102))]
    return charts.heat_map("Cakupan", "Kursi terisi.", corner="Kecamatan", columns=("PPK", "KPPS"), rows=rows)


ALL = [a_waterfall, lambda: a_monthly((1, 2), (3, 4)), a_comparison, a_heat_map]


def test_each_step_of_a_waterfall_begins_where_the_one_before_ended() -> None:
    steps = boxes(a_waterfall(), BROWN, TEAL_LIGHT)
    assert steps == [(20.0, 30.0), (50.0, 50.0), (90.0, 10.0)]
    assert boxes(a_waterfall(), TEAL) == [(0.0, 20.0), (0.0, 90.0)]


def test_a_waterfall_says_each_change_with_its_sign_and_the_total_it_leads_to() -> None:
    assert a_waterfall().table.rows == (
        ("Rencana A", "", "Rp200"),
        ("Dasar upah", "+Rp300", "Rp500"),
        ("Bulan", "+Rp500", "Rp1.000"),
        ("Linmas dikeluarkan", "−Rp100", "Rp900"),
        ("Rencana B", "", "Rp900"),
    )
    assert "−Rp100" in words(a_waterfall())


def test_a_waterfall_that_does_not_meet_its_end_is_refused() -> None:
    with pytest.raises(ValueError, match="lead to 900, not to 901"):
        a_waterfall(end=Step("Rencana B", 901))


def test_a_small_change_beside_large_totals_stays_visible() -> None:
    chart = a_waterfall(start=Step("A", 10**9), steps=[Step("Pembulatan", 1)], end=Step("B", 10**9 + 1))
    assert boxes(chart, BROWN)[0][1] > 0


def test_bars_that_are_compared_share_one_scale() -> None:
    assert [width for _left, width in boxes(a_comparison(), *SERIES)] == [50.0, 100.0, 25.0, 75.0]
    assert a_comparison().table.rows == (("Biaya", "Rp50", "Rp100"), ("Santunan", "Rp25", "Rp75"))


def test_a_month_is_stacked_and_its_table_row_adds_up() -> None:
    chart = a_monthly((17_000_000, 23_000_000), (0, 0))
    tall = {
        box.attrib["fill"]: int(box.attrib["height"])
        for box in drawn(chart).iter(f"{SVG}rect")
        if box.find(f"{SVG}title") is not None and box.attrib["height"] != "0"
    }
    assert tall[TEAL] + tall[GOLD] == months.PLOT_HEIGHT
    assert chart.table.rows[0] == ("Januari 2023", "Rp17.000.000", "Rp23.000.000", "Rp40.000.000")
    assert "40 jt" in words(chart)


def test_the_year_is_named_at_the_first_month_and_at_january() -> None:
    years = [word for word in words(a_monthly(*[(1, 1)] * 14)) if word in ("2023", "2024")]
    assert years == ["2023", "2024"]


@given(rupiah_amounts)
@example(0)
@example(1)
def test_the_gridlines_are_even_few_and_reach_above_the_tallest_month(top: int) -> None:
    ticks = months._ticks(top)
    assert ticks[0] == 0
    assert 2 <= len(ticks) <= 6
    assert ticks[-2] < top <= ticks[-1] or top == 0
    assert {after - before for before, after in pairwise(ticks)} == {ticks[1]}


@pytest.mark.parametrize(
    ("amount", "short"), [(0, "0"), (999, "999"), (1_000, "1 rb"), (17_570_520, "17,5 jt"), (2 * 10**9, "2 M")]
)
def test_short_amounts(amount: int, short: str) -> None:
    assert months._short(amount) == short


def test_a_heat_map_writes_every_number_and_marks_more_people_than_seats() -> None:
    chart = a_heat_map()
    assert chart.table.rows == (("Buay Pematang Ribu Ranau Tengah", "100 %", "–"), ("Kisam Ilir", "59 %", "102 %"))
    assert {"100", "–", "59", "102"} <= set(words(chart))
    assert len(boxes(chart, RED)) == 1 + 1  # the legend's and the cell's


def test_a_long_name_is_there_whole_for_wide_screens_and_cut_for_phones() -> None:
    assert {"Buay Pematang Ribu Ranau Tengah", "Buay Pematang…"} <= set(words(a_heat_map()))


@pytest.mark.parametrize("make", ALL)
def test_every_chart_is_named_for_those_who_cannot_see_it(make: Callable[[], Chart]) -> None:
    root = drawn(make())
    assert root.attrib["role"] == "img"
    named = {element.attrib["id"]: element.text for element in root if "id" in element.attrib}
    assert named[root.attrib["aria-labelledby"]] == make().title
    assert named[root.attrib["aria-describedby"]] == make().description


@pytest.mark.parametrize("make", ALL)
def test_no_chart_carries_what_the_security_policy_refuses(make: Callable[[], Chart]) -> None:
    for element in drawn(make()).iter():
        assert element.tag.removeprefix(SVG) not in ("style", "script")
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


def test_two_charts_on_a_page_do_not_share_ids() -> None:
    ids = [re.findall(r' id="(\w+)"', make().svg) for make in ALL]
    assert len({name for found in ids for name in found}) == 2 * len(ALL)


def test_names_from_outside_cannot_become_markup() -> None:
    chart = a_waterfall(start=Step("<script>A</script> & B", 200))
    assert "<script>" not in chart.svg
    assert any("<script>A</script>" in word for word in words(chart))


def test_a_chart_of_nothing_is_still_a_chart() -> None:
    assert a_monthly().table.rows == ()
    assert charts.waterfall("A", "B", start=Step("A", 0), steps=[], end=Step("B", 0)).table.rows[-1] == ("B", "", "Rp0")
