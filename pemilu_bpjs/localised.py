"""Dates and sizes in the language of whoever reads: for pages, and for words that pages and paper share.

Paper is made with Indonesian active, so that these write Indonesian on it.
"""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from . import formats


def date_long(day: date) -> str:
    return formats.date_long(day, _language())


def date_restated(text: str) -> str:
    """A date that is kept as Indonesian text ("2 Juli 2023"), as its reader writes it; any other text as it stands."""
    day = formats.date_from(text)
    return date_long(day) if day else text


def moment_long(moment: datetime) -> str:
    """Of a stored moment, which is UTC, the time on this installation's clock."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return formats.moment_long(local, _language())


def month_long(month: str) -> str:
    return formats.month_long(month, _language())


def size(count: int) -> str:
    return formats.size(count, _language())


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
