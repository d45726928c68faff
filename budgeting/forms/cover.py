"""How a payer insures an election, and what the list of who is at risk is narrowed to."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budgeting.cover_words import risk_short
from budgeting.forms.fields import possible_year
from budgeting.models import Arrangement, Plan
from budgeting.rules.plan_input import YEARS
from budgeting.rules.risk import Risk
from enrolment.models import Election
from pemilu_bpjs.forms import DateInput, WatchedForm
from pemilu_bpjs.models import Office


class ArrangementForm(WatchedForm):
    """Every field says what hangs on it."""

    plan = forms.ModelChoiceField(
        label=_("Rencana"),
        queryset=Plan.objects.none(),
        required=False,
        empty_label=_("Tanpa rencana: setiap jabatan, setiap bulan masa kerja, dasar upah honorarium"),
        help_text=_("Jabatan, bulan, dan dasar upah yang diiurkan diambil dari sini."),
    )
    takes_members = forms.BooleanField(
        label=_("Iurkan juga yang sudah peserta BPJS Ketenagakerjaan lewat pekerjaan lain"),
        required=False,
        help_text=_("Praktik cabang berbeda-beda: ada yang membolehkan keduanya, ada yang meminta dikeluarkan."),
    )
    carrier = forms.ChoiceField(
        label=_("Bila seseorang bertugas di beberapa tempat, iurannya dipikul"),
        choices=Arrangement.Carrier.choices,
        widget=forms.RadioSelect,
        help_text=_("Satu orang diiurkan sekali sebulan. Santunan JKK dihitung dari dasar upah yang dilaporkan."),
    )
    first_day = forms.ChoiceField(
        label=_("Hari pertama kerja dalam berkas SIPP"),
        choices=Arrangement.FirstDay.choices,
        widget=forms.RadioSelect,
        help_text=_("Tanyakan cabang BPJS Anda mana yang dipakainya."),
    )
    contract_status = forms.ChoiceField(
        label=_("Status pegawai dalam berkas SIPP"),
        choices=Arrangement.ContractStatus.choices,
        widget=forms.RadioSelect,
        help_text=_("Masa kerja badan adhoc berakhir pada tanggal tertentu, jadi biasanya PKWT."),
    )
    identity_valid_until = forms.DateField(
        label=_("Masa laku KTP dalam berkas SIPP"),
        widget=DateInput(),
        validators=[possible_year],
        error_messages={"invalid": _("Tulis tanggalnya seperti 2090-01-01.")},
        help_text=_("KTP berlaku seumur hidup, tetapi SIPP meminta tanggal."),
    )
    work_location = forms.CharField(
        label=_("Kode lokasi pekerjaan BPJS"),
        required=False,
        validators=[RegexValidator(r"^\d{4}$", _("Kode lokasi BPJS terdiri atas 4 angka."))],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Kosongkan untuk memakai kode wilayah ini menurut tabel BPJS."),
    )

    def __init__(self, *args: Any, election: Election, office: Office | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Plan.objects.standing().filter(election=election, office=office) if office else Plan.objects.none()
        self.fields["plan"].queryset = own


class RiskFilter(forms.Form):
    """A day, a kecamatan and a reason; its fields are the words of the page's address."""

    hari = forms.DateField(
        label=_("Hari"),
        required=False,
        widget=DateInput(),
        error_messages={"invalid": _("Tulis tanggalnya seperti 2024-02-14.")},
    )
    kecamatan = forms.ChoiceField(label=_("Kecamatan"), required=False)
    sebab = forms.ChoiceField(label=_("Sebab"), required=False)

    def __init__(self, *args: Any, day: datetime.date, places: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._day = day
        if not self.data.get("hari"):
            # A field that is bound shows what was sent; where nothing was, it shows the day that is meant.
            self.data = {**self.data.dict(), "hari": day.isoformat()}
        self.fields["kecamatan"].choices = [("", gettext("Semua kecamatan")), *places]
        self.fields["sebab"].choices = [
            ("", gettext("Semua sebab")),
            *((risk.value, risk_short(risk)) for risk in Risk),
        ]

    @property
    def day(self) -> datetime.date:
        """The day asked for; what cannot be understood is the usual one."""
        try:
            found: datetime.date | None = self.fields["hari"].clean(self.data.get("hari"))
        except forms.ValidationError:
            found = None
        return found if found is not None and found.year in YEARS else self._day

    @property
    def region(self) -> str:
        chosen = str(self.data.get("kecamatan", ""))
        return chosen if chosen in dict(self.fields["kecamatan"].choices) else ""

    @property
    def risks(self) -> tuple[Risk, ...]:
        chosen = str(self.data.get("sebab", ""))
        return (Risk(chosen),) if chosen in set(Risk) else tuple(Risk)
