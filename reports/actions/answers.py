"""Answers of BPJS: received as they were given, what their columns and words mean, and applied: all of it or nothing.

Between receiving and applying stands `answer_reading.read`, which matches every row and changes nobody.
"""

import datetime
import hashlib
import mimetypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from budgeting.models import Arrangement
from enrolment.models import Election
from enrolment.sheets import open_workbook
from pemilu_bpjs import documents
from pemilu_bpjs.permissions import Right
from reports import answer_applying as applying
from reports import answer_layouts as layouts
from reports.answer_layouts import AnswerLayout, ChoiceError, SheetChoice
from reports.answer_reading import MOST_WORDS, read_rows
from reports.answer_state import OPEN, NotOpen, State, held, record, require_answering, require_state, source_of
from reports.models import Answer, Batch
from reports.rules.answer_outcomes import Outcome
from reports.rules.answer_words import Verdict

__all__ = [
    "ChoiceError",
    "NotOpen",
    "Overtaken",
    "apply",
    "confirm_columns",
    "discard",
    "explain_words",
    "receive",
    "statuses_asked",
]

DOCUMENT_KIND = "bpjs-answer"
_LONGEST_NAME, _LONGEST_TITLE = 200, 250


class Overtaken(Exception):
    """Something was sent or answered since the preview: read it again and look before applying."""


@dataclass(frozen=True, slots=True)
class Received:
    """The answer; `is_same_file`: it was given before, and nothing was changed."""

    answer: Answer
    is_same_file: bool = False


def receive(*, arrangement: Arrangement, name: str, content: bytes, by: Any, batch: Batch | None = None) -> Received:
    """Keeps the file, sealed; reading it is the next step, best in a job. Raises PermissionDenied.

    `batch`: the one that it answers; None where it speaks of several, which then each person's newest row answers.
    """
    _may_answer(arrangement, batch, by)
    sha256 = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        # Whoever sends the same file twice with one click is the second time shown what the first made.
        _hold_election(arrangement)
        same = Answer.objects.filter(arrangement=arrangement, batch=batch, sha256=sha256).exclude(state=State.REFUSED)
        if (standing := same.first()) is not None:
            return Received(standing, is_same_file=True)
        answer = Answer.objects.create(
            arrangement=arrangement,
            batch=batch,
            file_name=name[-255:],
            sha256=sha256,
            state=State.RECEIVED,
            given_by=by,
        )
        _keep(answer, content, by)
    return Received(answer)


def confirm_columns(*, answer: Answer, choices: Sequence[SheetChoice], by: Any) -> Answer:
    """Its columns mean that from now on, in the next file of this layout too; reading has to follow.

    Raises ChoiceError, NotOpen, SheetError, PermissionDenied.
    """
    require_answering(answer, by)
    with transaction.atomic():
        now = held(answer, (State.ASKING, State.READY))
        with open_workbook(now.file_name, documents.content(now.document)) as book:
            layout = layouts.with_choices(layouts.from_json(now.layout), choices, book.sheets)
        _keep_layout(now, layout, by)
    answer.refresh_from_db()
    return answer


def explain_words(*, answer: Answer, meanings: Mapping[tuple[int, int], Verdict], by: Any) -> Answer:
    """What statuses mean, each by the (sheet, row) of `layout.asked` where it stands; reading has to follow.

    Raises ChoiceError where one of them is left out, NotOpen, SheetError, PermissionDenied.
    """
    require_answering(answer, by)
    with transaction.atomic():
        now = held(answer, (State.ASKING,))
        layout = layouts.from_json(now.layout)
        texts = statuses_asked(now, layout)
        if any(place not in meanings for place in texts):
            raise ChoiceError(_("Katakan untuk setiap kata apakah artinya diterima atau ditolak."))
        said = {layouts.word_key(text): meanings[place].value for place, text in texts.items()}
        # The columns were seen with it: whoever explains their words has confirmed them.
        _keep_layout(now, replace(layout, words={**layout.words, **said}, asked=(), is_confirmed=True), by)
    answer.refresh_from_db()
    return answer


def statuses_asked(answer: Answer, layout: AnswerLayout) -> dict[tuple[int, int], str]:
    """The statuses to be explained, as they stand in the file, by (sheet, row). Raises SheetError."""
    wanted = {(each.sheet, each.row) for each in layout.asked[:MOST_WORDS]}
    if not wanted:
        return {}
    found: dict[tuple[int, int], str] = {}
    with open_workbook(answer.file_name, documents.content(answer.document)) as book:
        for row in read_rows(book, layout):
            if (row.sheet, row.row) in wanted:
                found[row.sheet, row.row] = row.cells.status
            if len(found) == len(wanted):
                break
    return found


def apply(*, answer: Answer, by: Any, start: datetime.date | None = None) -> Answer:
    """People taken have their number and their cover, people refused are somebody's work; all of them or nobody.

    `start`: the first day of cover where the answer names none; default: the day on which it was given. Applied twice
    it changes nothing. Raises Overtaken, NotOpen, PermissionDenied.
    """
    require_answering(answer, by)
    if answer.state == State.APPLIED:
        return answer
    require_state(answer, (State.READY,))
    day = start or timezone.localtime(answer.given_at).date()
    with applying.staged(answer, day) as count, transaction.atomic():
        _hold_election(answer.arrangement)  # nobody freezes a batch or applies another answer meanwhile
        now = held(answer, (State.READY, State.APPLIED))
        if now.state == State.READY:
            if count != now.accepted + now.rejected or not applying.still_holds(count):
                raise Overtaken
            _write(now, day, by)
    answer.refresh_from_db()
    return answer


def discard(*, answer: Answer, by: Any) -> None:
    """A wrong file goes, its rows with it; the file stays with the payer. Raises NotOpen, PermissionDenied."""
    require_answering(answer, by)
    with transaction.atomic():
        now = held(answer, OPEN)
        record("answer.discard", now, by, {"file": now.file_name, "sha256": now.sha256})
        now.delete()


def _write(now: Answer, start: datetime.date, by: Any) -> None:
    at = timezone.now()
    applying.write(at)
    now.state, now.applied_by, now.applied_at = State.APPLIED, by, at
    now.layout = {**now.layout, "start": start.isoformat()}
    now.save(update_fields=["state", "applied_by", "applied_at", "layout"])
    counts = {outcome.value: getattr(now, outcome.value) for outcome in Outcome}
    record("answer.apply", now, by, {"file": now.file_name, "rows": now.rows, "start": start.isoformat(), **counts})


def _may_answer(arrangement: Arrangement, batch: Batch | None, by: Any) -> None:
    own = Arrangement.objects.visible_to(by, Right.ANSWER_BATCH) if by is not None else Arrangement.objects.all()
    if not own.filter(pk=arrangement.pk).exists() or (batch is not None and batch.arrangement_id != arrangement.pk):
        raise PermissionDenied


def _hold_election(arrangement: Arrangement) -> None:
    Election.objects.select_for_update(no_key=True).get(pk=arrangement.election_id)


def _keep_layout(now: Answer, layout: AnswerLayout, by: Any) -> None:
    now.layout, now.state = layouts.to_json(layout), State.RECEIVED
    now.save(update_fields=["layout", "state"])
    layouts.remember(office=now.arrangement.office, layout=layout, by=by)
    record("answer.columns", now, by, {"file": now.file_name, "words": len(layout.words)})


def _keep(answer: Answer, content: bytes, by: Any) -> None:
    arrangement = answer.arrangement
    answer.document = documents.store(
        kind=DOCUMENT_KIND,
        # Kept, so Indonesian whoever sends it.
        title=f"Jawaban BPJS {arrangement.election.name}: {answer.file_name}"[:_LONGEST_TITLE],
        source=source_of(answer),
        office=arrangement.office,
        region=arrangement.region,
        name=answer.file_name[-_LONGEST_NAME:],
        content=content,
        media_type=mimetypes.guess_type(answer.file_name)[0] or "application/octet-stream",
        by=by,
        is_draft=False,
        is_personal=True,
    )
    answer.save(update_fields=["document"])
    record("answer.receive", answer, by, {"file": answer.file_name, "sha256": answer.sha256, "size": len(content)})
