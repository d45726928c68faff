"""Narrowing the list of those whom BPJS refused, and sending one of them again as he is."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from reports import answer_wording as words
from reports.models import BatchRow
from reports.rejections import CHANGING, LEAVING, MENDED, WAITING
from reports.rules.answer_words import Reason


class RejectedFilter(forms.Form):
    reason = forms.ChoiceField(label=_("Alasan"), required=False)
    stands = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[
            ("", _("Semua")),
            (WAITING, _("menunggu perbaikan")),
            (MENDED, _("sudah diperbaiki")),
            (CHANGING, _("ikut berkas perubahan dari SIPP")),
            (LEAVING, _("berhentinya ditolak")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [(reason.value, words.reason_words(reason.value)[0]) for reason in Reason]
        self.fields["reason"].choices = [("", _("Semua")), *told]

    def narrow(self, rows: QuerySet[BatchRow]) -> QuerySet[BatchRow]:
        """What cannot be understood narrows nothing."""
        if not self.is_valid():
            return rows
        asked = {"reason_code": self.cleaned_data["reason"], "stands": self.cleaned_data["stands"]}
        return rows.filter(**{name: value for name, value in asked.items() if value})


class AgainForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        help_text=_("Mengapa dikirim lagi tanpa perubahan, misalnya: datanya sudah benar di Dukcapil."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis alasannya.")},
    )
