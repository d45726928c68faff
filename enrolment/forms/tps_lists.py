"""Uploading a TPS list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from enrolment.forms.fields import TableFileField
from enrolment.models import StageCode


class TpsListForm(forms.Form):
    stage = forms.ChoiceField(
        label=_("Tahapan"),
        choices=StageCode.choices,
        initial=StageCode.DPT,
        help_text=_("Daftar baru menggantikan daftar tahapan yang sama."),
    )
    file = TableFileField(
        label=_("Berkas daftar TPS"),
        help_text=_(
            "XLSX, XLS, ODS, atau CSV; satu baris untuk setiap TPS: kode desa (atau nama kecamatan dan desa), nomor "
            "TPS, jumlah pemilih."
        ),
    )
    source = forms.CharField(
        label=_("Sumber"),
        max_length=300,
        help_text=_("Dari mana daftar ini, misalnya surat KPU dan tanggalnya."),
    )
