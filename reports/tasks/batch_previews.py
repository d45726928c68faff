"""The jobs that count what a batch would be now, and list who is held back from it."""

from typing import Any

from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from budgeting.models import Arrangement
from enrolment.sending_offices import file_scope
from pemilu_bpjs import documents, jobs
from pemilu_bpjs.jobs import Job, Progress
from pemilu_bpjs.permissions import Right

BATCH_PREVIEW, HELD_LIST = "batch-preview", "held-back-list"

documents.register_kind("held-back-list", _("Daftar yang tertahan"), stays_in_office=True)


def start_preview(arrangement: Arrangement, *, by: Any) -> Job:
    """One that already waits or runs for the arrangement is enough."""
    standing = Job.objects.unfinished().filter(kind=BATCH_PREVIEW, params__arrangement=arrangement.pk).first()
    if standing is not None:
        return standing
    params = {"arrangement": arrangement.pk}
    return jobs.start(BATCH_PREVIEW, by=by, office=arrangement.office, region=arrangement.region, params=params)


def start_held_list(arrangement: Arrangement, institution: str, *, by: Any) -> Job:
    """A file of one office's, so that it holds nobody whom another reader of that office's files may not see."""
    office, institution, region = file_scope(by, institution, arrangement.region, Right.REVEAL_PERSON)
    params = {"arrangement": arrangement.pk, "institution": institution, "region": region}
    return jobs.start(HELD_LIST, by=by, office=office, region=region, params=params)


@jobs.handler(BATCH_PREVIEW, label=_("Menghitung kiriman"))
def batch_preview(job: Job, progress: Progress) -> dict[str, Any] | None:
    # By name: the web process needs this job's label alone, not the writers.
    result: dict[str, Any] | None = import_string("reports.actions.batch_previews.preview_for")(job, progress)
    return result


@jobs.handler(HELD_LIST, label=_("Daftar yang tertahan"))
def held_list(job: Job, progress: Progress) -> dict[str, Any] | None:
    result: dict[str, Any] | None = import_string("reports.actions.batch_previews.list_held")(job, progress)
    return result
