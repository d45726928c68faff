"""Looks at personal data in full: each leaves a line that says who saw what of whom, and what for.

What was seen is never in the line itself.
"""

from typing import Any

from . import audit
from .models import AuditEvent, Office


def look(
    *, by: Any, subject: str, region: str, what: str, purpose: str = "", office: Office | None = None
) -> AuditEvent:
    """Write down that `by` is about to see `what` ("nik", "list") of `subject` ("person:12", "roster:3") unmasked.

    One line a look, not one a person: who opens a list of a thousand has looked once. Call it before the data is shown,
    so that no look goes without its line.
    """
    detail = {"what": what, **({"purpose": purpose} if purpose else {})}
    return audit.record("person.look", by=by, subject=subject, office=office, region=region, detail=detail)
