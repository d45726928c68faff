"""Drafting, confirming and revising proposals: what people may do, and what is refused with which words."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from budgeting import figures_of
from budgeting.actions.proposals import confirm_figures, create_proposal, edit_proposal, revise_proposal
from budgeting.freezing import from_json, sha256
from budgeting.models import BudgetKind, Proposal
from budgeting.rules.notes import Faults
from budgeting.rules.plan_input import Entry
from budgeting.rules.proposal import totals
from budgeting.rules.status import State
from pemilu_bpjs.models import AuditEvent
from tests.factories_budgeting import make_plan
from tests.factories_proposals import (
    ENTRIES,
    LETTER,
    NOTE,
    confirm_all,
    make_proposal,
    make_submitted,
    make_verifying,
    move,
    walk,
)
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")


def codes(refused: pytest.ExceptionInfo[Faults]) -> dict[str, str]:
    """Each fault's code by the field that it concerns."""
    return {note.key: note.code for note in refused.value.notes}


def test_a_new_proposal_has_the_codes_of_its_year(world: World):
    plan = make_plan(world.office, world.planner, *ENTRIES)
    first = make_proposal(world, plan, 2023)
    second = make_proposal(world, plan, 2024)
    assert (first.sub_activity, second.sub_activity) == ("2.07.05.2.02.05", "2.07.05.2.02.0005")
    assert (first.jkk_account, first.jkm_account) == ("5.1.02.02.02.0006", "5.1.02.02.02.0007")
    assert first.status is State.DRAFT


def test_the_years_of_a_plan_sum_to_the_plan(world: World):
    plan = make_plan(world.office, world.planner, *ENTRIES)
    figures = [figures_of.live(make_proposal(world, plan, year)) for year in (2023, 2024)]
    assert sum(each.total for each in figures) == sum(year.total for year in figures[0].years)
    assert all(totals(each).meet for each in figures)
    # 19 PPK leaders at Rp2.500.000 and 76 members at Rp2.200.000: six months x 0,54 per cent.
    assert figures[0].total == 6 * (19 * 13_500 + 76 * 11_880)


@pytest.mark.parametrize(("year", "code"), [(2022, "no-code-regime"), (2025, "year-not-in-plan")])
def test_a_year_that_cannot_be_proposed_is_refused(world: World, year: int, code: str):
    plan = make_plan(world.office, world.planner, Entry("panwascam", coverage=("2022-11", "2023-01")))
    with pytest.raises(Faults) as refused:
        make_proposal(world, plan, year)
    assert codes(refused) == {"fiscal_year": code}
    assert Proposal.objects.count() == 0


def test_two_proposals_of_one_year_and_kind_never_stand_side_by_side(world: World):
    proposal = make_proposal(world)
    with pytest.raises(Faults) as refused:
        make_proposal(world, proposal.plan)
    assert codes(refused) == {"fiscal_year": "proposal-stands"}
    assert make_proposal(world, proposal.plan, budget_kind=BudgetKind.PERUBAHAN).version == 1


def test_after_a_refusal_for_good_the_next_version_begins_anew(world: World):
    proposal = walk(make_submitted(world), world, State.DITELAAH, State.DIBAHAS_TAPD, State.DITOLAK)
    assert make_proposal(world, proposal.plan).version == 2


@pytest.mark.parametrize("who", ["head", "tapd", "neighbour", "other_planner", "kpu", "stranger"])
def test_only_the_planner_of_the_paying_office_drafts(world: World, who: str):
    plan = make_plan(world.office, world.planner, *ENTRIES)
    with pytest.raises(PermissionDenied):
        create_proposal(plan=plan, fiscal_year=2023, by=getattr(world, who))
    proposal = make_proposal(world, plan)
    with pytest.raises(PermissionDenied):
        edit_proposal(proposal=proposal, by=getattr(world, who), account_note="lain")


def test_an_edit_is_on_record_with_its_editor(world: World):
    proposal = make_proposal(world)
    edited = edit_proposal(proposal=proposal, by=world.planner, **NOTE)
    assert edited.is_author(world.planner)
    assert not edited.is_author(world.head)
    event = AuditEvent.objects.get(action="proposal.edit")
    assert (event.subject, event.detail) == (f"proposal:{proposal.pk}", {"fields": ["account_note"]})


def test_codes_of_another_year_are_refused(world: World):
    with pytest.raises(Faults) as refused:
        edit_proposal(proposal=make_proposal(world), by=world.planner, sub_activity="2.07.05.2.02.0005")
    assert codes(refused) == {"sub_activity": "not-one-of"}


def test_a_year_that_is_a_slip_of_the_finger_is_refused(world: World):
    proposal = make_proposal(world)
    with pytest.raises(Faults) as refused:
        edit_proposal(proposal=proposal, by=world.planner, letter_date=date(203, 10, 1), minutes_date=date(2023, 10, 1))
    assert codes(refused) == {"letter_date": "year-absurd"}


def test_a_grant_account_is_for_a_pilkada_only(world: World):
    with pytest.raises(Faults) as refused:
        edit_proposal(proposal=make_proposal(world), by=world.planner, jkk_account="5.1.05.01.01.0001")
    assert codes(refused) == {"jkk_account": "not-one-of"}


def test_nothing_of_a_submitted_proposal_changes(world: World):
    proposal = make_submitted(world)
    for change in (
        lambda: edit_proposal(proposal=proposal, by=world.planner, **NOTE),
        lambda: confirm_figures(proposal=proposal, stated=[], confirmed_by_name="A", basis="B", by=world.planner),
        lambda: revise_proposal(proposal=proposal, by=world.planner),
    ):
        with pytest.raises(Faults):
            change()


def test_a_confirmation_holds_for_the_value_that_was_seen(world: World):
    proposal = make_proposal(world)
    with pytest.raises(Faults) as refused:
        confirm_figures(
            proposal=proposal,
            stated=[("bpkad:accounts", "5.9.99")],
            confirmed_by_name="Ir. Contoh",
            basis="Surat BPKAD",
            by=world.planner,
        )
    assert codes(refused) == {"keys": "doubt-changed"}
    confirm_all(proposal, world.head)
    assert all(each.confirmed_by == "Ir. Contoh" for each in figures_of.live(proposal).unverified)
    edit_proposal(proposal=proposal, by=world.planner, jkm_account="5.1.02.02.02.0006")
    proposal.refresh_from_db()
    opened = [each.key for each in figures_of.live(proposal).unverified if not each.confirmed_by]
    assert opened == ["bpkad:accounts"]


@pytest.mark.parametrize("who", ["tapd", "neighbour", "kpu", "stranger", "other_planner"])
def test_others_confirm_nothing(world: World, who: str):
    proposal = make_proposal(world)
    with pytest.raises(PermissionDenied):
        confirm_all(proposal, getattr(world, who))


def test_submission_freezes_every_figure_and_the_four_amounts(world: World):
    proposal = make_submitted(world)
    figures = from_json(proposal.frozen)
    assert proposal.frozen_sha256 == sha256(proposal.frozen)
    assert not figures.is_draft
    assert figures.letter_number == LETTER["letter_number"]
    assert (proposal.pagu, proposal.usulan, proposal.diminta) == (0, figures.total, figures.total)
    assert proposal.disepakati is None
    proposal.plan.entries.update(wage=9_000_000)
    assert figures_of.of_proposal(proposal) == figures
    assert figures_of.live(proposal).total != figures.total


def test_what_is_lacking_is_named_field_by_field(world: World):
    proposal = make_proposal(world)
    move(proposal, State.VERIFIKASI_INTERNAL, world.planner)
    with pytest.raises(Faults) as refused:
        move(proposal, State.DIAJUKAN, world.head)
    assert codes(refused) == {"account_note": "required", "": "unconfirmed"}
    with pytest.raises(Faults) as refused:
        move(proposal, State.DIAJUKAN, world.head, stated={})
    assert codes(refused) == {"letter_number": "required", "letter_date": "required"}
    proposal.refresh_from_db()
    assert (proposal.status, proposal.frozen) == (State.VERIFIKASI_INTERNAL, None)


def test_figures_that_changed_since_they_were_looked_at_are_not_submitted(world: World):
    proposal = make_verifying(world)
    with pytest.raises(Faults) as refused:
        move(proposal, State.DIAJUKAN, world.head, seen="0" * 64)
    assert codes(refused) == {"": "figures-changed"}


def test_a_second_click_is_refused_and_leaves_one_move(world: World):
    proposal = make_verifying(world)
    move(proposal, State.DIAJUKAN, world.head)
    with pytest.raises(Faults) as refused:
        move(proposal, State.DIAJUKAN, world.head)
    assert codes(refused) == {"": "no-such-move"}
    assert proposal.moves.filter(to_state=State.DIAJUKAN).count() == 1


def test_a_perubahan_begins_from_what_was_agreed(world: World):
    murni = walk(make_submitted(world), world, State.DITELAAH, State.DIBAHAS_TAPD, State.DISETUJUI)
    assert murni.disepakati == murni.diminta
    murni.plan.entries.filter(code="ppk").update(wage=3_000_000)
    change = make_submitted(world, plan=murni.plan, budget_kind=BudgetKind.PERUBAHAN)
    figures = from_json(change.frozen)
    assert figures.before is not None
    assert (change.pagu, change.diminta) == (murni.diminta, figures.total)
    assert change.usulan == figures.total - murni.diminta > 0
    assert {code: jkk for code, jkk, _ in figures.before.items}["ppk-ketua"] == 19 * 6 * 6_000


def test_a_revision_keeps_what_was_said_and_states_what_changed(world: World):
    proposal = make_submitted(world)
    walk(proposal, world, State.DITELAAH, State.PERLU_REVISI)
    revised = revise_proposal(proposal=proposal, by=world.planner)
    assert (revised.version, revised.replaces, revised.status) == (2, proposal, State.DRAFT)
    assert (revised.letter_number, revised.account_note) == ("", NOTE["account_note"])
    assert all(each.confirmed_by for each in figures_of.live(revised).unverified)
    with pytest.raises(Faults) as refused:
        revise_proposal(proposal=proposal, by=world.planner)
    assert codes(refused) == {"": "already-revised"}
