"""Incidents: reporting one, and every step of the family's claim after it. A second click changes nothing.

Whoever calls has asked whether the actor may (`incidents(user, Right.EDIT_INCIDENT)`). Refusals are ValidationErrors
by field. What happened to whom stands in no audit line, only that somebody worked on it.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enrolment.actions.rosters.ending import end_assignments
from enrolment.models import Assignment
from pemilu_bpjs import audit
from reports.incident_details import Claim, Decision, Details, Done, details_of, seal_details, seal_step
from reports.incidents import open_one, posts_to_end
from reports.models import Incident, IncidentStep
from reports.rules.incident_claim import Kind, Programme
from reports.rules.incident_papers import Paper
from reports.rules.incident_steps import Move, State, after


@dataclass(frozen=True, slots=True)
class _Stood:
    """An incident as somebody found it, held until the end of the transaction."""

    incident: Incident
    state: str
    told: Details


def report(*, assignment: Assignment, details: Details, by: Any) -> Incident:
    """A new incident; the one that stands where the same was just reported."""
    with transaction.atomic():
        seat = Assignment.objects.select_for_update(of=("self",)).select_related("election").get(pk=assignment.pk)
        known = _of_person(seat.person_id)
        for incident, told in known:
            if (incident.assignment_id, told.kind, told.day) == (seat.pk, details.kind, details.day):
                return incident
        _check(details, [told for _incident, told in known])
        incident = Incident.objects.create(
            election=seat.election,
            region=seat.election.region_id,
            assignment=seat,
            sealed=seal_details(details),
            entered_by=by,
        )
        _record("incident.report", incident, Done("report"), by)
    return incident


def amend(*, incident: Incident, details: Details, by: Any) -> None:
    """What was told is put right; papers in hand, claim and decision stay."""
    with transaction.atomic():
        stood = _locked(incident, Move.AMEND)
        told = stood.told
        if (details.kind, details.day) != (told.kind, told.day):
            others = _of_person(stood.incident.assignment.person_id)
            _check(details, [each for other, each in others if other.pk != incident.pk])
        kept = replace(details, papers=told.papers, claim=told.claim, decision=told.decision)
        _keep("incident.amend", stood, kept, Done(Move.AMEND), by)


def keep_papers(*, incident: Incident, papers: Collection[Paper], note: str = "", by: Any) -> None:
    """Which papers are in hand now."""
    with transaction.atomic():
        stood = _locked(incident, Move.PAPERS)
        kept = replace(stood.told, papers=frozenset(papers))
        _keep("incident.papers", stood, kept, Done(Move.PAPERS, note), by)


def claim(
    *, incident: Incident, programme: str, claimed_on: datetime.date, number: str = "", note: str = "", by: Any
) -> None:
    """The claim was handed to BPJS. Another programme than the facts point to needs its reason."""
    with transaction.atomic():
        stood = _locked(incident, Move.CLAIM)
        _check_day("claimed_on", claimed_on, since=stood.told.day)
        if programme != open_one(stood.incident).proposal.programme and not note.strip():
            raise ValidationError({"note": _("Ini bukan usulan menurut catatan kami. Tulis mengapa tetap diajukan.")})
        kept = replace(stood.told, claim=Claim(Programme(programme), claimed_on, number.strip()))
        _keep("incident.claim", stood, kept, Done(Move.CLAIM, note, claimed_on.isoformat(), programme), by)


def decide(
    *, incident: Incident, is_granted: bool, amount: int | None, decided_on: datetime.date, note: str = "", by: Any
) -> None:
    """What BPJS decided. `amount`: whole rupiah, of a claim that was granted."""
    with transaction.atomic():
        stood = _locked(incident, Move.DECIDE)
        made = stood.told.claim
        _check_day("decided_on", decided_on, since=made.day if made else None)
        if is_granted and not amount:
            raise ValidationError({"amount": _("Tulis berapa rupiah yang dikabulkan.")})
        if not is_granted and amount:
            raise ValidationError({"amount": _("Klaim yang ditolak tidak berjumlah. Kosongkan.")})
        decision = Decision(is_granted, decided_on, amount if is_granted else None)
        programme = made.programme if made else ""
        done = Done(Move.DECIDE, note, decided_on.isoformat(), programme, decision.amount)
        _keep("incident.decide", stood, replace(stood.told, decision=decision), done, by)


def close(*, incident: Incident, note: str = "", by: Any) -> None:
    """Nothing more is to be done. Without a decision of BPJS it says why."""
    with transaction.atomic():
        stood = _locked(incident, Move.CLOSE)
        if stood.told.decision is None and not note.strip():
            raise ValidationError({"note": _("BPJS belum memutuskan. Tulis mengapa kejadian ini selesai.")})
        _keep("incident.close", stood, stood.told, Done(Move.CLOSE, note), by)


def reopen(*, incident: Incident, note: str = "", by: Any) -> None:
    """It is not over after all: back to where it had come."""
    with transaction.atomic():
        stood = _locked(incident, Move.REOPEN)
        _keep("incident.reopen", stood, stood.told, Done(Move.REOPEN, note), by)


def end_post(*, incident: Incident, seat: int, by: Any) -> Assignment:
    """The post of somebody who died ends on the day of his death; returns it. Only at a person's word, never by itself.

    Raises ValidationError for a post that is not his, is over, or is not this user's to end.
    """
    told = details_of(incident)
    held = next((each for each in posts_to_end(by, incident, told) if each.pk == seat), None)
    if held is None:
        raise ValidationError(_("Tugas ini sudah berakhir, atau bukan wewenang Anda."))
    end_assignments(assignments=[seat], last_day=told.day, reason=Assignment.StopReason.DEATH, by=by)
    return held


def _of_person(person: int) -> list[tuple[Incident, Details]]:
    """All that was reported of him, whoever reported it."""
    return [(each, details_of(each)) for each in Incident.objects.filter(assignment__person=person)]


def _check(details: Details, others: Collection[Details]) -> None:
    _check_day("day", details.day)
    if details.kind is Kind.DEATH and any(each.kind is Kind.DEATH for each in others):
        raise ValidationError({"kind": _("Meninggalnya orang ini sudah dilaporkan. Buka laporan itu.")})


def _check_day(field: str, day: datetime.date, since: datetime.date | None = None) -> None:
    if day > timezone.localdate():
        raise ValidationError({field: _("Tanggal ini belum tiba.")})
    if since is not None and day < since:
        raise ValidationError({field: _("Tanggal ini mendahului langkah sebelumnya.")})


def _locked(incident: Incident, move: Move) -> _Stood:
    """Moved on, with how it stood before; what somebody has just closed is not moved on."""
    found = Incident.objects.select_for_update(of=("self",)).select_related("assignment").get(pk=incident.pk)
    stood = _Stood(found, found.state, details_of(found))
    was_claimed, was_decided = stood.told.claim is not None, stood.told.decision is not None
    try:
        found.state = after(State(found.state), move, was_claimed=was_claimed, was_decided=was_decided)
    except ValueError as shut:
        raise ValidationError(_("Langkah ini tidak lagi terbuka. Muat ulang halaman ini.")) from shut
    return stood


def _keep(action: str, stood: _Stood, details: Details, done: Done, by: Any) -> None:
    """The same sent twice is one step."""
    incident = stood.incident
    if not done.note and (incident.state, details) == (stood.state, stood.told):
        return
    incident.sealed = seal_details(details)
    incident.save()
    _record(action, incident, done, by)


def _record(action: str, incident: Incident, done: Done, by: Any) -> None:
    IncidentStep.objects.create(incident=incident, state=incident.state, sealed_note=seal_step(done), by=by)
    audit.record(action, by=by, subject=f"incident:{incident.pk}", region=incident.region)
