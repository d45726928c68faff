"""Proposals at any point of their way, made by the actions that people use; they need the fixture `reference`."""

from datetime import date
from typing import Any

from budgeting import figures_of
from budgeting.actions.proposal_moves import move_proposal
from budgeting.actions.proposals import confirm_figures, create_proposal, edit_proposal
from budgeting.models import Plan, Proposal
from budgeting.rules.plan_input import Entry
from budgeting.rules.status import State
from tests.factories_budgeting import make_plan
from tests.people import World

LETTER = {"letter_number": "500.15.14/12/2023", "letter_date": date(2023, 11, 14)}
NOTE = {"account_note": "Surat BPKAD Nomor 900/1/2023: rekening Non ASN dipakai bagi badan adhoc."}
# OKU Selatan as its proposal had it: PPK and PPS, July to December 2023, with two months more in 2024.
ENTRIES = (
    Entry("ppk", coverage=("2023-07", "2023-08", "2023-09", "2023-10", "2023-11", "2023-12", "2024-01", "2024-02")),
    Entry("kpps", coverage=("2024-01", "2024-02")),
)
STATED = {
    State.DIAJUKAN: LETTER,
    State.DITETAPKAN: {"perda_number": "Perda 5 Tahun 2023", "perkada_number": "Perbup 60 Tahun 2023"},
    State.DPA_SAH: {"dpa_number": "DPA/A.1/2.07/2024"},
}


def make_proposal(world: World, plan: Plan | None = None, year: int = 2023, **values: Any) -> Proposal:
    """A draft of the planner's."""
    plan = plan or make_plan(world.office, world.planner, *ENTRIES)
    return create_proposal(plan=plan, fiscal_year=year, by=world.planner, **values)


def confirm_all(proposal: Proposal, by: Any) -> None:
    """A named person's word for everything that is unverified."""
    open_doubts = [(each.key, each.value) for each in figures_of.live(proposal).unverified]
    confirm_figures(
        proposal=proposal, stated=open_doubts, confirmed_by_name="Ir. Contoh", basis="Surat BPKAD 900/1/2023", by=by
    )


def make_verifying(world: World, **values: Any) -> Proposal:
    """A draft that lacks nothing, waiting for the head of the office."""
    proposal = make_proposal(world, **values)
    edit_proposal(proposal=proposal, by=world.planner, **LETTER, **NOTE)
    confirm_all(proposal, world.planner)
    move(proposal, State.VERIFIKASI_INTERNAL, world.planner)
    proposal.refresh_from_db()
    return proposal


def make_submitted(world: World, **values: Any) -> Proposal:
    return walk(make_verifying(world, **values), world, State.DIAJUKAN)


def move(proposal: Proposal, target: State, by: Any, **given: Any) -> None:
    stated = STATED.get(target, {})
    move_proposal(proposal=proposal, target=target, by=by, **{"comment": "Sudah diperiksa.", "stated": stated, **given})


def walk(proposal: Proposal, world: World, *targets: State) -> Proposal:
    """Moves it on, each step by whoever is in charge of it."""
    planner_moves = (State.VERIFIKASI_INTERNAL, State.REALISASI, State.REKONSILIASI)
    for target in targets:
        by = world.planner if target in planner_moves else world.tapd
        if target in (State.DIAJUKAN, State.SELESAI, State.DRAFT):
            by = world.head
        move(proposal, target, by)
    proposal.refresh_from_db()
    return proposal
