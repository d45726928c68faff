"""The job that writes an election's evaluation report."""

from typing import Any

from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from budgeting.models import Arrangement
from pemilu_bpjs import documents, jobs
from pemilu_bpjs.jobs import Job, Progress

EVALUATION = "evaluation"

# Counts and sums alone: who reads a whole region reads them too.
documents.register_kind("evaluation-pdf", _("Laporan evaluasi (PDF)"))
documents.register_kind("evaluation-xlsx", _("Laporan evaluasi (Excel)"))


@jobs.handler(EVALUATION, label=_("Laporan evaluasi"))
def write_evaluation(job: Job, progress: Progress) -> dict[str, Any] | None:
    # By name: the renderers take most of a second to import, and the web process needs this job's label alone.
    result: dict[str, Any] | None = import_string("reports.actions.evaluations.make_evaluation")(job, progress)
    return result


def start_evaluation(arrangement: Arrangement, *, by: Any) -> Job:
    """The job that makes both documents; one of his that already waits or runs for it is enough."""
    params = {"arrangement": arrangement.pk}
    standing = Job.objects.unfinished().filter(kind=EVALUATION, params__arrangement=arrangement.pk, owner=by)
    if (found := standing.first()) is not None:
        return found
    return jobs.start(EVALUATION, by=by, office=arrangement.office, region=arrangement.region, params=params)
