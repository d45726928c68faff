"""One job at a time works on an upload, so that none finds it half as another one left it."""

from typing import Any

from django.utils.translation import gettext as _

from enrolment.actions.rosters.upload_state import NotOpen
from enrolment.models import RosterUpload
from pemilu_bpjs import jobs


def start_alone(kind: str, *, held: RosterUpload, by: Any, params: dict[str, Any] | None = None) -> jobs.Job:
    """The job of that kind that is under way for the upload, or a new one; `held`: by upload_state.opened.

    Who asks twice is given the first. Raises NotOpen while a job of another kind is under way.
    """
    if held.job is not None and not held.job.is_finished:
        if held.job.kind == kind:
            return held.job
        raise NotOpen(_("Pekerjaan lain untuk daftar ini masih berjalan. Tunggu sampai selesai, lalu coba lagi."))
    params = {"upload": held.pk, **(params or {})}  # names the upload and no person
    held.job = jobs.start(kind, by=by, office=held.office, region=held.region, params=params)
    held.save(update_fields=["job"])
    return held.job
