"""Narrowing the reference data, and saying what a new row of it holds."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budgeting.forms.fields import PercentField, RupiahField
from budgeting.forms.reference_fields import confidence_of, date_of, field_of
from budgeting.models import PremiumRate
from budgeting.reference_rows import Asked, names_of_codes
from budgeting.reference_tables import ReferenceTable
from enrolment.rules.region_code import Level, is_code
from pemilu_bpjs.formats import thousands
from pemilu_bpjs.models.dated import DatedRow

# From the surest to the least sure.
_CONFIDENCES = "HDML"
_PAY_DAYS = frozenset({"pu_pay_day_next_month", "bpu_pay_day_same_month"})
_LAST_PAY_DAY = 28  # every month has it


class RowFilter(forms.Form):
    q = forms.CharField(label=_("Cari"), max_length=100, required=False)
    election = forms.ChoiceField(label=_("Pemilihan"), required=False)
    unconfirmed = forms.BooleanField(label=_("Hanya yang belum dikonfirmasi"), required=False)
    superseded = forms.BooleanField(label=_("Juga yang sudah diganti"), required=False)
    aside = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, table: ReferenceTable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if table.election:
            names = names_of_codes(["election"])["election"]
            self.fields["election"].choices = [("", _("Semua pemilihan")), *names.items()]
        else:
            del self.fields["election"]

    def asked(self) -> Asked:
        """What the filter asks for; one with faults asks for nothing and says what is wrong."""
        return Asked(**self.cleaned_data) if self.is_valid() else Asked()


class RegionFilter(forms.Form):
    q = forms.CharField(
        label=_("Nama atau kode"), max_length=100, required=False, help_text=_("Misalnya “muaradua” atau 16.09.01.")
    )
    level = forms.ChoiceField(
        label=_("Tingkat"),
        required=False,
        choices=[
            ("", _("Semua tingkat")),
            (Level.PROVINSI.value, _("provinsi")),
            (Level.KABUPATEN.value, _("kabupaten/kota")),
            (Level.KECAMATAN.value, _("kecamatan")),
            (Level.DESA.value, _("desa/kelurahan")),
        ],
    )

    def narrow(self, regions: Any) -> Any:
        asked = self.cleaned_data if self.is_valid() else {}
        if asked.get("level"):
            regions = regions.filter(level=asked["level"])
        words = asked.get("q", "").strip()
        if is_code(words.rstrip(".")):
            return regions.filter(Q(pk=words.rstrip(".")) | Q(pk__startswith=words.rstrip(".") + "."))
        for word in words.split():
            regions = regions.filter(name__icontains=word)
        return regions


class RowForm(forms.Form):
    """A row of one table: `like` fills it in; with `replaces` its key stays and something has to change."""

    def __init__(
        self,
        *args: Any,
        table: ReferenceTable,
        names: Mapping[str, Mapping[str, str]],
        like: DatedRow | None = None,
        replaces: bool = False,
        **kwargs: Any,
    ) -> None:
        self.table, self.like, self.replaces = table, like, replaces
        super().__init__(*args, initial=self._initial(), **kwargs)
        for name in table.fields:
            self.fields[name] = field_of(table, name, names)
            self.fields[name].disabled = replaces and name in table.key
        self.fields["valid_from"] = date_of(_("Berlaku sejak"))
        self.fields["valid_to"] = date_of(_("Berlaku sampai"))
        if not table.worst_of:
            self.fields["confidence"] = confidence_of(table.confidence_of)
        self.fields["source"] = forms.CharField(label=_("Sumber"), max_length=500, help_text=self._former_source())
        note = forms.Textarea(attrs={"rows": 2})
        self.fields["note"] = forms.CharField(label=_("Catatan"), max_length=1_000, required=False, widget=note)

    def values(self) -> dict[str, Any]:
        """The new row's columns."""
        values = dict(self.cleaned_data)
        if self.table.worst_of:
            values["confidence"] = max((values[name] for name in self.table.worst_of), key=_CONFIDENCES.index)
        nullable = {f.name for f in self.table.model._meta.concrete_fields if f.null}
        return {name: None if value == "" and name in nullable else value for name, value in values.items()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._check_order("valid_from", "valid_to", _("Akhir masa berlaku mendahului awalnya."))
        self.check()
        if self.replaces and not self.errors and self._says_the_same():
            self.add_error(None, _("Belum ada yang berubah; baris pengganti harus berbeda dari yang diganti."))
        return cleaned

    def check(self) -> None:
        """What only some tables ask."""

    def _initial(self) -> dict[str, Any]:
        if self.like is None:
            return {}
        names = (*self.table.fields, "valid_to", "confidence", "note")
        # Another row's day and source are not this one's: a new row says its own.
        return {name: getattr(self.like, name) for name in (*names, *(("valid_from",) if self.replaces else ()))}

    def _former_source(self) -> str:
        """A new row has a source of its own; that of the one before is at hand to be copied."""
        if self.like is None:
            return gettext("Peraturan, surat, atau berita yang menyatakannya.")
        return gettext("Sumber baris sebelumnya: %s") % self.like.source

    def _check_order(self, first: str, last: str, words: Any) -> None:
        start, end = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if start and end and end < start:
            self.add_error(last, words)

    def _says_the_same(self) -> bool:
        return all(getattr(self.like, name) == value for name, value in self.values().items() if name != "source")


class TenureForm(RowForm):
    def check(self) -> None:
        self._check_order("start", "end", _("Hari terakhir mendahului hari pertama."))


class RateForm(RowForm):
    """A rate's value is read by its kind: "16.800" is rupiah where it is flat, and never 16,8."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = forms.CharField(
            label=_("Nilai"), max_length=20, help_text=_("Persen, misalnya 0,24; atau rupiah, misalnya 10.000.")
        )
        if isinstance(self.like, PremiumRate):
            self.initial["value"] = self._typed(self.like)

    @staticmethod
    def _typed(rate: PremiumRate) -> str:
        """The value as one would type it."""
        is_flat = rate.kind == PremiumRate.Kind.FLAT
        return thousands(int(rate.value)) if is_flat else f"{rate.value.normalize():f}".replace(".", ",")

    def check(self) -> None:
        asked = self.cleaned_data
        if asked.get("value"):
            self._read_value(RupiahField() if asked.get("kind") == PremiumRate.Kind.FLAT else PercentField())
        if asked.get("status") == PremiumRate.Status.ACTIVE and asked.get("is_default"):
            self._check_default()

    def _check_default(self) -> None:
        """What plans are computed from needs a first day, and a kind that its membership is computed with."""
        if self.cleaned_data.get("valid_from") is None and "valid_from" not in self.errors:
            self.add_error("valid_from", _("Tarif yang dipakai perlu hari mulai berlaku."))
        kinds = {"PU": PremiumRate.Kind.PERCENT, "BPU": PremiumRate.Kind.FLAT}
        if self.cleaned_data.get("kind") != kinds.get(self.cleaned_data.get("membership", "")):
            self.add_error("kind", _("PU dihitung dengan persen upah, BPU dengan rupiah per orang per bulan."))

    def _read_value(self, reader: forms.Field) -> None:
        try:
            self.cleaned_data["value"] = Decimal(reader.clean(self.cleaned_data["value"]))
        except forms.ValidationError as fault:
            self.add_error("value", fault)


class BenefitForm(RowForm):
    def check(self) -> None:
        kind, value = self.cleaned_data.get("kind"), self.cleaned_data.get("value")
        if kind and kind != "unlimited" and value is None and "value" not in self.errors:
            self.add_error("value", _("Isi nilainya, atau pilih tanpa batas."))


class ParameterForm(RowForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].like = self.like.value if self.like is not None and self.replaces else None

    def check(self) -> None:
        is_day = self.cleaned_data.get("code") in _PAY_DAYS and "value" not in self.errors
        if is_day and self.cleaned_data["value"] not in range(1, _LAST_PAY_DAY + 1):
            self.add_error("value", _("Tulis tanggal dari 1 sampai 28: setiap bulan memilikinya."))


_FORMS: Mapping[str, type[RowForm]] = {
    "tenures": TenureForm,
    "premium-rates": RateForm,
    "benefits": BenefitForm,
    "parameters": ParameterForm,
}


def form_of(table: ReferenceTable) -> type[RowForm]:
    """The form that checks rows of that table."""
    return _FORMS.get(table.kind, RowForm)
