"""How one value of the reference data reads."""

import datetime
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgeting.figure_lines import percent
from budgeting.models import PremiumRate
from budgeting.presenters import parameter_words
from budgeting.reference_rows import CODES_OF, words_of
from budgeting.reference_tables import ReferenceTable
from pemilu_bpjs.formats import rupiah, thousands
from pemilu_bpjs.localised import date_long, month_long
from pemilu_bpjs.models.dated import DatedRow

MISSING = "–"
# Whole numbers that are names, not quantities: no point between their digits.
_NAMES = frozenset({"fiscal_year", "fiscal_years", "order"})

# What people call a column whose model has a drier word for it.
_LABELS: Mapping[str, Any] = {"election": gettext_lazy("pemilihan")}

Names = Mapping[str, Mapping[str, str]]


def shown(table: ReferenceTable, row: DatedRow, field: str, names: Names) -> str:
    """The value of a column in words. `names`: what the codes of other tables are called."""
    value = getattr(row, field)
    if value is None or value in ("", []):
        return str(dict(words_of(table, field)).get("", MISSING)) if value == "" else MISSING
    if reader := _READERS.get((table.kind, field)):
        return reader(row)
    if field in CODES_OF:
        return names[field].get(value, value)
    if words := dict(words_of(table, field)):
        return ", ".join(str(words.get(item, item)) for item in (value if isinstance(value, list) else [value]))
    return _plain(value, field)


def is_number(table: ReferenceTable, field: str) -> bool:
    """Whether the column is read by its digits, and so stands to the right."""
    column = table.model._meta.get_field(field)
    return isinstance(column, models.IntegerField | models.DecimalField) and field not in _NAMES and not column.choices


def label(table: ReferenceTable, field: str) -> str:
    words = str(_LABELS.get(field) or table.model._meta.get_field(field).verbose_name)
    return words[:1].upper() + words[1:]


def period(row: Any) -> str:
    """From when to when the row holds, no finer than is known; "" where nobody says."""
    first, last = (_day(day, getattr(row, "in_force_precision", "day")) for day in (row.valid_from, row.valid_to))
    if first and last:
        return f"{first} – {last}"
    return _("sejak %s") % first if first else _("sampai %s") % last if last else ""


def _day(day: datetime.date | None, precision: str) -> str:
    if day is None:
        return ""
    return {"year": f"{day:%Y}", "month": month_long(f"{day:%Y-%m}")}.get(precision) or date_long(day)


def _plain(value: Any, field: str) -> str:
    match value:
        case bool():
            return _("Ya") if value else _("Tidak")
        case datetime.date():
            return date_long(value)
        case int():
            return str(value) if field in _NAMES else thousands(value)
        case list():
            return ", ".join(_plain(item, field) for item in value)
        case dict():
            return json.dumps(value, ensure_ascii=False)
    return str(value)


def _rate(row: Any) -> str:
    if row.kind == PremiumRate.Kind.FLAT:
        return rupiah(int(row.value))
    if row.kind == PremiumRate.Kind.PERCENT_OF_NORMAL:
        return _("%s %% dari iuran biasa") % percent(row.value)
    return f"{percent(row.value)} %"


def _benefit(row: Any) -> str:
    match row.kind:
        case "wage-multiple":
            return _("%s × upah") % thousands(row.value)
        case "wage-percent":
            return _("%s %% upah") % percent(Decimal(row.value))
        case "max":
            return _("paling banyak %s") % rupiah(row.value)
        case "about":
            return _("kira-kira %s") % rupiah(row.value)
    return rupiah(row.value)


def _parameter(row: Any) -> str:
    words = parameter_words.value_in_words(row.code, row.value)
    return _plain(row.value, "value") if words is None else words


_READERS: Mapping[tuple[str, str], Any] = {
    ("premium-rates", "value"): _rate,
    ("premium-rates", "membership"): lambda row: row.membership,
    ("parameters", "code"): lambda row: parameter_words.name(row.code),
    ("parameters", "value"): _parameter,
    ("benefits", "value"): _benefit,
    ("benefits", "parts"): lambda row: " + ".join(rupiah(part) for part in row.parts),
    ("honoraria", "amount"): lambda row: rupiah(row.amount),
}
