"""An answer as its pages show it: what its columns mean, what its rows come to, and what is to be done next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from enrolment.presenters.rosters.columns import Column, SampleRow
from enrolment.rules.masking import masked_number, plainly
from enrolment.rules.raw_row import RawRow, excerpt
from enrolment.sheets import refusal
from pemilu_bpjs.localised import date_long
from reports import answer_layouts as layouts
from reports import answer_wording as words
from reports.answer_cells import open_cells
from reports.forms.answers import AnswerColumnsForm, named
from reports.models import Answer, AnswerRow
from reports.presenters.batches import ANSWER_TONES, Crumbs, crumbs, payer_name
from reports.rules.answer_layout import FoundSheet
from reports.rules.answer_outcomes import Outcome

State = Answer.State

_ROWS_BELOW, _ROWS_ABOVE = 6, 2
_LONGEST_CELL = 30


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    label: str
    meaning: str
    rows: int
    tone: str
    url: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class RowLine:
    row: int
    sheet: str
    who: str
    kpj: str
    start: str
    status: str
    why: str


@dataclass(frozen=True, slots=True)
class AnswerPage:
    pk: int
    title: str
    lead: str
    crumbs: Crumbs
    state: str
    tone: str
    problem: str
    outcomes: tuple[OutcomeLine, ...]
    rows: int
    reading: tuple[str, ...]
    applied: str
    job_url: str
    columns_url: str
    is_ready: bool
    is_asking: bool
    may_answer: bool
    may_discard: bool
    given_at: datetime


@dataclass(frozen=True, slots=True)
class SheetColumns:
    title: str
    header: BoundField
    all_rows: BoundField
    is_read: BoundField
    columns: tuple[Column, ...]
    rows: tuple[SampleRow, ...]


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    title: str
    crumbs: Crumbs
    url: str
    sheets: tuple[SheetColumns, ...]


def answer_page(answer: Answer, *, shown: str, job_url: str, may_answer: bool) -> AnswerPage:
    return AnswerPage(
        pk=answer.pk,
        title=answer.file_name,
        lead=payer_name(answer.arrangement),
        crumbs=answer_crumbs(answer),
        state=str(answer.get_state_display()),
        tone=ANSWER_TONES[State(answer.state)],
        problem=refusal(answer.problem["why"], answer.problem["particulars"]) if answer.problem else "",
        outcomes=_outcomes(answer, shown) if answer.state in (State.READY, State.APPLIED) else (),
        rows=answer.rows,
        reading=_reading(answer),
        applied=_applied(answer),
        job_url=job_url,
        columns_url=reverse("reports:answer-columns", args=[answer.pk]),
        is_ready=answer.state == State.READY,
        is_asking=answer.state == State.ASKING,
        may_answer=may_answer,
        may_discard=may_answer and answer.state != State.APPLIED,
        given_at=answer.given_at,
    )


def answer_crumbs(answer: Answer, *, is_below: bool = False) -> Crumbs:
    found = crumbs(answer.batch)
    return (*found, (answer.file_name, reverse("reports:answer", args=[answer.pk]))) if is_below else found


def row_lines(rows: Iterable[AnswerRow]) -> tuple[RowLine, ...]:
    """Those of one page: their cells are opened for the mask."""
    return tuple(_row(row) for row in rows)


def columns_page(answer: Answer, form: AnswerColumnsForm) -> ColumnsPage:
    return ColumnsPage(
        title=answer.file_name,
        crumbs=answer_crumbs(answer, is_below=True),
        url=reverse("reports:answer", args=[answer.pk]),
        sheets=tuple(_sheet(sheet, form) for sheet in form.sheets),
    )


def _outcomes(answer: Answer, shown: str) -> tuple[OutcomeLine, ...]:
    """Every outcome, with none of its rows too: they add up to the rows of the file before the reader's eyes."""
    return tuple(
        OutcomeLine(
            label=str(label),
            meaning=str(meaning),
            rows=getattr(answer, outcome.value),
            tone=words.TONES.get(outcome, "neutral") if getattr(answer, outcome.value) else "neutral",
            url=f"{reverse('reports:answer', args=[answer.pk])}?hasil={outcome.value}#baris",
            is_open=outcome.value == shown,
        )
        for outcome, (label, meaning) in words.OUTCOMES.items()
    )


def _reading(answer: Answer) -> tuple[str, ...]:
    """How the file was read, a sentence a sheet."""
    found = []
    for sheet in layouts.from_json(answer.layout).sheets:
        told = ", ".join(str(words.COLUMNS[column]) for column in sheet.columns)
        name = sheet.name or _("Tabel")
        found.append(_("%(sheet)s: %(columns)s.") % {"sheet": name, "columns": told})
        if sheet.all_rows is not None:
            said = {"sheet": name, "verdict": words.VERDICTS[sheet.all_rows]}
            found.append(_("Semua baris %(sheet)s %(verdict)s.") % said)
    return tuple(found)


def _applied(answer: Answer) -> str:
    if answer.state != State.APPLIED or answer.applied_at is None:
        return ""
    who = str(answer.applied_by) if answer.applied_by else _("perintah")
    return _("Diterapkan oleh %(who)s pada %(day)s; bagi baris tanpa tanggal berlaku sejak %(start)s.") % {
        "who": who,
        "day": date_long(timezone.localtime(answer.applied_at)),
        "start": date_long(date.fromisoformat(answer.layout["start"])),
    }


def _row(row: AnswerRow) -> RowLine:
    cells, verdict = open_cells(row.sealed)
    return RowLine(
        row=row.row,
        sheet=str(row.sheet + 1),
        who=masked_number(cells.nik) if cells.nik else cells.reference or "–",
        kpj=masked_number(cells.kpj) if cells.kpj else "–",
        start=date_long(cells.start) if cells.start else "–",
        status=str(words.VERDICTS[verdict]),
        why=words.why_sentence(row.why) or (plainly(cells.reason) if row.outcome == Outcome.REJECTED else ""),
    )


def _sheet(sheet: FoundSheet, form: AnswerColumnsForm) -> SheetColumns:
    width = form.widths[sheet.index]
    unsure = {sheet.columns[column] for column in sheet.unsure}
    return SheetColumns(
        title=sheet.name or "",
        header=form[named(sheet.index, "judul")],
        all_rows=form[named(sheet.index, "semua")],
        is_read=form[named(sheet.index, "dibaca")],
        columns=tuple(Column(form[name], place in unsure) for place, name in form.columns_of(sheet)),
        rows=tuple(_sample_row(row, width, sheet) for row in _sample(sheet, form.heads[sheet.index].rows)),
    )


def _sample(sheet: FoundSheet, rows: Sequence[RawRow]) -> list[RawRow]:
    """Some rows above the header and below it; blank ones tell nothing."""
    filled = [row for row in rows if any(excerpt(cell) for cell in row.cells)]
    above = [row for row in filled if row.number < sheet.header_row][-_ROWS_ABOVE:]
    return [*above, *[row for row in filled if row.number >= sheet.header_row][: _ROWS_BELOW + 1]]


def _sample_row(row: RawRow, width: int, sheet: FoundSheet) -> SampleRow:
    """Enough to know a column by; numbers and names of people stay hidden."""
    cells = (*row.cells, *[""] * width)[:width]
    is_header = row.number == sheet.header_row
    return SampleRow(row.number, tuple(plainly(cell)[:_LONGEST_CELL] for cell in cells), is_header)
