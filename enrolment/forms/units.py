"""Entering unit counts: one total of each kind, or one kind for every part of a region."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.boundfield import BoundField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from enrolment.actions.units import Entry
from enrolment.forms.fields import CountField
from enrolment.models import CountKind
from pemilu_bpjs.forms import WatchedForm

_HELP = {
    CountKind.KECAMATAN: _("Kosong: menurut data wilayah Kemendagri."),
    CountKind.DESA: _("Kosong: menurut data wilayah Kemendagri."),
    CountKind.TPS: _("Dasar KPPS, Linmas, dan PTPS."),
    CountKind.TPS_DPS: _("Dipakai selama TPS menurut DPT belum diketahui."),
    CountKind.TPS_COKLIT: _("Dasar Pantarlih. Jangan disamakan dengan TPS menurut DPT."),
    CountKind.TPS_OVER_400: _("Pada Pilkada, setiap TPS ini menambah satu Pantarlih."),
}


class TotalsForm(WatchedForm):
    """A number and its source for each kind, for the whole region of the election."""

    def __init__(self, *args: Any, standing: Mapping[str, tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in CountKind:
            count, source = standing.get(kind, (None, ""))
            self.fields[f"count-{kind}"] = CountField(
                label=kind.label, required=False, initial=count, help_text=_HELP[kind]
            )
            self.fields[f"source-{kind}"] = forms.CharField(
                label=format_lazy(_("Sumber angka {kind}"), kind=kind.label),
                required=False,
                max_length=300,
                initial=source,
                help_text=_("Misalnya rapat koordinasi dan tanggalnya."),
            )

    def pairs(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[f"count-{kind}"], self[f"source-{kind}"]) for kind in CountKind]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for kind in CountKind:
            is_new = f"count-{kind}" in self.changed_data and cleaned.get(f"count-{kind}") is not None
            if is_new and not cleaned.get(f"source-{kind}"):
                sentence = _("Tulis dari mana angka ini, misalnya rapat koordinasi dan tanggalnya.")
                self.add_error(f"source-{kind}", sentence)
        return cleaned

    def entries(self) -> dict[str, Entry]:
        changed = [kind for kind in CountKind if f"count-{kind}" in self.changed_data]
        return {
            str(kind): Entry(self.cleaned_data[f"count-{kind}"], self.cleaned_data[f"source-{kind}"])
            for kind in changed
        }

    def refuse(self, refused: ValidationError) -> None:
        """Shows at each number what the action said of its kind."""
        for kind, faults in refused.error_dict.items():
            self.add_error(f"count-{kind}", faults)


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a grid. Plain: a widget template for each of 300 cells would take most of the page's time."""

    name: str
    label: str
    value: str
    faults: tuple[str, ...]


class GridForm(WatchedForm):
    """One kind of count for every region of a list; a blank leaves it unknown."""

    source = forms.CharField(
        label=_("Sumber"), max_length=300, help_text=_("Dari mana angka ini, misalnya rapat koordinasi dan tanggalnya.")
    )

    def __init__(
        self, *args: Any, regions: Iterable[tuple[str, str]], standing: Mapping[str, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.codes = {}
        for code, name in regions:
            self.codes[f"n-{code}"] = code
            self.fields[f"n-{code}"] = CountField(label=name, required=False, initial=standing.get(code))

    def cells(self) -> list[Cell]:
        return [self._cell(name) for name in self.codes]

    def _cell(self, name: str) -> Cell:
        value = self.data.get(name) if self.is_bound else self.fields[name].initial
        faults = self.errors.get(name, []) if self.is_bound else []
        return Cell(name, self.fields[name].label, "" if value is None else str(value), tuple(faults))

    def counts(self) -> dict[str, int | None]:
        return {code: self.cleaned_data[name] for name, code in self.codes.items() if name in self.changed_data}

    def refuse(self, refused: ValidationError) -> None:
        for code, faults in refused.error_dict.items():
            self.add_error(None if code == NON_FIELD_ERRORS else f"n-{code}", faults)
