"""The job that writes a batch's covering letter and list of names."""

from typing import Any

from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from budgeting.models.payer_scope import kept_for
from pemilu_bpjs import documents, jobs
from pemilu_bpjs.jobs import Job, Progress
from pemilu_bpjs.permissions import Right
from reports.models import Batch
from reports.open_batches import of_open_batches

BATCH_LETTER = "batch-letter"

documents.register_kind(
    "batch-letter", _("Surat pengantar kiriman"), stays_in_office=True, seen_where=kept_for(Right.VIEW_BATCH)
)
documents.register_kind(
    "batch-letter-full", _("Surat pengantar kiriman, NIK lengkap"), stays_in_office=True, seen_where=of_open_batches
)


@jobs.handler(BATCH_LETTER, label=_("Surat pengantar kiriman"))
def write_batch_letter(job: Job, progress: Progress) -> dict[str, Any] | None:
    # By name: the renderers take most of a second to import, and the web process needs this job's label alone.
    result: dict[str, Any] | None = import_string("reports.actions.batch_letters.make_batch_letter")(job, progress)
    return result


def start_batch_letter(batch: Batch, *, in_full: bool, by: Any) -> Job:
    """The job that makes the letter; one that already waits or runs for it is enough."""
    params = {"batch": batch.pk, "in_full": in_full}
    standing = Job.objects.unfinished().filter(
        kind=BATCH_LETTER, params__batch=batch.pk, params__in_full=in_full, owner=by
    )
    if (found := standing.first()) is not None:
        return found
    arrangement = batch.arrangement
    return jobs.start(BATCH_LETTER, by=by, office=arrangement.office, region=arrangement.region, params=params)
