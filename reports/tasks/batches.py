"""The job that freezes a batch for BPJS, and what the files of batches are called."""

from typing import Any

from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from budgeting.models import Arrangement
from budgeting.models.payer_scope import kept_for
from pemilu_bpjs import documents, jobs
from pemilu_bpjs.jobs import Job, Progress
from pemilu_bpjs.permissions import Right
from reports.open_batches import of_open_batches

FREEZE = "batch-freeze"

# They name people, and go to the branch through their batch, which is on record; nobody else of the region sees them.
documents.register_kind("sipp-file", _("Berkas SIPP"), stays_in_office=True, seen_where=of_open_batches)
_readers = kept_for(Right.VIEW_BATCH)
documents.register_kind("sipp-control", _("Daftar kontrol kiriman"), stays_in_office=True, seen_where=_readers)
documents.register_kind("sipp-template", _("Templat SIPP dari cabang"), stays_in_office=True, seen_where=_readers)


@jobs.handler(FREEZE, label=_("Kiriman untuk BPJS"))
def batch_freeze(job: Job, progress: Progress) -> dict[str, Any] | None:
    # By name: the web process needs this job's label alone, not the writers.
    result: dict[str, Any] | None = import_string("reports.actions.batch_freezing.freeze_for")(job, progress)
    return result


def start_freeze(arrangement: Arrangement, *, body: str = "", by: Any) -> Job:
    """The job that freezes what is to be told now; one that already waits or runs for the arrangement is enough."""
    standing = Job.objects.unfinished().filter(kind=FREEZE, params__arrangement=arrangement.pk).first()
    if standing is not None:
        return standing
    params = {"arrangement": arrangement.pk, "body": body}
    return jobs.start(FREEZE, by=by, office=arrangement.office, region=arrangement.region, params=params)
