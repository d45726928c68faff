"""Which field of a form stands for which column of the reference data."""

import datetime
import json
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from budgeting.forms.fields import RupiahField
from budgeting.reference_rows import CODES_OF, words_of
from budgeting.reference_tables import ReferenceTable
from enrolment.forms.fields import CountField
from pemilu_bpjs.forms import DateInput
from pemilu_bpjs.models.dated import Confidence

# A Kemendagri decree of 1950 may still be cited; beyond these a date is a slip of the finger.
_DAYS = [MinValueValidator(datetime.date(1945, 8, 17)), MaxValueValidator(datetime.date(2100, 12, 31))]
_CODE = RegexValidator(r"\A[a-z0-9]+([-_][a-z0-9]+)*\Z", _("Tulis huruf kecil, angka, dan tanda hubung saja."))
_MOST: Mapping[str, int] = {
    "amount": 1_000_000_000,
    "value": 10_000_000_000,
    "max_voters_per_tps": 2_000,
    "legal_max_voters_per_tps": 2_000,
    "fiscal_year": 2100,
    "sub_activity_digits": 6,
    "risk_group": 5,
    "honorarium_months": 60,
}
_MOST_COUNT = 1_000
_LEAST: Mapping[str, int] = {"fiscal_year": 2000, "amount": 1, "sub_activity_digits": 1}
_SEPARATORS = re.compile(r"[,;\s]+")


class LinesField(forms.CharField):
    """Words, one on each line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> list[str]:
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], "required")

    def run_validators(self, value: Any) -> None:
        """Those of a text do not fit a list."""


class NumbersField(LinesField):
    """Whole numbers between commas or spaces: "2024, 2025", "20.000.000; 12.000.000"."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Tulis bilangan bulat yang dipisahkan koma, misalnya 2024, 2025.")}

    def to_python(self, value: Any) -> list[Any]:
        parts = [part for part in _SEPARATORS.split(str(value or "").strip()) if part]
        try:
            return [CountField(max_value=_MOST["value"]).clean(part) for part in parts]
        except forms.ValidationError as error:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(item) for item in value) if isinstance(value, list) else value


class ParameterField(forms.CharField):
    """A value of any shape: words as they are; numbers, yes/no and tables as JSON writes them."""

    def __init__(self, *, like: Any = None, **kwargs: Any) -> None:
        super().__init__(max_length=2_000, **kwargs)
        self.like = like

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text or isinstance(self.like, str):
            return text
        try:
            read = json.loads(text)
        except ValueError:
            read = text
        if self.like is not None and type(read) is not type(self.like):
            shape = json.dumps(self.like, ensure_ascii=False)
            raise forms.ValidationError(_("Tulis nilai yang sejenis dengan sebelumnya, misalnya %s.") % shape)
        return read

    def run_validators(self, value: Any) -> None:
        """Those of a text do not fit a number."""
        if isinstance(value, str):
            super().run_validators(value)


def field_of(table: ReferenceTable, name: str, names: Mapping[str, Mapping[str, str]]) -> forms.Field:
    """The field of a form for a column. `names`: what the codes of other tables are called."""
    column = table.model._meta.get_field(name)
    given = {"label": _capital(column.verbose_name), "required": not column.blank}
    if column.has_default() and not callable(column.default):
        given["initial"] = column.default
    if isinstance(column, models.BooleanField):
        return forms.BooleanField(**{**given, "required": False})
    if words := words_of(table, name):
        return _choice(column, words, given)
    if name in CODES_OF:
        return _choice(column, tuple(names[name].items()), given)
    return _typed(column, given)


def date_of(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=DateInput(), validators=_DAYS)


def confidence_of(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=Confidence.choices)


def _typed(column: models.Field, given: dict[str, Any]) -> forms.Field:
    match column:
        case models.JSONField(name="synonyms"):
            return LinesField(help_text=_("Satu sebutan per baris."), **given)
        case models.JSONField(name="value"):
            return ParameterField(**given)
        case models.JSONField():
            return NumbersField(**given)
        case models.DateField():
            return forms.DateField(widget=DateInput(), validators=_DAYS, **given)
        case models.PositiveIntegerField(name="amount"):
            return RupiahField(max_value=_MOST["amount"], **given)
        case models.IntegerField():
            most, least = _MOST.get(column.name, _MOST_COUNT), _LEAST.get(column.name, 0)
            return CountField(min_value=least, max_value=most, **given)
        case models.SlugField():
            return forms.CharField(max_length=column.max_length, validators=[_CODE], **given)
        case models.CharField(max_length=length) if length > 100:
            return forms.CharField(max_length=length, widget=forms.Textarea(attrs={"rows": 2}), **given)
    return forms.CharField(max_length=column.max_length, **given)


def _choice(column: models.Field, words: tuple[tuple[str, Any], ...], given: dict[str, Any]) -> forms.Field:
    if isinstance(column, models.JSONField):
        boxes = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=words, widget=boxes, **given)
    is_listed = "" in {value for value, _word in words}
    nothing = [("", "–")] if column.blank and not is_listed else []
    return forms.ChoiceField(choices=[*nothing, *words], **given)


def _capital(words: Any) -> str:
    text = str(words)
    return text[:1].upper() + text[1:]
