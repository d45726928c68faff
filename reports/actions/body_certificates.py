"""Letters of cover for everybody of a body who was covered on a day, and the list of those who were not.

Five hundred people at a time in the same few queries, two thousand letters a file, so that a province's KPPS take no
more memory than a village's.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_noop

from budgeting.letterhead import identity
from enrolment.models import Assignment, Election
from enrolment.particulars import open_particulars
from enrolment.people import Words, words_for
from enrolment.rules.masking import masked
from enrolment.rules.roster_fields import Field
from pemilu_bpjs import audit, documents, looks
from pemilu_bpjs.formats import date_long, thousands
from pemilu_bpjs.models import Document, Job
from pemilu_bpjs.progress import Progress
from reports import answering, cover_letters
from reports.answering import CoverAnswer
from reports.certificate_making import Asked, Page, key_of, page_of
from reports.cover_wording import HEADLINES
from reports.models import Certificate
from reports.models.certificate import BODY_SOURCE
from reports.rules.cover_answer import Cover
from reports.rules.people_annex import Listed
from reports.writers import cover_letter, people_annex
from reports.writers.people_annex import Head

MADE = gettext_noop("Surat keterangan selesai dibuat.")
WRITING = gettext_noop("Menulis surat keterangan…")
LIST_KIND = "certificate-uncovered"

PER_FILE = 2_000
_AT_ONCE = 500
_LIST = "-uncovered"


@dataclass(frozen=True, slots=True)
class _Run:
    """One job at work. `people`: those in office on the day, each once, in the order of units."""

    job: Job
    asked: Asked
    election: Election
    body: str
    people: Sequence[int]
    words: Words

    @property
    def source(self) -> str:
        return f"{BODY_SOURCE}{self.job.pk}"

    def parts(self) -> Iterator[tuple[int, Sequence[int]]]:
        for start in range(0, len(self.people), PER_FILE):
            yield start // PER_FILE + 1, self.people[start : start + PER_FILE]


def make_body_certificates(job: Job, progress: Progress) -> dict[str, Any]:
    """Safe to run again: every file's id follows from the job's and its number."""
    # Paper speaks Indonesian, whatever language whoever started the job reads pages in.
    with translation.override("id"):
        run = _run(job)
        done = 0
        for number, people in run.parts():
            progress.set(done, len(run.people), WRITING)
            if not Document.objects.filter(pk=key_of(job, f"-{number}")).exists():
                _keep_part(run, number, people)
            done += len(people)
        if not Document.objects.filter(pk=key_of(job, _LIST)).exists():
            _close(run)
    made = Document.objects.of(run.source).order_by("name").values_list("pk", flat=True)
    return {
        "sentence": MADE,
        "documents": [str(key) for key in made],
        "link": reverse("reports:certificate-run", args=[job.pk]),
    }


def in_office(asked: Asked, election: Election, body: str, region: str = "") -> QuerySet[Assignment]:
    """The seats of a body that were held on the day, of people whom the letters may speak of."""
    seats = Assignment.objects.visible_to(asked.by, asked.right).seated()
    seats = seats.filter(election=election, body=body, start__lte=asked.day, end__gte=asked.day)
    if region:
        seats = seats.filter(region_code__startswith=region)
    return seats.order_by("region_code", "tps", "position", "pk")


def _run(job: Job) -> _Run:
    asked, body = Asked.of(job), job.params["body"]
    election = Election.objects.select_related("region").get(code=job.params["election"])
    rows = list(in_office(asked, election, body, job.params["region"]).values_list("person", "region_code"))
    people = tuple(dict.fromkeys(person for person, _region in rows))
    return _Run(job, asked, election, body, people, words_for({region for _person, region in rows}))


def _keep_part(run: _Run, number: int, people: Sequence[int]) -> None:
    pages: list[Page] = []

    def letters() -> Iterator[Any]:
        for answer in _answers(run, people):
            if _is_covered(answer) and answer.seat is not None:
                pages.append(page_of(run.asked, answer, answer.seat, run.words, page=len(pages) + 1))
                yield pages[-1].facts, pages[-1].seal

    writer = cover_letters.writer_of(run.job.office, run.election.region.name, run.asked.issued_on)
    out = io.BytesIO()
    cover_letter.write(out, letters(), writer)
    if not pages:
        return
    with transaction.atomic():
        title = f"Surat keterangan data kepesertaan, {_body_name(run)} bagian {number}, {date_long(run.asked.day)}"
        document = _store(run, f"-{number}", run.asked.kind, title, f"surat-keterangan-bagian-{number:03}.pdf", out)
        for page in pages:
            page.certificate.document = document
        Certificate.objects.bulk_create([page.certificate for page in pages], batch_size=_AT_ONCE)


def _close(run: _Run) -> None:
    """The list of who had no cover, and the line that says how many had."""
    missed = [
        (answer.verdict, answer.seat) for answer in _answers(run, run.people)
        if not _is_covered(answer) and answer.seat is not None
    ]  # fmt: skip
    missed.sort(key=lambda each: (str(HEADLINES[each[0]]), each[1].region_code, each[1].tps))
    rows = [_listed(str(HEADLINES[verdict]), seat, run.words) for verdict, seat in missed]
    out = io.BytesIO()
    people_annex.write(out, _head(run, len(rows)), rows, run.words.regions)
    covered = len(run.people) - len(rows)
    detail = {"body": run.body, "day": run.asked.day.isoformat(), "covered": covered, "not-covered": len(rows)}
    with transaction.atomic():
        if run.asked.in_full:
            looks.look(
                by=run.asked.by, subject=f"election:{run.election.code}", region=run.job.region, what="list",
                purpose=run.asked.purpose, office=run.job.office,
            )  # fmt: skip
        title = f"Petugas tanpa perlindungan pada {date_long(run.asked.day)}, {_body_name(run)}"
        _store(run, _LIST, LIST_KIND, title, "tanpa-perlindungan.pdf", out)
        audit.record(
            "certificate.issue-body", by=run.asked.by, subject=f"election:{run.election.code}",
            office=run.job.office, region=run.job.region, detail=detail,
        )  # fmt: skip


def _answers(run: _Run, people: Sequence[int]) -> Iterator[CoverAnswer]:
    for start in range(0, len(people), _AT_ONCE):
        some = people[start : start + _AT_ONCE]
        found = answering.covers_on(some, run.asked.day, user=run.asked.by)
        yield from (found[person] for person in some)


def _is_covered(answer: CoverAnswer) -> bool:
    """Whoever is carried in a list that the reader may not see gets his letter there."""
    return answer.cover is Cover.COVERED and answer.is_seen


def _listed(section: str, seat: Assignment, words: Words) -> Listed:
    nik = masked(Field.NIK, open_particulars(seat.record.sealed)[Field.NIK]) or ""
    post = words.position(seat)
    return Listed(
        section, seat.region_code, seat.record.name, seat.record.sex, nik, post, seat.tps, seat.start, seat.end
    )


def _body_name(run: _Run) -> str:
    return run.words.bodies.get(run.body, run.body)


def _head(run: _Run, people: int) -> Head:
    body = _body_name(run)
    day, place = date_long(run.asked.day), run.election.region.name
    office = identity(run.job.office, place)
    covered, whole = thousands(len(run.people) - people), thousands(len(run.people))
    fact = f"{covered} dari {whole} petugas terlindungi dan diberi surat; {thousands(people)} orang berikut tidak."
    return Head(
        titles=("PETUGAS TANPA PERLINDUNGAN", f"PADA TANGGAL {day.upper()}", f"{body} {place}".upper()),
        facts=(fact,),
        running=f"Petugas tanpa perlindungan pada {day} | {body} | {run.election.name} | {place}",
        author=office.name or place,
        in_full=False,
        paper=office.paper,
    )


def _store(run: _Run, part: str, kind: str, title: str, name: str, out: io.BytesIO) -> Document:
    return documents.store(
        id=key_of(run.job, part),
        kind=kind,
        title=title,
        source=run.source,
        office=run.job.office,
        region=run.job.region,
        name=name,
        content=out.getvalue(),
        media_type="application/pdf",
        by=run.asked.by,
        is_draft=False,
        is_personal=True,
    )
