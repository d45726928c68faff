"""The job that writes the annex of an election's names."""

from typing import Any

from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from enrolment.people import Asked
from enrolment.sending_offices import file_scope
from pemilu_bpjs import documents, jobs
from pemilu_bpjs.jobs import Job, Progress
from pemilu_bpjs.permissions import Right

PEOPLE_ANNEX = "people-annex"

documents.register_kind("people-annex", _("Lampiran nama"), stays_in_office=True)
documents.register_kind("people-annex-full", _("Lampiran nama, NIK lengkap"), stays_in_office=True)


@jobs.handler(PEOPLE_ANNEX, label=_("Lampiran nama"))
def write_people_annex(job: Job, progress: Progress) -> dict[str, Any] | None:
    # By name: the renderers take most of a second to import, and the web process needs this job's label alone.
    result: dict[str, Any] | None = import_string("reports.actions.people_annexes.make_people_annex")(job, progress)
    return result


def start_people_annex(asked: Asked, *, in_full: bool, by: Any) -> Job:
    """A file of one office's, so that it holds nobody whom another reader of that office's files may not see."""
    whole = asked.election.region_id
    right = Right.REVEAL_PERSON if in_full else Right.VIEW_PERSON
    office, institution, region = file_scope(by, asked.institution, asked.region or whole, right)
    params = {
        "election": asked.election.code,
        "institution": institution,
        "body": asked.body,
        "region": "" if region == whole else region,
        "in_full": in_full,
    }
    return jobs.start(PEOPLE_ANNEX, by=by, office=office, region=region, params=params)
