"""How far an answer is, who may work on it, and what is written down of it."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from pemilu_bpjs import audit
from pemilu_bpjs.permissions import Right
from reports.models import Answer

State = Answer.State

OPEN = (State.RECEIVED, State.ASKING, State.READY, State.REFUSED)
"""Nothing of it counts yet."""


class NotOpen(Exception):
    """The answer is past that: its sentence says how it stands."""


def may_answer(answer: Answer, by: Any) -> bool:
    """Whether the user may say what it means and apply it."""
    return bool(Answer.objects.visible_to(by, Right.ANSWER_BATCH).filter(pk=answer.pk).exists())


def require_answering(answer: Answer, by: Any) -> None:
    """Raises PermissionDenied; None is a command."""
    if by is not None and not may_answer(answer, by):
        raise PermissionDenied


def held(answer: Answer, states: Sequence[str]) -> Answer:
    """The row, locked until the caller's transaction is over. Raises NotOpen where it is in none of the states."""
    found: Answer = Answer.objects.select_for_update(of=("self",), no_key=True).get(pk=answer.pk)
    require_state(found, states)
    return found


def require_state(answer: Answer, states: Sequence[str]) -> None:
    """Raises NotOpen."""
    if answer.state not in states:
        raise NotOpen(_("Jawaban ini %s; itu tidak dapat dilakukan lagi.") % str(answer.get_state_display()).lower())


def source_of(answer: Answer) -> str:
    """What documents and audit lines of an answer call it."""
    return f"answer:{answer.pk}"


def record(action: str, answer: Answer, by: Any, detail: dict[str, Any]) -> None:
    """An audit line of the payer's; it names files and counts, nobody."""
    arrangement = answer.arrangement
    audit.record(
        action,
        by=by,
        subject=source_of(answer),
        office=arrangement.office,
        region=arrangement.region,
        detail=detail,
    )
