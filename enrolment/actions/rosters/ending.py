"""Seats that somebody leaves: always by a person's word, never because a file is silent."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from enrolment.later_stages import referred_to
from enrolment.models import Assignment, Election, RosterChange, RosterUpload, SeatEnding
from enrolment.serving import changing_people
from pemilu_bpjs import audit
from pemilu_bpjs.localised import date_long

_KEPT = ("position", "start", "end", "is_reserve", "not_insured", "decree_number", "decree_date", "stop_reason")
_SHOWN_IN_AUDIT = 100


def end_assignments(*, assignments: Collection[int], last_day: date, reason: str, by: Any) -> int:
    """Those who left serve until `last_day`; returns how many. Who was to begin on the next day is withdrawn.

    Assignments of one election. Raises ValidationError by field (reason, assignments, last_day): nothing changed then.
    A day still earlier is a slip of the pen, and nobody is withdrawn by one.
    """
    if reason not in Assignment.StopReason:
        raise ValidationError({"reason": _("Pilih alasan berhenti.")})
    election = _election_of(assignments)
    with changing_people(election.pk):
        leaving = list(_standing(assignments).select_for_update(of=("self",)).order_by("pk"))
        leaving = [each for each in leaving if each.end > last_day]
        for each in leaving:
            refuse_before_begin(each, last_day)
        now = timezone.now()
        _remember(leaving, now)
        for each in leaving:
            _leave(each, last_day, reason, now)
        Assignment.objects.bulk_update(leaving, ["end", "stop_reason", "voided_at"], batch_size=500)
        _record("assignment.end", election, leaving, by, {"last_day": last_day.isoformat(), "reason": reason})
    return len(leaving)


def _remember(leaving: Collection[Assignment], at: datetime) -> None:
    """What the seats say so far, for whoever finds that it was a mistake."""
    referred = referred_to([each.pk for each in leaving])
    kept = [
        SeatEnding(
            assignment=each,
            end_before=each.end,
            reason_before=each.stop_reason,
            referred=referred.get(each.pk, {}),
            at=at,
        )
        for each in leaving
    ]
    SeatEnding.objects.bulk_create(kept, batch_size=500)


def refuse_before_begin(seat: Assignment, last_day: date) -> None:
    """Raises ValidationError for a last day that lies further before the seat's first than the day before it."""
    never_served = seat.start - timedelta(days=1)
    if last_day < never_served:
        told = {"first": date_long(seat.start), "before": date_long(never_served)}
        raise ValidationError(
            {
                "last_day": _(
                    "Tugasnya baru mulai %(first)s. Bila tidak jadi bertugas, isi hari sebelumnya: %(before)s."
                )
                % told
            }
        )


def end_for_move(*, upload: RosterUpload, ends: Collection[int], at: datetime) -> None:
    """The older seats of people whom this upload seats elsewhere end on the day before.

    In the caller's transaction. Only those of the same institution and election, of people whom the upload has just
    seated.
    """
    if not ends:
        return
    arriving = Assignment.objects.filter(upload=upload, entered_at=at, voided_at=None)
    first_day = dict(arriving.order_by("-start").values_list("person_id", "start"))
    leaving = _standing(ends).filter(
        election=upload.election_id, institution=upload.institution, person__in=arriving.values("person")
    )
    changed = list(leaving.exclude(upload=upload, entered_at=at).order_by("pk"))
    RosterChange.objects.bulk_create(
        [RosterChange(upload=upload, assignment=each, before=_before(each), at=at) for each in changed], batch_size=500
    )
    for each in changed:
        _leave(each, first_day[each.person_id] - timedelta(days=1), Assignment.StopReason.MOVED, at)
    Assignment.objects.bulk_update(changed, ["end", "stop_reason", "voided_at"], batch_size=500)


def _leave(assignment: Assignment, last_day: date, reason: str, at: datetime) -> None:
    assignment.stop_reason = reason
    if assignment.start > last_day:
        assignment.voided_at = at
    else:
        assignment.end = min(assignment.end, last_day)


def _before(assignment: Assignment) -> dict[str, Any]:
    """As `merging_sql.changes` writes it, so that undoing reads one form."""
    kept = {name: getattr(assignment, name) for name in _KEPT}
    plain = {name: each.isoformat() if isinstance(each, date) else each for name, each in kept.items()}
    return {**plain, "line": assignment.line_id}


def _standing(assignments: Collection[int]) -> QuerySet[Assignment]:
    return Assignment.objects.standing().filter(pk__in=list(assignments))


def _election_of(assignments: Collection[int]) -> Election:
    found = Election.objects.filter(assignments__in=list(assignments)).distinct()
    if len(found) != 1:
        raise ValidationError({"assignments": _("Pilih orang dari satu pemilihan.")})
    return found[0]


def _record(action: str, election: Election, seats: list[Assignment], by: Any, detail: dict[str, Any]) -> None:
    if seats:
        listed = [each.pk for each in seats[:_SHOWN_IN_AUDIT]]
        audit.record(
            action,
            by=by,
            subject=f"election:{election.code}",
            region=election.region_id,
            detail={"people": len(seats), "assignments": listed, **detail},
        )
