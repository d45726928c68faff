"""The job that checks a roster."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from enrolment.actions.rosters.checking import check
from enrolment.actions.rosters.receiving import DOCUMENT_KIND
from enrolment.actions.rosters.upload_state import NotOpen, State, opened
from enrolment.models import RosterUpload
from enrolment.roster_wording import file_message
from enrolment.tasks.one_at_a_time import start_alone
from pemilu_bpjs import documents, jobs

ROSTER_CHECK = "roster-check"
_CHECKABLE = (State.RECEIVED, State.ASKING, State.CHECKING, State.READY)
CHECKED = gettext_noop("Daftar selesai diperiksa.")
ASKING = gettext_noop("Satu hal perlu Anda pastikan: kolom mana berisi apa.")

documents.register_kind(DOCUMENT_KIND, _("Daftar petugas yang diunggah"))


def start_roster_check(*, upload: RosterUpload, by: Any) -> jobs.Job:
    """The check that is under way for this upload, or a new one. Raises NotOpen once it is accepted or thrown away."""
    with opened(upload, _CHECKABLE) as held:
        job = start_alone(ROSTER_CHECK, held=held, by=by)
    upload.refresh_from_db()
    return job


@jobs.handler(ROSTER_CHECK, label=_("Memeriksa daftar petugas"))
def check_roster(job: jobs.Job, progress: jobs.Progress) -> dict[str, Any]:
    upload = RosterUpload.objects.get(pk=job.params["upload"])
    link = {"link": reverse("enrolment:roster", args=[upload.pk])}
    try:
        check(upload=upload, progress=progress)
    except NotOpen as refused:
        raise jobs.JobFailed(str(refused), link) from refused
    if upload.state == RosterUpload.State.REFUSED:
        raise jobs.JobFailed(file_message(upload.file_problems[0]), link)
    return {"sentence": ASKING if upload.state == RosterUpload.State.ASKING else CHECKED, **link}
