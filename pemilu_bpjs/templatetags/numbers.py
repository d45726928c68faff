"""{{ amount|rupiah }} {{ count|ribuan }} {{ day|tanggal }} {{ "2023-07"|bulan }}; what is missing: a dash."""

from datetime import date, datetime

from django import template
from django.utils import timezone

from .. import formats, localised

register = template.Library()
MISSING = "–"


@register.filter
def rupiah(amount: int | None) -> str:
    return MISSING if amount is None else formats.rupiah(amount)


@register.filter
def ribuan(number: int | None) -> str:
    return MISSING if number is None else formats.thousands(number)


@register.filter
def tanggal(day: date | datetime | None) -> str:
    if day is None:
        return MISSING
    return localised.date_long(timezone.localtime(day) if isinstance(day, datetime) else day)


@register.filter
def waktu(moment: datetime | None) -> str:
    """29 September 2023 14.05 (Indonesian writes hours and minutes with a dot)."""
    return MISSING if moment is None else localised.moment_long(timezone.localtime(moment))


@register.filter
def bulan(month: str | None) -> str:
    return localised.month_long(month) if month else MISSING


@register.filter
def ukuran(count: int | None) -> str:
    return MISSING if count is None else localised.size(count)
