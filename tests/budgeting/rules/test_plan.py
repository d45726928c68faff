import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.rules.notes import Faults
from budgeting.rules.plan import Plan, check_units, draft
from budgeting.rules.plan_input import Entry, OwnLine, PlanInput, PremiumSettings
from budgeting.wording import line_reason
from enrolment.rules.bodies import SeatException, UnitCounts
from enrolment.rules.period import months_between
from tests.budgeting.rules.laws import BPU, JKM, RATES, law, rate

D = datetime.date
UNITS = UnitCounts(kecamatan=19, desa=259, tps=1352)


def plan(*entries: Entry, **settings: object) -> PlanInput:
    return PlanInput("Rencana", "16.09", "pemilu-2024", entries=entries, **settings)  # type: ignore[arg-type]


def computed(*entries: Entry, units: UnitCounts = UNITS, **settings: object) -> Plan:
    return draft(plan(*entries, **settings), law(), units)


def faults(*entries: Entry, units: UnitCounts = UNITS, **settings: object) -> set[tuple[str, str]]:
    with pytest.raises(Faults) as caught:
        computed(*entries, units=units, **settings)
    return {(note.code, note.key) for note in caught.value.notes}


def warned(result: Plan) -> set[str]:
    return {note.code for note in result.warnings}


def test_the_line_of_the_contract() -> None:
    """1,352 TPS x 6 = 8,112 people; x 2 months x Rp2,640 = Rp42,831,360 JKK, x Rp3,300 = Rp53,539,200 JKM."""
    (line,) = computed(Entry("kpps-anggota", coverage=("2024-01", "2024-02"))).lines
    assert line.seats is not None
    assert (line.seats.units, line.seats.per_unit, line.headcount) == (1352, 6, 8112)
    assert (line.jkk, line.jkm, line.total) == (42_831_360, 53_539_200, 96_370_560)
    assert line.uncovered_days == 0


def test_the_published_example_of_a_regency_adds_up() -> None:
    """domain/apbd.md §2.3: PPK of ten kecamatan, July to December: 360,000 + 1,267,200 JKK."""
    months = months_between("2023-07", "2023-12")
    result = computed(Entry("ppk", coverage=months), units=replace(UNITS, kecamatan=10))
    assert [line.jkk for line in result.lines] == [360_000, 1_267_200]
    assert [line.jkm for line in result.lines] == [450_000, 1_584_000]


def test_without_entries_every_countable_position_stands_in_the_order_of_the_law() -> None:
    result = computed(premium=PremiumSettings(wage_base=1_000_000))
    assert [line.code for line in result.lines] == [
        "ppk-ketua", "ppk-anggota", "sek-ppk-sekretaris", "kpps-ketua", "kpps-anggota", "panwascam-ketua",
    ]  # fmt: skip
    assert "unit-unknown" in warned(result)


def test_a_body_passes_on_what_a_position_does_not_say() -> None:
    result = computed(
        Entry("kpps", coverage=("2024-01",), wage=900_000),
        Entry("kpps-ketua", wage=950_000),
    )
    assert [(line.basis.wage, line.months) for line in result.lines] == [
        (950_000, ("2024-01",)),
        (900_000, ("2024-01",)),
    ]


def test_own_lines_stand_after_the_preset_under_their_own_body() -> None:
    own = Entry(
        "kpu-lain",
        coverage=("2023-07",),
        headcount=4,
        wage=2_000_000,
        reason="selisih",
        own=OwnLine("Petugas", "KPU", "KPU"),
    )
    result = computed(own, Entry("ppk-ketua"))
    assert [line.code for line in result.lines] == ["ppk-ketua", "kpu-lain"]
    assert result.by_body["KPU"].total == 4 * (4_800 + 6_000)
    assert result.lines[1].tenure is None
    assert result.lines[1].uncovered_days is None


def test_civil_servants_are_counted_but_not_insured_unless_somebody_says_why() -> None:
    result = computed(Entry("sek-ppk-sekretaris"))
    (line,) = result.lines
    assert (line.headcount, line.excluded, line.insured, line.excluded_by_law) == (19, 19, 0, True)
    assert warned(result) == {"asn-excluded"}
    (insured,) = computed(Entry("sek-ppk-sekretaris", excluded=0, reason="bukan ASN")).lines
    assert (insured.insured, insured.excluded_by_law) == (19, False)


def test_a_reason_for_another_number_does_not_hide_that_the_law_excludes() -> None:
    result = computed(Entry("sek-ppk-sekretaris", headcount=21, reason="dua kecamatan baru"))
    (line,) = result.lines
    assert (line.headcount, line.excluded) == (21, 21)
    assert warned(result) == {"asn-excluded"}
    assert line_reason(line) == "dua kecamatan baru; selalu ASN, dijamin Taspen"


def test_pantarlih_follow_coklit_and_never_the_final_tps() -> None:
    pilkada = law("pilkada")
    entry = Entry("pantarlih", coverage=("2024-07",))
    stated = replace(plan(entry), election="pilkada-2024")
    known = UnitCounts(33, 390, 4042, tps_coklit=3960, tps_over_400=3642)
    (line,) = draft(stated, pilkada, known).lines
    assert (line.seats and line.seats.extra, line.headcount) == (3642, 7602)
    half_known = draft(stated, pilkada, replace(known, tps_over_400=None))
    assert half_known.lines[0].headcount == 3960
    assert "tps-over-400-unknown" in warned(half_known)
    assert faults(entry) == {("unit-unknown", "units.tps_coklit")}


def test_exceptions_of_single_units_change_the_headcount_and_are_kept() -> None:
    exceptions = {"kpps-anggota": (SeatException(4, "Lapas TPS 901", "petugas terbatas"),)}
    result = draft(plan(Entry("kpps-anggota")), law(), UNITS, exceptions)
    assert result.lines[0].headcount == 8112 - 2
    assert result.lines[0].adjustments[0].people == -2


def test_a_rate_change_inside_the_coverage_splits_the_line_and_the_sums_still_meet() -> None:
    changing = law(rates=(*RATES, rate(JKM, "0.20", since=D(2024, 2, 1))))
    (line,) = draft(plan(Entry("kpps-ketua")), changing, UNITS).lines
    assert [part.months for part in line.parts] == [("2024-01",), ("2024-02",)]
    assert line.jkm == 1352 * (3_600 + 2_400)


def test_bpu_has_no_wage() -> None:
    (line,) = computed(Entry("kpps-ketua"), premium=PremiumSettings(membership=BPU)).lines
    assert line.basis.wage is None
    assert line.total == 1352 * 2 * 16_800


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (Entry("kpps", per_unit=5, reason="x"), {("not-on-body", "position[1].per_unit")}),
        (Entry("kpps", headcount=5, reason="x"), {("not-on-body", "position[1].headcount")}),
        (Entry("kpps", excluded=5, reason="x"), {("not-on-body", "position[1].excluded")}),
        (
            Entry("kpps-ketua", per_unit=1, headcount=9, reason="x"),
            {("per-unit-with-headcount", "position[1].headcount")},
        ),
        (Entry("kpps-ketua", per_unit=2), {("reason-required", "position[1].reason")}),
        (Entry("kpps-ketua", excluded=2, reason="  "), {("reason-required", "position[1].reason")}),
        (
            Entry("kpps-ketua", headcount=5, excluded=6, reason="x"),
            {("excluded-above-headcount", "position[1].excluded")},
        ),
        (Entry("kpps-ketua", coverage=("2023-07",)), {("coverage-apart", "position[1].coverage")}),
        (Entry("kpps-ketua", start=D(2024, 3, 1), end=D(2024, 2, 1)), {("end-before-start", "position[1].end")}),
        (Entry("kpps-ketua", start=D(2024, 3, 1)), {("end-before-start", "position[1].end")}),
        (Entry("kppps"), {("unknown-code", "position[1].code")}),
        (Entry("kpps-ketua", own=OwnLine("a", "b", "KPU")), {("own-line-of-preset", "position[1].code")}),
        (
            Entry("kpps", own=OwnLine("a", "b", "KPU"), coverage=("2024-01",), wage=1),
            {("own-line-of-preset", "position[1].code")},
        ),
        (Entry("panwascam-ketua"), {("wage-missing", "position[1].wage")}),
        (Entry("kpps-ketua", start=D(1999, 1, 1), end=D(1999, 1, 31)), {("no-rate", "position[1].coverage")}),
        (
            Entry("lain", own=OwnLine("a", "b", "KPU"), wage=1),
            {("own-line-needs", "position[1].headcount"), ("own-line-needs", "position[1].coverage")},
        ),
        (
            Entry("lain", own=OwnLine("a", "b", "KPU"), wage=1, per_unit=2, coverage=("2024-01",), reason="x"),
            {("own-line-needs", "position[1].headcount"), ("own-line-per-unit", "position[1].per_unit")},
        ),
    ],
)
def test_faults_name_the_field(entry: Entry, expected: set[tuple[str, str]]) -> None:
    assert faults(entry) == expected


def test_every_fault_is_found_at_once() -> None:
    found = faults(Entry("kpps-ketua", per_unit=2), Entry("kpps-ketua"), Entry("ppk-ketua", coverage=("2030-01",)))
    assert {code for code, _ in found} == {"reason-required", "duplicate-code", "coverage-apart"}


def test_a_position_and_its_body_may_contradict_each_other_in_dates() -> None:
    body, leader = Entry("kpps", end=D(2024, 2, 1)), Entry("kpps-ketua", start=D(2024, 2, 10), coverage=("2024-02",))
    assert faults(body, leader) == {("end-before-start", "position[2].end")}


def test_a_fault_of_a_body_is_told_once_and_a_wrong_count_not_again_for_each_line() -> None:
    with pytest.raises(Faults) as caught:
        computed(Entry("kpps", end=D(2024, 1, 1)))
    assert [note.code for note in caught.value.notes] == ["end-before-start"]
    assert faults(units=replace(UNITS, tps=-1)) >= {("count-absurd", "units.tps")}
    assert faults(Entry("kpps"), units=replace(UNITS, tps=-1)) == {("count-absurd", "units.tps")}


def test_the_tenure_of_an_own_line_gives_its_months() -> None:
    own = Entry("lain", own=OwnLine("a", "b", "KPU"), wage=1, headcount=1, reason="x")
    (line,) = computed(replace(own, start=D(2023, 7, 5), end=D(2023, 9, 1))).lines
    assert (line.months, line.uncovered_days) == (("2023-07", "2023-08", "2023-09"), 0)
    assert faults(replace(own, start=D(2023, 7, 5), coverage=("2023-07",))) == {("own-line-needs", "position[1].end")}


def test_a_position_without_tenure_needs_its_months() -> None:
    assert faults(Entry("pantarlih"), units=replace(UNITS, tps_coklit=1351)) == {
        ("coverage-missing", "position[1].coverage")
    }


@pytest.mark.parametrize(
    ("units", "code", "key"),
    [
        (replace(UNITS, kecamatan=0), "count-absurd", "units.kecamatan"),
        (replace(UNITS, tps=10_000_000), "count-absurd", "units.tps"),
        (replace(UNITS, tps=-1), "count-absurd", "units.tps"),
        (replace(UNITS, tps=800_000), "tps-per-desa-absurd", "units.tps"),
        (replace(UNITS, tps_coklit=10, tps_over_400=11), "over-400-above-coklit", "units.tps_over_400"),
    ],
)
def test_counts_that_no_region_can_have(units: UnitCounts, code: str, key: str) -> None:
    assert [(note.code, note.key) for note in check_units(units)] == [(code, key)]
    assert (code, key) in faults(Entry("ppk-ketua"), units=units)


def test_no_tps_over_400_voters_is_a_number_like_any_other() -> None:
    assert check_units(replace(UNITS, tps_coklit=1351, tps_over_400=0)) == []


def test_warnings_before_anything_is_submitted() -> None:
    result = computed(Entry("kpps-ketua", coverage=("2024-01", "2024-03")))
    assert warned(result) == {"uncovered-days", "coverage-outside-tenure"}
    late = computed(Entry("panwascam-ketua", wage=2_200_000))
    assert warned(late) == {"tenure-unverified", "no-code-regime"}  # end known only as April 2024; begins in 2022
    settled = computed(
        Entry("panwascam-ketua", wage=2_200_000, end=D(2024, 4, 30), coverage=months_between("2023-01", "2024-04"))
    )
    assert warned(settled) == {"uncovered-days"}


def test_an_unverified_rate_is_said_once() -> None:
    unsure = (*RATES[1:], rate(RATES[0].programme, "0.24", confidence="L"))
    result = draft(plan(Entry("kpps")), law(rates=unsure), UNITS)
    assert [note.code for note in result.warnings] == ["rate-unverified"]


def test_sources_of_the_plan_reach_the_lines_they_speak_of() -> None:
    sources = {"tps": "rapat 29 September", "kecamatan": "SK", "kpps": "KPU", "ppk": "PPK saja", "umum": "berita acara"}
    result = computed(Entry("kpps-ketua"), Entry("ppk"), sources=sources)
    by_code = {line.code: line.sources for line in result.lines}
    assert {"rapat 29 September", "KPU", "berita acara"} <= set(by_code["kpps-ketua"])
    assert "PPK saja" not in by_code["kpps-ketua"]
    assert {"SK", "PPK saja"} <= set(by_code["ppk-ketua"])
    assert "rapat 29 September" not in by_code["ppk-ketua"]
    everything = {line.code: line.sources for line in computed(Entry("panwascam-ketua", wage=1), sources=sources).lines}
    assert not {"KPU", "PPK saja"} & set(everything["panwascam-ketua"])


CODES = ["ppk-ketua", "ppk-anggota", "kpps-ketua", "kpps-anggota"]
MONTHS = months_between("2023-11", "2024-04")


@st.composite
def entries(draw: st.DrawFn) -> tuple[Entry, ...]:
    chosen = draw(st.lists(st.sampled_from(CODES), min_size=1, unique=True))
    return tuple(
        Entry(
            code,
            coverage=tuple(sorted({*draw(st.sets(st.sampled_from(MONTHS))), "2024-02"})),
            wage=draw(st.none() | st.integers(1, 10_000_000)),
            excluded=draw(st.integers(0, 19)),
            reason="sudah peserta",
        )
        for code in chosen
    )


@given(entries(), st.sampled_from(["0.24", "0.54", "1.27", "0.333"]), st.booleans())
def test_all_totals_meet_to_the_rupiah(stated: tuple[Entry, ...], percent: str, changing: bool) -> None:
    rates = (*RATES, rate(JKM, "0.20", since=D(2024, 2, 1))) if changing else RATES
    settings = PremiumSettings(jkk_percent=Decimal(percent))
    result = draft(plan(*stated, premium=settings), law(rates=rates), UNITS)
    total = result.total
    assert total.total == total.jkk + total.jkm == sum(line.total for line in result.lines)
    for sums in (result.by_body, result.by_institution, result.by_year, result.by_month):
        assert sum(each.jkk for each in sums.values()) == total.jkk  # type: ignore[attr-defined]
        assert sum(each.jkm for each in sums.values()) == total.jkm  # type: ignore[attr-defined]
    for line in result.lines:
        assert line.headcount == line.insured + line.excluded
