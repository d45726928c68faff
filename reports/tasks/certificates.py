"""The jobs that write letters of cover, what such documents are called, and what a printed page's code says."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrolment.models import Assignment, Election
from enrolment.models.scope import institutions
from enrolment.sending_offices import file_scope, sending_office
from pemilu_bpjs import documents, jobs
from pemilu_bpjs.documents import Verified
from pemilu_bpjs.jobs import Job, Progress
from pemilu_bpjs.localised import date_long
from pemilu_bpjs.permissions import Right
from reports.models import Certificate
from reports.models.certificate import FULL_KIND, MASKED_KIND

CERTIFICATE, BODY = "certificate", "certificate-body"

documents.register_kind(MASKED_KIND, _("Surat keterangan kepesertaan"), stays_in_office=True)
documents.register_kind(FULL_KIND, _("Surat keterangan kepesertaan, NIK lengkap"), stays_in_office=True)
documents.register_kind("certificate-uncovered", _("Daftar petugas tanpa perlindungan"), stays_in_office=True)


@jobs.handler(CERTIFICATE, label=_("Surat keterangan kepesertaan"))
def write_certificate(job: Job, progress: Progress) -> dict[str, Any] | None:
    # By name: the renderers take most of a second to import, and the web process needs this job's label alone.
    result: dict[str, Any] | None = import_string("reports.actions.certificates.make_certificate")(job, progress)
    return result


@jobs.handler(BODY, label=_("Surat keterangan satu badan"))
def write_body_certificates(job: Job, progress: Progress) -> dict[str, Any] | None:
    made = import_string("reports.actions.body_certificates.make_body_certificates")
    result: dict[str, Any] | None = made(job, progress)
    return result


def start_certificate(seat: Assignment, *, day: datetime.date, purpose: str, in_full: bool, by: Any) -> Job:
    """The job that writes one letter, in the name of the office for which whoever asks works there."""
    office = sending_office(by, "", seat.region_code, Right.ASK_COVER)
    params = {"seat": seat.pk, "day": day.isoformat(), "purpose": purpose, "in_full": in_full}
    return jobs.start(CERTIFICATE, by=by, office=office, region=seat.region_code, params=params)


def start_body_certificates(
    election: Election, *, body: str, day: datetime.date, purpose: str, in_full: bool, by: Any
) -> Job:
    """The job that writes those of a body; one that already waits or runs for the same is enough."""
    right = Right.REVEAL_PERSON if in_full else Right.ASK_COVER
    office, _institution, region = file_scope(by, "", election.region_id, right)
    params = {
        "election": election.code,
        "body": body,
        "region": "" if region == election.region_id else region,
        "day": day.isoformat(),
        "purpose": purpose,
        "in_full": in_full,
        "institutions": institutions(by, right, region),
    }
    standing = Job.objects.unfinished().filter(
        kind=BODY, owner=by, params__election=election.code, params__body=body, params__day=day.isoformat()
    )
    return standing.first() or jobs.start(BODY, by=by, office=office, region=region, params=params)


def may_take(job: Job, by: Any) -> bool:
    """Whether whoever asked for a body's letters may have them still: theirs alone, and no further than now."""
    right = Right.REVEAL_PERSON if job.params["in_full"] else Right.ASK_COVER
    return job.owner_id == by.pk and set(job.params["institutions"]) <= set(institutions(by, right, job.region))


def _verified(code_hash: str) -> Verified | None:
    """The page for whoever holds a letter: that it is ours, and what it said. Of the person, initials alone."""
    found = Certificate.objects.filter(code_hash=code_hash).select_related("document").first() if code_hash else None
    if found is None:
        return None
    said = {
        "on": date_long(timezone.localtime(found.issued_at).date()),
        "who": found.initials,
        "cover": found.get_cover_display(),
        "day": date_long(found.day),
    }
    state = gettext("Menurut catatan pada %(on)s: %(who)s %(cover)s pada tanggal %(day)s.") % said
    return Verified(found.document, state)


documents.register_pages(_verified)
