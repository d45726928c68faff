"""What was told of an incident, packed to be sealed and opened again: place, what happened, who reported it, papers."""

import json
from dataclasses import asdict, dataclass, field

from pemilu_bpjs import vault
from reports.models import Incident, IncidentStep
from reports.rules.incident_claim import Cause
from reports.rules.incident_papers import Paper

SEALED = "incident"
"""The context of the seals of Incident.sealed and IncidentStep.sealed_note."""


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who told of it, so that somebody can call back."""

    name: str = ""
    phone: str = ""
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """Health data. `papers`: those in hand; `cause` is that of a death; `claim_number` BPJS's, once it has one."""

    place: str = ""
    story: str = ""
    cause: Cause = Cause.UNKNOWN
    reporter: Reporter = field(default_factory=Reporter)
    papers: frozenset[Paper] = frozenset()
    claim_number: str = ""


def seal_details(details: Details) -> bytes:
    told = {**asdict(details), "papers": sorted(details.papers)}
    return vault.seal(json.dumps(told, ensure_ascii=False).encode(), SEALED)


def details_of(incident: Incident) -> Details:
    """Raises vault.VaultError."""
    told = json.loads(vault.open_sealed(incident.sealed, SEALED))
    return Details(
        place=told["place"],
        story=told["story"],
        cause=Cause(told["cause"]),
        reporter=Reporter(**told["reporter"]),
        papers=frozenset(map(Paper, told["papers"])),
        claim_number=told["claim_number"],
    )


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody did at a step, in his own words and in figures: the values of that day, whatever comes later."""

    move: str
    note: str = ""
    day: str = ""
    programme: str = ""
    amount: int | None = None


def seal_step(done: Done) -> bytes:
    return vault.seal(json.dumps(asdict(done), ensure_ascii=False).encode(), SEALED)


def done_at(step: IncidentStep) -> Done:
    """Raises vault.VaultError."""
    return Done(**json.loads(vault.open_sealed(step.sealed_note, SEALED)))
