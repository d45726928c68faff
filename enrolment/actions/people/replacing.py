"""Replacement in one step (penggantian antarwaktu): who leaves, who comes, and taking a mistake back.

Who comes sits on the very seat of who leaves, to the end of the time that was his. A reserve who is called up is a
reserve no longer: that entry is withdrawn at the same moment, so that taking back finds and restores it.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from enrolment.actions.people.reach import require_edit
from enrolment.actions.rosters.ending import end_assignments
from enrolment.later_stages import stage_fields
from enrolment.models import Assignment, PersonRecord, RosterChange
from enrolment.record_writing import person_with, record_of
from enrolment.rules.roster_rows import RosterRow
from enrolment.serving import changing_people
from pemilu_bpjs import audit

_UNIT = ("election", "institution", "body", "region_code", "tps")
_LONGEST_DECREE = 100


def replace(
    *,
    assignment: Assignment,
    last_day: date,
    reason: str,
    newcomer: Assignment | RosterRow,
    first_day: date,
    decree_number: str = "",
    decree_date: date | None = None,
    by: Any,
) -> Assignment:
    """The seat's next holder, from `first_day`. `newcomer`: a reserve of the same unit, or a checked row without error.

    One transaction. Raises ValidationError by field (assignment, last_day, first_day, reason, reserve, nik),
    PermissionDenied.
    """
    require_edit(by, (assignment,))
    with changing_people(assignment.election_id):
        leaver = Assignment.objects.select_related("election").get(pk=assignment.pk)
        now = timezone.now()
        check_days(leaver, last_day, first_day)
        record = _called_up(leaver, newcomer, now) if isinstance(newcomer, Assignment) else _new(leaver, newcomer, now)
        check_newcomer(leaver, record.person_id, first_day)
        end_assignments(assignments=[leaver.pk], last_day=last_day, reason=reason, by=by)
        coming = Assignment.objects.create(
            **{name: getattr(leaver, name) for name in (*_UNIT, "position", "end")},
            person_id=record.person_id,
            record=record,
            start=first_day,
            not_insured=Assignment.NotInsured.ASN if record.civil else "",
            decree_number=decree_number.strip()[:_LONGEST_DECREE],
            decree_date=decree_date,
            replaces=leaver,
            entered_by=by,
            entered_at=now,
        )
        _record("assignment.replace", coming, by, {"left": leaver.pk, "reason": reason, "last_day": str(last_day)})
    return coming


def check_days(leaver: Assignment, last_day: date, first_day: date) -> None:
    """Raises ValidationError by field unless the seat can change hands on these days."""
    if refused := why_not_replaced(leaver):
        raise ValidationError(refused)
    faults = {}
    if not leaver.start - timedelta(days=1) <= last_day < leaver.end:
        faults["last_day"] = _("Hari terakhir harus sebelum masa tugasnya berakhir, dan bukan sebelum ia mulai.")
    elif not last_day < first_day:
        faults["first_day"] = _("Pengganti mulai sesudah hari terakhir orang yang berhenti.")
    if first_day > leaver.end:
        faults["first_day"] = _("Pada hari itu masa tugas kursi ini sudah berakhir.")
    if faults:
        raise ValidationError(faults)


def check_newcomer(leaver: Assignment, person: int, first_day: date) -> None:
    """Raises ValidationError under "nik" where the person leaves himself, or sits there already."""
    if person == leaver.person_id:
        raise ValidationError({"nik": _("NIK ini milik orang yang berhenti.")})
    own = {name: getattr(leaver, name) for name in _UNIT}
    there = Assignment.objects.seated().filter(person=person, **own)
    if there.filter(start__lte=leaver.end, end__gte=first_day).exists():
        raise ValidationError({"nik": _("Orang ini sudah bertugas di tempat yang sama.")})


def why_not_replaced(assignment: Assignment) -> str:
    """Why nobody can take this seat over; "" where somebody can."""
    if assignment.is_reserve:
        return _("Cadangan tidak menempati kursi, jadi tidak diganti. Panggil cadangan lewat petugas yang berhenti.")
    if assignment.voided_at is not None or assignment.stop_reason or assignment.replaced_by.standing().exists():
        return _("Orang ini sudah berhenti atau sudah diganti.")
    return ""


def take_back(*, replacement: Assignment, by: Any) -> Assignment:
    """Who had left sits again as if nothing had happened; returns his seat.

    Raises ValidationError where something was built on the replacement, PermissionDenied.
    """
    require_edit(by, (replacement,))
    with changing_people(replacement.election_id):
        coming = Assignment.objects.select_related("election", "replaces").get(pk=replacement.pk)
        if reasons := what_stands_on(coming):
            raise ValidationError(list(reasons))
        leaver: Any = coming.replaces
        leaver.end, leaver.stop_reason, leaver.voided_at = coming.end, "", None
        leaver.save(update_fields=["end", "stop_reason", "voided_at"])
        leaver.endings.filter(at__gte=coming.entered_at).delete()
        coming.replaces, coming.voided_at = None, timezone.now()
        coming.save(update_fields=["replaces", "voided_at"])
        called_up = Assignment.objects.filter(person=coming.person_id, is_reserve=True, voided_at=coming.entered_at)
        called_up.update(voided_at=None)
        _record("assignment.take-back", coming, by, {"returned": leaver.pk})
    return leaver


def what_stands_on(replacement: Assignment) -> tuple[str, ...]:
    """Why a replacement can no longer be taken back; nothing where it can."""
    if replacement.replaces is None or replacement.voided_at is not None:
        return (_("Ini bukan penggantian yang berlaku."),)
    reasons = []
    if replacement.replaced_by.standing().exists() or replacement.stop_reason:
        reasons.append(_("Penggantinya sudah berhenti atau sudah diganti lagi."))
    later = RosterChange.objects.filter(assignment__in=[replacement.pk, replacement.replaces_id])
    if later.filter(at__gt=replacement.entered_at).exists():
        reasons.append(_("Daftar yang disimpan sesudahnya mengubah salah satu dari keduanya."))
    return (*reasons, *_later_stages(replacement))


def _later_stages(replacement: Assignment) -> list[str]:
    """What a later stage keeps of it (months paid for, batches sent), by the name of what it keeps."""
    return [
        _("Orang ini sudah dipakai dalam %(what)s.") % {"what": field.model._meta.verbose_name_plural}
        for field in stage_fields()
        if field.model._default_manager.filter(**{field.name: replacement.pk}).exists()
    ]


def _called_up(leaver: Assignment, reserve: Assignment, now: datetime) -> PersonRecord:
    """A reserve of that unit, whose entry as a reserve ends here."""
    own = {name: getattr(leaver, name) for name in _UNIT}
    standing = Assignment.objects.standing().filter(pk=reserve.pk, is_reserve=True, **own)
    found = standing.select_related("record").first()
    if found is None:
        raise ValidationError({"reserve": _("Orang ini bukan cadangan di tempat yang sama.")})
    standing.update(voided_at=now)
    return found.record


def _new(leaver: Assignment, row: RosterRow, now: datetime) -> PersonRecord:
    return record_of(person_with(row.nik), leaver.institution, leaver.region_code, row, now)


def _record(action: str, seat: Assignment, by: Any, detail: dict[str, Any]) -> None:
    audit.record(
        action,
        by=by,
        subject=f"assignment:{seat.pk}",
        region=seat.election.region_id,
        detail={"institution": seat.institution, "first_day": str(seat.start), **detail},
    )
