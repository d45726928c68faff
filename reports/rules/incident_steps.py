"""How far an incident has come and what may be done with it next. Nothing is skipped silently, nothing is final."""

from enum import StrEnum


class State(StrEnum):
    REPORTED = "reported"
    PAPERS = "papers"
    CLAIMED = "claimed"
    DECIDED = "decided"
    CLOSED = "closed"


class Move(StrEnum):
    AMEND = "amend"
    """What was told is put right: on duty or not is often known only later."""
    PAPERS = "papers"
    CLAIM = "claim"
    DECIDE = "decide"
    CLOSE = "close"
    REOPEN = "reopen"


_OPEN = {
    State.REPORTED: (Move.AMEND, Move.PAPERS, Move.CLAIM, Move.CLOSE),
    State.PAPERS: (Move.AMEND, Move.PAPERS, Move.CLAIM, Move.CLOSE),
    # BPJS may ask for another paper while the claim lies there, and a mistyped day is put right.
    State.CLAIMED: (Move.AMEND, Move.PAPERS, Move.CLAIM, Move.DECIDE, Move.CLOSE),
    State.DECIDED: (Move.AMEND, Move.PAPERS, Move.DECIDE, Move.CLOSE),
    State.CLOSED: (Move.REOPEN,),
}


def open_moves(state: State) -> tuple[Move, ...]:
    """In the order in which they are done."""
    return _OPEN[state]


def after(state: State, move: Move, *, was_claimed: bool, was_decided: bool) -> State:
    """Where a move leads; a reopened incident stands where it had come to. Raises ValueError for one that is shut."""
    if move not in _OPEN[state]:
        raise ValueError(f"{move} is not open in {state}")
    match move:
        case Move.CLAIM:
            return State.CLAIMED
        case Move.DECIDE:
            return State.DECIDED
        case Move.CLOSE:
            return State.CLOSED
        case Move.PAPERS if state is State.REPORTED:
            return State.PAPERS
        case Move.REOPEN:
            return State.DECIDED if was_decided else State.CLAIMED if was_claimed else State.PAPERS
        case _:
            return state
