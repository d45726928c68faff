"""Taking back that somebody was said to have left: he serves again as if nothing had been written down."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from enrolment.actions.people.reach import require_edit
from enrolment.later_stages import come_since, referred_to
from enrolment.models import Assignment, SeatEnding
from enrolment.rules.roster_problems import Unit
from enrolment.rules.unit_seats import UnitDays
from enrolment.serving import changing_people
from enrolment.standing import seat_law
from pemilu_bpjs import audit


def take_end_back(*, assignment: Assignment, by: Any) -> Assignment:
    """The seat with the last day and the reason that it had before it was ended last; returns it.

    Raises ValidationError where something was built on the end, PermissionDenied.
    """
    require_edit(by, (assignment,))
    with changing_people(assignment.election_id):
        seat = Assignment.objects.select_related("election", "record").get(pk=assignment.pk)
        if reasons := what_stands_on_end(seat):
            raise ValidationError(list(reasons))
        ending: Any = _last_ending(seat)
        was = {"last_day": str(seat.end), "reason": seat.stop_reason}
        seat.end, seat.stop_reason, seat.voided_at = ending.end_before, ending.reason_before, None
        seat.save(update_fields=["end", "stop_reason", "voided_at"])
        ending.delete()
        audit.record(
            "assignment.end-take-back",
            by=by,
            subject=f"assignment:{seat.pk}",
            region=seat.election.region_id,
            detail={"institution": seat.institution, "was": was, "last_day": str(seat.end)},
        )
    return seat


def what_stands_on_end(seat: Assignment) -> tuple[str, ...]:
    """Why the end of this seat can no longer be taken back; nothing where it can."""
    ending = _last_ending(seat) if seat.stop_reason else None
    if ending is None or seat.voided_at not in (None, ending.at):
        return (_("Untuk tugas ini tidak ada pencatatan berhenti yang dapat dibatalkan."),)
    reasons = []
    if seat.replaced_by.standing().exists():
        reasons.append(_("Kursinya sudah ditempati penggantinya; batalkan penggantian itu dahulu."))
    if seat.changes.filter(at__gt=ending.at).exists():
        reasons.append(_("Daftar yang disimpan sesudahnya mengubah tugas ini."))
    came = come_since(ending.referred, referred_to([seat.pk]).get(seat.pk, {}))
    reasons += [_("Sejak dicatat berhenti, orang ini sudah dipakai dalam %(what)s.") % {"what": what} for what in came]
    return (*reasons, *_seat_taken(seat, ending))


def may_be_taken_back(seat: Assignment) -> bool:
    """Whether its page offers that; what stands in the way is told to whoever tries."""
    return bool(seat.stop_reason) and _last_ending(seat) is not None


def _last_ending(seat: Assignment) -> SeatEnding | None:
    return seat.endings.order_by("-pk").first()


def _seat_taken(seat: Assignment, ending: SeatEnding) -> list[str]:
    """Why there is no room for him on the days that he would serve again."""
    first = seat.start if seat.voided_at is not None else seat.end + timedelta(days=1)
    own = {name: getattr(seat, name) for name in ("election", "body", "region_code", "tps")}
    unit = Assignment.objects.standing().filter(**own).exclude(pk=seat.pk)
    meanwhile = unit.filter(start__lte=ending.end_before, end__gte=first)
    if meanwhile.filter(person=seat.person_id).exists():
        return [_("Orang ini sudah bertugas lagi di tempat yang sama.")]
    law = seat_law(seat.election)
    seats = None if seat.is_reserve else law.of(Unit(seat.region_code, seat.tps, seat.body))
    if seats is None:
        return []
    sitting = meanwhile.filter(is_reserve=False)
    if seat.position in seats.leaders and sitting.filter(position__in=seats.leaders).exists():
        return [_("Tempat ini sudah mempunyai ketua lain pada hari-hari itu.")]
    days = UnitDays(law.days)
    for start, end in sitting.values_list("start", "end"):
        days.take(start, end)
    if days.take_if_free(first, ending.end_before, seats.most):
        return []
    return [_("Semua kursi di tempat ini sudah terisi pada hari-hari itu; akhiri dahulu orang yang menempatinya.")]
