"""What waits for a user once people serve: to be paid for, sent, answered, billed, asked about. Fixed queries."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q

from budgeting import uncovered
from budgeting.bills_due import MonthDue, bills_due
from budgeting.cover_state import last_runs, outdated
from budgeting.models import Arrangement
from enrolment.models import Assignment, Election
from enrolment.rules.roster_lacks import Lacks
from pemilu_bpjs.access import Right, may
from pemilu_bpjs.models import AuditEvent
from reports.cover_standing import untold
from reports.models import Answer, AnswerRow, Batch, BatchRow, Incident
from reports.rejections import rejected_tasks
from reports.rules.answer_outcomes import Why

SHOWN = 5
BEFORE_VOTE, AFTER_VOTE = timedelta(weeks=3), timedelta(weeks=2)
"""The weeks in which most are in office: who serves without cover is told every day."""

_ABOUT_NUMBERS = (Why.KPJ_OF_ANOTHER, Why.TWO_NUMBERS, Why.KPJ_DIFFERS)
_NEEDED = Lacks.MOTHER | Lacks.MARITAL


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
class Unsent:
    """People whose month is paid for and of whom BPJS was never told; `lacking`: SIPP would refuse them as they are."""

    people: int = 0
    lacking: int = 0


@dataclass(frozen=True, slots=True)
class CoverWaiting:
    """`unarranged`: people serve in it and no office pays yet. `risk`: None outside the weeks of the vote."""

    unarranged: Election | None = None
    outdated: Sequence[Arrangement] = ()
    sender: Arrangement | None = None
    unsent: Unsent = Unsent()
    rejected: int = 0
    answers: Sequence[Answer] = ()
    contradicted: Sequence[Contradicted] = ()
    batches: Sequence[OpenBatch] = ()
    dues: Sequence[MonthDue] = ()
    risk: uncovered.Found | None = None
    incidents: int = 0
    is_desk: bool = False


def cover_for(user: Any, election: Election | None, today: datetime.date) -> CoverWaiting:
    """`election`: the newest that the user sees."""
    senders = _senders(user)
    return CoverWaiting(
        unarranged=_unarranged(user, election),
        outdated=_outdated(user),
        sender=senders[0] if senders else None,
        unsent=_unsent(senders),
        rejected=rejected_tasks(user) if may(user, Right.EDIT_PERSON) else 0,
        answers=_answers(user),
        contradicted=_contradicted(user),
        batches=_batches(user) if is_branch(user) else (),
        dues=bills_due(user, today)[:SHOWN],
        risk=_risk(user, election, today),
        incidents=_incidents(user),
        is_desk=may(user, Right.ASK_COVER) and not may(user, Right.VIEW_PERSON),
    )


def is_branch(user: Any) -> bool:
    """Whether he answers for BPJS: the planner enters answers that came on paper, yet they are not his to give."""
    return may(user, Right.ANSWER_BATCH) and not may(user, Right.SEND_BATCH)


def _unarranged(user: Any, election: Election | None) -> Election | None:
    if election is None or not may(user, Right.RUN_COVER, region=election.region_id):
        return None
    if Arrangement.objects.filter(election=election).exists():
        return None
    return election if Assignment.objects.seated().filter(election=election).exists() else None


def _outdated(user: Any) -> tuple[Arrangement, ...]:
    if not may(user, Right.RUN_COVER):
        return ()
    own = Arrangement.objects.visible_to(user, Right.RUN_COVER).select_related("election", "plan", "office")
    shown = list(own.order_by("-pk")[:SHOWN])
    runs = last_runs({each.election_id for each in shown})
    return tuple(each for each in shown if outdated(each, runs.get(each.election_id)))


def _senders(user: Any) -> list[Arrangement]:
    """The payers for whom he sends, the newest first."""
    if not may(user, Right.SEND_BATCH):
        return []
    return list(Arrangement.objects.visible_to(user, Right.SEND_BATCH).order_by("-pk")[:SHOWN])


def _unsent(senders: Sequence[Arrangement]) -> Unsent:
    """Those of the newest payer."""
    if not senders:
        return Unsent()
    waiting = untold(senders[:1]).annotate(lacks=F("assignment__record__lacks").bitand(_NEEDED.value))
    return Unsent(
        **waiting.aggregate(
            people=Count("person", distinct=True), lacking=Count("person", distinct=True, filter=Q(lacks__gt=0))
        )
    )


def _answers(user: Any) -> Sequence[Answer]:
    if not may(user, Right.ANSWER_BATCH):
        return ()
    waiting = Answer.objects.visible_to(user, Right.ANSWER_BATCH)
    return list(waiting.filter(state__in=(Answer.State.ASKING, Answer.State.READY))[:SHOWN])


def _contradicted(user: Any) -> tuple[Contradicted, ...]:
    """Whoever was told otherwise meanwhile, or sent again, is no task any more."""
    if not may(user, Right.ANSWER_BATCH):
        return ()
    own = Answer.objects.visible_to(user, Right.ANSWER_BATCH).filter(state=Answer.State.APPLIED, contradictory__gt=0)
    shown = {each.pk: each for each in own[:SHOWN]}
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
