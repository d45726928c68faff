"""The job that writes a list of people as a workbook."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from enrolment.actions.people.exporting import DOCUMENT_KIND, export_people
from enrolment.people import Asked
from enrolment.sending_offices import file_scope
from pemilu_bpjs import documents, jobs
from pemilu_bpjs.permissions import Right

PEOPLE_EXPORT = "people-export"

documents.register_kind(DOCUMENT_KIND, _("Daftar petugas lengkap"))


def start_people_export(*, asked: Asked, by: Any) -> jobs.Job:
    """The list as it was asked for, less the name typed: a name belongs into no job's row.

    It becomes a file of one office's, so that it holds nobody whom another reader of that office's files may not see.
    """
    whole = asked.election.region_id
    office, institution, region = file_scope(by, asked.institution, asked.region or whole, Right.REVEAL_PERSON)
    params = {
        "election": asked.election.code,
        "institution": institution,
        "body": asked.body,
        "region": "" if region == whole else region,
        "standing": str(asked.standing),
    }
    return jobs.start(PEOPLE_EXPORT, by=by, office=office, region=region, params=params, total=1)


@jobs.handler(PEOPLE_EXPORT, label=_("Menulis daftar petugas"))
def write_people(job: jobs.Job, progress: jobs.Progress) -> dict[str, Any]:
    return export_people(job=job, progress=progress)
