"""A ceiling, what may be cut, and which lines matter most."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from budgeting.forms.fields import RupiahField
from budgeting.rules.ceiling import Cut
from budgeting.rules.line import Line
from enrolment.forms.fields import CountField

_MOST_RUPIAH = 10**13  # the whole APBD of the largest region, and then some
_PLAIN = re.compile(r"\d{10,14}")


class CeilingField(RupiahField):
    """A budget may have more digits than any count: "215578800000" is read without its points too."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=_MOST_RUPIAH, **kwargs)

    def to_python(self, value: Any) -> int | None:
        text = str(value if value is not None else "").strip()
        return int(text) if _PLAIN.fullmatch(text) else super().to_python(text)


class CeilingForm(forms.Form):
    """Asked by GET; a number for each line says its place, 1 before 2."""

    ceiling = CeilingField(label=_("Pagu"), help_text=_("Rupiah yang tersedia, misalnya 150.000.000."))
    cut = forms.ChoiceField(
        label=_("Yang dipotong bila tidak cukup"),
        widget=forms.RadioSelect,
        initial=Cut.MONTHS.value,
        choices=[
            (Cut.MONTHS.value, _("Bulan, mulai dari baris yang paling belakang")),
            (Cut.BODIES.value, _("Badan utuh, mulai dari yang paling belakang")),
        ],
    )

    def __init__(self, *args: Any, lines: Iterable[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places: dict[str, str] = {}
        """Name of the field of each line, by its code."""
        for place, line in enumerate(lines, 1):
            self.places[line.code] = f"urutan_{line.code}"
            self.fields[self.places[line.code]] = _place(line, place)

    def place(self, code: str) -> BoundField:
        return self[self.places[code]]

    def priority(self) -> tuple[str, ...]:
        """Codes of the lines, the most important first; equal numbers keep the plan's order, none stands last."""
        given = {code: self.cleaned_data[name] for code, name in self.places.items()}
        return tuple(sorted(given, key=lambda code: (given[code] is None, given[code] or 0)))


class KeepForm(forms.Form):
    """The name under which the result is kept."""

    name = forms.CharField(label=_("Nama skenario"), max_length=200)

    def place_of(self, key: str) -> str | None:
        return None


def _place(line: Line, place: int) -> CountField:
    field = CountField(
        label=_("Urutan %(name)s") % {"name": line.name},
        required=False,
        max_value=999,
        initial=place,
        error_messages={"invalid": _("Tulis nomor urut, misalnya 1.")},
    )
    # The column says what the numbers are; the words are for those who do not see the table.
    field.widget.attrs |= {"aria-label": field.label, "class": "form-control place", "size": "3"}
    return field
