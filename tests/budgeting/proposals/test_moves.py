"""The way of a proposal through its offices: who moves it, with what, and that nobody checks his own work."""

import pytest
from django.core.exceptions import PermissionDenied

from budgeting.actions.proposal_moves import open_moves
from budgeting.actions.proposals import edit_proposal
from budgeting.rules.notes import Faults
from budgeting.rules.status import State
from pemilu_bpjs.access import forget
from pemilu_bpjs.models import AuditEvent
from pemilu_bpjs.roles import Role
from tests.factories import make_membership
from tests.factories_proposals import make_proposal, make_submitted, make_verifying, move, walk
from tests.people import World

pytestmark = pytest.mark.usefixtures("reference")

WHOLE_WAY = (
    State.DITELAAH,
    State.DIBAHAS_TAPD,
    State.DISETUJUI,
    State.DITETAPKAN,
    State.DPA_SAH,
    State.REALISASI,
    State.REKONSILIASI,
    State.SELESAI,
)


def test_the_whole_way(world: World):
    proposal = walk(make_submitted(world), world, *WHOLE_WAY)
    assert proposal.status is State.SELESAI
    assert (proposal.perda_number, proposal.dpa_number) == ("Perda 5 Tahun 2023", "DPA/A.1/2.07/2024")
    way = list(proposal.moves.values_list("to_state", flat=True))
    assert way == [State.VERIFIKASI_INTERNAL, State.DIAJUKAN, *WHOLE_WAY]
    amounts = dict(proposal.moves.exclude(amount=None).values_list("to_state", "amount"))
    assert amounts == {State.DIAJUKAN: proposal.diminta, State.DISETUJUI: proposal.diminta}
    assert AuditEvent.objects.filter(action="proposal.move", subject=f"proposal:{proposal.pk}").count() == len(way)


@pytest.mark.parametrize(
    "who", ["planner", "tapd", "auditor", "neighbour", "other_planner", "kpu", "stranger", "admin"]
)
def test_nobody_but_the_head_submits(world: World, who: str):
    proposal = make_verifying(world)
    with pytest.raises(PermissionDenied):
        move(proposal, State.DIAJUKAN, getattr(world, who))
    proposal.refresh_from_db()
    assert proposal.status is State.VERIFIKASI_INTERNAL


@pytest.mark.parametrize("who", ["planner", "head", "auditor", "neighbour", "kpu", "bpjs", "stranger"])
def test_nobody_but_tapd_reviews(world: World, who: str):
    proposal = make_submitted(world)
    with pytest.raises(PermissionDenied):
        move(proposal, State.DITELAAH, getattr(world, who))


def test_whoever_drafted_does_not_submit_even_as_head(world: World):
    make_membership(world.planner, Role.HEAD, world.office)
    forget(world.planner)
    proposal = make_verifying(world)
    assert State.DIAJUKAN not in {step.target for step in open_moves(proposal, world.planner)}
    with pytest.raises(Faults) as refused:
        move(proposal, State.DIAJUKAN, world.planner)
    assert [note.code for note in refused.value.notes] == ["four-eyes"]


def test_whoever_changed_it_last_does_not_submit(world: World):
    make_membership(world.head, Role.PLANNER, world.office)
    forget(world.head)
    proposal = make_verifying(world)
    move(proposal, State.DRAFT, world.head, comment="Perbaiki dasar rekening.")
    edit_proposal(proposal=proposal, by=world.head, account_note="Nota dinas BPKAD Nomor 7 Tahun 2023")
    move(proposal, State.VERIFIKASI_INTERNAL, world.planner)
    with pytest.raises(Faults) as refused:
        move(proposal, State.DIAJUKAN, world.head)
    assert [note.code for note in refused.value.notes] == ["four-eyes"]


@pytest.mark.parametrize("target", [State.PERLU_REVISI, State.DITOLAK, State.DISETUJUI_PARSIAL])
def test_nothing_is_sent_back_refused_or_cut_without_a_word(world: World, target: State):
    proposal = walk(make_submitted(world), world, State.DITELAAH, State.DIBAHAS_TAPD)
    with pytest.raises(Faults) as refused:
        move(proposal, target, world.tapd, comment="  ", stated={"disepakati": 1})
    assert [(note.key, note.code) for note in refused.value.notes] == [("comment", "needs-comment")]


def test_a_partial_approval_lies_below_what_was_asked(world: World):
    proposal = walk(make_submitted(world), world, State.DITELAAH, State.DIBAHAS_TAPD)
    asked = proposal.diminta
    for amount, code in [(None, "required"), (asked, "agreed-not-partial"), (0, "agreed-not-partial")]:
        with pytest.raises(Faults) as refused:
            move(proposal, State.DISETUJUI_PARSIAL, world.tapd, stated={"disepakati": amount})
        assert [(note.key, note.code) for note in refused.value.notes] == [("disepakati", code)]
    move(proposal, State.DISETUJUI_PARSIAL, world.tapd, stated={"disepakati": asked - 1})
    proposal.refresh_from_db()
    assert (proposal.diminta, proposal.disepakati) == (asked, asked - 1)
    assert proposal.moves.last().amount == asked - 1


def test_a_budget_is_enacted_under_its_numbers(world: World):
    proposal = walk(make_submitted(world), world, State.DITELAAH, State.DIBAHAS_TAPD, State.DISETUJUI)
    with pytest.raises(Faults) as refused:
        move(proposal, State.DITETAPKAN, world.tapd, stated={"perda_number": "Perda 5 Tahun 2023"})
    assert [(note.key, note.code) for note in refused.value.notes] == [("perkada_number", "required")]


def test_a_draft_is_not_submitted_past_its_verification(world: World):
    with pytest.raises(Faults) as refused:
        move(make_proposal(world), State.DIAJUKAN, world.head)
    assert [note.code for note in refused.value.notes] == ["no-such-move"]
