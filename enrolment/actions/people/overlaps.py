"""Two posts of one person at one time: both may stand, if somebody says why."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enrolment.actions.people.reach import require_edit, required_reason
from enrolment.models import Assignment, OverlapDecision
from enrolment.overlapping import overlap
from pemilu_bpjs import audit


def keep_both(*, first: Assignment, second: Assignment, reason: str, by: Any) -> OverlapDecision:
    """Both posts stand; the premium is paid once a month all the same. Who wants one to end ends it instead.

    For whoever may edit both sides: PermissionDenied otherwise. Raises ValidationError by field.
    """
    require_edit(by, (first, second))
    said = required_reason(reason)
    one, other = sorted((first, second), key=lambda each: each.pk)
    if one.person_id != other.person_id or not overlap(one, other):
        raise ValidationError(_("Kedua tugas ini tidak bertumpang tindih lagi."))
    told = {"reason": said, "decided_by": by, "decided_at": timezone.now()}
    with transaction.atomic():
        decision, _is_new = OverlapDecision.objects.update_or_create(first=one, second=other, defaults=told)
        audit.record(
            "overlap.keep",
            by=by,
            subject=f"person:{one.person_id}",
            region=one.election.region_id,
            detail={"assignments": [one.pk, other.pk], "reason": said},
        )
    return decision
