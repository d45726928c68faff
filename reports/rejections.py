"""Whom BPJS refused, for those who can mend it: the secretariat that sent the row, and the planner.

What was mended is told again by itself (reports/sending_sql.py); here it is said of each how he stands.
"""

from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When

from budgeting.models import PersonMonth, Registration
from enrolment.models.scope import people_within
from pemilu_bpjs.permissions import Right
from reports.models import BatchRow
from reports.models.batch import FileKind
from reports.rules.answer_words import Reason

WAITING, MENDED, CHANGING, LEAVING = "waiting", "mended", "changing", "leaving"
"""What stands: somebody has to act; the next batch takes him, or the next file that SIPP gives out; his end is told
again by itself."""


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
    """As the next batch would find it (reports/sending_sql.py)."""
    told = F("registration__sent_content_fp")
    is_told = Q(registration__sent_content_fp__isnull=False, assignment__record__content_fp=told)
    moved = Q(reason_code=Reason.LOCATION_WRONG, registration__arrangement__updated_at__gt=F("answered_at"))
    paid_so = PersonMonth.objects.standing().filter(
        person=OuterRef("registration__person"),
        price__arrangement=OuterRef("registration__arrangement"),
        price__base=OuterRef("registration__sent_wage"),
    )
    refused = Q(registration__state=Registration.State.REJECTED)
    return Case(
        When(refused & is_told & ~moved, then=Value(WAITING)),
        When(refused, then=Value(MENDED)),
        When(kind=FileKind.LEAVER, then=Value(LEAVING)),
        When(Q(kind=FileKind.WAGE) & ~Exists(paid_so), then=Value(CHANGING)),
        When(Q(kind=FileKind.CORRECTION) & ~is_told, then=Value(CHANGING)),
        default=Value(WAITING),
        output_field=CharField(),
    )
