"""Make a proposal from a plan, fill in its draft, vouch for its unverified figures, begin a new version.

Whatever refuses raises notes.Faults, each fault with the field that it concerns. Moving a proposal on stands in
`budgeting.actions.proposal_moves`.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from budgeting import budget_codes, figures_of, planning
from budgeting.budget_codes import Chosen
from budgeting.freezing import from_json
from budgeting.models import BudgetKind, Confirmation, FundSource, Plan, Proposal
from budgeting.rules.notes import Faults, Note
from budgeting.rules.plan_input import YEARS
from budgeting.rules.status import State
from enrolment.catalogue import preset
from pemilu_bpjs import audit
from pemilu_bpjs.access import Right, require

DRAFT_FIELDS = (
    "letter_number",
    "letter_date",
    "sub_activity",
    "jkk_account",
    "jkm_account",
    "account_note",
    "fund_source",
    "money_from",
    "minutes_number",
    "minutes_date",
    "before_jkk",
    "before_jkm",
)
"""What the planner fills in while the proposal is a draft."""

_CARRIED = tuple(name for name in DRAFT_FIELDS if name not in ("letter_number", "letter_date"))
_UNFINISHED = (State.DRAFT, State.VERIFIKASI_INTERNAL)
_OVER = (State.DITOLAK,)
_AGREED = (State.DISETUJUI, State.DITETAPKAN, State.DPA_SAH, State.REALISASI, State.REKONSILIASI, State.SELESAI)


def create_proposal(*, plan: Plan, fiscal_year: int, budget_kind: str = BudgetKind.MURNI, by: Any) -> Proposal:
    """A draft for one fiscal year of a plan, with the codes that the year gives. Raises notes.Faults."""
    require(by, Right.DRAFT_PROPOSAL, region=plan.region, office_id=plan.office_id)
    _check_year(plan, fiscal_year)
    with transaction.atomic():
        version = _next_version(plan, fiscal_year, budget_kind)
        proposal = Proposal(
            plan=plan,
            office=plan.office,
            region=plan.region,
            fiscal_year=fiscal_year,
            budget_kind=budget_kind,
            version=version,
            drafted_by=by,
            **_defaults(plan, fiscal_year),
        )
        _set_before(proposal)
        proposal.save(force_insert=True)
        _record("proposal.create", proposal, by, {"plan": plan.pk, "year": fiscal_year, "kind": budget_kind})
    return proposal


def edit_proposal(*, proposal: Proposal, by: Any, **changes: Any) -> Proposal:
    """Fill in the draft: any of DRAFT_FIELDS. Raises notes.Faults where it is no draft any more."""
    with transaction.atomic():
        locked = locked_proposal(proposal)
        require(by, Right.DRAFT_PROPOSAL, region=locked.region, office_id=locked.office_id)
        if locked.status is not State.DRAFT:
            raise Faults((Note("not-a-draft"),))
        _check_choices(locked, changes)
        check_dates(changes)
        changed = sorted(name for name in DRAFT_FIELDS if name in changes and getattr(locked, name) != changes[name])
        for name in changed:
            setattr(locked, name, changes[name])
        if changed:
            locked.edited_by = by
            locked.save(update_fields=[*changed, "edited_by", "updated_at"])
            _record("proposal.edit", locked, by, {"fields": changed})
    return locked


def confirm_figures(
    *, proposal: Proposal, stated: Iterable[tuple[str, str]], confirmed_by_name: str, basis: str, by: Any
) -> int:
    """A named person's word for each (key, value) that still stands so; returns how many. Raises notes.Faults."""
    stated = list(stated)
    with transaction.atomic():
        locked = locked_proposal(proposal)
        require(by, Right.CONFIRM_FIGURE, region=locked.region, office_id=locked.office_id)
        if locked.status not in _UNFINISHED:
            raise Faults((Note("not-a-draft"),))
        open_doubts = {(each.key, each.value) for each in figures_of.live(locked).unverified}
        if set(stated) - open_doubts:
            raise Faults((Note("doubt-changed", "keys"),))
        for key, value in stated:
            Confirmation.objects.update_or_create(
                proposal=locked,
                key=key,
                defaults={
                    "value": value,
                    "confirmed_by_name": confirmed_by_name,
                    "basis": basis,
                    "entered_by": by,
                },
            )
        detail = {"keys": [key for key, _ in stated], "name": confirmed_by_name, "basis": basis}
        _record("proposal.confirm", locked, by, detail)
    return len(stated)


def revise_proposal(*, proposal: Proposal, by: Any) -> Proposal:
    """A new version of a proposal that was sent back: a draft with its content and its confirmations."""
    with transaction.atomic():
        old = locked_proposal(proposal)
        require(by, Right.DRAFT_PROPOSAL, region=old.region, office_id=old.office_id)
        if old.status is not State.PERLU_REVISI:
            raise Faults((Note("not-to-revise"),))
        successor = Proposal.objects.filter(replaces=old).first()
        if successor is not None:
            raise Faults((Note("already-revised", "", {"version": successor.version}),))
        new = Proposal.objects.create(
            plan=old.plan,
            office=old.office,
            region=old.region,
            fiscal_year=old.fiscal_year,
            budget_kind=old.budget_kind,
            version=old.version + 1,
            replaces=old,
            before=old.before,
            drafted_by=by,
            **{name: getattr(old, name) for name in _CARRIED},
        )
        _copy_confirmations(old, new)
        _record("proposal.revise", new, by, {"replaces": old.pk, "version": new.version})
    return new


def locked_proposal(proposal: Proposal) -> Proposal:
    """The row as it stands now, locked until the transaction ends: whoever comes second sees what the first did."""
    rows = Proposal.objects.select_for_update(of=("self",))
    return rows.select_related("plan__election__region", "office", "before").get(pk=proposal.pk)


def _check_year(plan: Plan, year: int) -> None:
    planned = planning.compute(plan)
    if year not in planned.plan.by_year:
        known = ", ".join(str(each) for each in planned.plan.by_year)
        raise Faults((Note("year-not-in-plan", "fiscal_year", {"year": year, "known": known}),))
    if year not in planned.law.code_years:
        raise Faults((Note("no-code-regime", "fiscal_year", {"year": year}),))


def _next_version(plan: Plan, year: int, kind: str) -> int:
    """1, or one more than what was refused for good. Two proposals of one year and kind never stand side by side."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    latest = plan.proposals.filter(fiscal_year=year, budget_kind=kind).order_by("-version").first()
    if latest is None:
        return 1
    if latest.status not in _OVER:
        raise Faults((Note("proposal-stands", "fiscal_year", {"year": year, "version": latest.version}),))
    return latest.version + 1


def _defaults(plan: Plan, year: int) -> dict[str, str]:
    codes = budget_codes.codes_of(year, plan.region, Chosen())
    fund = FundSource.objects.current().filter(is_default=True).first()
    return {
        "sub_activity": codes.sub_activity.code,
        "jkk_account": codes.jkk_account.code,
        "jkm_account": codes.jkm_account.code,
        "fund_source": fund.code if fund else "",
    }


def _set_before(proposal: Proposal) -> None:
    """A change begins from what was agreed for the same plan and year; other budgets are entered by hand."""
    if proposal.budget_kind == BudgetKind.MURNI:
        return
    agreed = Proposal.objects.filter(plan=proposal.plan, fiscal_year=proposal.fiscal_year, state__in=_AGREED)
    proposal.before = agreed.order_by("-frozen_at").first()
    if proposal.before is not None:
        figures = from_json(proposal.before.frozen)
        proposal.before_jkk, proposal.before_jkm = figures.jkk, figures.jkm


def _check_choices(proposal: Proposal, changes: dict[str, Any]) -> None:
    election = preset(proposal.plan.election.preset)
    accounts = {row.code for row in budget_codes.accounts_for(election.kind if election else "")}
    known = {
        "sub_activity": {row.code for row in budget_codes.sub_activities(proposal.fiscal_year, proposal.region)},
        "jkk_account": accounts,
        "jkm_account": accounts,
        "fund_source": set(FundSource.objects.current().values_list("code", flat=True)),
    }
    faults = tuple(
        Note("not-one-of", name, {"known": ", ".join(sorted(codes))})
        for name, codes in known.items()
        if changes.get(name) and changes[name] not in codes
    )
    if faults:
        raise Faults(faults)


def check_dates(changes: Mapping[str, Any]) -> None:
    """Raises notes.Faults for every date in a year that must be a slip of the finger."""
    span = {"first": str(YEARS[0]), "last": str(YEARS[-1])}
    dates = ((name, value) for name, value in changes.items() if isinstance(value, datetime.date))
    faults = tuple(Note("year-absurd", name, span) for name, value in dates if value.year not in YEARS)
    if faults:
        raise Faults(faults)


def _copy_confirmations(old: Proposal, new: Proposal) -> None:
    """A word that was given holds on for the same value; it goes stale by itself where the value changes."""
    Confirmation.objects.bulk_create(
        Confirmation(
            proposal=new,
            key=row.key,
            value=row.value,
            confirmed_by_name=row.confirmed_by_name,
            basis=row.basis,
            entered_by=row.entered_by,
            entered_at=row.entered_at,
        )
        for row in old.confirmations.select_related("entered_by")
    )


def _record(action: str, proposal: Proposal, by: Any, detail: dict[str, Any]) -> None:
    subject = f"proposal:{proposal.pk}"
    audit.record(action, by=by, subject=subject, office=proposal.office, region=proposal.region, detail=detail)
