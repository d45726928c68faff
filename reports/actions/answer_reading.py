"""Reading an answer: each of its rows matched with what was sent, and what that comes to. Changes nobody."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from enrolment.sheets import SheetError, Workbook, open_workbook
from pemilu_bpjs import documents
from pemilu_bpjs.jobs import Progress
from reports import answer_layouts as layouts
from reports.answer_cells import cell_sealer
from reports.answer_layouts import AnswerLayout
from reports.answer_matching import AT_ONCE, Matched, Matcher
from reports.answer_reading import ReadRow, asked_words, read_rows
from reports.answer_state import OPEN, State, held, require_state
from reports.models import Answer, AnswerRow
from reports.rules.answer_outcomes import Outcome, outcomes


def read(*, answer: Answer, progress: Progress | None = None) -> Answer:
    """From the file's beginning: READY to be applied, ASKING what columns or words mean, or REFUSED. Raises NotOpen."""
    require_state(answer, OPEN)
    try:
        with open_workbook(answer.file_name, documents.content(answer.document)) as book:
            layout = _layout(answer, book)
            if layout.is_plain:
                layout = replace(layout, asked=asked_words(read_rows(book, layout)))
            if layout.is_plain and not layout.asked:
                _match(answer, layout, read_rows(book, layout), _Told(progress, book, layout))
            else:
                _ask(answer, layout)
    except SheetError as refused:
        _refuse(answer, refused)
    answer.refresh_from_db()
    return answer


class _Told:
    """How far the matching is."""

    def __init__(self, progress: Progress | None, book: Workbook, layout: AnswerLayout) -> None:
        rows = {head.index: head.row_count for head in book.sheets}
        self._progress, self._total = progress, sum(rows[sheet.index] for sheet in layout.sheets)

    def __call__(self, done: int) -> None:
        if self._progress is not None:
            self._progress.set(min(done, self._total), self._total, _("Mencocokkan jawaban dengan yang dikirim"))


def _layout(answer: Answer, book: Workbook) -> AnswerLayout:
    """As confirmed for this file, else as for an earlier one of its layout, else as found."""
    kept = layouts.from_json(answer.layout)
    if kept.is_confirmed:
        return kept
    found = layouts.find_layout(book.sheets)
    if not found.sheets:
        raise SheetError("no-header")
    return layouts.recall(office=answer.arrangement.office, found=found)


def _match(answer: Answer, layout: AnswerLayout, rows: Iterator[ReadRow], told: _Told) -> None:
    matcher, matched, seal = Matcher(answer), Matched(), cell_sealer()
    kept: list[AnswerRow] = []
    numbered = enumerate(rows)
    while chunk := list(islice(numbered, AT_ONCE)):
        matched.add(matcher.match(chunk))
        kept += [
            AnswerRow(answer=answer, sheet=row.sheet, row=row.row, sealed=seal(row.cells, row.verdict))
            for _place, row in chunk
        ]
        told(len(kept))
    if not kept:
        raise SheetError("nobody")
    found = outcomes(matched.said, matched.known, matched.holders)
    for row, said, each in zip(kept, matched.said, found, strict=True):
        row.batch_row_id, row.outcome, row.why = said.batch_row, each.outcome.value, each.why.value
    _keep_rows(answer, layout, kept)


def _keep_rows(answer: Answer, layout: AnswerLayout, rows: Sequence[AnswerRow]) -> None:
    counted = Counter(row.outcome for row in rows)
    with transaction.atomic():
        now = held(answer, OPEN)
        AnswerRow.objects.filter(answer=now).delete()
        AnswerRow.objects.bulk_create(rows, batch_size=AT_ONCE)
        now.state, now.problem, now.layout = State.READY, {}, layouts.to_json(layout)
        now.rows = len(rows)
        for outcome in Outcome:
            setattr(now, outcome.value, counted[outcome.value])
        now.save()


def _ask(answer: Answer, layout: AnswerLayout) -> None:
    with transaction.atomic():
        now = held(answer, OPEN)
        now.state, now.layout, now.problem = State.ASKING, layouts.to_json(layout), {}
        now.save()


def _refuse(answer: Answer, refused: SheetError) -> None:
    with transaction.atomic():
        now = held(answer, OPEN)
        AnswerRow.objects.filter(answer=now).delete()
        now.state = State.REFUSED
        now.problem = {"code": refused.code, "why": refused.why, "particulars": refused.particulars}
        now.save()
