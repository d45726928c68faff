"""The way of a proposal: every step the process knows, every step it does not, and who takes each."""

from itertools import product

import pytest

from budgeting.rules.status import FROZEN, MOVES, Move, Refusal, State, find, may_take, moves_from, refusal
from pemilu_bpjs.permissions import Right

# domain/apbd.md §9, written down once more: from, to, right, four eyes, comment.
TABLE = """
DRAFT VERIFIKASI_INTERNAL proposal.draft - -
VERIFIKASI_INTERNAL DRAFT proposal.verify - comment
VERIFIKASI_INTERNAL DIAJUKAN proposal.verify four-eyes -
DIAJUKAN DITELAAH proposal.review four-eyes -
DITELAAH DIBAHAS_TAPD proposal.review four-eyes -
DITELAAH PERLU_REVISI proposal.review four-eyes comment
DIBAHAS_TAPD PERLU_REVISI proposal.decide four-eyes comment
DIBAHAS_TAPD DITOLAK proposal.decide four-eyes comment
DIBAHAS_TAPD DISETUJUI_PARSIAL proposal.decide four-eyes comment
DIBAHAS_TAPD DISETUJUI proposal.decide four-eyes -
DISETUJUI_PARSIAL DITETAPKAN proposal.enact four-eyes -
DISETUJUI DITETAPKAN proposal.enact four-eyes -
DITETAPKAN DPA_SAH proposal.enact four-eyes -
DPA_SAH REALISASI proposal.draft - -
REALISASI REKONSILIASI proposal.draft - -
REKONSILIASI SELESAI proposal.verify four-eyes -
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
KNOWN = {(State(source), State(target)) for source, target, *_ in ROWS}
ALL_RIGHTS = frozenset(Right)


def test_the_process_knows_these_steps_and_no_others():
    assert {(move.source, move.target) for move in MOVES} == KNOWN
    assert len(MOVES) == len(KNOWN)


@pytest.mark.parametrize(("source", "target", "right", "eyes", "comment"), ROWS)
def test_who_takes_a_step(source: str, target: str, right: str, eyes: str, comment: str):
    def answer(**changed: object) -> Refusal | None:
        given = {"rights": {right}, "is_author": False, "comment": "Alasan."} | changed
        return refusal(State(source), State(target), **given)

    assert answer() is None
    assert answer(rights=ALL_RIGHTS - {right}) is Refusal.NO_RIGHT
    assert answer(is_author=True) is (Refusal.FOUR_EYES if eyes == "four-eyes" else None)
    assert answer(comment=" \n") is (Refusal.NEEDS_COMMENT if comment == "comment" else None)


@pytest.mark.parametrize(("source", "target"), sorted(set(product(State, State)) - KNOWN))
def test_nobody_takes_a_step_that_the_process_does_not_know(source: State, target: State):
    assert find(source, target) is None
    assert refusal(source, target, rights=ALL_RIGHTS, is_author=False, comment="Alasan.") is Refusal.NO_SUCH_MOVE


def test_every_state_is_reached_and_three_are_ends():
    reached, waiting = {State.DRAFT}, [State.DRAFT]
    while waiting:
        targets = {move.target for move in moves_from(waiting.pop())}
        waiting += targets - reached
        reached |= targets
    assert reached == set(State)
    ends = {state for state in State if not moves_from(state)}
    assert ends == {State.PERLU_REVISI, State.DITOLAK, State.SELESAI}


def test_nothing_frozen_thaws():
    assert [move for move in MOVES if move.source in FROZEN and move.target not in FROZEN] == []


def test_a_right_that_a_step_takes_exists():
    assert {move.right for move in MOVES} <= {right.value for right in Right}


def test_what_is_offered_is_what_is_allowed():
    step = find(State.VERIFIKASI_INTERNAL, State.DIAJUKAN)
    assert isinstance(step, Move)
    assert may_take(step, rights={"proposal.verify"}, is_author=False)
    assert not may_take(step, rights={"proposal.verify"}, is_author=True)
    assert not may_take(step, rights={"proposal.draft"}, is_author=False)
