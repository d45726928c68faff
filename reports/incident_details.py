"""What was told of an incident, packed to be sealed and opened again: what happened when, papers, claim, decision."""

import datetime
import json
from dataclasses import asdict, dataclass, field
from typing import Any

from pemilu_bpjs import vault
from reports.models import Incident, IncidentStep
from reports.rules.incident_claim import Cause, Kind, Programme
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
class Claim:
    """As it was handed to BPJS. `number`: BPJS's own, once it has one."""

    programme: Programme
    day: datetime.date
    number: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What BPJS decided on the claim. `amount`: whole rupiah; None where it was refused."""

    is_granted: bool
    day: datetime.date
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """Health data. `on_duty` None: not known yet; `papers`: those in hand; `cause` is that of a death."""

    kind: Kind
    day: datetime.date
    on_duty: bool | None = None
    place: str = ""
    story: str = ""
    cause: Cause = Cause.UNKNOWN
    reporter: Reporter = field(default_factory=Reporter)
    papers: frozenset[Paper] = frozenset()
    claim: Claim | None = None
    decision: Decision | None = None


def seal_details(details: Details) -> bytes:
    told = {**asdict(details), "papers": sorted(details.papers)}
    return vault.seal(json.dumps(told, ensure_ascii=False, default=datetime.date.isoformat).encode(), SEALED)


def details_of(incident: Incident) -> Details:
    """Raises vault.VaultError."""
    told = json.loads(vault.open_sealed(incident.sealed, SEALED))
    return Details(
        kind=Kind(told["kind"]),
        day=_day(told["day"]),
        on_duty=told["on_duty"],
        place=told["place"],
        story=told["story"],
        cause=Cause(told["cause"]),
        reporter=Reporter(**told["reporter"]),
        papers=frozenset(map(Paper, told["papers"])),
        claim=_claim(told["claim"]),
        decision=_decision(told["decision"]),
    )


def _claim(told: dict[str, Any] | None) -> Claim | None:
    return Claim(Programme(told["programme"]), _day(told["day"]), told["number"]) if told else None


def _decision(told: dict[str, Any] | None) -> Decision | None:
    return Decision(told["is_granted"], _day(told["day"]), told["amount"]) if told else None


def _day(told: str) -> datetime.date:
    return datetime.date.fromisoformat(told)


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
