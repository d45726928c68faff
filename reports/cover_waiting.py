"""What waits for a user once people serve: to be paid for, sent, answered, billed, asked about. Fixed queries."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q

from budgeting import uncovered
from budgeting.bills_due import MonthDue, months_due, reminders
from budgeting.cover_state import last_runs, outdated
from budgeting.models import Arrangement
from budgeting.payers import Payers, payers_of
from enrolment.models import Assignment, Election
from pemilu_bpjs.access import Right, may
from pemilu_bpjs.models import AuditEvent
from reports.cover_standing import CoverStanding, Untold, cover_standing, untold_by_payer
from reports.models import Answer, AnswerRow, Batch, BatchRow, Incident
from reports.rejections import rejected_tasks
from reports.rules.answer_outcomes import Why

SHOWN = 5
BEFORE_VOTE, AFTER_VOTE = timedelta(weeks=3), timedelta(weeks=2)
"""The weeks in which most are in office: who serves without cover is told every day."""

_UNREAD = (Answer.State.ASKING, Answer.State.READY)
_ABOUT_NUMBERS = (Why.KPJ_OF_ANOTHER, Why.TWO_NUMBERS, Why.KPJ_DIFFERS)


@dataclass(frozen=True, slots=True)
class OpenBatch:
    """A batch that the branch owes answers to, for `people` of it; `is_new`: this user has not taken its files yet."""

    batch: Batch
    people: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Contradicted:
    """An applied answer that said two things of people of whom nothing else is known yet."""

    answer: Answer
    people: int


@dataclass(frozen=True, slots=True)
class CoverWaiting:
    """`unarranged`: people serve in it and no office pays yet. `risk`: None outside the weeks of the vote.

    `come`: how far the election's cover has come.
    """

    unarranged: Election | None = None
    outdated: Sequence[Arrangement] = ()
    sender: Arrangement | None = None
    unsent: Untold = Untold()
    rejected: int = 0
    answers: Sequence[Answer] = ()
    contradicted: Sequence[Contradicted] = ()
    batches: Sequence[OpenBatch] = ()
    dues: Sequence[MonthDue] = ()
    risk: uncovered.Found | None = None
    incidents: int = 0
    is_desk: bool = False
    come: CoverStanding = CoverStanding()


def cover_for(
    user: Any, election: Election | None, today: datetime.date, *, last: datetime.date | None = None
) -> CoverWaiting:
    """`election`: the newest that the user sees; `last`: the last day on which anybody serves in it."""
    payers = payers_of(user)
    seen = [each for each in payers.under(Right.VIEW_COVER) if election and each.election_id == election.pk]
    answers = _open_answers(user)
    senders = payers.under(Right.SEND_BATCH)[:1]
    untold = untold_by_payer({*senders, *seen})
    months = months_due(list({*seen, *payers.under(Right.PAY_BILL, Right.POST_BILL)}), today)
    return CoverWaiting(
        unarranged=_unarranged(user, election, seen),
        outdated=_outdated(payers),
        sender=senders[0] if senders else None,
        unsent=untold.get(senders[0].pk, Untold()) if senders else Untold(),
        rejected=rejected_tasks(user) if may(user, Right.EDIT_PERSON) else 0,
        answers=[each for each in answers if each.state in _UNREAD][:SHOWN],
        contradicted=_contradicted(each for each in answers if each.state == Answer.State.APPLIED),
        batches=_batches(user) if is_branch(user) else (),
        dues=reminders(payers, months, today)[:SHOWN],
        risk=_risk(user, election, today),
        incidents=_incidents(user),
        is_desk=may(user, Right.ASK_COVER) and not may(user, Right.VIEW_PERSON),
        come=cover_standing(seen, months, untold, last, today),
    )


def is_branch(user: Any) -> bool:
    """Whether he answers for BPJS: the planner enters answers that came on paper, yet they are not his to give."""
    return may(user, Right.ANSWER_BATCH) and not may(user, Right.SEND_BATCH)


def _unarranged(user: Any, election: Election | None, arranged: Sequence[Arrangement]) -> Election | None:
    """`arranged`: what is known of its payers already; others may pay whom this user does not see."""
    if election is None or arranged or not may(user, Right.RUN_COVER, region=election.region_id):
        return None
    if Arrangement.objects.filter(election=election).exists():
        return None
    return election if Assignment.objects.seated().filter(election=election).exists() else None


def _outdated(payers: Payers) -> tuple[Arrangement, ...]:
    shown = payers.under(Right.RUN_COVER)[:SHOWN]
    runs = last_runs({each.election_id for each in shown})
    return tuple(each for each in shown if outdated(each, runs.get(each.election_id)))


def _open_answers(user: Any) -> Sequence[Answer]:
    """Those to be read on, then those that were applied and said two things; the newest of each first."""
    if not may(user, Right.ANSWER_BATCH):
        return ()
    own = Answer.objects.visible_to(user, Right.ANSWER_BATCH)
    found = own.filter(Q(state__in=_UNREAD) | Q(state=Answer.State.APPLIED, contradictory__gt=0))
    is_done = ExpressionWrapper(Q(state=Answer.State.APPLIED), output_field=BooleanField())
    return list(found.order_by(is_done.asc(), "-given_at", "-pk")[: 2 * SHOWN])


def _contradicted(applied: Iterable[Answer]) -> tuple[Contradicted, ...]:
    """Whoever was told otherwise meanwhile, or sent again, is no task any more."""
    shown = {each.pk: each for each in applied}
    newer = BatchRow.objects.filter(registration=OuterRef("batch_row__registration"), pk__gt=OuterRef("batch_row"))
    unanswered = Q(batch_row__state=BatchRow.State.SENT)
    no_number = Q(batch_row__registration__kpj_fp=None, why__in=_ABOUT_NUMBERS)
    rows = AnswerRow.objects.filter(
        unanswered | no_number, ~Exists(newer), answer__in=shown, outcome=AnswerRow.Outcome.CONTRADICTORY
    )
    people = rows.order_by().values_list("answer").annotate(Count("batch_row", distinct=True))
    return tuple(Contradicted(shown[pk], count) for pk, count in people)


def _batches(user: Any) -> tuple[OpenBatch, ...]:
    unanswered = BatchRow.objects.filter(file__batch=OuterRef("pk"), state=BatchRow.State.SENT)
    visible = Batch.objects.visible_to(user, Right.ANSWER_BATCH).filter(Exists(unanswered))
    shown = list(visible.select_related("arrangement__election", "arrangement__office")[:SHOWN])
    rows = BatchRow.objects.filter(file__batch__in=shown, state=BatchRow.State.SENT).order_by()
    people = dict(rows.values_list("file__batch").annotate(Count("pk")))
    subjects = {f"batch:{each.pk}": each.pk for each in shown}
    taken = AuditEvent.objects.filter(action="batch.take", subject__in=subjects, actor_id=user.pk)
    known = {subjects[subject] for subject in taken.values_list("subject", flat=True)}
    return tuple(OpenBatch(each, people.get(each.pk, 0), each.pk not in known) for each in shown)


def _risk(user: Any, election: Election | None, today: datetime.date) -> uncovered.Found | None:
    if election is None or not may(user, Right.VIEW_PERSON, region=election.region_id):
        return None
    if not election.voting_day - BEFORE_VOTE <= today <= election.voting_day + AFTER_VOTE:
        return None
    return uncovered.people(uncovered.Asked(election, today, user))


def _incidents(user: Any) -> int:
    if not may(user, Right.EDIT_INCIDENT):
        return 0
    mine = Incident.objects.visible_to(user, Right.EDIT_INCIDENT)
    return mine.exclude(state=Incident.State.CLOSED).count()
