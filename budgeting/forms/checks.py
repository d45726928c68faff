"""Which payer, month and year the three-way check and the realisation are about."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgeting.models import Arrangement
from pemilu_bpjs.localised import month_long


class PayerForm(forms.Form):
    """A payer's arrangement among those that the reader may see; the newest where nobody asked."""

    iuran = forms.TypedChoiceField(label=_("Pembayar dan pemilihan"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, arrangements: Iterable[Arrangement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.arrangements = {each.pk: each for each in arrangements}
        self.fields["iuran"].choices = [
            (key, f"{each.office or each.region} · {each.election}") for key, each in self.arrangements.items()
        ]

    def arrangement(self) -> Arrangement | None:
        """None where the reader has none, or asks for one that is not his. Asked before the months are offered."""
        asked = self.data.get("iuran")
        if not asked:
            return next(iter(self.arrangements.values()), None)
        return next((each for key, each in self.arrangements.items() if str(key) == asked), None)


class CheckForm(PayerForm):
    tahun = forms.TypedChoiceField(label=_("Tahun"), coerce=int, required=False, empty_value=None)
    bulan = forms.ChoiceField(label=_("Bulan"), required=False)

    def offer(self, months: Iterable[str]) -> None:
        """The years and months that there are."""
        months = sorted(set(months))
        self.years = sorted({int(month[:4]) for month in months})
        self.fields["tahun"].choices = [("", _("Tahun terakhir")), *((year, str(year)) for year in self.years)]
        self.fields["bulan"].choices = [("", _("Semua bulan")), *((month, month_long(month)) for month in months)]

    def month(self) -> str:
        """ "" for the year as a whole."""
        self.is_valid()
        return str(self.cleaned_data.get("bulan") or "")

    def year(self, today_year: int) -> int:
        """As asked, else that of the month, else the last that has months."""
        self.is_valid()
        month = self.month()
        asked = self.cleaned_data.get("tahun")
        return int(month[:4]) if month else int(asked or (self.years[-1] if self.years else today_year))
