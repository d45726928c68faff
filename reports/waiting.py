"""What waits for a user, fetched in a fixed number of queries however much there is."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from budgeting.actions.proposal_moves import open_moves
from budgeting.models import Plan, Proposal
from budgeting.rules.status import Move, State
from enrolment.models import Assignment, CountKind, Election, PollingStation, StageCode, UnitCount
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
    """How far the newest election that the user sees has come. `last`: the last day on which anybody serves in it."""

    election: Election | None
    has_tps: bool
    has_plan: bool
    has_proposal: bool
    has_authority: bool
    last: datetime.date | None = None


def proposals_for(user: Any) -> tuple[Waiting, ...]:
    """Proposals whose next step is this user's, longest waiting first; drafts are there for whoever may draft."""
    rows = Proposal.objects.visible_to(user).exclude(state__in=_OVER).filter(replaced_by=None)
    rows = rows.defer("frozen").select_related("plan__election__region", "office").order_by("updated_at")
    found = (Waiting(row, open_moves(row, user)) for row in rows[:_LOOKED_AT])
    return tuple(each for each in found if each.moves or _is_to_revise(each.proposal, user))[:SHOWN]


def jobs_of(user: Any) -> Sequence[Job]:
    """What runs or waits, and what failed of late."""
    visible = Job.objects.visible_to(user).select_related("owner")
    failed = visible.filter(state=Job.State.FAILED, finished_at__gte=timezone.now() - _FAILURES_FOR)
    return list((visible.unfinished() | failed).distinct()[:SHOWN])


def documents_of(user: Any) -> Sequence[Document]:
    """The newest documents that the user may open."""
    return list(Document.objects.visible_to(user).select_related("created_by")[:SHOWN])


def elections_of(user: Any) -> tuple[Standing, Sequence[Election]]:
    """The election with the latest voting day and how far its chain has come; those that the user may edit and of which
    nobody has entered a TPS number.
    """
    plans = Plan.objects.visible_to(user).standing().filter(election=OuterRef("pk"))
    proposals = Proposal.objects.visible_to(user).filter(plan__election=OuterRef("pk")).order_by()
    seats = Assignment.objects.seated().filter(election=OuterRef("pk")).order_by("-end")
    visible = Election.objects.visible_to(user)
    untold = Q(pk__in=Election.objects.editable_by(user).values("pk"), has_count=False, has_list=False)
    wanted = (
        _with_tps(visible)
        .filter(Q(pk=Subquery(visible.values("pk")[:1])) | untold)
        .annotate(
            has_plan=Exists(plans),
            has_proposal=Exists(proposals),
            has_authority=Exists(proposals.filter(state__in=_AUTHORITY)),
            last=Subquery(seats.values("end")[:1]),
        )
    )
    found = list(wanted.select_related("region")[: SHOWN + 1])
    if not found:
        return Standing(None, False, False, False, False), ()
    return _standing(found[0]), [each for each in found if _lacks_tps(each, user)][:SHOWN]


def _lacks_tps(election: Any, user: Any) -> bool:
    return not (election.has_count or election.has_list) and may(user, Right.EDIT_ELECTION, region=election.region_id)


def _standing(election: Any) -> Standing:
    return Standing(
        election=election,
        has_tps=election.has_count or election.has_list,
        has_plan=election.has_proposal or election.has_plan,
        has_proposal=election.has_proposal,
        has_authority=election.has_authority,
        last=election.last,
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
