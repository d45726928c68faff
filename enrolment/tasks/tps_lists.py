"""The job that loads a TPS list."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from enrolment.actions.tps_lists import DOCUMENT_KIND, keep_upload, load_kept_list
from enrolment.models import Election
from pemilu_bpjs import documents, jobs
from pemilu_bpjs.access import reaches
from pemilu_bpjs.models import Office
from pemilu_bpjs.permissions import Right

TPS_LIST = "tps-list"

documents.register_kind(DOCUMENT_KIND, _("Daftar TPS yang diunggah"))


def start_tps_list(*, election: Election, stage: str, file: UploadedFile, source: str, by: Any) -> jobs.Job:
    """Keeps the file and starts the job that loads it; both belong to the office for which `by` edits the election."""
    office = _office(by, election.region_id)
    document = keep_upload(
        election=election,
        name=file.name or "",
        content=file.read(),
        media_type=file.content_type or "",
        office=office,
        by=by,
    )
    params = {"election": election.code, "stage": stage, "source": source, "document": str(document.pk)}
    return jobs.start(TPS_LIST, by=by, office=office, region=election.region_id, params=params, total=3)


@jobs.handler(TPS_LIST, label=_("Memuat daftar TPS"))
def load_tps_list(job: jobs.Job, progress: jobs.Progress) -> dict[str, Any]:
    return load_kept_list(job=job, progress=progress)


def _office(user: Any, region: str) -> Office | None:
    offices = [reach.office_id for reach in reaches(user, Right.EDIT_ELECTION) if reach.covers(region, None)]
    return Office.objects.filter(pk__in=[pk for pk in offices if pk is not None]).order_by("pk").first()
