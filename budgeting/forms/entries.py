"""One line of a plan, and what all positions of a body share."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.boundfield import BoundField
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from budgeting.forms.fields import MonthsField, MonthYear, RupiahField, month_years
from budgeting.rules import editing
from budgeting.rules.law import Preset, PresetPosition
from budgeting.rules.plan_input import INSTITUTIONS, Entry, OwnLine
from enrolment.forms.fields import CountField
from enrolment.rules.period import Period, year_of
from pemilu_bpjs.forms import DateInput, WatchedForm

# Beyond these a date is a slip of the finger.
_DAYS = [MinValueValidator(datetime.date(1990, 1, 1)), MaxValueValidator(datetime.date(2100, 12, 31))]
_NOT_IN_CODES = re.compile(r"[^a-z0-9]+")
_STEM_LENGTH = 36  # of the 40 letters of a code, some for a number


@dataclass(frozen=True, slots=True)
class Standing:
    """What a line says now, and what it follows where it says nothing.

    `body_months`: what its body pays, None where that says nothing either; `tenure`: without the line's own days.
    `years`: those of the month grid. `differ`: the positions of the body do not agree.
    """

    entry: Entry
    body_months: tuple[str, ...] | None
    tenure: Period | None
    years: range
    differ: bool = False

    @classmethod
    def of_position(cls, position: PresetPosition, entries: Sequence[Entry], preset: Preset) -> "Standing":
        entry = editing.find(entries, position.position.code) or Entry(position.position.code)
        body = editing.inherited(entries, position)
        tenure = _period(body.start, body.end, position.tenure.period if position.tenure else None)
        return cls(entry, body.coverage, tenure, _years(preset, tenure, entry, body))

    @classmethod
    def of_body(cls, body: str, entries: Sequence[Entry], preset: Preset) -> "Standing":
        entry, differ = editing.shared(entries, body, preset)
        known = preset.of_body(body)[0].tenure
        tenure = known.period if known else None
        return cls(entry, None, tenure, _years(preset, tenure, entry), differ)

    @classmethod
    def of_own(cls, entry: Entry, preset: Preset) -> "Standing":
        return cls(entry, None, None, _years(preset, None, entry))

    def followed(self, start: datetime.date | None, end: datetime.date | None) -> tuple[str, ...]:
        """The months of a line that states none, with these days as its own tenure."""
        if self.body_months is not None:
            return self.body_months
        period = _period(start, end, self.tenure)
        return period.months() if period else ()

    @property
    def months(self) -> tuple[str, ...]:
        """The months that are paid now."""
        entry = self.entry
        return entry.coverage if entry.coverage is not None else self.followed(entry.start, entry.end)


def _period(start: datetime.date | None, end: datetime.date | None, known: Period | None) -> Period | None:
    first, last = start or (known.first if known else None), end or (known.last if known else None)
    if first is None or last is None or last < first:
        return None
    return Period(first, last)


def _years(preset: Preset, tenure: Period | None, *entries: Entry) -> range:
    """Every calendar year that the line touches; where it has no tenure, those of the whole election."""
    tenures = [tenure] if tenure else [each.tenure.period for each in preset.positions if each.tenure]
    days = [day for period in tenures for day in (period.first, period.last)]
    days += [day for entry in entries for day in (entry.start, entry.end) if day]
    years = {day.year for day in days} | {year_of(month) for entry in entries for month in entry.coverage or ()}
    return range(min(years, default=preset.voting_day.year), max(years, default=preset.voting_day.year) + 1)


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=DateInput(), validators=_DAYS)


class TermForm(WatchedForm):
    """Months, tenure and wage base: what a body passes on to its positions, and each position may state itself."""

    start = _day(_("Hari pertama masa kerja"))
    end = _day(_("Hari terakhir masa kerja"))
    wage = RupiahField(
        label=_("Dasar upah per bulan"), required=False, help_text=_("Kosong: mengikuti pengaturan rencana.")
    )

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        self.standing = standing
        entry = standing.entry
        self.shown = standing.months
        initial = {name: getattr(entry, name) for name in ("start", "end", "wage")}
        super().__init__(*args, initial={**initial, "coverage": self.shown, **kwargs.pop("initial", {})}, **kwargs)
        self.fields["coverage"] = MonthsField(label=_("Bulan yang dibayar"), years=standing.years)

    GROUPS: Mapping[str, tuple[str, ...]] = {"term": ("start", "end", "wage")}
    months_lead = _("Centang bulan kalender yang iurannya dibayar. Bila tidak diubah, bulan mengikuti masa kerja.")
    term_lead = _("Kosongkan untuk mengikuti acuan.")

    def years(self) -> tuple[MonthYear, ...]:
        """The grid of months."""
        return month_years(self["coverage"])

    def groups(self) -> dict[str, list[BoundField]]:
        """The other fields as the page groups them: identity, people, term, body."""
        return {group: [self[name] for name in names if name in self.fields] for group, names in self.GROUPS.items()}

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
        untouched = ticked == self.shown and self.standing.entry.coverage is None
        return None if untouched or ticked == self.standing.followed(given["start"], given["end"]) else ticked


class BodyForm(TermForm):
    """What all positions of a body share; what is not changed here stays each position's own."""

    GROUPS = {**TermForm.GROUPS, "body": ("level",)}

    level = forms.BooleanField(
        label=_("Samakan semua jabatan"),
        required=False,
        help_text=_("Bulan, masa kerja, dan dasar upah di atas berlaku bagi semua; yang diatur sendiri terhapus."),
    )

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, standing=standing, **kwargs)
        if not standing.differ:
            del self.fields["level"]

    def entry(self) -> Entry:
        return Entry(self.standing.entry.code, **self.term())

    def fields_given(self) -> tuple[str, ...]:
        """The fields that are to hold for all positions."""
        given = editing.PASSED_ON if self.cleaned_data.get("level") else self.changed_data
        return tuple(name for name in editing.PASSED_ON if name in given)


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

    GROUPS = {**TermForm.GROUPS, "people": ("per_unit", "headcount", "excluded", "reason")}
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

    GROUPS = {**EntryForm.GROUPS, "identity": ("name", "body", "institution")}
    months_lead = _("Centang bulan kalender yang iurannya dibayar.")
    term_lead = _("Isi masa kerja agar hari tanpa perlindungan ikut terhitung.")
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
