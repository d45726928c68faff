"""The jobs that accept a roster and that undo it, and the receipt that follows an acceptance."""

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from enrolment.actions.rosters.accepting import Accepted, accept
from enrolment.actions.rosters.undoing import NotUndoable, undo, what_stands_on
from enrolment.actions.rosters.upload_state import NotOpen, State, opened
from enrolment.models import Acceptance, RosterUpload
from pemilu_bpjs import jobs

ROSTER_ACCEPT, ROSTER_UNDO = "roster-accept", "roster-undo"
ROSTER_RECEIPT = "roster-receipt"
"""Written by the stage that makes papers; known here by its kind alone."""

STORED = gettext_noop("Semua baris daftar ini tersimpan.")
GOOD_STORED = gettext_noop("Baris yang baik tersimpan; yang ditolak menunggu diperbaiki.")
STOOD_BEFORE = gettext_noop("Semua orang dalam daftar ini sudah tersimpan sebelumnya; tidak ada yang berubah.")
NONE_GOOD = gettext_noop("Tidak ada baris yang dapat disimpan; perbaiki dahulu yang ditolak.")
UNDONE = gettext_noop("Unggahan dibatalkan; orang yang disimpannya dihapus dan yang diubahnya kembali seperti semula.")


def start_acceptance(*, upload: RosterUpload, by: Any, ends: Collection[int] = ()) -> jobs.Job:
    """Nobody edits the rows from now on. One job at a time: who asks twice is given the first. Raises NotOpen."""
    with opened(upload, (State.READY, State.ACCEPTING)) as held:
        if held.state == State.ACCEPTING and _is_under_way(held):
            return held.job
        held.state = State.ACCEPTING
        held.job = jobs.start(
            ROSTER_ACCEPT,
            by=by,
            office=held.office,
            region=held.region,
            params={"upload": held.pk, "ends": sorted(ends)},
        )
        held.save(update_fields=["state", "job"])
    upload.refresh_from_db()
    return upload.job


def start_undoing(*, upload: RosterUpload, by: Any) -> jobs.Job:
    """Raises NotUndoable at once where something was built on the upload."""
    if reasons := what_stands_on(upload):
        raise NotUndoable(reasons)
    job = jobs.start(ROSTER_UNDO, by=by, office=upload.office, region=upload.region, params={"upload": upload.pk})
    RosterUpload.objects.filter(pk=upload.pk).update(job=job)
    upload.refresh_from_db()
    return job


def start_receipt(acceptance: Acceptance, by: Any) -> jobs.Job:
    """The receipt of an acceptance, as a job of its own: that people stand does not wait for paper."""
    upload = acceptance.upload
    params = {"upload": upload.pk, "acceptance": acceptance.number}
    return jobs.start(ROSTER_RECEIPT, by=by, office=upload.office, region=upload.region, params=params)


@jobs.handler(ROSTER_ACCEPT, label=_("Menyimpan daftar"))
def accept_roster(job: jobs.Job, progress: jobs.Progress) -> dict[str, Any]:
    upload = _upload(job)
    try:
        accepted = accept(upload=upload, by=job.owner, ends=job.params.get("ends", ()), progress=progress)
    except NotOpen as fault:
        raise jobs.JobFailed(str(fault)) from fault
    if accepted.acceptance is not None and accepted.acceptance.document_id is None:
        start_receipt(accepted.acceptance, job.owner)
    counts = {name: getattr(accepted, name) for name in ("new", "changed", "unchanged", "rejected")}
    return {"sentence": _sentence(accepted), "link": reverse("enrolment:roster", args=[upload.pk]), **counts}


@jobs.handler(ROSTER_UNDO, label=_("Membatalkan unggahan"))
def undo_roster(job: jobs.Job, progress: jobs.Progress) -> dict[str, Any]:
    upload = _upload(job)
    try:
        people = undo(upload=upload, by=job.owner, progress=progress)
    except NotUndoable as fault:
        raise jobs.JobFailed(str(fault)) from fault
    return {"sentence": UNDONE, "link": reverse("enrolment:roster", args=[upload.pk]), "people": people}


def _sentence(accepted: Accepted) -> str:
    if accepted.rejected:
        return GOOD_STORED if accepted.acceptance else NONE_GOOD
    return STORED if accepted.accepted else STOOD_BEFORE


def _upload(job: jobs.Job) -> RosterUpload:
    return RosterUpload.objects.select_related("election", "office").get(pk=job.params["upload"])


def _is_under_way(upload: RosterUpload) -> bool:
    return upload.job is not None and upload.job.state in (jobs.Job.State.QUEUED, jobs.Job.State.RUNNING)
