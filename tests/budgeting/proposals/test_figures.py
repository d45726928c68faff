"""The figures of a proposal against the law as it is loaded: citations, codes, doubts, recap, warnings."""

from datetime import date

import pytest

from budgeting import figures_of, planning
from budgeting.models import Account, Proposal
from budgeting.rules.figures import Figures
from budgeting.rules.plan_input import Entry, PlanInput, PremiumSettings
from budgeting.rules.proposal import totals
from budgeting.rules.rates import MembershipClass
from enrolment.models import SeatException, UnitCount
from enrolment.rules.bodies import UnitCounts
from pemilu_bpjs.models import Office
from tests.factories import make_signatory
from tests.factories_budgeting import make_election, make_plan
from tests.factories_proposals import make_proposal
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")

HALF_YEAR = tuple(f"2023-{month:02d}" for month in range(7, 13))


def figures(year: int, *entries: Entry, on: date, election: str = "pemilu-2024", **stated: object) -> Figures:
    units = stated.pop("units", UnitCounts(tps=1352))
    plan = PlanInput("Uji", "16.09", election, units=units, entries=entries, **stated)
    return figures_of.for_plan(planning.compute_input(plan), year, today=on)


def cited(found: Figures) -> set[str]:
    return {basis.code for basis in found.legal_bases}


def test_the_worked_example_of_a_rab():
    # domain/apbd.md §2.3, with its invented headcounts.
    people = {"ppk-ketua": 10, "ppk-anggota": 40, "sek-ppk-sekretaris": 2, "sek-ppk-staf": 12, "pps-ketua": 100}
    people["pps-anggota"] = 200
    eight = tuple(f"2024-{month:02d}" for month in range(1, 9))
    for months, asked in ((HALF_YEAR, 17_570_520), (eight, 23_427_360)):
        # Insured although the law would leave them out as civil servants: the example has secretaries who are none.
        entries = [
            Entry(
                code,
                coverage=months,
                headcount=count,
                excluded=0,
                reason="Contoh",
                start=date(2023, 1, 1),
                end=date(2024, 12, 31),
            )
            for code, count in people.items()
        ]
        found = figures(int(months[0][:4]), *entries, on=date(2023, 7, 14))
        assert (found.total, found.insured) == (asked, 364)
        assert totals(found).meet
    assert found.jkk == 7_809_120 // 6 * 8


@pytest.mark.parametrize(
    ("election", "own", "other"),
    [("pemilu-2024", "uu-7-2017", "uu-10-2016"), ("pilkada-2024", "uu-10-2016", "uu-7-2017")],
)
def test_each_election_cites_its_own_law(election: str, own: str, other: str):
    found = figures(
        2024,
        Entry("ppk", coverage=("2024-06",), start=date(2024, 5, 16), end=date(2024, 7, 1)),
        election=election,
        on=date(2024, 1, 15),
    )
    assert own in cited(found)
    assert other not in cited(found)
    said = " ".join(found.warnings)
    assert ("NPHD" in said) is (election == "pilkada-2024")


@pytest.mark.parametrize(("on", "is_cited"), [(date(2023, 9, 29), False), (date(2023, 10, 2), True)])
def test_pp_49_of_2023_is_not_cited_before_it_is_in_force(on: date, is_cited: bool):
    assert ("pp-49-2023" in cited(figures(2023, Entry("ppk", coverage=HALF_YEAR), on=on))) is is_cited


def test_the_years_own_decree_is_cited_even_without_a_title():
    found = figures(
        2025, Entry("ppk", coverage=("2025-01",), end=date(2025, 1, 31)), election="pilkada-2024", on=date(2024, 11, 1)
    )
    decree = next(basis for basis in found.legal_bases if basis.code == "kepmendagri-900-1-15-5-3406-2024")
    assert (decree.title, decree.confidence) == ("", "L")
    assert "title:kepmendagri-900-1-15-5-3406-2024" in {each.key for each in found.unverified}


def test_every_unverified_thing_has_its_key():
    keys = {
        each.key
        for each in figures(
            2023, Entry("ppk", coverage=HALF_YEAR), Entry("pkd", coverage=HALF_YEAR), on=date(2023, 7, 14)
        ).unverified
    }
    assert keys == {
        "tenure-end:pkd",
        "decree:2023",
        "account:5.1.02.02",
        "ppn_percent:all",
        "premium_rounding:all",
        "bpkad:accounts",
        "single-funding:pemilu",
    }


def test_a_tenure_that_the_plan_states_needs_no_word_for_it():
    found = figures(2023, Entry("pkd", coverage=HALF_YEAR, end=date(2024, 4, 4)), on=date(2023, 7, 14))
    assert "tenure-end:pkd" not in {each.key for each in found.unverified}


def test_a_year_without_known_codes_gives_empty_ones_and_says_so():
    found = figures(2022, Entry("panwascam", coverage=("2022-11",)), on=date(2022, 9, 1))
    assert (found.sub_activity.code, found.program.code) == ("", "")
    assert any("2022 tidak tersedia" in warning for warning in found.warnings)


def test_warnings_speak_of_the_lines_of_the_year_alone():
    entries = (Entry("sek-ppk", coverage=("2023-12",)), Entry("kpps", coverage=("2024-01",)))
    first, second = (figures(year, *entries, on=date(year, 1, 2)) for year in (2023, 2024))
    assert any("Sekretaris PPK selalu ASN" in warning for warning in first.warnings)
    assert not any("Sekretaris PPK" in warning for warning in second.warnings)
    assert any("KPPS" in warning and "hari masa kerja" in warning for warning in second.warnings)


def test_bpu_is_flat_and_due_in_the_same_month():
    found = figures(
        2024, Entry("kpps", coverage=("2024-02",)), on=date(2024, 1, 2), premium=PremiumSettings(MembershipClass.BPU)
    )
    assert {line.wage for line in found.lines} == {None}
    assert found.lines[0].jkm_rate.label == "Rp6.800"
    assert [row.due for row in found.cash] == [date(2024, 2, 15)]


def test_counts_below_the_total_stand_where_they_were_entered(world: World):
    election = make_election(world.planner, tps=100)
    UnitCount.objects.create(election=election, region_id="16.09.01", kind="tps", count=60, source="BA")
    SeatException.objects.create(
        election=election, region_id="16.09.01", position="kpps-anggota", seats=4, reason="Lokasi khusus"
    )
    plan = make_plan(world.office, world.planner, Entry("kpps", coverage=("2024-02",)), election=election)
    found = figures_of.live(make_proposal(world, plan, 2024))
    by_code = {row.code: row for row in found.recap if row.level != "desa"}
    assert (by_code["16.09.01"].tps, by_code["16.09.01"].seats) == (60, (60, 358))
    assert (by_code["16.09"].name, by_code["16.09"].seats) == ("Belum dirinci", (40, 240))
    assert totals(found).meet


def test_excluded_people_without_a_place_are_named(world: World):
    plan = make_plan(world.office, world.planner, Entry("ppk-anggota", coverage=HALF_YEAR, excluded=12, reason="ASN"))
    found = figures_of.live(make_proposal(world, plan))
    rest = found.recap[-1]
    assert (rest.level, rest.headcount, rest.excluded) == ("undetailed", 0, 12)
    assert "pengecualian 12 orang" in rest.name
    assert rest.total < 0
    assert totals(found).meet


def test_who_signs_is_who_stands_on_the_day_of_the_letter(world: World):
    make_signatory(world.office, name="Penerus, S.E.", active_from=date(2024, 1, 1))
    plan = make_plan(world.office, world.planner, Entry("ppk", coverage=HALF_YEAR))
    proposal = make_proposal(world, plan)
    names = []
    for day in (date(2023, 12, 31), date(2024, 1, 1), date(2022, 12, 31)):
        Proposal.objects.filter(pk=proposal.pk).update(letter_date=day)
        proposal.refresh_from_db()
        names.append(figures_of.live(proposal).signatory.name)
    assert names == ["Drs. Contoh Pejabat, M.Si.", "Penerus, S.E.", ""]


def test_the_letterhead_is_the_offices(world: World):
    Office.objects.filter(pk=world.office.pk).update(address="Jalan Contoh 1", paper="F4", npp="JJ001234")
    plan = make_plan(Office.objects.get(pk=world.office.pk), world.planner, Entry("ppk", coverage=HALF_YEAR))
    found = figures_of.live(make_proposal(world, plan)).office
    assert (found.government, found.address, found.paper) == (
        "PEMERINTAH KABUPATEN OGAN KOMERING ULU SELATAN",
        "Jalan Contoh 1",
        "F4",
    )


def test_an_administrators_row_takes_the_place_of_the_seed(world: World):
    row = Account.objects.current().get(code="5.1.02.02")
    row.supersede(by=world.admin, confidence="H", source="Permendagri 90/2019")
    found = figures(2023, Entry("ppk", coverage=HALF_YEAR), on=date(2023, 7, 14))
    assert "account:5.1.02.02" not in {each.key for each in found.unverified}
    assert [code.confidence for code in found.account_parents if code.code == "5.1.02.02"] == ["H"]


def test_queries_do_not_follow_the_regions(django_assert_max_num_queries):
    for region in ("16.09", "35"):
        plan = planning.compute_input(PlanInput("Uji", region, "pemilu-2024", units=UnitCounts(tps=1352)))
        with django_assert_max_num_queries(20):
            figures_of.for_plan(plan, 2024, today=date(2024, 1, 2))
