"""Whom BPJS refused, for those who can mend it: the secretariat that sent the row, and the planner."""

from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When

from budgeting.models import Registration
from enrolment.models.scope import people_within
from pemilu_bpjs.permissions import Right
from reports.models import BatchRow
from reports.models.batch import FileKind

WAITING, MENDED, LEAVING = "waiting", "mended", "leaving"
"""What stands: somebody has to act; the next batch takes him; his end is told again by itself."""


def rejected_rows(user: Any, right: Right = Right.VIEW_PERSON) -> QuerySet[BatchRow]:
    """The newest row of each person whom BPJS refused and whom this user may see, with `stands`."""
    own = people_within(
        user, right, region_field="assignment__region_code", institution_field="assignment__institution"
    )
    newer = BatchRow.objects.filter(registration=OuterRef("registration"), pk__gt=OuterRef("pk"))
    rows = BatchRow.objects.filter(own, ~Exists(newer), state=BatchRow.State.REJECTED)
    return rows.annotate(stands=_stands())


def rejected_tasks(user: Any) -> int:
    """How many people BPJS refused whom this user may mend and whom nobody has mended yet."""
    return rejected_rows(user, Right.EDIT_PERSON).filter(stands=WAITING).count()


def _stands() -> Case:
    told = F("registration__sent_content_fp")
    refused = Q(registration__state=Registration.State.REJECTED)
    is_same = Q(registration__sent_content_fp__isnull=False, assignment__record__content_fp=told)
    return Case(
        When(refused & is_same, then=Value(WAITING)),
        When(refused, then=Value(MENDED)),
        When(kind=FileKind.LEAVER, then=Value(LEAVING)),
        default=Value(WAITING),
        output_field=CharField(),
    )
