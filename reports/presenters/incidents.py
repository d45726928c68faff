"""Incidents as their pages show them: the list, one with all its steps, whom to report about, totals without names."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enrolment.models import Assignment
from enrolment.people import Words, masked_nik, words_of
from enrolment.presenters.elections import Crumbs
from enrolment.presenters.people.seats import period
from enrolment.wording import MISSING
from pemilu_bpjs.facts import Fact
from pemilu_bpjs.formats import rupiah, thousands
from pemilu_bpjs.localised import date_long
from reports import incident_wording as words
from reports.cover_wording import HEADLINES, SENTENCES
from reports.incident_details import Details, Done, done_at
from reports.incidents import Opened
from reports.models import Incident, IncidentStep
from reports.rules.incident_claim import Kind, Programme, Proposed, Reason
from reports.rules.incident_papers import Needed, missing, needed
from reports.rules.incident_steps import Move, State, open_moves

_TONES = {
    State.REPORTED: "warn",
    State.PAPERS: "warn",
    State.CLAIMED: "active",
    State.DECIDED: "good",
    State.CLOSED: "neutral",
}
_COVER_TONES = {True: "good", False: "bad", None: "warn"}


@dataclass(frozen=True, slots=True)
class Who:
    """The person on his seat; `url` "" for who may not open the page of people."""

    name: str
    nik: str
    position: str
    unit: str
    institution: str
    period: str
    url: str


@dataclass(frozen=True, slots=True)
class IncidentLine:
    who: Who
    kind: str
    day: str
    cover: str
    cover_tone: str
    state: str
    tone: str
    next_step: str
    url: str


@dataclass(frozen=True, slots=True)
class FoundSeat:
    """Somebody of whom an incident may be reported."""

    who: Who
    report_url: str


@dataclass(frozen=True, slots=True)
class StepLine:
    deed: str
    told: str
    note: str
    by: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post that somebody who died still holds: it ends, or another takes it over."""

    pk: int
    words: str
    replace_url: str


@dataclass(frozen=True, slots=True)
class Proposal:
    sentence: str
    programme: str
    tone: str


@dataclass(frozen=True, slots=True)
class IncidentPage:
    crumbs: Crumbs
    pk: int
    title: str
    who: Who
    state: str
    tone: str
    facts: tuple[Fact, ...]
    cover_title: str
    cover: str
    cover_kind: str
    proposal: Proposal
    papers: str
    steps: tuple[StepLine, ...]
    posts: tuple[HeldPost, ...]
    amend_url: str
    moves: frozenset[str]


def crumbs() -> Crumbs:
    return ((_("Kejadian"), reverse("reports:incidents")),)


def crumbs_to(incident: Incident) -> Crumbs:
    return (*crumbs(), (incident.assignment.record.name, reverse("reports:incident", args=[incident.pk])))


def incident_lines(shown: Collection[Opened]) -> tuple[IncidentLine, ...]:
    """A page of the list; names of places and posts come in three queries."""
    named = words_of([each.incident.assignment for each in shown])
    return tuple(_line(each, named) for each in shown)


def found_seats(seats: Iterable[Assignment]) -> tuple[FoundSeat, ...]:
    shown = list(seats)
    named = words_of(shown)
    return tuple(FoundSeat(_who(seat, named), reverse("reports:incident-new", args=[seat.pk])) for seat in shown)


def who(seat: Assignment) -> Who:
    """One person, by himself."""
    return _who(seat, words_of([seat]))


def checklist(found: Opened) -> tuple[Needed, ...]:
    """The papers of this incident's claim."""
    claim = found.told.claim
    is_claimed_so = claim is not None and claim.programme is Programme.JKK
    by_accident = found.proposal.reason is Reason.DEATH_BY_WORK
    return needed(found.told.kind, by_work_accident=by_accident or is_claimed_so)


def incident_page(
    found: Opened,
    steps: Iterable[IncidentStep],
    posts: Collection[Assignment],
    *,
    may_edit: bool,
    may_open: bool,
) -> IncidentPage:
    incident, details = found.incident, found.told
    state = State(incident.state)
    named = words_of([incident.assignment, *posts])
    moves = open_moves(state) if may_edit else ()
    return IncidentPage(
        crumbs=crumbs(),
        pk=incident.pk,
        title=_("%(kind)s: %(name)s")
        % {"kind": words.kind_words(details.kind), "name": incident.assignment.record.name},
        who=_who(incident.assignment, named, may_open=may_open),
        state=str(incident.get_state_display()),
        tone=_TONES[state],
        facts=_facts(details),
        cover_title=str(HEADLINES[found.verdict]),
        cover=str(SENTENCES[found.verdict]),
        cover_kind={True: "success", False: "error", None: "warning"}[found.covered],
        proposal=_proposal(found.proposal),
        papers=_papers(missing(checklist(found), details.papers)),
        steps=tuple(_step(each) for each in steps),
        posts=tuple(_post(each, named) for each in posts),
        amend_url=reverse("reports:incident-amend", args=[incident.pk]) if Move.AMEND in moves else "",
        moves=frozenset(move.value for move in moves),
    )


def _line(found: Opened, named: Words) -> IncidentLine:
    incident = found.incident
    state = State(incident.state)
    return IncidentLine(
        who=_who(incident.assignment, named),
        kind=words.kind_words(found.told.kind),
        day=date_long(found.told.day),
        cover=str(words.COVERED_SHORT[found.covered]),
        cover_tone=_COVER_TONES[found.covered],
        state=str(incident.get_state_display()),
        tone=_TONES[state],
        next_step=_next_step(state),
        url=reverse("reports:incident", args=[incident.pk]),
    )


def _who(seat: Assignment, named: Words, *, may_open: bool = False) -> Who:
    return Who(
        name=seat.record.name,
        nik=masked_nik(seat.record),
        position=named.position(seat),
        unit=named.unit(seat),
        institution=seat.institution,
        period=period(seat),
        url=reverse("enrolment:person", args=[seat.pk]) if may_open else "",
    )


def _next_step(state: State) -> str:
    return {
        State.REPORTED: _("Lengkapi berkas"),
        State.PAPERS: _("Ajukan klaim"),
        State.CLAIMED: _("Tunggu putusan BPJS"),
        State.DECIDED: _("Kabari keluarga, lalu tutup"),
        State.CLOSED: "",
    }[state]


def _facts(details: Details) -> tuple[Fact, ...]:
    reporter = details.reporter
    told_by = ", ".join(each for each in (reporter.relation, reporter.phone) if each)
    facts = [
        Fact(_("Kejadian"), words.kind_words(details.kind)),
        Fact(_("Tanggal"), date_long(details.day)),
        Fact(_("Saat bertugas"), str(words.DUTY[details.on_duty])),
        Fact(_("Tempat kejadian"), details.place or MISSING),
        Fact(_("Apa yang terjadi"), details.story or MISSING),
        Fact(_("Pelapor"), reporter.name or MISSING, told_by),
    ]
    if details.kind is Kind.DEATH:
        facts.insert(3, Fact(_("Sebab"), str(words.CAUSES[details.cause])))
    return (*facts, *_claim_facts(details))


def _claim_facts(details: Details) -> list[Fact]:
    facts = []
    if details.claim is not None:
        number = _("Nomor klaim %s") % details.claim.number if details.claim.number else ""
        facts.append(Fact(_("Klaim %s diajukan") % details.claim.programme, date_long(details.claim.day), number))
    if details.decision is not None:
        amount = rupiah(details.decision.amount) if details.decision.amount else ""
        decided = _("Dikabulkan") if details.decision.is_granted else _("Ditolak")
        told = f"{decided} · {amount}" if amount else decided
        facts.append(Fact(_("Putusan BPJS"), told, date_long(details.decision.day)))
    return facts


def _proposal(found: Proposed) -> Proposal:
    sentence = str(words.REASONS[found.reason])
    programme = found.programme.value if found.programme else ""
    return Proposal(sentence, programme, "active" if programme else "warn")


def _papers(lacking: Collection[str]) -> str:
    if not lacking:
        return _("Semua berkas sudah ada.")
    told = ngettext("%s berkas belum ada.", "%s berkas belum ada.", len(lacking))
    return told % thousands(len(lacking))


def _step(step: IncidentStep) -> StepLine:
    done = done_at(step)
    return StepLine(
        deed=str(words.DEEDS[done.move]),
        told=_told(done),
        note=done.note,
        by=step.by.get_full_name() if step.by is not None else _("sistem"),
        at=step.at,
    )


def _told(done: Done) -> str:
    if not done.day:
        return ""
    day = date_long(datetime.date.fromisoformat(done.day))
    if done.move != Move.DECIDE:
        return f"{done.programme}, {day}"
    granted = _("dikabulkan %s") % rupiah(done.amount) if done.amount else _("ditolak")
    return f"{done.programme}, {day}: {granted}"


def _post(seat: Assignment, named: Words) -> HeldPost:
    told = f"{named.position(seat)} · {named.unit(seat)} · {period(seat)}"
    return HeldPost(seat.pk, told, reverse("budgeting:replacement", args=[seat.pk]))
