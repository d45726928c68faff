"""The jobs that accept a roster and that undo it, and the receipt that follows an acceptance."""

from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from enrolment.actions.rosters.accepting import Accepted, Agreed, MoreThanAgreed, accept
from enrolment.actions.rosters.undoing import NotUndoable, undo, what_stands_on
from enrolment.actions.rosters.upload_state import NotOpen, State, opened
from enrolment.models import Acceptance, RosterUpload
from enrolment.restoring import is_half_undone
from enrolment.tasks.one_at_a_time import start_alone
from pemilu_bpjs import jobs

ROSTER_ACCEPT, ROSTER_UNDO = "roster-accept", "roster-undo"
ROSTER_RECEIPT = "roster-receipt"
"""Written by the stage that makes papers; known here by its kind alone."""

STORED = gettext_noop("Semua baris daftar ini tersimpan.")
GOOD_STORED = gettext_noop("Baris yang baik tersimpan; yang ditolak menunggu diperbaiki.")
MORE_SEATS = gettext_noop(
    "Baris yang baik tersimpan. Kursi yang ditinggalkan kini memberi tempat bagi baris lain: lihat dan simpan juga."
)
STOOD_BEFORE = gettext_noop("Semua orang dalam daftar ini sudah tersimpan sebelumnya; tidak ada yang berubah.")
NONE_GOOD = gettext_noop("Tidak ada baris yang dapat disimpan; perbaiki dahulu yang ditolak.")
UNDONE = gettext_noop("Unggahan dibatalkan; orang yang disimpannya dihapus dan yang diubahnya kembali seperti semula.")


def start_acceptance(
    *, upload: RosterUpload, by: Any, ends: Collection[int] = (), agreed: Agreed | None = None
) -> jobs.Job:
    """Nobody edits the rows from now on. Raises NotOpen. The job fails where more than `agreed` would be stored."""
    params = {"ends": sorted(ends), "agreed": asdict(agreed) if agreed else None}
    with opened(upload, (State.READY, State.ACCEPTING)) as held:
        job = start_alone(ROSTER_ACCEPT, held=held, by=by, params=params)
        held.state = State.ACCEPTING
        held.save(update_fields=["state"])
    upload.refresh_from_db()
    return job


def start_undoing(*, upload: RosterUpload, by: Any) -> jobs.Job:
    """Raises NotUndoable at once where something was built on the upload, NotOpen while it is still worked on.

    An undoing that was cut short is finished.
    """
    is_begun = is_half_undone(upload)
    if not is_begun and (reasons := what_stands_on(upload)):
        raise NotUndoable(reasons)
    with opened(upload, (State.UNDONE,) if is_begun else (State.READY, State.DONE, State.ACCEPTING)) as held:
        job = start_alone(ROSTER_UNDO, held=held, by=by)
    upload.refresh_from_db()
    return job


def start_receipt(acceptance: Acceptance, by: Any) -> jobs.Job:
    """The receipt of an acceptance, as a job of its own: that people stand does not wait for paper."""
    upload = acceptance.upload
    params = {"upload": upload.pk, "acceptance": acceptance.number}
    return jobs.start(ROSTER_RECEIPT, by=by, office=upload.office, region=upload.region, params=params)


@jobs.handler(ROSTER_ACCEPT, label=_("Menyimpan daftar"))
def accept_roster(job: jobs.Job, progress: jobs.Progress) -> dict[str, Any]:
    upload, link = _upload(job), reverse("enrolment:roster", args=[job.params["upload"]])
    ends, said = job.params.get("ends", ()), job.params.get("agreed")
    try:
        accepted = accept(
            upload=upload, by=job.owner, ends=ends, agreed=Agreed(**said) if said else None, progress=progress
        )
    except NotOpen as fault:
        raise jobs.JobFailed(str(fault)) from fault
    except MoreThanAgreed as fault:
        now = {"new": fault.counts.new, "changed": fault.counts.changed}
        raise jobs.JobFailed(str(fault), {"link": link, **now}) from fault
    if accepted.acceptance is not None and accepted.acceptance.document_id is None:
        start_receipt(accepted.acceptance, job.owner)
    counts = {name: getattr(accepted, name) for name in ("new", "changed", "unchanged", "rejected")}
    return {"sentence": _sentence(accepted), "link": link, **counts}


@jobs.handler(ROSTER_UNDO, label=_("Membatalkan unggahan"))
def undo_roster(job: jobs.Job, progress: jobs.Progress) -> dict[str, Any]:
    upload = _upload(job)
    try:
        people = undo(upload=upload, by=job.owner, progress=progress)
    except NotUndoable as fault:
        raise jobs.JobFailed(str(fault)) from fault
    return {"sentence": UNDONE, "link": reverse("enrolment:roster", args=[upload.pk]), "people": people}


def _sentence(accepted: Accepted) -> str:
    if accepted.finding_seats:
        return MORE_SEATS
    if accepted.rejected:
        return GOOD_STORED if accepted.acceptance else NONE_GOOD
    return STORED if accepted.accepted else STOOD_BEFORE


def _upload(job: jobs.Job) -> RosterUpload:
    return RosterUpload.objects.select_related("election", "office").get(pk=job.params["upload"])
