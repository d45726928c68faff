"""A unit with another number of seats than the ratio gives."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enrolment.forms.fields import CountField, RegionField
from enrolment.rules.bodies import Position
from enrolment.rules.region_index import RegionIndex


class ExceptionForm(forms.Form):
    position = forms.ChoiceField(label=_("Jabatan"))
    region = RegionField(
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
        self.fields["region"].index = index
        self.fields["position"].choices = [(post.code, post.name) for post in law]

    def clean_tps_number(self) -> int:
        return self.cleaned_data["tps_number"] or 0
