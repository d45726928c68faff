"""Which papers a claim needs, by kind of incident.

Of a death the list was published (domain/bpjs.md §11, one newspaper); of accidents and illness no text was found, and
those papers stand as custom, marked so, until the branch confirms them.
"""

from dataclasses import dataclass
from enum import StrEnum

from reports.rules.incident_claim import Kind

WORKING_DAYS = 15
"""Until a whole claim is paid, as the same article says; not verified."""


class Paper(StrEnum):
    HEIRS = "heirs"
    DEATH_CERTIFICATE = "death-certificate"
    FAMILY_CARD = "family-card"
    IDENTITY_CARDS = "identity-cards"
    ACCOUNT = "account"
    DECREE = "decree"
    ACCIDENT_REPORT = "accident-report"
    MEDICAL = "medical"
    RECEIPTS = "receipts"
    OWN_IDENTITY = "own-identity"


@dataclass(frozen=True, slots=True)
class Needed:
    """`is_published` false: nobody has confirmed it, ask the branch."""

    paper: Paper
    is_published: bool


_OF_DEATH = (
    Needed(Paper.HEIRS, True),
    Needed(Paper.DEATH_CERTIFICATE, True),
    Needed(Paper.FAMILY_CARD, True),
    Needed(Paper.IDENTITY_CARDS, True),
    Needed(Paper.ACCOUNT, True),
    Needed(Paper.DECREE, False),
)
_OF_ACCIDENT = (
    Needed(Paper.ACCIDENT_REPORT, False),
    Needed(Paper.MEDICAL, False),
    Needed(Paper.RECEIPTS, False),
    Needed(Paper.OWN_IDENTITY, False),
    Needed(Paper.DECREE, False),
)
_OF_ILLNESS = (Needed(Paper.MEDICAL, False), Needed(Paper.OWN_IDENTITY, False))


def needed(kind: Kind, *, by_work_accident: bool = False) -> tuple[Needed, ...]:
    """The checklist. `by_work_accident`: of a death, that the accident has to be reported as well."""
    if kind is Kind.DEATH:
        return (*_OF_DEATH, Needed(Paper.ACCIDENT_REPORT, False)) if by_work_accident else _OF_DEATH
    return _OF_ACCIDENT if kind is Kind.ACCIDENT else _OF_ILLNESS


def missing(wanted: tuple[Needed, ...], in_hand: frozenset[Paper]) -> tuple[Paper, ...]:
    """What is still asked for, in the order of the checklist."""
    return tuple(each.paper for each in wanted if each.paper not in in_hand)
