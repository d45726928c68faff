"""The jobs that make the files of rosters: templates, returned workbooks, safe templates, lists of what is lacking."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from enrolment.actions import roster_files as files
from enrolment.models import Election, Region, RosterUpload
from enrolment.models.scope import institutions
from enrolment.sending_offices import sending_office
from pemilu_bpjs import documents, jobs
from pemilu_bpjs.models import Document
from pemilu_bpjs.permissions import Right

ROSTER_TEMPLATE, ROSTER_RETURNED, ROSTER_DOCTOR, ROSTER_LACKS = (
    files.TEMPLATE,
    files.RETURNED,
    files.DOCTOR,
    files.LACKS,
)
MADE = gettext_noop("Berkas selesai dibuat.")
NOBODY_LACKS = gettext_noop("Tidak ada yang kurang: data semua orang sudah lengkap. Daftarnya kosong.")
NOT_YOURS = gettext_noop("Berkas ini memuat data orang yang tidak boleh Anda lihat.")

documents.register_kind(files.TEMPLATE, _("Templat daftar"))
documents.register_kind(files.RETURNED, _("Berkas kembalian daftar"))
documents.register_kind(files.DOCTOR, _("Templat aman (NIK rusak)"))
documents.register_kind(files.LACKS, _("Kelengkapan data"))


def start_template(*, election: Election, region: Region, bodies: Sequence[str], by: Any) -> jobs.Job:
    """The job that makes the template of these bodies for a region; the caller has seen that `by` may have it."""
    params = {"election": election.code, "region": region.pk, "bodies": list(bodies)}
    office = sending_office(by, "", region.pk)
    return jobs.start(ROSTER_TEMPLATE, by=by, office=office, region=region.pk, params=params)


def start_returned(*, upload: RosterUpload, by: Any) -> jobs.Job:
    """The job that makes the workbook that goes back; one that already waits or runs for it is enough."""
    return _start_of_upload(ROSTER_RETURNED, upload, by)


def start_doctor(*, upload: RosterUpload, by: Any) -> jobs.Job:
    """The job that makes the safe template of a file whose NIKs went through Excel."""
    return _start_of_upload(ROSTER_DOCTOR, upload, by)


def start_lacks(*, election: Election, region: Region, institution: str, by: Any) -> jobs.Job:
    """The job that lists who lacks what; `by` must be allowed to see NIKs in full there."""
    params = {"election": election.code, "region": region.pk, "institution": institution}
    office = sending_office(by, institution, region.pk, Right.REVEAL_PERSON)
    return jobs.start(ROSTER_LACKS, by=by, office=office, region=region.pk, params=params)


@jobs.handler(ROSTER_TEMPLATE, label=_("Templat daftar"))
def make_template(job: jobs.Job, progress: jobs.Progress) -> dict[str, Any]:
    election, region = _place(job)
    return _made(files.keep_template(job=job, election=election, region=region, bodies=job.params["bodies"]))


@jobs.handler(ROSTER_RETURNED, label=_("Berkas kembalian daftar"))
def make_returned(job: jobs.Job, progress: jobs.Progress) -> dict[str, Any]:
    upload = _upload(job)
    return _of_upload(upload, files.keep_returned(job=job, upload=upload))


@jobs.handler(ROSTER_DOCTOR, label=_("Templat aman (NIK rusak)"))
def make_doctor(job: jobs.Job, progress: jobs.Progress) -> dict[str, Any]:
    upload = _upload(job)
    return _of_upload(upload, files.keep_doctor(job=job, upload=upload))


@jobs.handler(ROSTER_LACKS, label=_("Daftar kelengkapan data"))
def make_lacks(job: jobs.Job, progress: jobs.Progress) -> dict[str, Any]:
    election, region = _place(job)
    institution = job.params["institution"]
    # Asked again here: rights may have ended while the job waited.
    if institution not in institutions(job.owner, Right.REVEAL_PERSON, region.pk):
        raise jobs.JobFailed(NOT_YOURS)
    document, people = files.keep_lacks(job=job, election=election, region=region, institution=institution)
    return _made(document) if people else {**_made(document), "sentence": NOBODY_LACKS}


def _start_of_upload(kind: str, upload: RosterUpload, by: Any) -> jobs.Job:
    standing = jobs.Job.objects.unfinished().filter(kind=kind, owner=by, params__upload=upload.pk).first()
    if standing is not None:
        return standing
    office = sending_office(by, upload.institution, upload.region)
    return jobs.start(kind, by=by, office=office, region=upload.region, params={"upload": upload.pk})


def _upload(job: jobs.Job) -> RosterUpload:
    """These files show NIKs in full: to those who send lists for that institution there, and nobody else."""
    sent = RosterUpload.objects.visible_to(job.owner, Right.SEND_ROSTER).select_related("election", "document")
    upload = sent.filter(pk=job.params["upload"]).first()
    if upload is None:
        raise jobs.JobFailed(NOT_YOURS)
    return upload


def _place(job: jobs.Job) -> tuple[Election, Region]:
    return Election.objects.get(code=job.params["election"]), Region.objects.get(pk=job.params["region"])


def _made(document: Document) -> dict[str, Any]:
    return {"sentence": MADE, "documents": [str(document.pk)]}


def _of_upload(upload: RosterUpload, document: Document) -> dict[str, Any]:
    return {**_made(document), "link": reverse("enrolment:roster", args=[upload.pk])}
