"""Who serves without cover on a day, why, and who must act.

Whoever sits, and is neither a reserve nor insured elsewhere by law, is covered once four things hold: his month is in
the ledger, he was sent to BPJS, BPJS took him, and its confirmation reaches back to the day.
"""

from enum import StrEnum


class Risk(StrEnum):
    """What is lacking, from the first step to the last."""

    UNPLANNED = "unplanned"
    """No payer's plan pays for the position in that month."""
    STALE = "stale"
    """A plan pays for it, but person-months were not computed since."""
    INCOMPLETE = "incomplete"
    """The month is there; SIPP would refuse what is known of the person, so nobody sent him."""
    UNSENT = "unsent"
    """The month is there; nobody sent him yet."""
    REJECTED = "rejected"
    """BPJS refused him."""
    UNANSWERED = "unanswered"
    """Sent, and BPJS has not answered."""
    LATER = "later"
    """BPJS took him, from a later day only."""
    ENDED = "ended"
    """BPJS was told that he left, and took him off."""


class Actor(StrEnum):
    """Who can end it."""

    PLANNER = "planner"
    SECRETARIAT = "secretariat"
    BPJS = "bpjs"


ACTS = {
    Risk.UNPLANNED: Actor.PLANNER,
    Risk.STALE: Actor.PLANNER,
    Risk.INCOMPLETE: Actor.SECRETARIAT,
    Risk.UNSENT: Actor.PLANNER,
    Risk.REJECTED: Actor.SECRETARIAT,
    Risk.UNANSWERED: Actor.BPJS,
    Risk.LATER: Actor.BPJS,
    Risk.ENDED: Actor.PLANNER,
}
