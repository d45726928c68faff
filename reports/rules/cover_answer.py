"""Was somebody covered on a day? Facts of our records → a verdict that promises nothing which BPJS has not confirmed.

Covered is whoever's month a payer pays, whom BPJS has taken, and whose confirmation reaches back to the day
(domain/bpjs.md §4: cover begins with enrolment, not with the plan). The verdicts between are those of
budgeting/rules/risk.py, told of one person instead of counted.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from budgeting.rules.risk import Actor


class Duty(StrEnum):
    """What a person was on the day, as far as accepted rosters say."""

    SERVING = "serving"
    EXCLUDED = "excluded"
    """Serving, and insured by other law or as a member elsewhere: nobody pays for him here."""
    RESERVE = "reserve"
    NONE = "none"


class Member(StrEnum):
    """How he stands with BPJS under the payer of the month: the states of a registration."""

    SENT = "sent"
    ACTIVE = "active"
    REJECTED = "rejected"
    ENDING = "ending"
    ENDED = "ended"


class Verdict(StrEnum):
    """The answer, and where it is no, the step at which it fails."""

    COVERED = "covered"
    OFF_DUTY = "off-duty"
    """The month is paid and BPJS has confirmed; the day lies outside his time in office, so that BPJS must say."""
    UNANSWERED = "unanswered"
    """Paid for and sent; BPJS has not answered."""
    LATER = "later"
    """BPJS took him, from a later day only."""
    REJECTED = "rejected"
    ENDED = "ended"
    """BPJS had taken him off: his last day lies before that day."""
    INCOMPLETE = "incomplete"
    """The month is planned, and SIPP would refuse what is known of him: held back."""
    UNSENT = "unsent"
    UNPAID = "unpaid"
    """In office, and his month is in nobody's ledger."""
    EXCLUDED = "excluded"
    RESERVE = "reserve"
    NOT_SERVING = "not-serving"


class Cover(StrEnum):
    """What a letter may state."""

    COVERED = "covered"
    UNCONFIRMED = "unconfirmed"
    NOT_COVERED = "not-covered"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the records say of one person and day. `member` None: nobody has sent him for the month's payer."""

    day: datetime.date
    duty: Duty
    has_month: bool
    member: Member | None = None
    confirmed_from: datetime.date | None = None
    ended_on: datetime.date | None = None
    is_incomplete: bool = False


_WITHOUT_MONTH = {
    Duty.SERVING: Verdict.UNPAID,
    Duty.EXCLUDED: Verdict.EXCLUDED,
    Duty.RESERVE: Verdict.RESERVE,
    Duty.NONE: Verdict.NOT_SERVING,
}
_IN_OFFICE = frozenset({Duty.SERVING, Duty.EXCLUDED})

ACTS: dict[Verdict, Actor] = {
    Verdict.OFF_DUTY: Actor.BPJS,
    Verdict.UNANSWERED: Actor.BPJS,
    Verdict.LATER: Actor.BPJS,
    Verdict.REJECTED: Actor.SECRETARIAT,
    Verdict.ENDED: Actor.PLANNER,
    Verdict.INCOMPLETE: Actor.SECRETARIAT,
    Verdict.UNSENT: Actor.PLANNER,
    Verdict.UNPAID: Actor.PLANNER,
    Verdict.EXCLUDED: Actor.PLANNER,
    Verdict.RESERVE: Actor.SECRETARIAT,
    Verdict.NOT_SERVING: Actor.SECRETARIAT,
}
"""Whom to call. Covered: the branch of BPJS, for the claim itself, and nobody to mend anything."""

_STATED = {
    Verdict.COVERED: Cover.COVERED,
    Verdict.UNANSWERED: Cover.UNCONFIRMED,
    Verdict.LATER: Cover.NOT_COVERED,
    Verdict.REJECTED: Cover.NOT_COVERED,
    Verdict.ENDED: Cover.NOT_COVERED,
    Verdict.INCOMPLETE: Cover.NOT_COVERED,
    Verdict.UNSENT: Cover.NOT_COVERED,
    Verdict.UNPAID: Cover.NOT_COVERED,
}


def verdict(facts: Facts) -> Verdict:
    """The answer to one question."""
    if not facts.has_month:
        return _WITHOUT_MONTH[facts.duty]
    found = _with_bpjs(facts)
    return Verdict.OFF_DUTY if found is Verdict.COVERED and facts.duty not in _IN_OFFICE else found


def stated(found: Verdict, duty: Duty) -> Cover | None:
    """What a letter says of it; None where we may state neither: he was not in office, or other law insures him."""
    return _STATED.get(found) if duty in _IN_OFFICE else None


def _with_bpjs(facts: Facts) -> Verdict:
    reaches_back = facts.confirmed_from is not None and facts.confirmed_from <= facts.day
    match facts.member:
        case None:
            return Verdict.INCOMPLETE if facts.is_incomplete else Verdict.UNSENT
        case Member.REJECTED:
            return Verdict.REJECTED
        case Member.ENDED if facts.ended_on is None or facts.ended_on < facts.day:
            return Verdict.ENDED
        case Member.SENT:
            # Told anew after he had left: what BPJS said of the time before is no word on the time since.
            return Verdict.UNANSWERED if facts.confirmed_from is None or reaches_back else Verdict.LATER
        case _ if reaches_back:
            return Verdict.COVERED
        case _:
            return Verdict.UNANSWERED if facts.confirmed_from is None else Verdict.LATER
