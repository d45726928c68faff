"""Holidays that an administrator keeps: they move due dates. None is imported, for none comes verified."""

import datetime
from typing import Any

from django.db import transaction

from budgeting.models import Holiday
from budgeting.rules.notes import Faults, Note
from pemilu_bpjs import audit
from pemilu_bpjs.access import EVERYWHERE, Right, require


def add_holiday(*, day: datetime.date, name: str, source: str, by: Any) -> Holiday:
    """The same day under the same name again is the one that stands. Raises notes.Faults, PermissionDenied."""
    require(by, Right.EDIT_REFERENCE, region=EVERYWHERE)
    with transaction.atomic():
        holiday, is_new = Holiday.objects.get_or_create(
            day=day, defaults={"name": name, "source": source, "entered_by": by}
        )
        if not is_new and holiday.name != name:
            raise Faults((Note("holiday-stands", "day", {"name": holiday.name}),))
        if is_new:
            _record("holiday.add", holiday, by)
    return holiday


def remove_holiday(*, holiday: Holiday, by: Any) -> None:
    """Bills that are posted keep their due date; only later ones are computed without the day."""
    require(by, Right.EDIT_REFERENCE, region=EVERYWHERE)
    with transaction.atomic():
        _record("holiday.remove", holiday, by)
        holiday.delete()


def _record(action: str, holiday: Holiday, by: Any) -> None:
    detail = {"day": holiday.day.isoformat(), "name": holiday.name, "source": holiday.source}
    audit.record(action, by=by, subject=f"holiday:{holiday.day.isoformat()}", detail=detail)
