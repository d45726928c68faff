"""What a quota board is narrowed to."""

import datetime
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pemilu_bpjs.forms import DateInput


class QuotaFilter(forms.Form):
    """A body and a day; its fields are the words of the page's address. What cannot be understood narrows nothing."""

    badan = forms.ChoiceField(label=_("Badan"), required=False)
    pada = forms.DateField(
        label=_("Bertugas pada tanggal"),
        required=False,
        widget=DateInput(),
        error_messages={"invalid": _("Tulis tanggalnya seperti 2024-02-14.")},
    )

    def offer(self, bodies: Iterable[tuple[str, str]]) -> None:
        """The bodies on the board, which depend on the day."""
        self.fields["badan"].choices = [("", gettext("Semua badan")), *bodies]

    @property
    def body(self) -> str:
        """Of those offered; "" for all."""
        chosen = str(self.data.get("badan", ""))
        return chosen if chosen in dict(self.fields["badan"].choices) else ""

    @property
    def on(self) -> datetime.date | None:
        try:
            found: datetime.date | None = self.fields["pada"].clean(self.data.get("pada"))
        except forms.ValidationError:
            return None
        return found
