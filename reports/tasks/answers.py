"""The jobs that read an answer of BPJS and apply it."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from budgeting.models.payer_scope import kept_for
from enrolment.sheets import refusal
from pemilu_bpjs import documents, jobs
from pemilu_bpjs.jobs import Job, JobFailed, Progress
from pemilu_bpjs.permissions import Right
from reports.actions.answer_reading import read
from reports.actions.answers import DOCUMENT_KIND, NotOpen, Overtaken, apply
from reports.models import Answer

ANSWER_READ, ANSWER_APPLY = "answer-read", "answer-apply"

READ = gettext_noop("Jawaban selesai dicocokkan. Lihat hasilnya, lalu terapkan.")
ASKING = gettext_noop("Satu hal perlu Anda pastikan: arti kolom atau kata dalam berkas ini.")
APPLIED = gettext_noop("Jawaban diterapkan.")
OVERTAKEN = gettext_noop(
    "Sejak dicocokkan, ada yang dikirim atau dijawab lagi. Tidak ada yang berubah; jawaban ini sudah dicocokkan ulang: "
    "lihat sekali lagi, lalu terapkan."
)

# Its rows name people; the branch and the payer see them through the answer, which is on record.
documents.register_kind(DOCUMENT_KIND, _("Jawaban BPJS"), stays_in_office=True, seen_where=kept_for(Right.ANSWER_BATCH))


def start_answer_read(answer: Answer, *, by: Any) -> Job:
    """The job that reads the file; one that already waits or runs for it is enough."""
    return _start(ANSWER_READ, answer, by, {})


def start_answer_apply(answer: Answer, *, start: str, by: Any) -> Job:
    """`start`: the first day of cover where the answer names none, as 2024-01-25."""
    return _start(ANSWER_APPLY, answer, by, {"start": start})


@jobs.handler(ANSWER_READ, label=_("Membaca jawaban BPJS"))
def answer_read(job: Job, progress: Progress) -> dict[str, Any]:
    answer = Answer.objects.select_related("arrangement__office").get(pk=job.params["answer"])
    link = _link(answer)
    try:
        read(answer=answer, progress=progress)
    except NotOpen as refused:
        raise JobFailed(str(refused), link) from refused
    if answer.state == Answer.State.REFUSED:
        raise JobFailed(refusal(answer.problem["why"], answer.problem["particulars"]), link)
    return {"sentence": ASKING if answer.state == Answer.State.ASKING else READ, **link}


@jobs.handler(ANSWER_APPLY, label=_("Menerapkan jawaban BPJS"))
def answer_apply(job: Job, progress: Progress) -> dict[str, Any]:
    answer = Answer.objects.select_related("arrangement__office", "arrangement__election").get(pk=job.params["answer"])
    link = _link(answer)
    try:
        apply(answer=answer, start=_day(job.params["start"]), by=job.owner)
    except Overtaken as overtaken:
        read(answer=answer, progress=progress)
        raise JobFailed(OVERTAKEN, link) from overtaken
    except NotOpen as refused:
        raise JobFailed(str(refused), link) from refused
    return {"sentence": APPLIED, **link}


def _start(kind: str, answer: Answer, by: Any, more: dict[str, str]) -> Job:
    standing = Job.objects.unfinished().filter(kind__in=(ANSWER_READ, ANSWER_APPLY), params__answer=answer.pk).first()
    if standing is not None:
        return standing
    arrangement = answer.arrangement
    params = {"answer": answer.pk, **more}  # names the answer and no person
    return jobs.start(kind, by=by, office=arrangement.office, region=arrangement.region, params=params)


def _link(answer: Answer) -> dict[str, str]:
    return {"link": reverse("reports:answer", args=[answer.pk])}


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)
