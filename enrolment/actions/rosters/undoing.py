"""Taking a whole upload back, while nothing was built on it."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from enrolment.actions.rosters.receiving import source_of
from enrolment.later_stages import stage_fields
from enrolment.models import Acceptance, Assignment, Person, PersonRecord, RosterChange, RosterLine, RosterUpload
from enrolment.restoring import clear_away, restore
from enrolment.serving import PeopleChanged, attempts, hold_people, publishing_people
from enrolment.table_counts import count_if_grown
from pemilu_bpjs import audit
from pemilu_bpjs.jobs import Progress

_State = RosterUpload.State
_NEW = RosterLine.Outcome.NEW


class NotUndoable(Exception):
    """Something was built on the upload, or it never was accepted; `reasons` are sentences."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def undo(*, upload: RosterUpload, by: Any, progress: Progress | None = None) -> int:
    """Who came by it stands no more, what it changed is as before. Returns how many seats it had given.

    Called again after a crash it finishes what is left. Raises NotUndoable.
    """
    given = 0
    count_if_grown(Person, PersonRecord, Assignment, RosterChange)
    if RosterUpload.objects.filter(pk=upload.pk).exclude(state=_State.UNDONE).exists():
        _tell(progress, 0, _("Mengembalikan ke keadaan semula"))
        given = _take_back(upload, by)
    _tell(progress, 1, _("Melepas baris"))
    clear_away(upload)
    upload.refresh_from_db()
    return given


def what_stands_on(upload: RosterUpload) -> tuple[str, ...]:
    """Why the upload can no longer be undone; nothing where it can."""
    if not Acceptance.objects.filter(upload=upload, undone_at=None).exists():
        return (_("Belum ada orang yang disimpan dari unggahan ini."),)
    return (*_later_uploads(upload), *_later_words(upload), *_later_stages(upload))


def _take_back(upload: RosterUpload, by: Any) -> int:
    for seen in attempts(upload.election_id, upload.rows):
        try:
            with publishing_people(upload.election_id, seen):
                return _taken_back(upload, by)
        except PeopleChanged:
            continue  # somebody else was faster: look again at what stands on it
    raise AssertionError("the last try waits for everybody else")


def _taken_back(upload: RosterUpload, by: Any) -> int:
    if reasons := what_stands_on(upload):
        raise NotUndoable(reasons)
    given, now = _given(upload).count(), timezone.now()
    restored = restore(upload, at=now)
    # Months are written down under the same lock, without changing the people: what came meanwhile is seen now.
    hold_people(upload.election_id)
    if reasons := _later_stages(upload):
        raise NotUndoable(reasons)
    Acceptance.objects.filter(upload=upload, undone_at=None).update(undone_at=now)
    RosterUpload.objects.filter(pk=upload.pk).update(state=_State.UNDONE, accepted=0)
    audit.record(
        "roster.undo",
        by=by,
        subject=source_of(upload),
        office=upload.office,
        region=upload.region,
        detail={"file": upload.file_name, "sha256": upload.sha256, "people": given, "restored": restored},
    )
    return given


def _given(upload: RosterUpload) -> QuerySet[Assignment]:
    """The seats that it gave."""
    return Assignment.objects.filter(upload=upload)


def _touched(upload: RosterUpload) -> QuerySet[Assignment]:
    """The seats that it gave or changed and that still are as one of its rows says."""
    changed = RosterChange.objects.filter(upload=upload, assignment__isnull=False).values("assignment")
    return Assignment.objects.filter(Q(upload=upload) | Q(pk__in=changed))


def _later_uploads(upload: RosterUpload) -> tuple[str, ...]:
    """Uploads that changed what this one gave or changed, or that found its people standing: undone before it."""
    own = RosterChange.objects.filter(upload=upload)
    earlier = own.filter(pk__lt=OuterRef("pk"))
    changes = (
        RosterChange.objects.exclude(upload=upload)
        .exclude(upload__state=_State.UNDONE)
        .filter(
            Q(assignment__upload=upload)
            | Exists(earlier.filter(assignment=OuterRef("assignment")))
            | Exists(earlier.filter(record=OuterRef("record")))
        )
    )
    later = Q(pk__in=changes.values("upload")) | Q(pk__in=_found_standing(upload).values("upload"))
    names = RosterUpload.objects.filter(later).order_by("pk").values_list("file_name", flat=True)
    sentence = _("Unggahan “%(name)s” berisi orang yang sama dan disimpan sesudahnya; batalkan itu dahulu.")
    return tuple(sentence % {"name": name} for name in names)


def _found_standing(upload: RosterUpload) -> QuerySet[RosterLine]:
    """Rows of later files that were accepted as what this upload had given already."""
    seat = {name: OuterRef(name) for name in ("body", "region_code", "tps")}
    given = _given(upload).filter(person__nik_fp=OuterRef("nik_fp"), **seat)
    others = RosterUpload.objects.filter(election=upload.election_id, institution=upload.institution)
    standing = others.exclude(pk=upload.pk).exclude(state=_State.UNDONE)
    found = RosterLine.objects.filter(upload__in=standing, accepted_at__isnull=False).exclude(outcome=_NEW)
    return found.filter(Exists(given))


def _later_words(upload: RosterUpload) -> tuple[str, ...]:
    """People who were replaced, ended or corrected by hand since."""
    touched = _touched(upload)
    moved_by_it = RosterChange.objects.filter(upload=upload).exclude(assignment__line__upload=upload)
    left = touched.filter(~Q(stop_reason="") | Q(voided_at__isnull=False))
    left = left.exclude(pk__in=moved_by_it.values("assignment"))
    replaced = touched.filter(Q(replaced_by__isnull=False) | Q(replaces__isnull=False))
    told = (
        (
            left.order_by().union(replaced.order_by()).count(),
            _("%(people)s orang dari unggahan ini sudah berhenti, diganti, atau menggantikan orang lain."),
        ),
        (_corrected(upload), _("Data diri %(people)s orang dari unggahan ini sudah diperbaiki sesudahnya.")),
    )
    return tuple(sentence % {"people": people} for people, sentence in told if people)


def _corrected(upload: RosterUpload) -> int:
    """Records of its people that were written after its last acceptance, though by no upload."""
    last = Acceptance.objects.filter(upload=upload, undone_at=None).order_by("-number").values("at")[:1]
    by_upload = RosterChange.objects.filter(record=OuterRef("pk"), at=OuterRef("updated_at"))
    records = PersonRecord.objects.filter(pk__in=_touched(upload).values("record"), updated_at__gt=last)
    return records.exclude(Exists(by_upload)).count()


def _later_stages(upload: RosterUpload) -> tuple[str, ...]:
    """Whatever a later stage keeps of its people (months paid for, batches sent), by the name of what it keeps."""
    return tuple(
        _("Orang dari unggahan ini sudah dipakai dalam %(what)s.") % {"what": field.model._meta.verbose_name_plural}
        for field in stage_fields()
        if field.model._default_manager.filter(**{f"{field.name}__in": _given(upload)}).exists()
    )


def _tell(progress: Progress | None, done: int, message: str) -> None:
    if progress is not None:
        progress.set(done, 2, message)
