"""The one way to write an audit line."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise

from . import formats, registry
from .models import AuditEvent, Office

Words = Promise | str

_labels: dict[str, Words] = {}
_NIK = re.compile(r"(?<!\d)\d{16}(?!\d)")


def name_actions(labels: Mapping[str, Words]) -> None:
    """What pages call actions; each app says so in its `audit_words`."""
    _labels.update(labels)


def action_label(action: str) -> Words:
    registry.load()
    return _labels.get(action, action)


def mask(text: str) -> str:
    """Hide what looks like a NIK or KK number: 16 digits become the first 4, stars, the last 2."""
    return _NIK.sub(lambda found: formats.masked(found[0]), text)


def masked(value: Any) -> Any:
    """The same through lists and dictionaries; other values pass unchanged."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return mask(str(value)) if len(str(abs(value))) == 16 else value
    if isinstance(value, dict):
        return {mask(str(key)): masked(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [masked(item) for item in value]
    return value


def record(
    action: str,
    *,
    by: Any,
    subject: str,
    office: Office | None = None,
    region: str = "",
    detail: dict[str, Any] | None = None,
) -> AuditEvent:
    """Write down that `by` (a user; None: the system itself) did `action` to `subject` ("proposal:12")."""
    return AuditEvent.objects.create(
        action=action,
        actor_id=by.pk if by is not None else None,
        actor=by.get_username() if by is not None else "",
        subject=mask(subject),
        office_id=office.pk if office else None,
        office=office.name if office else "",
        region=region or (office.region if office else ""),
        detail=masked(detail or {}),
    )
