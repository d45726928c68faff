"""What waits for a user, fetched in a fixed number of queries however much there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from budgeting.actions.proposal_moves import open_moves
from budgeting.models import Plan, Proposal
from budgeting.rules.status import Move, State
from enrolment.models import CountKind, Election, PollingStation, StageCode, UnitCount
from pemilu_bpjs.access import Right, may
from pemilu_bpjs.models import Document, Job

SHOWN = 5
_LOOKED_AT = 50
_OVER = (State.DITOLAK, State.SELESAI)
_FAILURES_FOR = timedelta(days=3)
_AUTHORITY = (State.DPA_SAH, State.REALISASI, State.REKONSILIASI, State.SELESAI)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal and the steps that this user may take with it now."""

    proposal: Proposal
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the newest election that the user sees has come."""

    election: Election | None
    has_tps: bool
    has_plan: bool
    has_proposal: bool
    has_authority: bool


def proposals_for(user: Any) -> tuple[Waiting, ...]:
    """Proposals whose next step is this user's, longest waiting first; drafts are there for whoever may draft."""
    rows = Proposal.objects.visible_to(user).exclude(state__in=_OVER).filter(replaced_by=None)
    rows = rows.defer("frozen").select_related("plan__election__region", "office").order_by("updated_at")
    found = (Waiting(row, open_moves(row, user)) for row in rows[:_LOOKED_AT])
    return tuple(each for each in found if each.moves or _is_to_revise(each.proposal, user))[:SHOWN]


def elections_without_tps(user: Any) -> Sequence[Election]:
    """Elections that the user may edit and of which nobody has entered a TPS number."""
    if not may(user, Right.EDIT_ELECTION):
        return ()
    return list(_with_tps(Election.objects.editable_by(user)).filter(has_count=False, has_list=False)[:SHOWN])


def jobs_of(user: Any) -> Sequence[Job]:
    """What runs or waits, and what failed of late."""
    visible = Job.objects.visible_to(user).select_related("owner")
    failed = visible.filter(state=Job.State.FAILED, finished_at__gte=timezone.now() - _FAILURES_FOR)
    return list((visible.unfinished() | failed).distinct()[:SHOWN])


def documents_of(user: Any) -> Sequence[Document]:
    """The newest documents that the user may open."""
    return list(Document.objects.visible_to(user).select_related("created_by")[:SHOWN])


def standing_of(user: Any) -> Standing:
    """The election with the latest voting day, and how far its chain has come."""
    election = _with_tps(Election.objects.visible_to(user)).select_related("region").first()
    if election is None:
        return Standing(None, False, False, False, False)
    plans = Plan.objects.visible_to(user).standing().filter(election=election)
    proposals = Proposal.objects.visible_to(user).filter(plan__election=election)
    states = set(proposals.order_by().values_list("state", flat=True).distinct())
    return Standing(
        election=election,
        has_tps=election.has_count or election.has_list,
        has_plan=bool(states) or plans.exists(),
        has_proposal=bool(states),
        has_authority=not states.isdisjoint(_AUTHORITY),
    )


def _with_tps(elections: QuerySet[Election]) -> QuerySet[Election]:
    """Annotates whether a final TPS number was entered or listed."""
    entered = UnitCount.objects.filter(election=OuterRef("pk"), kind=CountKind.TPS, replaced_at=None)
    listed = PollingStation.objects.filter(election=OuterRef("pk"), stage=StageCode.DPT)
    return elections.annotate(has_count=Exists(entered), has_list=Exists(listed))


def _is_to_revise(proposal: Proposal, user: Any) -> bool:
    """Sent back: its office begins a new version, which is no move of the old one."""
    place = {"region": proposal.region, "office_id": proposal.office_id}
    return proposal.status is State.PERLU_REVISI and may(user, Right.DRAFT_PROPOSAL, **place)
