"""From a computed plan and a fiscal year to everything a proposal's documents print.

Words stand in the active language; whoever freezes or prints figures activates Indonesian first.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.utils import timezone

from budgeting import budget_codes, figure_lines, letterhead, planning
from budgeting.budget_codes import Chosen, Codes
from budgeting.explaining import explained
from budgeting.freezing import from_json
from budgeting.models import Confirmation, Proposal
from budgeting.planning import Planned
from budgeting.recap_of import recap_of
from budgeting.rules import calendar, confirmations, legal_bases
from budgeting.rules.confirmations import Doubt
from budgeting.rules.figures import Before, CashRow, Cited, FigureLine, Figures, Unverified
from budgeting.rules.legal_bases import Basis, Regime
from budgeting.rules.notes import Note
from budgeting.rules.status import FROZEN
from budgeting.unverified import worded
from budgeting.wording import sentence
from pemilu_bpjs.models import Office

_OF_LINES = frozenset({"asn-excluded", "coverage-outside-tenure", "uncovered-days"})
_SAID_ELSEWHERE = frozenset({"tenure-unverified", "rate-unverified", "no-code-regime"})


def of_proposal(proposal: Proposal, *, today: datetime.date | None = None, origins: bool = True) -> Figures:
    """A proposal's figures: the frozen ones once it is submitted, until then as `live` has them."""
    if proposal.frozen is not None:
        return from_json(proposal.frozen)
    return live(proposal, today=today, origins=origins)


def live(proposal: Proposal, *, today: datetime.date | None = None, origins: bool = True) -> Figures:
    """A proposal's figures as its plan gives them now. Raises notes.Faults where the plan no longer computes.

    Without `origins` nothing is `explained`: a fifth of the work, of which only paper shows anything.
    """
    planned = planning.compute(proposal.plan)
    return for_plan(
        planned,
        proposal.fiscal_year,
        office=proposal.office,
        budget_kind=proposal.budget_kind,
        proposal=proposal,
        today=today,
        origins=origins,
    )


def for_plan(
    planned: Planned,
    year: int,
    *,
    office: Office | None = None,
    budget_kind: str = "murni",
    proposal: Proposal | None = None,
    today: datetime.date | None = None,
    origins: bool = True,
) -> Figures:
    """One fiscal year of a plan. Without a proposal: a draft with the defaults of the year.

    A year without known codes gives empty codes and a warning; a proposal of such a year is refused elsewhere.
    """
    work = _Work.of(planned, year, office, budget_kind, proposal, today or timezone.localdate())
    before = _before(work.proposal)
    return Figures(
        **_subject(work),
        **_letter(work, office),
        **{each.name: getattr(work.codes, each.name) for each in fields(work.codes)},
        account_note=work.proposal.account_note,
        legal_bases=tuple(basis.cited for basis in work.bases),
        lines=work.lines,
        recap=recap_of(planned, year),
        cash=work.cash,
        years=figure_lines.year_amounts(planned.plan),
        before=before,
        pagu=_pagu(before),
        kecamatan=planned.plan.units.kecamatan,
        desa=planned.plan.units.desa,
        tps=planned.plan.units.tps,
        warnings=_warnings(work),
        unverified=_unverified(work),
        explained=explained(planned, year) if origins else (),
    )


@dataclass(frozen=True, slots=True)
class _Work:
    """What several parts of the figures are made from."""

    planned: Planned
    year: int
    kind: str
    proposal: Proposal
    on: datetime.date
    codes: Codes
    regimes: tuple[Regime, ...]
    numbers: Mapping[str, str]
    bases: tuple[Basis, ...]
    lines: tuple[FigureLine, ...]
    cash: tuple[CashRow, ...]

    @classmethod
    def of(
        cls,
        planned: Planned,
        year: int,
        office: Office | None,
        kind: str,
        proposal: Proposal | None,
        today: datetime.date,
    ) -> "_Work":
        told = proposal or Proposal(fiscal_year=year, budget_kind=kind)
        on = told.letter_date or today
        chosen = Chosen(told.sub_activity, told.jkk_account, told.jkm_account, told.fund_source)
        lines = figure_lines.of_year(planned.plan.lines, year)
        known, regimes = budget_codes.legal_bases(), budget_codes.regimes()
        return cls(
            planned=planned,
            year=year,
            kind=kind,
            proposal=told,
            on=on,
            codes=budget_codes.codes_of(year, planned.plan.input.region, chosen),
            regimes=regimes,
            numbers={basis.cited.code: basis.cited.number for basis in known},
            bases=legal_bases.applicable(known, kind=planned.law.preset.kind, on=on, year=year, regimes=regimes),
            lines=lines,
            cash=calendar.cash_rows(lines, budget_codes.pay_days(), budget_codes.holidays()),
        )


def _subject(work: _Work) -> dict[str, Any]:
    """Of which plan, election and year the figures are."""
    plan, preset = work.planned.plan.input, work.planned.law.preset
    return {
        "plan_name": plan.name,
        "region_code": plan.region,
        "region_name": work.planned.region_name,
        "election_code": preset.code,
        "election_name": preset.name,
        "election_kind": preset.kind,
        "voting_day": preset.voting_day,
        "fiscal_year": work.year,
        "budget_kind": work.kind,
        "version": work.proposal.version,
        "is_draft": work.proposal.state not in FROZEN,
    }


def _letter(work: _Work, office: Office | None) -> dict[str, Any]:
    """Who writes, who signs, under which number and date."""
    region_name, told = work.planned.region_name, work.proposal
    return {
        "letter_number": told.letter_number,
        "letter_date": work.on,
        "minutes_number": told.minutes_number,
        "minutes_date": told.minutes_date,
        "office": letterhead.identity(office, region_name),
        "signatory": letterhead.signatory(office, "head", work.on),
        "pptk": letterhead.signatory(office, "pptk", work.on),
        "parties": letterhead.parties(office, region_name),
    }


def _before(proposal: Proposal) -> Before | None:
    if proposal.budget_kind == "murni":
        return None
    items: tuple[tuple[str, int, int], ...] = ()
    source = ""
    if proposal.before_id and proposal.before is not None:
        items = _items(proposal.before)
        source = proposal.before.letter_number
    return Before(proposal.before_jkk, proposal.before_jkm, source, items)


def _items(before: Proposal) -> tuple[tuple[str, int, int], ...]:
    """What the changed proposal asked for each position, its runs of months together."""
    sums: dict[str, tuple[int, int]] = {}
    for line in from_json(before.frozen).lines if before.frozen else ():
        jkk, jkm = sums.get(line.code, (0, 0))
        sums[line.code] = (jkk + line.jkk, jkm + line.jkm)
    return tuple((code, jkk, jkm) for code, (jkk, jkm) in sums.items())


def _pagu(before: Before | None) -> int:
    """P1: what the budget holds before this proposal; a murni begins from nothing."""
    return before.jkk + before.jkm if before else 0


def _warnings(work: _Work) -> tuple[str, ...]:
    notes = [
        *(note for note in work.planned.plan.warnings if _concerns(note, work.lines)),
        *calendar.lateness(work.lines, work.cash, work.kind, work.year, work.proposal.money_from),
        *legal_bases.uncertain_dates(work.bases, work.on),
        *_of_year(work),
        Note(f"funding-{work.planned.law.preset.kind}"),
    ]
    return tuple(dict.fromkeys(sentence(note) for note in notes))


def _concerns(note: Note, lines: Iterable[FigureLine]) -> bool:
    """Whether a warning of the whole plan speaks of this year's lines."""
    if note.code in _SAID_ELSEWHERE:
        return False
    return note.code not in _OF_LINES or note.key in {line.code for line in lines}


def _of_year(work: _Work) -> list[Note]:
    if work.year not in work.planned.law.code_years:
        return [Note("no-code-regime", str(work.year), {"year": work.year})]
    return []


def _unverified(work: _Work) -> tuple[Unverified, ...]:
    codes = work.codes
    doubts = [
        *confirmations.of_lines(work.planned.plan.lines, work.year),
        *_decree(work),
        *confirmations.of_codes((codes.field, codes.program, codes.activity, codes.sub_activity), "activity"),
        *confirmations.of_codes((*codes.account_parents, codes.jkk_account, codes.jkm_account), "account"),
        *confirmations.of_titles(_cited(work)),
        *_practice(),
        *confirmations.always((codes.jkk_account, codes.jkm_account), work.planned.law.preset.kind),
    ]
    return worded(doubts, _given(work.proposal))


def _cited(work: _Work) -> tuple[Cited, ...]:
    return tuple(basis.cited for basis in work.bases)


def _decree(work: _Work) -> list[Doubt]:
    regime = next((each for each in work.regimes if each.year == work.year), None)
    if regime is None:
        return []
    year, found = str(work.year), []
    if regime.confidence == confirmations.LOW:
        found.append(Doubt("decree", year, year, work.numbers.get(regime.decree, regime.decree)))
    if regime.digits_confidence == confirmations.LOW:
        found.append(Doubt("digits", year, year, regime.digits))
    return found


def _practice() -> list[Doubt]:
    rows = budget_codes.parameters("ppn_percent", "premium_rounding")
    return [Doubt(code, "all", "", str(row.value)) for code, row in rows.items() if row.is_unverified]


def _given(proposal: Proposal) -> list[Confirmation]:
    return list(proposal.confirmations.all()) if proposal.pk else []
