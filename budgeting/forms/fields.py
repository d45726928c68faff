"""Fields that read rupiah, per cent and months as people type them."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budgeting.rules.plan_input import YEARS
from enrolment.forms.fields import CountField, spell_limits
from pemilu_bpjs.formats import thousands
from pemilu_bpjs.localised import month_long

_MOST_RUPIAH = 1_000_000_000
_RUPIAH = re.compile(r"(?:rp\.?)?\s*(.*?)(?:,00|,-)?", re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,15}", re.ASCII)
_PERCENT_DIGITS = 4


def possible_year(day: datetime.date) -> None:
    """For a date that may lie far off: a slip of a digit makes the year 0209 of 2090. Raises ValidationError."""
    if day.year not in YEARS:
        raise forms.ValidationError(gettext("Tahun ini tidak mungkin."), "year")


class RupiahField(CountField):
    """Whole rupiah: "1.100.000", "Rp1.100.000,00" and "1100000" are one amount; blank is None."""

    default_error_messages = {"invalid": _("Tulis rupiah bulat, misalnya 1.100.000.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": _MOST_RUPIAH, **kwargs})

    def to_python(self, value: Any) -> int | None:
        match = _RUPIAH.fullmatch(str(value if value is not None else "").strip())
        amount = match[1] if match else value
        # A budget has more digits than any count of people.
        return int(amount) if _DIGITS.fullmatch(str(amount)) else super().to_python(amount)

    def prepare_value(self, value: Any) -> Any:
        return thousands(value) if isinstance(value, int) else value


class PercentField(forms.DecimalField):
    """Per cent with a comma or a point: "0,24" and "0.24 %" are one rate; blank is None."""

    default_error_messages = {"invalid": _("Tulis persen, misalnya 0,24.")}

    def __init__(self, **kwargs: Any) -> None:
        least = Decimal(1).scaleb(-_PERCENT_DIGITS)
        super().__init__(**{"min_value": least, "max_value": 100, "decimal_places": _PERCENT_DIGITS, **kwargs})
        spell_limits(self, lambda percent: str(percent).replace(".", ","))

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value if value is not None else "").strip().removesuffix("%").strip()
        percent = super().to_python(text.replace(",", "."))
        return None if percent is None else percent.normalize()

    def prepare_value(self, value: Any) -> Any:
        return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else value


@dataclass(frozen=True)
class MonthYear:
    """One calendar year of the month grid: a box for each month."""

    year: str
    boxes: tuple[Any, ...]


class MonthsField(forms.MultipleChoiceField):
    """Months to tick, shown as one row a calendar year; gives them ascending."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"required": _("Centang sedikitnya satu bulan.")}

    def __init__(self, *, years: Iterable[int], **kwargs: Any) -> None:
        months = (f"{year}-{number:02d}" for year in years for number in range(1, 13))
        super().__init__(choices=[(month, month_long(month)[:3]) for month in months], **kwargs)

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(sorted(super().clean(value)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(initial or ()) != set(data or ())


def month_years(bound: BoundField) -> tuple[MonthYear, ...]:
    """The boxes of a MonthsField by year."""
    years: dict[str, list[Any]] = {}
    for box in bound:
        years.setdefault(str(box.data["value"])[:4], []).append(box)
    return tuple(MonthYear(year, tuple(boxes)) for year, boxes in years.items())
