"""Plans are stored only when they can be computed, by those who may, with an audit line."""

import pytest
from django.core.exceptions import PermissionDenied

from budgeting import planning
from budgeting.actions import plans
from budgeting.models import Plan
from budgeting.planfile import parse
from budgeting.rules.notes import Faults
from budgeting.rules.plan_input import Entry, PlanInput, PremiumSettings
from budgeting.rules.rates import MembershipClass
from enrolment.models import Election, UnitCount
from enrolment.rules.bodies import UnitCounts
from pemilu_bpjs.models import AuditEvent
from tests.factories_budgeting import PLAN_FILE, make_election, make_plan
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def codes(faults: pytest.ExceptionInfo[Faults]) -> list[tuple[str, str]]:
    return [(note.key, note.code) for note in faults.value.notes]


def headcount(plan: Plan) -> dict[str, int]:
    return {line.code: line.headcount for line in planning.compute(Plan.objects.get(pk=plan.pk)).plan.lines}


def settings(**changes) -> plans.Settings:
    given = {"name": "Lain", "premium": PremiumSettings(), "units": UnitCounts(), "sources": {}}
    return plans.Settings(**{**given, **changes})


def test_a_new_plan_holds_every_position_that_can_be_counted(world: World):
    election = make_election(world.planner, tps=1352)
    plan = plans.create_plan(election=election, office=world.office, name="Semua", by=world.planner)
    found = headcount(plan)
    assert (found["kpps-ketua"] + found["kpps-anggota"], found["pkd"]) == (9464, 259)
    assert "pantarlih" not in found  # TPS coklit are not known
    assert AuditEvent.objects.get(subject=f"plan:{plan.pk}").action == "plan.create"


def test_a_plan_that_cannot_be_computed_is_not_stored(world: World):
    election = make_election(world.planner)
    with pytest.raises(Faults) as faults:
        plans.create_plan(
            election=election, office=world.office, name="Tanpa TPS", entries=[Entry("ptps")], by=world.planner
        )
    assert codes(faults) == [("units.tps", "unit-unknown")]
    assert not Plan.objects.exists()


@pytest.mark.parametrize("who", ["neighbour", "head", "kpu", "stranger", "admin", "other_planner"])
def test_only_the_payers_own_planner_writes_its_plans(world: World, who: str):
    plan = make_plan(world.office, world.planner)
    by = getattr(world, who)
    for attempt in (
        lambda: plans.create_plan(election=plan.election, office=world.office, name="x", by=by),
        lambda: plans.update_settings(plan=plan, settings=settings(), by=by),
        lambda: plans.set_entries(plan=plan, change=lambda _: (Entry("pps"),), by=by),
        lambda: plans.copy_plan(plan=plan, name="x", by=by),
        lambda: plans.archive_plan(plan=plan, by=by),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    assert list(Plan.objects.values_list("name", "archived_at")) == [("Rencana contoh", None)]


def test_an_import_sets_up_the_election_and_keeps_what_the_file_says(world: World):
    plan = plans.import_plan(text=PLAN_FILE, office=world.office, by=world.planner)
    assert plan.election.code == "pemilu-2024-16.09"
    assert (plan.units, plan.sources) == ({"tps": 1352}, {"tps": "Rapat koordinasi 29 September 2023"})
    assert planning.to_input(plan) == parse(PLAN_FILE)[0]


def test_what_is_exported_imports_to_the_same_plan(world: World):
    plan = plans.import_plan(text=PLAN_FILE, office=world.office, by=world.planner)
    text = plans.export_plan(plan=plan, by=world.planner)
    again = plans.import_plan(text=text, office=world.office, by=world.planner)
    assert planning.to_input(again) == planning.to_input(plan)
    assert Election.objects.count() == 1


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('region = "16.09"', 'region = "16.08"', ("region", "region-not-of-office")),
        ('region = "16.09"', 'region = "99.99"', ("region", "region-unknown")),
        ('"pemilu-2024"', '"pemilu-1955"', ("election", "election-unknown")),
        ("tps = 1352", 'tps_file = "tps.csv"', ("units.tps_file", "tps-file-apart")),
        ('"ppk"', '"ppkk"', ("position[1].code", "unknown-code")),
        ("excluded = 12", "excluded = 9000", ("position[2].excluded", "excluded-above-headcount")),
    ],
)
def test_a_faulty_file_leaves_nothing_behind(world: World, old: str, new: str, fault: tuple[str, str]):
    with pytest.raises(Faults) as faults:
        plans.import_plan(text=PLAN_FILE.replace(old, new), office=world.office, by=world.planner)
    assert codes(faults) == [fault]
    assert not Plan.objects.exists()
    assert not Election.objects.exists()


def test_settings_are_stored_and_what_changed_is_audited(world: World):
    plan = make_plan(world.office, world.planner)
    premium = PremiumSettings(membership=MembershipClass.BPU)
    wanted = settings(name=plan.name, premium=premium, units=UnitCounts(kecamatan=20), sources={"kecamatan": "SK"})
    plans.update_settings(plan=plan, settings=wanted, by=world.planner)
    plan.refresh_from_db()
    assert (plan.membership, plan.units, plan.sources) == ("BPU", {"kecamatan": 20}, {"kecamatan": "SK"})
    assert AuditEvent.objects.latest("pk").detail == {"changed": ["units", "premium", "sources"], "lines": []}


def test_saving_without_a_change_writes_nothing(world: World):
    plan = make_plan(world.office, world.planner)
    before = AuditEvent.objects.count()
    plans.set_entries(plan=plan, change=lambda entries: entries, by=world.planner)
    assert AuditEvent.objects.count() == before


def test_two_people_on_two_lines_do_not_undo_each_other(world: World):
    plan = make_plan(world.office, world.planner)
    stale = Plan.objects.get(pk=plan.pk)
    plans.set_entries(plan=plan, change=lambda entries: (*entries, Entry("pps")), by=world.planner)
    plans.set_entries(plan=stale, change=lambda entries: (*entries, Entry("pkd")), by=world.planner)
    assert [entry.code for entry in plan.entries.all()] == ["ppk", "kpps", "pps", "pkd"]


def test_the_last_line_cannot_be_taken_out(world: World):
    plan = make_plan(world.office, world.planner, Entry("ppk"))
    with pytest.raises(Faults) as faults:
        plans.set_entries(plan=plan, change=lambda _: (), by=world.planner)
    assert codes(faults) == [("position", "no-entries-left")]
    assert plan.entries.count() == 1


def test_a_plan_that_lost_its_ground_can_be_mended_line_by_line(world: World):
    election = make_election(world.planner, tps=1352)
    plan = make_plan(world.office, world.planner, Entry("ppk"), Entry("kpps"), Entry("ptps"), election=election)
    UnitCount.objects.filter(election=election).delete()
    without_kpps = (Entry("ppk"), Entry("ptps"))
    plans.set_entries(plan=plan, change=lambda _: without_kpps, by=world.planner)
    with pytest.raises(Faults) as faults:
        plans.set_entries(plan=plan, change=lambda _: (Entry("ppk", per_unit=9), Entry("ptps")), by=world.planner)
    assert ("position[1].per_unit", "not-on-body") in codes(faults)
    assert [entry.code for entry in plan.entries.all()] == ["ppk", "ptps"]


def test_a_copy_is_a_plan_of_its_own(world: World):
    plan = plans.import_plan(text=PLAN_FILE, office=world.office, by=world.planner)
    copy = plans.copy_plan(plan=plan, name="Skenario BPU", by=world.planner)
    plans.set_entries(plan=copy, change=lambda _: (Entry("pps"),), by=world.planner)
    assert (copy.copied_from, copy.name) == (plan, "Skenario BPU")
    assert planning.to_input(plan).entries == parse(PLAN_FILE)[0].entries


def test_an_archived_plan_stands_still_until_it_is_restored(world: World):
    plan = make_plan(world.office, world.planner)
    plans.archive_plan(plan=plan, by=world.planner)
    plans.archive_plan(plan=plan, by=world.planner)
    assert not Plan.objects.standing().exists()
    with pytest.raises(Faults) as faults:
        plans.update_settings(plan=plan, settings=settings(), by=world.planner)
    assert codes(faults) == [("", "plan-archived")]
    plans.restore_plan(plan=plan, by=world.planner)
    assert Plan.objects.standing().get() == plan
    assert list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))[-2:] == [
        "plan.archive",
        "plan.restore",
    ]


def test_where_the_election_cannot_be_set_up_the_file_is_refused_in_its_words(world: World):
    Election.objects.filter(pk=make_election(world.planner, region="16.08").pk).update(code="pemilu-2024-16.09")
    with pytest.raises(Faults) as faults:
        plans.import_plan(text=PLAN_FILE, office=world.office, by=world.planner)
    assert codes(faults) == [("election", "election-refused")]


def test_a_plan_replaced_as_a_whole_stays_in_its_region(world: World):
    plan = plans.import_plan(text=PLAN_FILE, office=world.office, by=world.planner)
    stated = parse(PLAN_FILE.replace("16.09", "16.08"))[0]
    with pytest.raises(Faults) as faults:
        plans.replace_plan(plan=plan, stated=stated, by=world.planner)
    assert codes(faults) == [("region", "plan-elsewhere")]
    anew = PlanInput(name="Baru", region="16.09", election="pemilu-2024", entries=(Entry("pps"),))
    plans.replace_plan(plan=plan, stated=anew, by=world.planner)
    assert planning.to_input(Plan.objects.get(pk=plan.pk)) == anew
