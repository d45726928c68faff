"""The job that computes person-months, and the one that writes the list of who is at risk."""

import datetime
import uuid
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from budgeting.actions import cover
from budgeting.actions.risk_export import RISK_LIST, risk_file
from budgeting.models import Arrangement
from budgeting.rules.notes import Faults
from budgeting.uncovered import Asked
from budgeting.wording import sentence
from enrolment.models import Election
from enrolment.models.scope import institutions
from enrolment.sending_offices import file_scope
from enrolment.writers import XLSX
from pemilu_bpjs import documents, jobs
from pemilu_bpjs.models import Document
from pemilu_bpjs.permissions import Right

COVER_RUN = "cover-run"
COUNTED = gettext_noop("Orang-bulan sudah dihitung kembali.")
AS_BEFORE = gettext_noop("Tidak ada yang berubah: orang-bulan sudah sesuai dengan petugas dan rencana.")
NOT_YOURS = gettext_noop("Anda tidak boleh lagi menghitung orang-bulan kantor ini.")
WRITTEN = gettext_noop("Daftar petugas yang belum terlindungi selesai ditulis.")
NOT_SEEN = gettext_noop("Daftar wilayah ini tidak boleh lagi Anda lihat.")

documents.register_kind(RISK_LIST, _("Petugas yang belum terlindungi"), stays_in_office=True)


def start_cover_run(*, arrangement: Arrangement, by: Any) -> jobs.Job:
    """One that already waits or runs is enough."""
    params = {"arrangement": arrangement.pk}
    standing = jobs.Job.objects.unfinished().filter(kind=COVER_RUN, owner=by, params=params).first()
    if standing is not None:
        return standing
    return jobs.start(COVER_RUN, by=by, office=arrangement.office, region=arrangement.region, params=params, total=3)


@jobs.handler(COVER_RUN, label=_("Menghitung orang-bulan"))
def compute_cover(job: jobs.Job, progress: jobs.Progress) -> dict[str, Any]:
    # Asked again here: rights may have ended while the job waited.
    visible = Arrangement.objects.visible_to(job.owner, Right.RUN_COVER).select_related("election__region")
    arrangement = visible.filter(pk=job.params["arrangement"]).first()
    if arrangement is None:
        raise jobs.JobFailed(NOT_YOURS)
    link = {"link": reverse("budgeting:cover", args=[arrangement.pk])}
    try:
        done = cover.run(election=arrangement.election, by=job.owner, progress=progress)
    except Faults as refused:
        raise jobs.JobFailed(" ".join(sentence(note) for note in refused.notes), link) from refused
    except ValidationError as refused:
        raise jobs.JobFailed(" ".join(refused.messages), link) from refused
    except PermissionDenied as refused:
        raise jobs.JobFailed(NOT_YOURS) from refused
    told = COUNTED if done.added or done.removed else AS_BEFORE
    return {"sentence": told, "added": done.added, "removed": done.removed, "standing": done.standing, **link}


def start_risk_list(*, asked: Asked, by: Any) -> jobs.Job:
    """The list becomes a file of one office's, and holds nobody whom another reader of its files may not see."""
    whole = asked.election.region_id
    office, institution, region = file_scope(by, "", asked.region or whole, Right.VIEW_PERSON)
    params = {
        "election": asked.election.code,
        "day": asked.day.isoformat(),
        "region": "" if region == whole else region,
        "institution": institution,
    }
    return jobs.start(RISK_LIST, by=by, office=office, region=region, params=params, total=1)


@jobs.handler(RISK_LIST, label=_("Menulis petugas yang belum terlindungi"))
def write_risk_list(job: jobs.Job, progress: jobs.Progress) -> dict[str, Any]:
    key = uuid.uuid5(job.pk, RISK_LIST)
    if not institutions(job.owner, Right.VIEW_PERSON, job.region):
        raise jobs.JobFailed(NOT_SEEN)
    if not Document.objects.filter(pk=key).exists():
        _keep(job, key)
    return {"sentence": WRITTEN, "documents": [str(key)]}


def _keep(job: jobs.Job, key: uuid.UUID) -> None:
    election = Election.objects.select_related("region").get(code=job.params["election"])
    day = datetime.date.fromisoformat(job.params["day"])
    asked = Asked(election, day, job.owner, job.params["region"], institution=job.params["institution"])
    name, content = risk_file(asked)
    documents.store(
        id=key,
        kind=RISK_LIST,
        title=f"Petugas yang belum terlindungi {day.isoformat()}, {election.name}"[:250],
        source=f"election:{election.code}",
        office=job.office,
        region=job.region,
        name=name,
        content=content,
        media_type=XLSX,
        by=job.owner,
        is_draft=False,
        is_personal=True,
    )
