"""Accepting a roster: its good rows become people on seats, every one of them or none."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from enrolment.actions.rosters.ending import end_for_move
from enrolment.actions.rosters.receiving import source_of
from enrolment.actions.rosters.rechecking import recheck_clashes
from enrolment.actions.rosters.upload_state import State, opened
from enrolment.merging import Counts, Merging, tell_lines
from enrolment.models import (
    Acceptance,
    Assignment,
    Person,
    PersonRecord,
    RosterChange,
    RosterLine,
    RosterUpload,
)
from enrolment.serving import PeopleChanged, attempts, changing_people, publishing_people
from enrolment.table_counts import count_if_grown
from pemilu_bpjs import audit
from pemilu_bpjs.formats import thousands
from pemilu_bpjs.jobs import Progress

_STEPS = 4
_ACCEPTABLE = (State.READY, State.ACCEPTING, State.DONE)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of the rows this time. `rejected`: how many still wait to be mended.

    `finding_seats`: how many wait that were rejected and find a seat now, since somebody has left it.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    acceptance: Acceptance | None = None
    finding_seats: int = 0

    @property
    def accepted(self) -> int:
        """Rows stored now; the unchanged ones stood before."""
        return self.new + self.changed


@dataclass(frozen=True, slots=True)
class Agreed:
    """How many rows somebody was shown, and has agreed to: those that seat somebody, and those that change a seat."""

    new: int
    changed: int

    def covers(self, counts: Counts) -> bool:
        return counts.new <= self.new and counts.changed <= self.changed


class MoreThanAgreed(Exception):
    """By now more would be stored than somebody has agreed to; nothing was. `str()` tells the new numbers."""

    def __init__(self, counts: Counts) -> None:
        told = {"new": thousands(counts.new), "changed": thousands(counts.changed)}
        super().__init__(
            _(
                "Belum ada yang disimpan: yang akan disimpan bertambah sejak angkanya Anda lihat, kini %(new)s orang "
                "baru dan %(changed)s yang berubah. Lihat dan setujui sekali lagi."
            )
            % told
        )
        self.counts = counts


@dataclass(frozen=True, slots=True)
class _Asked:
    by: Any
    ends: Collection[int]
    agreed: Agreed | None
    progress: Progress | None


def accept(
    *,
    upload: RosterUpload,
    by: Any,
    ends: Collection[int] = (),
    agreed: Agreed | None = None,
    progress: Progress | None = None,
) -> Accepted:
    """The good rows come to stand; the rejected ones stay. `ends`: older seats of people who move here, to be ended.

    Everyone stands or, if anything fails, nobody; who calls it again after a crash doubles nobody. Rows that stand
    exactly so already change nothing. Raises upload_state.NotOpen; MoreThanAgreed, where `agreed` is given and rows
    were added to by others meanwhile. Of rows that find a seat because of `ends` alone, those of the people who so move
    are stored: that was said of each of them. All others wait for the next time, when they are shown and counted.
    """
    asked = _Asked(by, ends, agreed, progress)
    with _claimed(upload):
        if (unfinished := _untold(upload)) is not None:
            return _finish(upload, unfinished)
        for seen in attempts(upload.election_id, upload.rows):
            try:
                acceptance = _try(upload, asked, seen)
            except PeopleChanged:
                continue  # somebody else was faster: look again at who stands
            return _finish(upload, acceptance)
    raise AssertionError("the last try waits for everybody else")


def _try(upload: RosterUpload, asked: _Asked, seen: int | None) -> Acceptance | None:
    """Works out beforehand what the rows come to, and merges if that still holds. Raises PeopleChanged.

    Without a version it works it out while nobody else can change anything, however long that keeps them waiting.
    """
    if seen is None:
        with changing_people(upload.election_id):
            return _merge(upload, asked, seen)
    return _merge(upload, asked, seen)


def _merge(upload: RosterUpload, asked: _Asked, seen: int | None) -> Acceptance | None:
    _tell(asked.progress, 0, _("Memeriksa sekali lagi"))
    if seen is None or upload.checked_version != seen:
        recheck_clashes(upload=upload)
    at = timezone.now()
    merging = Merging(upload, at=at, by=asked.by)
    if asked.ends:
        if asked.agreed is not None:
            merging.prepare()
            with merging.work_out() as counts:
                _refuse_more(asked.agreed, counts)
        recheck_clashes(upload=upload, leaving=asked.ends)
    _tell(asked.progress, 1, _("Menyiapkan orang"))
    merging.prepare()
    _tell(asked.progress, 2, _("Mencocokkan dengan yang sudah ada"))
    with merging.work_out() as counts:
        if merging.overlooks_any():
            raise PeopleChanged
        if asked.agreed is not None and not asked.ends:
            _refuse_more(asked.agreed, counts)
        if not counts.rows:
            return None
        _tell(asked.progress, 3, _("Menyimpan"))
        with publishing_people(upload.election_id, seen):
            merging.merge()
            end_for_move(upload=upload, ends=asked.ends, at=at)
            return _record(upload, counts, at=at, by=asked.by)


def _refuse_more(agreed: Agreed, counts: Counts) -> None:
    if not agreed.covers(counts):
        raise MoreThanAgreed(counts)


def _record(upload: RosterUpload, counts: Counts, *, at: datetime, by: Any) -> Acceptance:
    earlier = Acceptance.objects.filter(upload=upload).aggregate(last=Max("number"))["last"] or 0
    acceptance = Acceptance.objects.create(
        upload=upload,
        number=earlier + 1,
        by=by,
        at=at,
        new=counts.new,
        changed=counts.changed,
        unchanged=counts.unchanged,
        sha256=upload.sha256,
    )
    RosterUpload.objects.filter(pk=upload.pk).update(accepted=F("accepted") + acceptance.rows, accepted_at=at)
    audit.record(
        "roster.accept",
        by=by,
        subject=source_of(upload),
        office=upload.office,
        region=upload.region,
        detail={
            "file": upload.file_name,
            "sha256": upload.sha256,
            "number": acceptance.number,
            "new": counts.new,
            "changed": counts.changed,
            "unchanged": counts.unchanged,
        },
    )
    return acceptance


def _finish(upload: RosterUpload, acceptance: Acceptance | None) -> Accepted:
    """The lines are told what became of them, and the upload how it stands. Safe to repeat."""
    if acceptance is not None:
        are_new = acceptance.new == acceptance.rows
        if not are_new:
            count_if_grown(Person, PersonRecord, Assignment, RosterChange)
        tell_lines(upload, at=acceptance.at, are_new=are_new)
    with transaction.atomic():
        if acceptance is not None:
            Acceptance.objects.filter(pk=acceptance.pk).update(lines_told_at=timezone.now())
        waiting = RosterLine.objects.filter(upload=upload, accepted_at=None).count()
        state = State.READY if waiting else State.DONE
        RosterUpload.objects.filter(pk=upload.pk).update(state=state)
    upload.refresh_from_db()
    finding = _finding_seats(upload)
    if acceptance is None:
        return Accepted(rejected=waiting - finding, finding_seats=finding)
    counts = acceptance.new, acceptance.changed, acceptance.unchanged
    return Accepted(*counts, waiting - finding, acceptance, finding)


def _finding_seats(upload: RosterUpload) -> int:
    """After somebody's move: how many rows take the seats that became free, if somebody stores them now."""
    if upload.state != State.READY or upload.checked_version is not None:
        return 0
    before = upload.rejected
    recheck_clashes(upload=upload)
    return max(0, before - upload.rejected)


@contextmanager
def _claimed(upload: RosterUpload) -> Iterator[None]:
    """Nobody edits the rows meanwhile. Whatever fails gives them back; after a kill the next call takes them up."""
    with opened(upload, _ACCEPTABLE) as held:
        RosterUpload.objects.filter(pk=held.pk).update(state=State.ACCEPTING)
    upload.refresh_from_db()
    is_over = False
    try:
        yield
        is_over = True
    finally:
        if not is_over and _untold(upload) is None:
            RosterUpload.objects.filter(pk=upload.pk, state=State.ACCEPTING).update(state=State.READY)


def _untold(upload: RosterUpload) -> Acceptance | None:
    """An acceptance whose people stand and whose lines were not all told: its worker was killed in between."""
    return Acceptance.objects.filter(upload=upload, lines_told_at=None, undone_at=None).first()


def _tell(progress: Progress | None, done: int, message: str) -> None:
    if progress is not None:
        progress.set(done, _STEPS, message)
