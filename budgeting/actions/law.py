"""What an administrator does with law: a row that takes another's place, and a row beside those that stand."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from budgeting.actions.reference import rate_key
from budgeting.models import PremiumRate
from budgeting.reference_tables import ReferenceTable
from pemilu_bpjs import audit
from pemilu_bpjs.access import EVERYWHERE, require
from pemilu_bpjs.models.dated import AlreadySuperseded, DatedRow
from pemilu_bpjs.permissions import Right


class RowStands(ValueError):
    """A row of this key is in force already: it is replaced, never doubled."""

    def __init__(self, row: DatedRow) -> None:
        super().__init__(str(row))
        self.row = row


class DefaultStands(RowStands):
    """Another row is the default here, and there can be one only."""


def supersede_row(*, table: ReferenceTable, row: DatedRow, values: Mapping[str, Any], by: Any) -> DatedRow:
    """A row with `values` that takes the place of `row`; both are kept.

    Raises AlreadySuperseded where someone was quicker, RowStands, DefaultStands.
    """
    require(by, Right.EDIT_REFERENCE, region=EVERYWHERE)
    given = {**values, **_computed(table, values)}
    with transaction.atomic():
        if not table.rows().current().filter(pk=row.pk).exists():
            raise AlreadySuperseded(str(row))
        _check_room(table, given, beside=row)
        new = row.supersede(by=by, **given)
        changed = {name: [getattr(row, name), value] for name, value in given.items() if getattr(row, name) != value}
        audit.record("reference.supersede", by=by, subject=_subject(table, new), detail=changed)
    return new


def add_row(*, table: ReferenceTable, values: Mapping[str, Any], by: Any) -> DatedRow:
    """A row beside those that stand: a rate from a later day, a new election. Raises RowStands, DefaultStands."""
    require(by, Right.EDIT_REFERENCE, region=EVERYWHERE)
    given = {**values, **_computed(table, values)}
    new = table.model(**given, entered_by=by)
    with transaction.atomic():
        _check_room(table, given)
        new.full_clean(exclude=["entered_by"])
        new.save(force_insert=True)
        audit.record("reference.add", by=by, subject=_subject(table, new), detail=given)
    return new


def _computed(table: ReferenceTable, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a row holds besides what is said of it: the key of a rate, which tells it from the rates of other days."""
    return {"key": rate_key(dict(values))} if table.model is PremiumRate else {}


def _check_room(table: ReferenceTable, given: Mapping[str, Any], *, beside: DatedRow | None = None) -> None:
    others = table.rows().current().exclude(pk=beside.pk if beside else None)
    key = ("key",) if "key" in given else table.key
    if standing := others.filter(**{name: given[name] for name in key}).first():
        raise RowStands(standing)
    if table.one_default is None or not _is_default(given):
        return
    rivals = others.filter(is_default=True, **{name: given[name] for name in table.one_default})
    if standing := next((row for row in rivals if _is_default(vars(row))), None):
        raise DefaultStands(standing)


def _is_default(given: Mapping[str, Any]) -> bool:
    """A rate that does not apply is nobody's rival, whatever else it says."""
    return bool(given["is_default"]) and given.get("status", PremiumRate.Status.ACTIVE) == PremiumRate.Status.ACTIVE


def _subject(table: ReferenceTable, row: DatedRow) -> str:
    return f"reference:{table.kind}:{row.pk}"
