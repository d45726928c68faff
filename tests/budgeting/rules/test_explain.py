"""Every figure of a plan, taken apart and put together again."""

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings

from budgeting.rules.explain import GROUP_FIELDS, LINE_FIELDS, NoSuchFigure, explain, in_year, keys
from budgeting.rules.explanation import Node, Operation, Origin, Says, evaluate
from budgeting.rules.plan import Plan, draft
from budgeting.rules.plan_input import Entry, OwnLine, PlanInput, PremiumSettings
from enrolment.rules.bodies import SeatException, UnitCounts
from tests.budgeting.rules.laws import BPU, JKM, RATES, law, rate
from tests.budgeting.rules.plans import Drawn, plans

pytestmark = pytest.mark.once

UNITS = UnitCounts(kecamatan=19, desa=259, tps=1352)
ENTERED = datetime.datetime(2023, 9, 29, tzinfo=datetime.UTC)


def computed(*entries: Entry, **stated: object) -> Plan:
    plan = PlanInput("Rencana", "16.09", "pemilu-2024", entries=entries, **stated)  # type: ignore[arg-type]
    return draft(plan, law(), UNITS)


def figure(plan: Plan, key: str) -> int | Decimal | None:
    """The figure itself, read straight from the plan."""
    kind, _, rest = key.partition(":")
    if kind == "line":
        code, _, field = rest.rpartition(":")
        line = next(line for line in plan.lines if line.code == code)
        only = line.parts[0].price if len(line.parts) == 1 else None
        read: dict[str, Callable[[], int | None]] = {
            "months": lambda: len(line.months),
            "wage": lambda: line.basis.wage,
            "jkk_month": lambda: only.jkk if only else None,
            "jkm_month": lambda: only.jkm if only else None,
        }
        return read[field]() if field in read else getattr(line, field)
    if kind == "unit":
        return getattr(plan.units, rest)
    if kind == "total":
        return getattr(plan.total, rest)
    groups: dict[str, dict[str, object]] = {
        "body": plan.by_body,
        "institution": plan.by_institution,
        "year": {str(year): amount for year, amount in plan.by_year.items()},
        "month": plan.by_month,
    }  # type: ignore[assignment]
    name, _, field = rest.rpartition(":")
    return groups[kind][rest].total if rest in groups[kind] else getattr(groups[kind][name], field)


@settings(max_examples=60, deadline=None)
@given(plans())
def test_every_figure_can_be_computed_again_from_its_explanation(drawn: Drawn) -> None:
    plan = drawn.plan
    found = list(keys(plan))
    assert len(found) == len(set(found))
    for key in found:
        node = explain(plan, key)
        assert evaluate(node) == node.value == figure(plan, key), key
        assert node.key == key
        for inner in node.walk():
            assert evaluate(inner) == inner.value
            assert not inner.key or explain(plan, inner.key) == inner, inner.key


@settings(max_examples=30, deadline=None)
@given(plans())
def test_every_figure_that_a_plan_shows_has_an_explanation(drawn: Drawn) -> None:
    found = set(keys(drawn.plan))
    for line in drawn.plan.lines:
        absent = {name for name in LINE_FIELDS if figure(drawn.plan, f"line:{line.code}:{name}") is None}
        assert {f"line:{line.code}:{name}" for name in LINE_FIELDS if name not in absent} <= found
    assert {f"total:{field}" for field in GROUP_FIELDS} <= found
    assert {f"month:{month}" for month in drawn.plan.by_month} <= found


@settings(max_examples=30, deadline=None)
@given(plans())
def test_the_years_of_a_line_add_up_to_it(drawn: Drawn) -> None:
    for line in drawn.plan.lines:
        years = {month[:4] for month in line.months}
        assert sum(in_year(drawn.plan, line, int(year)).value for year in years) == line.total


def leaves(node: Node) -> list[Node]:
    return [each for each in node.walk() if not each.parts]


def test_the_arithmetic_of_the_contract_is_in_sight() -> None:
    """1,352 TPS x 6 = 8,112 people; x 2 months x Rp2,640, which is 0.24 % of Rp1,100,000."""
    node = explain(computed(Entry("kpps-anggota", coverage=("2024-01", "2024-02"))), "line:kpps-anggota:jkk")
    assert node.operation is Operation.PRODUCT
    people, months, price = node.parts
    assert [part.value for part in people.parts] == [1352, 6]
    assert (people.value, months.value, price.value) == (8112, 2, 2640)
    assert price.operation is Operation.PERCENT
    assert [part.value for part in price.parts] == [Decimal("0.24"), 1_100_000]
    assert node.value == 42_831_360


def test_every_leaf_says_on_what_it_rests() -> None:
    units = {"tps": Origin(Says.COUNT, "Rapat 29 September", by="Perencana", at=ENTERED)}
    plan = computed(Entry("kpps-anggota", wage=900_000), sources={"kpps": "SK KPU"})
    node = explain(plan, "line:kpps-anggota:total", units)
    says = {leaf.code: leaf.origins[0] for leaf in leaves(node)}
    assert says["units"].source == "Rapat 29 September"
    assert says["units"].by == "Perencana"
    assert says["wage"] == Origin(Says.PLAN, "SK KPU")
    assert (says["months"].says, says["months"].source) == (Says.LAW, "Kep KPU 1669/2023")
    assert says["rate"].source == "PP 44/2015"


@pytest.mark.parametrize(
    ("unit", "stated", "expected"),
    [
        ("tps", {"units": UnitCounts(tps=1352), "sources": {"tps": "rapat"}}, Origin(Says.PLAN, "rapat")),
        ("tps", {"sources": {"tps_file": "daftar KPU"}}, Origin(Says.PLAN, "daftar KPU")),
        ("desa", {}, Origin(Says.REGION_DATA)),
    ],
)
def test_a_count_of_the_plan_and_one_of_the_region_data_are_told_apart(
    unit: str, stated: dict[str, object], expected: Origin
) -> None:
    assert explain(computed(Entry("ppk"), **stated), f"unit:{unit}").origins == (expected,)


def test_what_the_plan_states_is_not_passed_off_as_law() -> None:
    plan = computed(Entry("kpps-anggota", per_unit=5, reason="dua TPS digabung", coverage=("2024-02",)))
    node = explain(plan, "line:kpps-anggota:jkk")
    by_code = {leaf.code: leaf for leaf in leaves(node)}
    assert by_code["per-unit"].origins[0].says is Says.PLAN
    assert by_code["per-unit"].params["reason"] == "dua TPS digabung"
    assert by_code["months"].origins[0].says is Says.PLAN
    rated = computed(Entry("kpps"), premium=PremiumSettings(jkk_percent=Decimal("0.54")))
    rates = [leaf for leaf in leaves(explain(rated, "line:kpps-ketua:total")) if leaf.code == "rate"]
    assert {(rate.params["programme"], rate.origins[0].says) for rate in rates} == {
        ("JKK", Says.PLAN),
        ("JKM", Says.LAW),
    }


def test_people_excluded_by_law_and_by_the_author_read_differently() -> None:
    by_law = explain(computed(Entry("sek-ppk")), "line:sek-ppk-sekretaris:insured")
    assert (by_law.operation, by_law.value, by_law.parts[1].code) == (Operation.DIFFERENCE, 0, "excluded-asn")
    own = explain(computed(Entry("ppk-ketua", excluded=2, reason="sudah peserta")), "line:ppk-ketua:insured")
    assert (own.value, own.parts[1].code, own.parts[1].params["reason"]) == (17, "excluded", "sudah peserta")


def test_pantarlih_of_large_tps_and_exceptions_of_single_units_stand_apart() -> None:
    units = UnitCounts(33, 390, 4042, tps_coklit=3960, tps_over_400=3642)
    plan = PlanInput("R", "35.07", "pilkada-2024", entries=(Entry("pantarlih", coverage=("2024-07",)),))
    exceptions = {"pantarlih": (SeatException(0, "Desa Contoh", "digabung"),)}
    node = explain(draft(plan, law("pilkada"), units, exceptions), "line:pantarlih:headcount")
    assert [(part.code, part.value) for part in node.parts] == [("seats", 3960), ("extra", 3642), ("exception", -1)]
    assert node.value == 7601


def test_a_rate_that_changes_is_two_products() -> None:
    rates = (*RATES, rate(JKM, "0.20", since=datetime.date(2024, 2, 1)))
    plan = draft(PlanInput("R", "16.09", "pemilu-2024", entries=(Entry("kpps-ketua"),)), law(rates=rates), UNITS)
    node = explain(plan, "line:kpps-ketua:jkm")
    assert [part.value for part in node.parts] == [1352 * 3_600, 1352 * 2_400]
    with pytest.raises(NoSuchFigure):
        explain(plan, "line:kpps-ketua:jkm_month")


def test_flat_premiums_have_no_wage() -> None:
    plan = computed(Entry("kpps-ketua"), premium=PremiumSettings(membership=BPU))
    price = explain(plan, "line:kpps-ketua:jkk_month")
    assert (price.value, price.parts, price.origins[0].source) == (10_000, (), "PP 44/2015")
    with pytest.raises(NoSuchFigure):
        explain(plan, "line:kpps-ketua:wage")


def test_days_outside_the_paid_months() -> None:
    node = explain(computed(Entry("kpps-ketua", coverage=("2024-01",))), "line:kpps-ketua:uncovered_days")
    assert [part.value for part in node.parts] == [32, 7]
    assert node.value == 25


def test_an_unsure_tenure_is_shown_as_unsure() -> None:
    node = explain(computed(Entry("panwascam-ketua", wage=1)), "line:panwascam-ketua:months")
    assert node.origins[0].confidence == "L"


@pytest.mark.parametrize(
    "key",
    [
        *("", "x", "line", "line:x:total", "line:ppk-ketua:x", "line:ppk-ketua", "body:x", "body:ppk:x", "total:x"),
        *(
            "total:",
            "unit:x",
            "unit:tps_coklit",
            "year:2030",
            "month:2023-1",
            "institution:",
            "line:lain:uncovered_days",
        ),
    ],
)
def test_a_key_without_a_figure_is_refused(key: str) -> None:
    own = Entry("lain", headcount=4, wage=1, coverage=("2024-01",), reason="x", own=OwnLine("a", "b", "KPU"))
    with pytest.raises(NoSuchFigure):
        explain(computed(Entry("ppk-ketua"), own), key)
