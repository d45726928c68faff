"""Explanations in words: every figure of every plan can be said, and its arithmetic reads true."""

import datetime
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, settings

from budgeting.explaining import amount, explained, formula, label, sources, unit_origins
from budgeting.planning import Planned
from budgeting.rules.explain import explain, keys
from budgeting.rules.explanation import Node, Operation, Origin, Says
from budgeting.rules.plan import Plan, draft
from budgeting.rules.plan_input import Entry, OwnLine, PlanInput, PremiumSettings
from enrolment.counting import Counted, Provenance
from enrolment.rules.bodies import SeatException, UnitCounts
from pemilu_bpjs.formats import rupiah
from tests.budgeting.rules.laws import BPU, law
from tests.budgeting.rules.plans import Drawn, plans

pytestmark = pytest.mark.once

UNITS = UnitCounts(19, 259, 1352, tps_coklit=1351, tps_over_400=20)
ENTERED = datetime.datetime(2023, 9, 29, 17, 30, tzinfo=datetime.UTC)  # past midnight in Jakarta


def computed(*entries: Entry, exceptions: dict[str, tuple[SeatException, ...]] | None = None, **stated: object) -> Plan:
    plan = PlanInput("Rencana", "16.09", "pilkada-2024", entries=entries, **stated)  # type: ignore[arg-type]
    return draft(plan, law("pilkada"), UNITS, exceptions or {})


def said(plan: Plan, key: str) -> tuple[str, str, str]:
    node = explain(plan, key)
    return label(node), formula(node), amount(node)


@settings(max_examples=40, deadline=None)
@given(plans())
def test_every_figure_can_be_said_in_both_languages(drawn: Drawn) -> None:
    for language in ("id", "en"):
        with translation.override(language):
            for key in keys(drawn.plan):
                for node in explain(drawn.plan, key).walk():
                    assert label(node)
                    assert amount(node)
                    assert "{" not in label(node) + formula(node)
                    assert all(source.text for source in sources(node))


@settings(max_examples=30, deadline=None)
@given(plans())
def test_the_appendix_of_all_years_comes_to_the_total_of_the_plan(drawn: Drawn) -> None:
    planned = Planned(drawn.plan, law("pilkada"), "Kabupaten Contoh")
    total = 0
    for year, own in drawn.plan.by_year.items():
        rows = explained(planned, year)
        assert [row.value for row in rows[-3:]] == [rupiah(own.jkk), rupiah(own.jkm), rupiah(own.total)]
        assert {row.depth for row in rows} <= set(range(9))
        total += own.total
    assert total == drawn.plan.total.total
    assert explained(planned, 1999) == ()


def test_people_by_ratio_large_tps_and_exceptions() -> None:
    exceptions = {"pantarlih": (SeatException(0, "Desa Contoh TPS 4", "digabung"),)}
    plan = computed(Entry("pantarlih", coverage=("2024-07",)), exceptions=exceptions)
    assert said(plan, "line:pantarlih:headcount") == (
        "Jumlah orang: Pantarlih",
        "1.351 orang + 20 orang − 1 orang = 1.370 orang",
        "1.370 orang",
    )
    seats, extra, exception = explain(plan, "line:pantarlih:headcount").parts
    assert formula(seats) == "1.351 TPS coklit × 1 orang = 1.351 orang"
    assert formula(extra) == "20 TPS di atas 400 pemilih × 1 orang = 20 orang"
    assert (label(exception), formula(exception), amount(exception)) == (
        "Pengecualian Desa Contoh TPS 4",
        "digabung",
        "−1 orang",
    )


def test_a_number_that_was_given_says_why() -> None:
    own = Entry(
        "lain", headcount=4, wage=1, coverage=("2024-01",), reason="selisih", own=OwnLine("Petugas", "a", "KPU")
    )
    assert said(computed(own), "line:lain:headcount") == ("Jumlah orang: Petugas", "diisi langsung: selisih", "4 orang")


def test_a_premium_that_was_rounded_says_so() -> None:
    plan = computed(
        Entry("kpps-ketua", wage=1_234_567), premium=PremiumSettings(jkk_percent=Decimal("0.333")), sources={}
    )
    assert said(plan, "line:kpps-ketua:jkk_month")[1] == "0,333% × Rp1.234.567 = Rp4.111 (dibulatkan)"
    exact = computed(Entry("kpps-ketua"))
    assert said(exact, "line:kpps-ketua:jkk_month")[1] == "0,24% × Rp1.200.000 = Rp2.880"


def test_a_flat_premium_rests_on_its_own_source() -> None:
    plan = computed(Entry("kpps-ketua"), premium=PremiumSettings(membership=BPU))
    node = explain(plan, "line:kpps-ketua:jkm_month")
    assert (formula(node), amount(node), sources(node)[0].text) == ("", "Rp6.800", "PP 44/2015")


def test_days_are_spans_that_can_be_counted() -> None:
    plan = computed(Entry("kpps-ketua", coverage=("2024-02",)))
    tenure, covered = explain(plan, "line:kpps-ketua:uncovered_days").parts
    assert (formula(tenure), amount(tenure)) == ("25 Januari 2024 – 25 Februari 2024", "32 hari")
    assert (formula(covered), amount(covered)) == ("1 Februari 2024 – 25 Februari 2024", "25 hari")
    assert said(plan, "line:kpps-ketua:uncovered_days")[1] == "32 hari − 25 hari = 7 hari"


def test_a_long_sum_counts_its_parts_instead_of_naming_each() -> None:
    plan = computed(Entry("ppk"), Entry("kpps"), Entry("sek-ppk"), Entry("panwascam", wage=1))
    assert said(plan, "total:headcount")[:2] == (
        "Jumlah orang: seluruh rencana",
        "19 orang + 76 orang + 19 orang + 1.352 orang + 8.112 orang + 19 orang = 9.597 orang",
    )
    seven = computed(
        Entry("ppk"),
        Entry("kpps"),
        Entry("sek-ppk"),
        Entry("panwascam", wage=1),
        Entry("pantarlih", coverage=("2024-07",)),
    )
    assert said(seven, "total:headcount")[1] == "jumlah dari 7 bagian"


def test_the_name_of_a_line_is_said_once() -> None:
    total = explain(computed(Entry("kpps-ketua")), "line:kpps-ketua:total")
    name = "Kpps-Ketua"
    assert label(total) == f"JKK + JKM: {name}"
    assert label(total.parts[0], name) == "Iuran JKK"
    assert label(explain(computed(Entry("kpps")), "month:2024-01:jkk")) == "Iuran JKK: Januari 2024"


def test_who_entered_a_count_and_on_which_day_of_his_own() -> None:
    entered = Node(
        "units", 5, "tps", origins=(Origin(Says.COUNT, "Rapat", by="Siti", at=ENTERED),), params={"unit": "tps"}
    )
    assert sources(entered)[0].entered == "Siti, 30 September 2023"
    listed = Node("units", 5, "tps", origins=(Origin(Says.COUNT, at=ENTERED),), params={"unit": "tps"})
    (source,) = sources(listed)
    assert (source.text, source.entered) == ("data Pemilu di wilayah ini", "30 September 2023")
    assert entered.operation is Operation.GIVEN


def test_counts_of_the_election_are_told_from_those_of_the_plan() -> None:
    given = {"tps_dps": Provenance("Berita acara DPS", "Siti", ENTERED), "desa": Provenance("SK", "Budi", ENTERED)}
    counted = Counted(UNITS, {}, given)
    plan = computed(Entry("kpps"), units=UnitCounts(desa=260))
    origins = unit_origins(Planned(plan, law("pilkada"), "", counted))
    assert origins["tps"] == Origin(Says.COUNT, "Berita acara DPS", by="Siti", at=ENTERED)
    assert "desa" not in origins
    assert unit_origins(Planned(plan, law("pilkada"), "")) == {}
