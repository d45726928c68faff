"""A proposal as its pages show it: where it stands, what is asked, what is lacking, what was said."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgeting import freezing
from budgeting.models import BudgetKind, Proposal
from budgeting.presenters import proposal_words as words
from budgeting.presenters.links import address, with_query
from budgeting.presenters.months import short_months
from budgeting.presenters.proposal_sheet import Sheet, sheet_of
from budgeting.presenters.proposal_words import Change
from budgeting.rules import proposal as rules
from budgeting.rules.figures import Figures
from budgeting.rules.notes import Note
from budgeting.rules.status import FROZEN, State
from budgeting.wording import sentence
from pemilu_bpjs import presenters as base
from pemilu_bpjs.access import Right, may
from pemilu_bpjs.facts import Fact
from pemilu_bpjs.formats import rupiah, thousands
from pemilu_bpjs.localised import date_long
from pemilu_bpjs.models import Document
from pemilu_bpjs.tiles import Tile

_ROAD = (
    (gettext_lazy("Konsep"), (State.DRAFT,)),
    (gettext_lazy("Verifikasi"), (State.VERIFIKASI_INTERNAL,)),
    (gettext_lazy("Diajukan"), (State.DIAJUKAN, State.DITELAAH)),
    (gettext_lazy("Dibahas TAPD"), (State.DIBAHAS_TAPD, State.DITOLAK, State.PERLU_REVISI)),
    (gettext_lazy("Disetujui"), (State.DISETUJUI, State.DISETUJUI_PARSIAL, State.DITETAPKAN)),
    (gettext_lazy("DPA sah"), (State.DPA_SAH,)),
    (gettext_lazy("Pelaksanaan"), (State.REALISASI, State.REKONSILIASI, State.SELESAI)),
)


@dataclass(frozen=True)
class Step:
    label: str
    state: str
    note: str = ""


@dataclass(frozen=True)
class MoveLine:
    at: datetime.datetime
    by: str
    step: str
    comment: str
    amount: int | None


@dataclass(frozen=True)
class VersionLine:
    label: str
    url: str
    state: str
    tone: str
    is_this: bool


@dataclass(frozen=True)
class ProposalPage:
    """Everything a proposal's page shows. `sheet` is None where its plan no longer computes: `faults` say why."""

    pk: int
    title: str
    about: str
    crumbs: tuple[tuple[str, str], ...]
    state: str
    tone: str
    steps: tuple[Step, ...]
    next_step: str
    said: MoveLine | None
    tiles: tuple[Tile, ...]
    facts: tuple[Fact, ...]
    sheet: Sheet | None
    faults: tuple[str, ...]
    lacking: tuple[str, ...]
    is_open: bool
    moves: tuple[MoveLine, ...]
    versions: tuple[VersionLine, ...]
    changes: tuple[Change, ...]
    papers: str
    documents: tuple[base.DocumentLine, ...]
    edit_url: str
    plan_url: str
    pack_url: str
    revise_url: str
    frozen_sha256: str


def proposal_page(proposal: Proposal, figures: Figures | None, faults: Iterable[Note], user: Any) -> ProposalPage:
    """`figures` frozen or as the plan gives them now; None with the plan's faults where it gives none."""
    moves = tuple(proposal.moves.select_related("by").order_by("at", "pk"))
    documents = _documents(proposal, user)
    is_own = _is_own(proposal, user)
    blocked = rules.blockers(figures) if figures and proposal.status not in FROZEN else ()
    may_draft = may(user, Right.DRAFT_PROPOSAL, region=proposal.region, office_id=proposal.office_id)
    return ProposalPage(
        pk=proposal.pk,
        title=_("Usulan TA {year}").format(year=proposal.fiscal_year),
        about=_about(proposal),
        crumbs=((_("Usulan"), reverse("budgeting:proposals")),),
        state=words.state_label(proposal.status),
        tone=words.state_tone(proposal.status),
        steps=_steps(proposal.status, moves[-1].from_state if moves else ""),
        next_step=words.next_step(proposal.status),
        said=_said(proposal, moves),
        tiles=_tiles(proposal, figures),
        facts=_facts(proposal, figures),
        sheet=sheet_of(figures) if figures else None,
        faults=tuple(sentence(note) for note in faults),
        lacking=tuple(words.lacking(note) for note in blocked),
        is_open=proposal.status not in FROZEN,
        moves=tuple(_move_line(move) for move in moves),
        versions=_versions(proposal, user),
        changes=_changes(proposal, figures),
        papers=_papers(proposal, documents, is_own=is_own),
        documents=documents,
        edit_url=_own(proposal, "budgeting:proposal-edit", when=may_draft and proposal.status is State.DRAFT),
        plan_url=_plan_url(proposal, user),
        pack_url=_own(proposal, "reports:proposal-pack", when=figures is not None and is_own),
        revise_url=_own(proposal, "budgeting:proposal-revise", when=may_draft and _is_to_revise(proposal)),
        frozen_sha256=proposal.frozen_sha256,
    )


def new_crumbs(plan: Any) -> tuple[tuple[str, str], ...]:
    """Where one is while a plan becomes a proposal."""
    found = ((_("Rencana"), address("budgeting:plans")), (plan.name, address("budgeting:plan", plan.pk)))
    return tuple((label, url) for label, url in found if url)


def _about(proposal: Proposal) -> str:
    kind, version = BudgetKind(proposal.budget_kind).label, _("versi {number}").format(number=proposal.version)
    return f"{proposal.plan.name} · {proposal.office.name} · {kind} · {version}"


def _steps(state: State, came_from: str) -> tuple[Step, ...]:
    """The road in seven steps that fit a phone; a state beside or between them stands as a note at its step."""
    beside = State(came_from) if state is State.PERLU_REVISI and came_from else state
    place = next(number for number, (_label, states) in enumerate(_ROAD) if beside in states)
    steps = []
    for number, (label, states) in enumerate(_ROAD):
        standing = "done" if number < place or state is State.SELESAI else "current" if number == place else "todo"
        note = words.state_label(state) if number == place and state is not states[0] else ""
        steps.append(Step(str(label), standing, note))
    return tuple(steps)


def _tiles(proposal: Proposal, figures: Figures | None) -> tuple[Tile, ...]:
    amounts = rules.amounts(figures) if figures else None
    agreed = rupiah(proposal.disepakati) if proposal.disepakati is not None else _("belum ada")
    if figures is None or amounts is None:
        return ()
    people = _("P1 + P2, bagi {people} orang, {months}").format(
        people=thousands(figures.insured), months=short_months(figures.months)
    )
    return (
        Tile(_("Pagu (P1)"), rupiah(amounts.pagu), _("yang sudah ada dalam anggaran")),
        Tile(_("Usulan (P2)"), rupiah(amounts.usulan), _("tambahan yang diusulkan")),
        Tile(_("Diminta (P3)"), rupiah(amounts.diminta), people),
        Tile(_("Disepakati (P4)"), agreed, _("keputusan TAPD")),
    )


def _facts(proposal: Proposal, figures: Figures | None) -> tuple[Fact, ...]:
    blank = _("belum diisi")
    letter_date = date_long(proposal.letter_date) if proposal.letter_date else blank
    found = [
        Fact(_("Nomor surat"), proposal.letter_number or blank),
        Fact(_("Tanggal surat"), letter_date),
    ]
    if figures is not None:
        sub = figures.sub_activity
        found += [
            Fact(_("Sub kegiatan"), f"{sub.code} {sub.name}".strip() or blank, confidence=sub.confidence),
            Fact(_("Rekening JKK"), f"{figures.jkk_account.code} {figures.jkk_account.name}"),
            Fact(_("Rekening JKM"), f"{figures.jkm_account.code} {figures.jkm_account.name}"),
            Fact(_("Sumber dana"), figures.fund_source or blank),
        ]
    found.append(Fact(_("Dasar pemilihan rekening"), proposal.account_note or blank))
    numbers = (
        (_("Perkiraan DPA/DPPA sah"), date_long(proposal.money_from) if proposal.money_from else ""),
        (_("Nomor Perda APBD"), proposal.perda_number),
        (_("Nomor Perkada Penjabaran"), proposal.perkada_number),
        (_("Nomor DPA/DPPA"), proposal.dpa_number),
    )
    found += [Fact(label, value) for label, value in numbers if value]
    return (*found, Fact(_("Disusun oleh"), str(proposal.drafted_by)))


def _said(proposal: Proposal, moves: Sequence[Any]) -> MoveLine | None:
    """The word that came with the last step; with a fresh version, what the one before it was sent back for."""
    if not moves and proposal.replaces is not None:
        moves = tuple(proposal.replaces.moves.select_related("by").order_by("at", "pk"))
    return _move_line(moves[-1]) if moves and moves[-1].comment else None


def _move_line(move: Any) -> MoveLine:
    step = f"{words.state_label(move.from_state)} → {words.state_label(move.to_state)}"
    return MoveLine(move.at, str(move.by), step, move.comment, move.amount)


def _versions(proposal: Proposal, user: Any) -> tuple[VersionLine, ...]:
    """The versions that the reader may see; empty where there is but one."""
    rows = Proposal.objects.visible_to(user).filter(
        plan=proposal.plan_id, fiscal_year=proposal.fiscal_year, budget_kind=proposal.budget_kind
    )
    found = tuple(
        VersionLine(
            label=_("Versi {number}").format(number=row.version),
            url=reverse("budgeting:proposal", args=[row.pk]),
            state=words.state_label(row.status),
            tone=words.state_tone(row.status),
            is_this=row.pk == proposal.pk,
        )
        for row in rows.defer("frozen").order_by("-version")
    )
    return found if len(found) > 1 else ()


def _changes(proposal: Proposal, figures: Figures | None) -> tuple[Change, ...]:
    old = proposal.replaces.frozen if proposal.replaces else None
    if old is None or figures is None:
        return ()
    return tuple(words.change(found) for found in rules.differences(freezing.from_json(old), figures))


def _documents(proposal: Proposal, user: Any) -> tuple[base.DocumentLine, ...]:
    rows: Sequence[Document] = Document.objects.visible_to(user).of(f"proposal:{proposal.pk}")
    return tuple(base.document_line(row) for row in rows.select_related("created_by"))


def _papers(proposal: Proposal, documents: Iterable[base.DocumentLine], *, is_own: bool) -> str:
    """What is to be done where figures are locked and no paper of them exists: readers do not see drafts."""
    if proposal.status not in FROZEN - {State.PERLU_REVISI, State.DITOLAK}:
        return ""
    if any(not line.is_draft for line in documents):
        return ""
    if is_own:
        return _("Buat dokumennya sekarang: TAPD dan Inspektorat hanya melihat dokumen dari angka yang sudah dikunci.")
    return _("Dokumennya belum dibuat. Mintalah kepada {office}.").format(office=proposal.office.name)


def _is_own(proposal: Proposal, user: Any) -> bool:
    """Whether the user works on the proposal for its office, rather than reading it for the region."""
    rights = (Right.DRAFT_PROPOSAL, Right.VERIFY_PROPOSAL)
    return any(may(user, right, region=proposal.region, office_id=proposal.office_id) for right in rights)


def _is_to_revise(proposal: Proposal) -> bool:
    return proposal.status is State.PERLU_REVISI and not Proposal.objects.filter(replaces=proposal).exists()


def _own(proposal: Proposal, route: str, *, when: bool) -> str:
    return address(route, proposal.pk) if when else ""


def _plan_url(proposal: Proposal, user: Any) -> str:
    may_see = may(user, Right.VIEW_PLAN, region=proposal.region, office_id=proposal.office_id)
    return address("budgeting:plan", proposal.plan_id) if may_see else ""


def new_url(plan: Any) -> str:
    """The page on which a plan becomes a proposal."""
    return with_query(address("budgeting:proposal-new"), f"plan={plan.pk}")
