"""The job that writes a list of people as a workbook."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from enrolment.actions.people.exporting import DOCUMENT_KIND, export_people
from enrolment.people import Asked
from pemilu_bpjs import documents, jobs
from pemilu_bpjs.access import reaches
from pemilu_bpjs.models import Office
from pemilu_bpjs.permissions import Right

PEOPLE_EXPORT = "people-export"

documents.register_kind(DOCUMENT_KIND, _("Daftar petugas lengkap"))


def start_people_export(*, asked: Asked, by: Any) -> jobs.Job:
    """The list as it was asked for, less the name typed: a name belongs into no job's row."""
    params = {
        "election": asked.election.code,
        "institution": asked.institution,
        "body": asked.body,
        "region": asked.region,
        "standing": str(asked.standing),
    }
    region = asked.election.region_id
    return jobs.start(PEOPLE_EXPORT, by=by, office=_office(by, region), region=region, params=params, total=1)


@jobs.handler(PEOPLE_EXPORT, label=_("Menulis daftar petugas"))
def write_people(job: jobs.Job, progress: jobs.Progress) -> dict[str, Any]:
    return export_people(job=job, progress=progress)


def _office(user: Any, region: str) -> Office | None:
    """The office for which the user may see people in full there; the first where there are several."""
    offices = [reach.office_id for reach in reaches(user, Right.REVEAL_PERSON) if reach.covers(region, None)]
    return Office.objects.filter(pk__in=[pk for pk in offices if pk is not None]).order_by("pk").first()
