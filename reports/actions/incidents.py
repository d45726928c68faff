"""Incidents: reporting one, and every step of the family's claim after it. A second click changes nothing.

Whoever calls has asked whether the actor may (`incidents(user, Right.EDIT_INCIDENT)`). Refusals are ValidationErrors
by field. What happened to whom stands in no audit line, only that somebody worked on it.
"""

import datetime
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enrolment.actions.rosters.ending import end_assignments
from enrolment.models import Assignment
from pemilu_bpjs import audit
from reports.answering import covered_on
from reports.incident_details import Details, Done, details_of, seal_details, seal_step
from reports.incidents import posts_to_end, proposed_claim
from reports.models import Incident, IncidentStep
from reports.rules.cover_answer import Verdict
from reports.rules.incident_papers import Paper
from reports.rules.incident_steps import Move, State, after

_OPEN_VERDICTS = frozenset({Verdict.UNANSWERED, Verdict.OFF_DUTY})
"""BPJS has not said, or it alone can: neither covered nor uncovered by our records."""

_COLUMNS = ("state", "kind", "day", "on_duty", "programme", "claimed_on", "decided_on", "is_granted", "decided_amount")
_Told = tuple[Any, ...]


def report(
    *, assignment: Assignment, kind: str, day: datetime.date, on_duty: bool | None, details: Details, by: Any
) -> Incident:
    """A new incident; the one that stands where the same was just reported."""
    with transaction.atomic():
        seat = Assignment.objects.select_for_update(of=("self",)).select_related("election").get(pk=assignment.pk)
        same = Incident.objects.filter(assignment=seat, kind=kind, day=day).first()
        if same is not None:
            return same
        _check(seat.person_id, kind, day)
        incident = Incident.objects.create(
            election=seat.election,
            region=seat.election.region_id,
            assignment=seat,
            kind=kind,
            day=day,
            on_duty=on_duty,
            sealed=seal_details(details),
            entered_by=by,
        )
        _record("incident.report", incident, None, Done("report"), by)
    return incident


def amend(
    *, incident: Incident, kind: str, day: datetime.date, on_duty: bool | None, details: Details, by: Any
) -> None:
    """What was told is put right; papers in hand and the number of the claim stay."""
    with transaction.atomic():
        found, before = _locked(incident, Move.AMEND)
        if (kind, day) != (found.kind, found.day):
            _check(found.assignment.person_id, kind, day, apart_from=found.pk)
        known = details_of(found)
        kept = replace(details, papers=known.papers, claim_number=known.claim_number)
        found.kind, found.day, found.on_duty, found.sealed = kind, day, on_duty, seal_details(kept)
        _record("incident.amend", found, before, Done(Move.AMEND), by)


def keep_papers(*, incident: Incident, papers: Collection[Paper], note: str = "", by: Any) -> None:
    """Which papers are in hand now."""
    with transaction.atomic():
        found, before = _locked(incident, Move.PAPERS)
        found.sealed = seal_details(replace(details_of(found), papers=frozenset(papers)))
        _record("incident.papers", found, before, Done(Move.PAPERS, note), by)


def claim(
    *, incident: Incident, programme: str, claimed_on: datetime.date, number: str = "", note: str = "", by: Any
) -> None:
    """The claim was handed to BPJS. Another programme than the facts point to needs its reason."""
    with transaction.atomic():
        found, before = _locked(incident, Move.CLAIM)
        _check_day("claimed_on", claimed_on, since=found.day)
        found.covered = is_covered(found.assignment.person_id, found.day)
        details = details_of(found)
        proposal = proposed_claim(found, details, is_covered=found.covered is True)
        if programme != proposal.programme and not note.strip():
            raise ValidationError({"note": _("Ini bukan usulan menurut catatan kami. Tulis mengapa tetap diajukan.")})
        found.programme, found.claimed_on = programme, claimed_on
        found.sealed = seal_details(replace(details, claim_number=number.strip()))
        _record("incident.claim", found, before, Done(Move.CLAIM, note, claimed_on.isoformat(), programme), by)


def decide(
    *, incident: Incident, is_granted: bool, amount: int | None, decided_on: datetime.date, note: str = "", by: Any
) -> None:
    """What BPJS decided. `amount`: whole rupiah, of a claim that was granted."""
    with transaction.atomic():
        found, before = _locked(incident, Move.DECIDE)
        _check_day("decided_on", decided_on, since=found.claimed_on)
        if is_granted and not amount:
            raise ValidationError({"amount": _("Tulis berapa rupiah yang dikabulkan.")})
        if not is_granted and amount:
            raise ValidationError({"amount": _("Klaim yang ditolak tidak berjumlah. Kosongkan.")})
        found.is_granted, found.decided_on = is_granted, decided_on
        found.decided_amount = amount if is_granted else None
        done = Done(Move.DECIDE, note, decided_on.isoformat(), found.programme, found.decided_amount)
        _record("incident.decide", found, before, done, by)


def close(*, incident: Incident, note: str = "", by: Any) -> None:
    """Nothing more is to be done. Without a decision of BPJS it says why."""
    with transaction.atomic():
        found, before = _locked(incident, Move.CLOSE)
        if found.decided_on is None and not note.strip():
            raise ValidationError({"note": _("BPJS belum memutuskan. Tulis mengapa kejadian ini selesai.")})
        _record("incident.close", found, before, Done(Move.CLOSE, note), by)


def reopen(*, incident: Incident, note: str = "", by: Any) -> None:
    """It is not over after all: back to where it had come."""
    with transaction.atomic():
        found, before = _locked(incident, Move.REOPEN)
        _record("incident.reopen", found, before, Done(Move.REOPEN, note), by)


def end_post(*, incident: Incident, seat: int, by: Any) -> Assignment:
    """The post of somebody who died ends on the day of his death; returns it. Only at a person's word, never by itself.

    Raises ValidationError for a post that is not his, is over, or is not this user's to end.
    """
    held = next((each for each in posts_to_end(by, incident) if each.pk == seat), None)
    if held is None:
        raise ValidationError(_("Tugas ini sudah berakhir, atau bukan wewenang Anda."))
    end_assignments(assignments=[seat], last_day=incident.day, reason=Assignment.StopReason.DEATH, by=by)
    return held


def is_covered(person: int, day: datetime.date) -> bool | None:
    """By our records, whoever asks; None where BPJS has not answered, or it alone can say."""
    return as_covered(covered_on(person, day).verdict)


def as_covered(found: Verdict) -> bool | None:
    """What a verdict comes to for a claim."""
    return None if found in _OPEN_VERDICTS else found is Verdict.COVERED


def _check(person: int, kind: str, day: datetime.date, apart_from: int | None = None) -> None:
    _check_day("day", day)
    deaths = Incident.objects.filter(assignment__person=person, kind=Incident.Kind.DEATH).exclude(pk=apart_from)
    if kind == Incident.Kind.DEATH and deaths.exists():
        raise ValidationError({"kind": _("Meninggalnya orang ini sudah dilaporkan. Buka laporan itu.")})


def _check_day(field: str, day: datetime.date, since: datetime.date | None = None) -> None:
    if day > timezone.localdate():
        raise ValidationError({field: _("Tanggal ini belum tiba.")})
    if since is not None and day < since:
        raise ValidationError({field: _("Tanggal ini mendahului langkah sebelumnya.")})


def _locked(incident: Incident, move: Move) -> tuple[Incident, _Told]:
    """Held until the end of the transaction, with how it stood; what somebody has just closed is not moved on."""
    found = Incident.objects.select_for_update(of=("self",)).select_related("assignment").get(pk=incident.pk)
    before = _told(found)
    try:
        found.state = after(
            State(found.state), move, was_claimed=found.claimed_on is not None, was_decided=found.decided_on is not None
        )
    except ValueError as shut:
        raise ValidationError(_("Langkah ini tidak lagi terbuka. Muat ulang halaman ini.")) from shut
    return found, before


def _record(action: str, incident: Incident, before: _Told | None, done: Done, by: Any) -> None:
    """Kept as a step, with cover as it is known by now: BPJS may have answered since. The same sent twice is one step.

    `before`: how it stood; None where it is new.
    """
    if not done.note and _told(incident) == before:
        return
    incident.covered = is_covered(incident.assignment.person_id, incident.day)
    incident.save()
    IncidentStep.objects.create(incident=incident, state=incident.state, sealed_note=seal_step(done), by=by)
    audit.record(action, by=by, subject=f"incident:{incident.pk}", region=incident.region)


def _told(incident: Incident) -> _Told:
    """All that somebody may have changed."""
    return (*(getattr(incident, name) for name in _COLUMNS), details_of(incident))
