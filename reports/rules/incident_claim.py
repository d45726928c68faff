"""Which programme of BPJS an incident belongs to, as a proposal for whoever files the claim.

An accident on duty is JKK, a death by it too; any other death is JKM; illness that is no consequence of the work is
neither (domain/bpjs.md §5). Only BPJS decides: what the law says of a sudden death at work is not verified here, so
that it is JKM with a question to the branch, never JKK by our word.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    ILLNESS = "illness"
    ACCIDENT = "accident"
    DEATH = "death"


class Cause(StrEnum):
    """What a death came from, as far as it was told."""

    ACCIDENT = "accident"
    OTHER = "other"
    UNKNOWN = ""


class Programme(StrEnum):
    JKK = "JKK"
    JKM = "JKM"


class Reason(StrEnum):
    """Why that programme, or why none."""

    WORK_ACCIDENT = "work-accident"
    DEATH_BY_WORK = "death-by-work"
    DEATH = "death"
    SUDDEN_ON_DUTY = "sudden-on-duty"
    """JKM as it stands; whether the branch takes it as JKK is its to say."""
    CAUSE_OPEN = "cause-open"
    """JKM unless it turns out to have been an accident at work."""
    DUTY_OPEN = "duty-open"
    OFF_DUTY = "off-duty"
    ILLNESS = "illness"
    NOT_COVERED = "not-covered"


@dataclass(frozen=True, slots=True)
class Proposed:
    """`programme` None: nothing can be claimed as it stands, for that reason."""

    programme: Programme | None
    reason: Reason


def proposed(kind: Kind, *, on_duty: bool | None, cause: Cause, is_covered: bool) -> Proposed:
    """What to claim. `on_duty` None: not known yet. `cause` tells of a death alone."""
    found = _if_covered(kind, on_duty, cause)
    if found.programme is not None and not is_covered:
        return Proposed(None, Reason.NOT_COVERED)
    return found


def _if_covered(kind: Kind, on_duty: bool | None, cause: Cause) -> Proposed:
    if kind is Kind.ILLNESS:
        return Proposed(None, Reason.ILLNESS)
    if kind is Kind.DEATH:
        return _of_death(on_duty, cause)
    if on_duty is None:
        return Proposed(None, Reason.DUTY_OPEN)
    return Proposed(Programme.JKK, Reason.WORK_ACCIDENT) if on_duty else Proposed(None, Reason.OFF_DUTY)


def _of_death(on_duty: bool | None, cause: Cause) -> Proposed:
    if on_duty is False:
        return Proposed(Programme.JKM, Reason.DEATH)
    if on_duty and cause is Cause.ACCIDENT:
        return Proposed(Programme.JKK, Reason.DEATH_BY_WORK)
    if on_duty and cause is Cause.OTHER:
        return Proposed(Programme.JKM, Reason.SUDDEN_ON_DUTY)
    if on_duty is None and cause is Cause.OTHER:
        return Proposed(Programme.JKM, Reason.DEATH)
    return Proposed(Programme.JKM, Reason.CAUSE_OPEN)
