"""Which state of a proposal may follow which, and who may move it (domain/apbd.md §9).

Whoever drafted a proposal or changed it last never moves it beyond internal verification: four eyes on every
submission and decision.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """The states in the words of the budget process."""

    DRAFT = "DRAFT"
    VERIFIKASI_INTERNAL = "VERIFIKASI_INTERNAL"
    DIAJUKAN = "DIAJUKAN"
    DITELAAH = "DITELAAH"
    DIBAHAS_TAPD = "DIBAHAS_TAPD"
    PERLU_REVISI = "PERLU_REVISI"
    DITOLAK = "DITOLAK"
    DISETUJUI_PARSIAL = "DISETUJUI_PARSIAL"
    DISETUJUI = "DISETUJUI"
    DITETAPKAN = "DITETAPKAN"
    DPA_SAH = "DPA_SAH"
    REALISASI = "REALISASI"
    REKONSILIASI = "REKONSILIASI"
    SELESAI = "SELESAI"


FROZEN = frozenset(State) - {State.DRAFT, State.VERIFIKASI_INTERNAL}
"""States in which every figure stands still."""

OPEN_TO_REGION = FROZEN
"""States in which TAPD and Inspektorat see a proposal."""


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed step. `right`: the name of the right it takes (pemilu_bpjs.permissions.Right).

    `needs_comment`: nothing is sent back, refused or cut without a word. `four_eyes`: not by its drafter.
    `needs`: what has to be stated with it, by the proposal's field names.
    """

    source: State
    target: State
    right: str
    needs_comment: bool = False
    four_eyes: bool = True
    needs: tuple[str, ...] = ()


class Refusal(StrEnum):
    """Why a step is not taken."""

    NO_SUCH_MOVE = "no-such-move"
    NO_RIGHT = "no-right"
    FOUR_EYES = "four-eyes"
    NEEDS_COMMENT = "needs-comment"


_S = State
MOVES = (
    Move(_S.DRAFT, _S.VERIFIKASI_INTERNAL, "proposal.draft", four_eyes=False),
    Move(_S.VERIFIKASI_INTERNAL, _S.DRAFT, "proposal.verify", needs_comment=True, four_eyes=False),
    Move(_S.VERIFIKASI_INTERNAL, _S.DIAJUKAN, "proposal.verify", needs=("letter_number", "letter_date")),
    Move(_S.DIAJUKAN, _S.DITELAAH, "proposal.review"),
    Move(_S.DITELAAH, _S.DIBAHAS_TAPD, "proposal.review"),
    Move(_S.DITELAAH, _S.PERLU_REVISI, "proposal.review", needs_comment=True),
    Move(_S.DIBAHAS_TAPD, _S.PERLU_REVISI, "proposal.decide", needs_comment=True),
    Move(_S.DIBAHAS_TAPD, _S.DITOLAK, "proposal.decide", needs_comment=True),
    Move(_S.DIBAHAS_TAPD, _S.DISETUJUI_PARSIAL, "proposal.decide", needs_comment=True, needs=("disepakati",)),
    Move(_S.DIBAHAS_TAPD, _S.DISETUJUI, "proposal.decide"),
    Move(_S.DISETUJUI_PARSIAL, _S.DITETAPKAN, "proposal.enact", needs=("perda_number", "perkada_number")),
    Move(_S.DISETUJUI, _S.DITETAPKAN, "proposal.enact", needs=("perda_number", "perkada_number")),
    Move(_S.DITETAPKAN, _S.DPA_SAH, "proposal.enact", needs=("dpa_number",)),
    Move(_S.DPA_SAH, _S.REALISASI, "proposal.draft", four_eyes=False),
    Move(_S.REALISASI, _S.REKONSILIASI, "proposal.draft", four_eyes=False),
    Move(_S.REKONSILIASI, _S.SELESAI, "proposal.verify"),
)


def moves_from(state: State) -> tuple[Move, ...]:
    """The steps that the process knows from a state, whoever takes them."""
    return tuple(move for move in MOVES if move.source is state)


def find(source: State, target: State) -> Move | None:
    """The step from one state to another; None where the process has none."""
    return next((move for move in MOVES if (move.source, move.target) == (source, target)), None)


def may_take(move: Move, *, rights: Collection[str], is_author: bool) -> bool:
    """Whether someone with those rights in the proposal's office and region may take the step at all."""
    return move.right in rights and not (move.four_eyes and is_author)


def refusal(source: State, target: State, *, rights: Collection[str], is_author: bool, comment: str) -> Refusal | None:
    """Why this person may not take this step now; None where nothing stands against it.

    `rights`: those that he holds there. `is_author`: whether he drafted the proposal or changed it last.
    """
    move = find(source, target)
    if move is None:
        return Refusal.NO_SUCH_MOVE
    if move.right not in rights:
        return Refusal.NO_RIGHT
    if move.four_eyes and is_author:
        return Refusal.FOUR_EYES
    if move.needs_comment and not comment.strip():
        return Refusal.NEEDS_COMMENT
    return None
