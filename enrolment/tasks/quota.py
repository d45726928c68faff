"""The job that writes a large quota board as a workbook."""

import datetime
import uuid
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from enrolment.actions.quota_export import quota_file
from enrolment.models import Election, Region
from enrolment.models.scope import institutions
from enrolment.quota_counts import Scope
from enrolment.sending_offices import sending_office
from enrolment.writers.xlsx import MEDIA_TYPE
from pemilu_bpjs import documents, jobs
from pemilu_bpjs.access import reaches
from pemilu_bpjs.models import Document, Office
from pemilu_bpjs.permissions import Right

QUOTA_BOARD = "quota-board"
MADE = gettext_noop("Berkas papan kuota selesai dibuat.")
NOT_YOURS = gettext_noop("Papan kuota wilayah ini tidak boleh Anda lihat.")

documents.register_kind(QUOTA_BOARD, _("Papan kuota"))


def start_quota_export(*, scope: Scope, by: Any) -> jobs.Job:
    """One that already waits or runs for the same board is enough."""
    params = {
        "election": scope.election.code,
        "region": scope.region,
        "on": scope.on.isoformat() if scope.on else "",
    }
    standing = jobs.Job.objects.unfinished().filter(kind=QUOTA_BOARD, owner=by, params=params).first()
    if standing is not None:
        return standing
    return jobs.start(QUOTA_BOARD, by=by, office=_office(by, scope.region), region=scope.region, params=params)


@jobs.handler(QUOTA_BOARD, label=_("Menulis papan kuota"))
def write_quota_board(job: jobs.Job, progress: jobs.Progress) -> dict[str, Any]:
    # Asked again here: rights may have ended while the job waited.
    if not institutions(job.owner, Right.VIEW_QUOTA, job.region):
        raise jobs.JobFailed(NOT_YOURS)
    key = uuid.uuid5(job.pk, QUOTA_BOARD)
    if not Document.objects.filter(pk=key).exists():
        _keep(job, key)
    return {"sentence": MADE, "documents": [str(key)]}


def _keep(job: jobs.Job, key: uuid.UUID) -> None:
    election = Election.objects.select_related("region").get(code=job.params["election"])
    on = datetime.date.fromisoformat(job.params["on"]) if job.params["on"] else None
    region = Region.objects.get(pk=job.params["region"])
    name, content = quota_file(Scope(job.owner, election, region.pk, on), region)
    documents.store(
        id=key,
        kind=QUOTA_BOARD,
        title=f"Papan kuota {region.name}, {election.name}"[:250],  # kept, so Indonesian whoever asks for it
        source=f"election:{election.code}",
        office=job.office,
        region=region.pk,
        name=name,
        content=content,
        media_type=MEDIA_TYPE,
        by=job.owner,
        is_draft=False,
    )


def _office(user: Any, region: str) -> Office | None:
    offices = [reach.office_id for reach in reaches(user, Right.VIEW_QUOTA) if reach.covers(region, None)]
    if any(pk is not None for pk in offices):
        return sending_office(user, "", region, Right.VIEW_QUOTA)
    return Office.objects.filter(memberships__user=user).order_by("pk").first()
