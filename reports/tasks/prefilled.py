"""The job that fills in a file which SIPP gave out, and what such files are called while they wait for it."""

from typing import Any

from django.db.models import Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from budgeting.models import Arrangement
from pemilu_bpjs import documents, jobs
from pemilu_bpjs.jobs import Job, Progress
from pemilu_bpjs.models import Document

FILL, GIVEN_KIND = "sipp-fill", "sipp-given"


def _of_nobody(_user: Any) -> Q:
    """It names everybody whom BPJS knows under the payer, and goes as soon as it is filled: nobody is shown it."""
    return Q(pk__in=[])


documents.register_kind(GIVEN_KIND, _("Berkas terisi dari SIPP"), stays_in_office=True, seen_where=_of_nobody)


@jobs.handler(FILL, label=_("Mengisi berkas perubahan dari SIPP"))
def fill_file(job: Job, progress: Progress) -> dict[str, Any] | None:
    # By name: the web process needs this job's label alone, not the writers.
    result: dict[str, Any] | None = import_string("reports.actions.prefilled_filling.fill_for")(job, progress)
    return result


def start_fill(arrangement: Arrangement, file: Document, *, by: Any) -> Job:
    """The job that fills in a file that was received."""
    params = {"arrangement": arrangement.pk, "file": str(file.pk)}
    return jobs.start(FILL, by=by, office=arrangement.office, region=arrangement.region, params=params)
