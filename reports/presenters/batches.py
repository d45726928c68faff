"""Batches as their pages show them: what would go now, what went, and how far it is answered."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import TextChoices
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgeting.models import Arrangement
from enrolment.models import Body
from pemilu_bpjs.formats import thousands
from pemilu_bpjs.localised import date_long
from pemilu_bpjs.models import Job
from pemilu_bpjs.tiles import Tile
from reports.batch_counts import Answers
from reports.batch_wording import PLANNER, UNVERIFIED_SOURCE, held_sentence, who_acts
from reports.models import Answer, Batch, BatchFile
from reports.models.batch import FileKind
from reports.rules.sipp_faults import UNVERIFIED

Crumbs = tuple[tuple[str, str], ...]

_WHO = {True: gettext_lazy("Perencana"), False: gettext_lazy("Sekretariat")}


@dataclass(frozen=True, slots=True)
class BatchLine:
    name: str
    payer: str
    people: int
    answered: int
    says: str
    state: str
    tone: str
    frozen_at: datetime
    until: str
    url: str


@dataclass(frozen=True, slots=True)
class PayerLine:
    """Somebody who may be sent: the payer and its election."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class HeldLine:
    sentence: str
    people: int
    who: str
    url: str
    confidence: str
    source: str


@dataclass(frozen=True, slots=True)
class CountLine:
    label: str
    people: int


@dataclass(frozen=True, slots=True)
class FileLine:
    name: str
    kind: str
    rows: int
    sha256: str
    url: str


@dataclass(frozen=True, slots=True)
class AnswerLine:
    name: str
    says: str
    state: str
    tone: str
    given_at: datetime
    given_by: str
    url: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What a preview came to; `has_leavers`: somebody would be told to have left."""

    at: datetime
    people: int
    rows: tuple[CountLine, ...]
    held: tuple[HeldLine, ...]
    waiting: tuple[CountLine, ...]
    files: int
    has_leavers: bool


@dataclass(frozen=True, slots=True)
class SendingPage:
    title: str
    crumbs: Crumbs
    counted: Counted | None
    running_url: str
    may_send: bool
    pk: int


@dataclass(frozen=True, slots=True)
class BatchPage:
    title: str
    lead: str
    crumbs: Crumbs
    tiles: tuple[Tile, ...]
    files: tuple[FileLine, ...]
    totals: tuple[CountLine, ...]
    held: tuple[HeldLine, ...]
    answers: tuple[AnswerLine, ...]
    pk: int
    people: int
    answered: int
    until: str
    is_open: bool
    may_take: bool
    may_reopen: bool
    may_answer: bool
    may_post: bool
    has_rejected: bool


ANSWER_TONES = {
    Answer.State.RECEIVED: "active",
    Answer.State.ASKING: "warn",
    Answer.State.READY: "warn",
    Answer.State.APPLIED: "good",
    Answer.State.REFUSED: "bad",
}


def batch_lines(batches: Iterable[Batch], counts: Mapping[int, Answers]) -> tuple[BatchLine, ...]:
    return tuple(_line(batch, counts.get(batch.pk, Answers())) for batch in batches)


def payer_lines(arrangements: Iterable[Arrangement]) -> tuple[PayerLine, ...]:
    return tuple(PayerLine(payer_name(each), reverse("reports:sending", args=[each.pk])) for each in arrangements)


def payer_name(arrangement: Arrangement) -> str:
    return f"{arrangement.office or arrangement.region} · {arrangement.election.name}"


def crumbs(batch: Batch | None = None) -> Crumbs:
    found = [(_("Kiriman"), reverse("reports:batches"))]
    if batch is not None:
        found.append((_("Kiriman %s") % batch.number, reverse("reports:batch", args=[batch.pk])))
    return tuple(found)


def sending_page(
    arrangement: Arrangement, job: Job | None, running: Job | None, *, may_send: bool, may_see: bool
) -> SendingPage:
    """`may_see`: the reader sees people by name."""
    return SendingPage(
        title=payer_name(arrangement),
        crumbs=crumbs(),
        counted=_counted(job, held_urls(arrangement.pk, may_see=may_see)) if job is not None else None,
        running_url=reverse("job", args=[running.pk]) if running is not None else "",
        may_send=may_send,
        pk=arrangement.pk,
    )


def batch_page(
    batch: Batch, files: Iterable[BatchFile], answers: Sequence[Answer], counts: Answers, *, is_payer: bool,
    may_send: bool, may_answer: bool, may_post: bool, may_see: bool,
) -> BatchPage:  # fmt: skip
    """`may_see`: the reader sees people by name."""
    see_held = held_urls(batch.arrangement_id, batch.body, may_see=may_see)
    is_open = batch.expires_at > timezone.now()
    return BatchPage(
        title=_("Kiriman %s") % batch.number,
        lead=payer_name(batch.arrangement),
        crumbs=crumbs(),
        tiles=_tiles(counts),
        files=tuple(_file(file, is_open=is_open and may_answer) for file in files),
        totals=total_lines(batch.totals),
        held=held_lines(batch.held_back, see_held) if is_payer else (),
        answers=answer_lines(answers),
        pk=batch.pk,
        people=batch.people,
        answered=counts.accepted + counts.rejected,
        until=date_long(timezone.localtime(batch.expires_at)),
        is_open=is_open,
        may_take=is_open and may_answer,
        may_reopen=may_send,
        may_answer=may_answer,
        may_post=may_post,
        has_rejected=counts.rejected > 0 and is_payer,
    )


def answer_lines(answers: Iterable[Answer]) -> tuple[AnswerLine, ...]:
    return tuple(
        AnswerLine(
            name=answer.file_name,
            says=_answer_says(answer),
            state=str(answer.get_state_display()),
            tone=ANSWER_TONES[Answer.State(answer.state)],
            given_at=answer.given_at,
            given_by=str(answer.given_by) if answer.given_by else "",
            url=reverse("reports:answer", args=[answer.pk]),
        )
        for answer in answers
    )


def held_lines(held: Iterable[Mapping[str, Any]], see: Callable[[str], str]) -> tuple[HeldLine, ...]:
    """`held`: [{"code", "people"}] as a batch or a preview keeps it; `see`: where those of a code are."""
    return tuple(
        HeldLine(
            sentence=held_sentence(each["code"]),
            people=each["people"],
            who=str(_WHO[who_acts(each["code"]) == PLANNER]),
            url=see(each["code"]),
            confidence="L" if each["code"] in UNVERIFIED else "",
            source=str(UNVERIFIED_SOURCE),
        )
        for each in held
    )


def held_urls(arrangement: int, body: str = "", *, may_see: bool) -> Callable[[str], str]:
    """Where the people of a reason are, of one body alone where the batch was; "" for who sees no people."""

    def url(code: str) -> str:
        if not may_see:
            return ""
        address = reverse("reports:held-people", args=[arrangement, code])
        return f"{address}?{urlencode({'badan': body})}" if body else address

    return url


def total_lines(totals: Mapping[str, Mapping[str, int]]) -> tuple[CountLine, ...]:
    """People by kind of file and body, as a batch or a preview keeps them."""
    bodies = dict(Body.objects.current().values_list("code", "short_name"))
    return tuple(
        CountLine(f"{_label(FileKind, kind)}: {bodies.get(body, body)}", people)
        for kind, found in totals.items()
        for body, people in found.items()
    )


def _counted(job: Job, see_held: Callable[[str], str]) -> Counted:
    found: Mapping[str, Any] = (job.result or {})["preview"]
    return Counted(
        at=job.finished_at or job.created_at,
        people=found["people"],
        rows=total_lines(found["totals"]),
        held=held_lines(found["held_back"], see_held),
        waiting=tuple(CountLine(_label(FileKind, kind), people) for kind, people in found["waiting"].items()),
        files=len(found["files"]),
        has_leavers=FileKind.LEAVER in found["totals"],
    )


def _line(batch: Batch, counts: Answers) -> BatchLine:
    answered = counts.accepted + counts.rejected
    state, tone = _state(answered, counts.open)
    return BatchLine(
        name=_("Kiriman %s") % batch.number,
        payer=payer_name(batch.arrangement),
        people=batch.people,
        answered=answered,
        says=_says(counts),
        state=state,
        tone=tone,
        frozen_at=batch.frozen_at,
        until=date_long(timezone.localtime(batch.expires_at)),
        url=reverse("reports:batch", args=[batch.pk]),
    )


def _state(answered: int, still_open: int) -> tuple[str, str]:
    if not answered:
        return _("menunggu jawaban"), "warn"
    return (_("sebagian dijawab"), "active") if still_open else (_("selesai dijawab"), "good")


def _says(counts: Answers) -> str:
    return _("%(accepted)s diterima, %(rejected)s ditolak, %(open)s belum dijawab") % {
        "accepted": thousands(counts.accepted),
        "rejected": thousands(counts.rejected),
        "open": thousands(counts.open),
    }


def _answer_says(answer: Answer) -> str:
    if not answer.rows:
        return ""
    rest = answer.rows - answer.accepted - answer.rejected
    return _("%(rows)s baris: %(accepted)s diterima, %(rejected)s ditolak, %(rest)s tidak mengubah apa pun") % {
        "rows": thousands(answer.rows),
        "accepted": thousands(answer.accepted),
        "rejected": thousands(answer.rejected),
        "rest": thousands(rest),
    }


def _tiles(counts: Answers) -> tuple[Tile, ...]:
    return (
        Tile(_("Orang dikirim"), thousands(counts.people)),
        Tile(_("Diterima"), thousands(counts.accepted), tone="good" if counts.accepted else ""),
        Tile(_("Ditolak"), thousands(counts.rejected), tone="bad" if counts.rejected else ""),
        Tile(_("Belum dijawab"), thousands(counts.open), tone="warn" if counts.open else "good"),
    )


def _file(file: BatchFile, *, is_open: bool) -> FileLine:
    url = reverse("reports:batch-file", args=[file.batch_id, file.pk]) if is_open else ""
    return FileLine(file.name, str(file.get_kind_display()), file.rows, file.sha256, url)


def _label(choices: type[TextChoices], value: str) -> str:
    return str(choices(value).label)
