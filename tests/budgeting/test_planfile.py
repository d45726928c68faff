import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.planfile import parse, read_span
from budgeting.planfile_writing import dump
from budgeting.rules.notes import Faults
from budgeting.rules.plan_input import INSTITUTIONS, Entry, OwnLine, PlanInput, PremiumSettings
from budgeting.rules.rates import MembershipClass
from budgeting.wording import sentence
from enrolment.rules.bodies import UnitCounts
from enrolment.rules.period import months_between

D = datetime.date
HEAD = 'name = "R"\nregion = "16.09"\nelection = "pemilu-2024"\n'

WHOLE = """
name = "Perlindungan"
region = "16.09"
election = "pemilu-2024"

[units]
tps = 1352
tps_coklit = 1351
tps_over_400 = 0
kecamatan = 19
desa = 259

[premium]
membership = "PU"
wage_base = 3_456_874
jkk_percent = "0.24"
jkm_percent = "0.30"

[sources]
tps = "Rapat koordinasi 29 September 2023"

[[position]]
code = "kpps-anggota"
coverage = ["2023-12/2024-01", "2024-03/2024-03"]
start = 2024-01-25
end = 2024-02-25
per_unit = 6
wage = 1_100_000
excluded = 12
reason = "sudah peserta aktif"

[[position]]
code = "kpu-lain"
name = "Petugas KPU lainnya"
body = "KPU"
institution = "KPU"
headcount = 4
coverage = "2023-07/2023-12"
reason = "Selisih 876 terhadap 95 PPK + 777 PPS"
"""


def faults(text: str) -> dict[str, str]:
    with pytest.raises(Faults) as caught:
        parse(text)
    return {note.key: note.code for note in caught.value.notes}


def test_every_key_of_the_contract_is_read() -> None:
    plan, tps_file = parse(WHOLE)
    assert tps_file is None
    assert plan == PlanInput(
        name="Perlindungan",
        region="16.09",
        election="pemilu-2024",
        units=UnitCounts(19, 259, 1352, 1351, 0),
        premium=PremiumSettings(MembershipClass.PU, 3_456_874, Decimal("0.24"), Decimal("0.30")),
        sources={"tps": "Rapat koordinasi 29 September 2023"},
        entries=(
            Entry(
                "kpps-anggota",
                coverage=("2023-12", "2024-01", "2024-03"),
                start=D(2024, 1, 25),
                end=D(2024, 2, 25),
                per_unit=6,
                wage=1_100_000,
                excluded=12,
                reason="sudah peserta aktif",
            ),
            Entry(
                "kpu-lain",
                coverage=months_between("2023-07", "2023-12"),
                headcount=4,
                reason="Selisih 876 terhadap 95 PPK + 777 PPS",
                own=OwnLine("Petugas KPU lainnya", "KPU", "KPU"),
            ),
        ),
    )


def test_a_byte_order_mark_is_no_part_of_the_plan() -> None:
    assert parse("\ufeff" + HEAD) == parse(HEAD)


def test_the_name_of_a_tps_file_is_handed_on() -> None:
    assert parse(HEAD + '[units]\ntps_file = "tps.csv"\n')[1] == "tps.csv"


@pytest.mark.parametrize(
    ("text", "key", "code"),
    [
        ("name = ", "", "not-toml"),
        ('name = "R"\nregion = "16.09"\n', "election", "missing-key"),
        (HEAD.replace('"R"', '" "'), "name", "empty-text"),
        (HEAD.replace('"16.09"', "16.09"), "region", "wrong-type"),
        (HEAD + 'regoin = "16.09"\n', "regoin", "unknown-key"),
        (HEAD + "units = 3\n", "units", "wrong-type"),
        (HEAD + '[units]\ntps = "1352"\n', "units.tps", "wrong-type"),
        (HEAD + "[units]\ntps = 1352.0\n", "units.tps", "wrong-type"),
        (HEAD + "[units]\ntps = true\n", "units.tps", "wrong-type"),
        (HEAD + "[units]\ntsp = 1352\n", "units.tsp", "unknown-key"),
        (HEAD + '[units]\ntps = 1352\ntps_file = "tps.csv"\n', "units.tps_file", "tps-and-file"),
        (HEAD + '[premium]\nmembership = "PBI"\n', "premium.membership", "not-one-of"),
        (HEAD + '[premium]\nwage_base = "umk"\n', "premium.wage_base", "wage-base"),
        (HEAD + "[premium]\nwage_base = -5\n", "premium.wage_base", "count-absurd"),
        (HEAD + "[premium]\njkk_percent = 0.24\n", "premium.jkk_percent", "wrong-type"),
        (HEAD + '[premium]\njkk_percent = "0,24"\n', "premium.jkk_percent", "percent-absurd"),
        (HEAD + '[premium]\njkk_percent = "NaN"\n', "premium.jkk_percent", "percent-absurd"),
        (HEAD + '[premium]\njkk_percent = "0_24"\n', "premium.jkk_percent", "percent-absurd"),
        (HEAD + '[premium]\njkk_percent = "٠.٢٤"\n', "premium.jkk_percent", "percent-absurd"),
        (HEAD.replace('"R"', '"R\\u202E"'), "name", "text-unprintable"),
        (HEAD.replace('"R"', '"R\\uFFFF"'), "name", "text-unprintable"),
        (HEAD.replace('"R"', '"R\\u009B31m"'), "name", "text-unprintable"),
        (HEAD + '[premium]\njkm_percent = "0"\n', "premium.jkm_percent", "percent-absurd"),
        (HEAD + "[sources]\ntps = 4\n", "sources.tps", "wrong-type"),
        (HEAD + "[position]\ncode = 'x'\n", "position", "wrong-type"),
        (HEAD + "[[position]]\nwage = 1\n", "position[1].code", "missing-key"),
        (HEAD + '[[position]]\ncode = "Ketua KPPS"\n', "position[1].code", "code-form"),
        (HEAD + '[[position]]\ncode = "kpps"\nheadcount = -1\n', "position[1].headcount", "count-absurd"),
        (HEAD + '[[position]]\ncode = "kpps"\nwage = 0\n', "position[1].wage", "count-absurd"),
        (HEAD + '[[position]]\ncode = "kpps"\nstart = "2024-01-25"\n', "position[1].start", "wrong-type"),
        (HEAD + '[[position]]\ncode = "kpps"\nstart = 2024-01-25T10:00:00\n', "position[1].start", "wrong-type"),
        (HEAD + '[[position]]\ncode = "kpps"\ncoverage = 2024\n', "position[1].coverage", "coverage-form"),
        (HEAD + '[[position]]\ncode = "kpps"\ncoverage = []\n', "position[1].coverage", "coverage-form"),
        (HEAD + '[[position]]\ncode = "kpps"\ncoverage = "2024-02/2024-01"\n', "position[1].coverage", "coverage-form"),
        (HEAD + '[[position]]\ncode = "kpps"\ncoverage = "2024-13/2024-14"\n', "position[1].coverage", "coverage-form"),
        (HEAD + '[[position]]\ncode = "kpps"\ncoverage = ["2024-01"]\n', "position[1].coverage", "coverage-form"),
        (HEAD + '[[position]]\ncode = "x"\nname = "N"\nbody = "B"\n', "position[1].institution", "missing-key"),
        (
            HEAD + '[[position]]\ncode = "x"\nname = "N"\nbody = "B"\ninstitution = "Polri"\n',
            "position[1].institution",
            "not-one-of",
        ),
    ],
)
def test_what_does_not_fit_is_named_by_its_key(text: str, key: str, code: str) -> None:
    assert faults(text) == {key: code}


def test_all_faults_are_told_at_once_in_sentences() -> None:
    text = HEAD + '[units]\ntps = "x"\n[[position]]\ncode = "kpps"\nwage = "1"\ncoverage = "2024"\n'
    with pytest.raises(Faults) as caught:
        parse(text)
    assert {note.key for note in caught.value.notes} == {"units.tps", "position[1].wage", "position[1].coverage"}
    assert "bilangan bulat" in sentence(caught.value.notes[0])


def test_a_span_names_both_its_months() -> None:
    assert read_span("2024-01/2024-03") == ("2024-01", "2024-02", "2024-03")
    assert read_span("2024-01") == ()


MONTHS = months_between("2023-01", "2024-12")
WORDS = st.text("abc “\"'\\=#[]é\n", min_size=1, max_size=20).map(lambda text: f"x{text}")
PEOPLE = st.none() | st.integers(0, 100_000)


@st.composite
def inputs(draw: st.DrawFn) -> PlanInput:
    entry = st.builds(
        Entry,
        code=st.from_regex(r"[a-z]{1,8}(-[a-z]{1,8})?", fullmatch=True),
        coverage=st.none() | st.sets(st.sampled_from(MONTHS), min_size=1).map(lambda found: tuple(sorted(found))),
        start=st.none() | st.dates(D(2022, 1, 1), D(2025, 1, 1)),
        headcount=PEOPLE,
        wage=st.none() | st.integers(1, 10_000_000),
        excluded=PEOPLE,
        reason=st.none() | WORDS,
        own=st.none() | st.builds(OwnLine, WORDS, WORDS, st.sampled_from(INSTITUTIONS)),
    )
    percent = st.none() | st.integers(1, 9999).map(lambda n: Decimal(n).scaleb(-2).normalize())
    return draw(
        st.builds(
            PlanInput,
            name=WORDS,
            region=st.just("16.09"),
            election=st.just("pemilu-2024"),
            units=st.builds(UnitCounts, tps=st.none() | st.integers(1, 9000), tps_over_400=st.none() | st.just(0)),
            premium=st.builds(
                PremiumSettings,
                membership=st.sampled_from(MembershipClass),
                wage_base=st.none() | st.integers(1, 9_000_000),
                jkk_percent=percent,
                jkm_percent=percent,
            ),
            sources=st.dictionaries(st.from_regex(r"[a-z_]{1,9}", fullmatch=True), WORDS, max_size=3),
            entries=st.lists(entry, max_size=4).map(tuple),
        )
    )


@given(inputs())
def test_what_is_written_reads_back_to_the_same_plan(plan: PlanInput) -> None:
    assert parse(dump(plan)) == (plan, None)
