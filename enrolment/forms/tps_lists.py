"""Uploading a TPS list."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from enrolment.models import StageCode
from enrolment.sheets import SheetError, refuse_large


class TpsListForm(forms.Form):
    stage = forms.ChoiceField(
        label=_("Tahapan"),
        choices=StageCode.choices,
        initial=StageCode.DPT,
        help_text=_("Daftar baru menggantikan daftar tahapan yang sama."),
    )
    file = forms.FileField(
        label=_("Berkas daftar TPS"),
        help_text=_(
            "XLSX, XLS, ODS, atau CSV; satu baris untuk setiap TPS: kode desa (atau nama kecamatan dan desa), nomor "
            "TPS, jumlah pemilih."
        ),
        error_messages={"required": _("Pilih berkasnya."), "empty": _("Berkas ini kosong.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )
    source = forms.CharField(
        label=_("Sumber"),
        max_length=300,
        help_text=_("Dari mana daftar ini, misalnya surat KPU dan tanggalnya."),
    )

    def clean_file(self) -> Any:
        file: UploadedFile = self.cleaned_data["file"]
        try:
            refuse_large(file.size or 0)
        except SheetError as refused:
            raise forms.ValidationError(refused.message, refused.code) from refused
        return file
