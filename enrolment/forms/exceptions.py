"""A unit with another number of seats than the ratio gives."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrolment.forms.fields import CountField
from enrolment.rules.bodies import Position
from enrolment.rules.region_code import is_code, kecamatan_of
from enrolment.rules.region_index import RegionIndex


class ExceptionForm(forms.Form):
    position = forms.ChoiceField(label=_("Jabatan"))
    region = forms.CharField(
        label=_("Kecamatan atau desa/kelurahan"),
        max_length=120,
        help_text=_("Nama atau kode, misalnya “Bumi Agung” atau 16.09.10.2001."),
    )
    tps_number = CountField(
        label=_("Nomor TPS"), required=False, help_text=_("Hanya untuk jabatan yang dihitung per TPS.")
    )
    seats = CountField(label=_("Jumlah kursi di sana"))
    reason = forms.CharField(
        label=_("Alasan"), max_length=300, help_text=_("Siapa yang menetapkan, dan mengapa berbeda dari rasio.")
    )

    def __init__(self, *args: Any, law: Iterable[Position], index: RegionIndex, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.index = index
        self.fields["position"].choices = [(post.code, post.name) for post in law]

    def clean_region(self) -> str:
        """The code; a name that several regions bear is answered with their codes."""
        text: str = self.cleaned_data["region"].strip()
        if is_code(text):
            return text
        codes = [*self.index.kecamatan_named(text), *self.index.desa_named(text)]
        if len(codes) == 1:
            return codes[0]
        if not codes:
            raise forms.ValidationError(gettext("“%s” tidak ditemukan. Periksa ejaannya, atau tulis kodenya.") % text)
        near = "; ".join(self._named(code) for code in codes[:5])
        raise forms.ValidationError(gettext("Ada lebih dari satu: %s. Tulis kodenya.") % near)

    def _named(self, code: str) -> str:
        """A region as a person tells it from another of its name."""
        kecamatan = self.index.kecamatan[kecamatan_of(code)]
        desa = self.index.desa.get(code)
        return f"{desa}, Kec. {kecamatan} ({code})" if desa else f"Kec. {kecamatan} ({code})"

    def clean_tps_number(self) -> int:
        return self.cleaned_data["tps_number"] or 0
