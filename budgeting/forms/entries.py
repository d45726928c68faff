"""One line of a plan, and what all positions of a body share."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from budgeting.forms.fields import MonthsField, MonthYear, RupiahField, month_years
from budgeting.rules.plan_input import INSTITUTIONS, Entry, OwnLine
from enrolment.forms.fields import CountField
from enrolment.rules.bodies import Tenure
from enrolment.rules.period import Period
from pemilu_bpjs.forms import DateInput

# Beyond these a date is a slip of the finger.
_DAYS = [MinValueValidator(datetime.date(1990, 1, 1)), MaxValueValidator(datetime.date(2100, 12, 31))]
_NOT_IN_CODES = re.compile(r"[^a-z0-9]+")
_STEM_LENGTH = 36  # of the 40 letters of a code, some for a number


@dataclass(frozen=True, slots=True)
class Standing:
    """What a line says now. `followed`: its months while it states none (its body's, else its tenure's)."""

    entry: Entry
    followed: tuple[str, ...]
    tenure: Tenure | None
    years: range


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=DateInput(), validators=_DAYS)


class TermForm(forms.Form):
    """Months, tenure and wage base: what a body passes on to its positions, and each position may state itself."""

    start = _day(_("Hari pertama masa kerja"))
    end = _day(_("Hari terakhir masa kerja"))
    wage = RupiahField(
        label=_("Dasar upah per bulan"), required=False, help_text=_("Kosong: mengikuti pengaturan rencana.")
    )

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        self.standing = standing
        entry = standing.entry
        self.shown = entry.coverage if entry.coverage is not None else standing.followed
        initial = {name: getattr(entry, name) for name in ("start", "end", "wage")}
        super().__init__(*args, initial={**initial, "coverage": self.shown, **kwargs.pop("initial", {})}, **kwargs)
        self.fields["coverage"] = MonthsField(label=_("Bulan yang dibayar"), years=standing.years)

    def years(self) -> tuple[MonthYear, ...]:
        """The grid of months."""
        return month_years(self["coverage"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", _("Hari terakhir mendahului hari pertama."))
        return cleaned

    def place_of(self, key: str) -> str | None:
        code, _dot, field = key.partition(".")
        return field if code == self.standing.entry.code and field in self.fields else None

    def term(self) -> dict[str, Any]:
        """Coverage, tenure and wage as an Entry states them: None for what is left to the law or the body."""
        given = {name: self.cleaned_data[name] for name in ("start", "end", "wage")}
        return {**given, "coverage": self._coverage(given)}

    def _coverage(self, given: Mapping[str, Any]) -> tuple[str, ...] | None:
        ticked: tuple[str, ...] = self.cleaned_data["coverage"]
        # Boxes that nobody touched go on following the tenure, also when its days change in the same breath.
        untouched = ticked == tuple(self.shown) and self.standing.entry.coverage is None
        return None if untouched or ticked == self._followed(given) else ticked

    def _followed(self, given: Mapping[str, Any]) -> tuple[str, ...]:
        tenure = self.standing.tenure
        if tenure is None or (given["start"] is None and given["end"] is None):
            return self.standing.followed
        first, last = given["start"] or tenure.start, given["end"] or tenure.end
        return Period(first, last).months() if first <= last else self.standing.followed


class BodyForm(TermForm):
    """What all positions of a body share."""

    def entry(self) -> Entry:
        return Entry(self.standing.entry.code, **self.term())


class EntryForm(TermForm):
    """One position of the preset."""

    per_unit = CountField(label=_("Orang per unit"), required=False, max_value=1_000)
    headcount = CountField(
        label=_("Jumlah orang"),
        required=False,
        max_value=10_000_000,
        help_text=_("Hanya bila jumlahnya tidak mengikuti unit × rasio."),
    )
    excluded = CountField(
        label=_("Dikecualikan"),
        required=False,
        max_value=10_000_000,
        help_text=_("Orang yang iurannya tidak dibayar di sini, misalnya yang sudah menjadi peserta atau ASN."),
    )
    reason = forms.CharField(
        label=_("Alasan"),
        required=False,
        max_length=300,
        help_text=_("Wajib bila orang per unit, jumlah orang, atau pengecualian diisi. Tercetak pada asal angka."),
    )

    NEED_REASON = ("per_unit", "headcount", "excluded")

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        names = ("per_unit", "headcount", "excluded", "reason")
        initial = {name: getattr(standing.entry, name) for name in names} | kwargs.pop("initial", {})
        super().__init__(*args, standing=standing, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        given = [name for name in self.NEED_REASON if cleaned.get(name) is not None]
        if given and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Tulis alasannya: angka ini menyimpang dari unit × rasio."))
        if {"per_unit", "headcount"} <= set(given):
            self.add_error("headcount", _("Isi salah satu saja: orang per unit, atau jumlah orang."))
        return cleaned

    def entry(self) -> Entry:
        people = {name: self.cleaned_data.get(name) for name in self.NEED_REASON}
        return Entry(
            self.standing.entry.code,
            **self.term(),
            **people,
            reason=self.cleaned_data["reason"] or None,
            own=self.own(),
        )

    def own(self) -> OwnLine | None:
        """What a line that is not in the preset says of itself."""
        return None


class OwnLineForm(EntryForm):
    """A line that is not in the preset; its code is made from its name unless it stands already."""

    name = forms.CharField(label=_("Nama baris"), max_length=200, help_text=_("Misalnya Petugas KPU lainnya."))
    body = forms.CharField(
        label=_("Badan"), max_length=60, help_text=_("Tercetak apa adanya pada rekap per badan, misalnya KPU.")
    )
    institution = forms.ChoiceField(label=_("Lembaga"), choices=[(name, name) for name in INSTITUTIONS])
    headcount = CountField(label=_("Jumlah orang"), max_value=10_000_000)
    per_unit = None
    reason = forms.CharField(
        label=_("Alasan"), max_length=300, help_text=_("Mengapa baris ini ada di luar acuan. Tercetak pada asal angka.")
    )

    NEED_REASON = ("headcount", "excluded")

    def __init__(self, *args: Any, standing: Standing, taken: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        own = standing.entry.own
        initial = {"name": own.name, "body": own.body, "institution": own.institution} if own else {}
        super().__init__(*args, standing=standing, initial=initial, **kwargs)
        self.taken = taken
        self.fields["wage"].help_text = _("Kosong: jumlah rupiah pada pengaturan rencana, bila ada.")

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not _stem(name):
            raise forms.ValidationError(_("Nama ini perlu memuat huruf atau angka."))
        return name

    def code_of(self, name: str) -> str:
        """The line's code: the one it has, else one made from its name that no other line has."""
        if self.standing.entry.code:
            return self.standing.entry.code
        stem = _stem(name)
        numbered = (stem, *(f"{stem}-{number}" for number in range(2, 999)))
        return next(code for code in numbered if code not in self.taken)

    def place_of(self, key: str) -> str | None:
        code, _dot, field = key.partition(".")
        own = self.code_of(self.cleaned_data.get("name", ""))
        return field if code == own and field in self.fields else None

    def entry(self) -> Entry:
        people = {name: self.cleaned_data[name] for name in self.NEED_REASON}
        own = OwnLine(*(self.cleaned_data[name] for name in ("name", "body", "institution")))
        code = self.code_of(own.name)
        return Entry(code, **self.term(), **people, reason=self.cleaned_data["reason"], own=own)

    def _coverage(self, given: Mapping[str, Any]) -> tuple[str, ...] | None:
        ticked: tuple[str, ...] = self.cleaned_data["coverage"]
        return ticked  # no law to follow


def _stem(name: str) -> str:
    return _NOT_IN_CODES.sub("-", slugify(name))[:_STEM_LENGTH].strip("-")
