"""Move a proposal from state to state. Submitting freezes every figure; nothing after that changes one.

The row is locked while it moves, so that two clicks, or two people, make one move and one refusal.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from budgeting import figures_of
from budgeting.actions.proposals import check_dates, locked_proposal
from budgeting.freezing import fingerprint, sha256, to_json
from budgeting.models import Proposal, ProposalMove
from budgeting.rules import proposal as rules
from budgeting.rules import status
from budgeting.rules.figures import Figures
from budgeting.rules.notes import Faults, Note
from budgeting.rules.status import Move, Refusal, State
from pemilu_bpjs import audit
from pemilu_bpjs.access import Right, may, require

_AGREEING = (State.DISETUJUI, State.DISETUJUI_PARSIAL)
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def rights_on(proposal: Proposal, user: Any) -> frozenset[str]:
    """The rights that the user holds where the proposal belongs."""
    return frozenset(
        right.value for right in Right if may(user, right, region=proposal.region, office_id=proposal.office_id)
    )


def open_moves(proposal: Proposal, user: Any) -> tuple[Move, ...]:
    """The steps that this user may take now."""
    rights, is_author = rights_on(proposal, user), proposal.is_author(user)
    moves = status.moves_from(proposal.status)
    return tuple(move for move in moves if status.may_take(move, rights=rights, is_author=is_author))


def move_proposal(
    *,
    proposal: Proposal,
    target: State,
    by: Any,
    comment: str = "",
    stated: Mapping[str, Any] = _NOTHING,
    seen: str = "",
) -> ProposalMove:
    """Take one step. `stated`: what the step needs, by field name (letter_number, disepakati, perda_number …).

    `seen`: the fingerprint of the figures that the mover looked at; submission is refused where they changed since.
    Raises PermissionDenied where the right is missing, and notes.Faults by field for everything else.
    """
    with transaction.atomic():
        locked = locked_proposal(proposal)
        source = locked.status
        step = _allowed(locked, target, by, comment)
        _take_stated(locked, step, stated)
        if target is State.DIAJUKAN:
            _submit(locked, seen)
        if target in _AGREEING:
            _agree(locked, stated, is_partial=target is State.DISETUJUI_PARSIAL)
        locked.state = target.value
        locked.save()
        return _written_down(locked, source, by, comment)


def _allowed(proposal: Proposal, target: State, by: Any, comment: str) -> Move:
    refused = status.refusal(
        proposal.status,
        target,
        rights=rights_on(proposal, by),
        is_author=proposal.is_author(by),
        comment=comment,
    )
    step = status.find(proposal.status, target)
    if refused is Refusal.NO_RIGHT and step is not None:
        require(by, Right(step.right), region=proposal.region, office_id=proposal.office_id)
        raise PermissionDenied
    if refused is not None or step is None:
        code = refused or Refusal.NO_SUCH_MOVE
        raise Faults((Note(code.value, "comment" if refused is Refusal.NEEDS_COMMENT else ""),))
    return step


def _take_stated(proposal: Proposal, step: Move, stated: Mapping[str, Any]) -> None:
    """What the step needs is stated now, or stands in the draft already."""
    check_dates(stated)
    for name in step.needs:
        if name != "disepakati" and stated.get(name):
            setattr(proposal, name, stated[name])
    missing = [name for name in step.needs if name != "disepakati" and not getattr(proposal, name)]
    if missing:
        raise Faults(tuple(Note("required", name) for name in missing))


def _submit(proposal: Proposal, seen: str) -> None:
    # What is kept is what is printed, and paper is Indonesian whatever language its maker reads.
    with override("id"):
        figures = figures_of.live(proposal)
        if seen and fingerprint(figures) != seen:
            raise Faults((Note("figures-changed"),))
        if blocked := rules.blockers(figures):
            raise Faults(blocked)
    _freeze(proposal, replace(figures, is_draft=False))


def _freeze(proposal: Proposal, figures: Figures) -> None:
    amounts = rules.amounts(figures)
    proposal.frozen = to_json(figures)
    proposal.frozen_sha256 = sha256(proposal.frozen)
    proposal.frozen_at = timezone.now()
    proposal.pagu, proposal.usulan, proposal.diminta = amounts.pagu, amounts.usulan, amounts.diminta
    proposal.disepakati = None


def _agree(proposal: Proposal, stated: Mapping[str, Any], *, is_partial: bool) -> None:
    found = rules.agreed(proposal.diminta or 0, stated.get("disepakati"), is_partial=is_partial)
    if isinstance(found, Note):
        raise Faults((found,))
    proposal.disepakati = found


def _written_down(proposal: Proposal, source: State, by: Any, comment: str) -> ProposalMove:
    amounts = {State.DIAJUKAN: proposal.diminta} | dict.fromkeys(_AGREEING, proposal.disepakati)
    amount = amounts.get(proposal.status)
    step = ProposalMove.objects.create(
        proposal=proposal,
        from_state=source.value,
        to_state=proposal.state,
        by=by,
        comment=comment.strip(),
        amount=amount,
    )
    detail = {"from": source.value, "to": proposal.state, "amount": amount, "sha256": proposal.frozen_sha256}
    audit.record(
        "proposal.move",
        by=by,
        subject=f"proposal:{proposal.pk}",
        office=proposal.office,
        region=proposal.region,
        detail=detail,
    )
    return step
