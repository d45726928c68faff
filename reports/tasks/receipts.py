"""The job that makes the receipt of an acceptance."""

from typing import Any

from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from pemilu_bpjs import documents, jobs
from pemilu_bpjs.jobs import Job, Progress
from reports.actions import standing

RECEIPT = "roster-receipt"

# Whose people were taken over, how many and when: of no concern to who may not see the list itself.
documents.register_kind("roster-receipt", _("Tanda terima daftar"), stays_in_office=True)
documents.register_state("roster-receipt", standing.of_receipt)


@jobs.handler(RECEIPT, label=_("Tanda terima daftar"))
def roster_receipt(job: Job, progress: Progress) -> dict[str, Any] | None:
    # By name: the renderers take most of a second to import, and the web process needs this job's label alone.
    result: dict[str, Any] | None = import_string("reports.actions.receipts.make_receipt")(job, progress)
    return result
