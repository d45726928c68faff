"""The forms of people: finding them, seeing and correcting their particulars, and deciding about them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrolment import roster_wording
from enrolment.actions.rosters.ending import refuse_before_begin
from enrolment.models import Assignment, Body, Election, Region
from enrolment.models.scope import institutions
from enrolment.people import Asked, Standing
from enrolment.person_checking import TYPED, check_person, errors, warnings
from enrolment.roster_sentences import FIELDS, MESSAGES
from enrolment.rules.cell_dates import read_date
from enrolment.rules.nik import read_nik
from enrolment.rules.region_code import Level, is_code, level, lies_within
from enrolment.rules.roster_fields import DATES, PARTICULARS, Field
from enrolment.rules.roster_rows import RosterRow
from enrolment.rules.roster_words import says_nothing
from pemilu_bpjs.access import Right
from pemilu_bpjs.forms import DateInput

_LONGEST = 200
_DAY = "%d-%m-%Y"
_UNREAD = {Field.POSTCODE: _("Kode pos terdiri atas 5 angka."), Field.PHONE: MESSAGES["phone-invalid"]}
"""Why nothing would be kept of what was typed; a roster's row is accepted without it, a form asks again."""
_DEPTH = list(Level)
MUST_BE_SAID = (Field.NIK, Field.NAME)
"""Without these nobody is anybody; birth date and sex are read from the NIK where they are left out."""

SEX = [("L", _("Laki-laki")), ("P", _("Perempuan"))]
MARITAL = [("", _("Belum diketahui")), ("Y", _("Kawin")), ("T", _("Tidak kawin"))]
_STANDING = [
    (Standing.SEATED, _("Semua")),
    (Standing.SERVING, _("Masih bertugas")),
    (Standing.ENDED, _("Berhenti sebelum waktunya")),
    (Standing.NOT_INSURED, _("Tidak diiurkan")),
    (Standing.LACKS, _("Data belum lengkap")),
]


class PeopleFilter(forms.Form):
    """Whom a list shows; its fields are the words of the page's address. A NIK is never one of them: see FindForm."""

    pemilihan = forms.ChoiceField(label=_("Pemilihan"), required=False)
    lembaga = forms.ChoiceField(label=_("Lembaga"), required=False)
    badan = forms.ChoiceField(label=_("Badan"), required=False)
    kecamatan = forms.ChoiceField(label=_("Kecamatan"), required=False)
    desa = forms.ChoiceField(label=_("Desa/kelurahan"), required=False)
    keadaan = forms.ChoiceField(label=_("Keadaan"), required=False, choices=_STANDING)
    nama = forms.CharField(label=_("Nama memuat"), max_length=100, required=False)

    def __init__(self, data: Any, *, user: Any, elections: Iterable[Election], are_reserves: bool = False) -> None:
        super().__init__(data)
        self.elections = {each.code: each for each in elections}
        self.election = self.elections.get(data.get("pemilihan", "")) or next(iter(self.elections.values()), None)
        self._are_reserves = are_reserves
        self._offer(user)

    def asked(self) -> Asked | None:
        """None where there is no election yet. What cannot be understood narrows nothing."""
        if self.election is None:
            return None
        found = self.cleaned_data if self.is_valid() else {}
        standing = Standing.RESERVE if self._are_reserves else Standing(found.get("keadaan", ""))
        return Asked(
            election=self.election,
            institution=found.get("lembaga", ""),
            body=found.get("badan", ""),
            region=found.get("desa") or found.get("kecamatan", ""),
            standing=standing,
            name=found.get("nama", ""),
        )

    def _offer(self, user: Any) -> None:
        """Choices within reach; what leaves no choice is not asked."""
        region = self.election.region_id if self.election else ""
        own = institutions(user, Right.VIEW_PERSON, region)
        self._choose("pemilihan", [(code, each.name) for code, each in self.elections.items()], any_label="")
        self._choose("lembaga", [(each, each) for each in own])
        bodies = Body.objects.current().filter(institution__in=own)
        self._choose("badan", bodies.order_by("order").values_list("code", "short_name"))
        self._choose("kecamatan", _below(region, Level.KECAMATAN))
        self._choose("desa", _below(self.data.get("kecamatan", ""), Level.DESA))
        if self._are_reserves:
            del self.fields["keadaan"]

    def _choose(self, name: str, found: Iterable[tuple[str, str]], any_label: str | None = None) -> None:
        choices = list(found)
        if len(choices) < 2:
            del self.fields[name]
            return
        first = [("", gettext("Semua"))] if any_label is None else []
        self.fields[name].choices = [*first, *choices]


class LacksForm(forms.Form):
    """Of whom somebody wants to know who lacks what; nothing that the user may not see in full can be chosen."""

    pemilihan = forms.ModelChoiceField(Election.objects.none(), to_field_name="code")
    wilayah = forms.ModelChoiceField(Region.objects.all())
    lembaga = forms.CharField(max_length=20)

    def __init__(self, data: Any, *, user: Any, elections: QuerySet[Election]) -> None:
        super().__init__(data)
        self._user = user
        self.fields["pemilihan"].queryset = elections

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        election, region, institution = (found.get(name) for name in ("pemilihan", "wilayah", "lembaga"))
        if not (election and region and institution):
            return found
        own = institutions(self._user, Right.REVEAL_PERSON, region.pk)
        if institution not in own or not lies_within(region.pk, election.region_id):
            raise ValidationError(gettext("Daftar ini memuat data orang yang tidak boleh Anda lihat."))
        return {"election": election, "region": region, "institution": institution}


class FindForm(forms.Form):
    """One person by his NIK, or by name and birth date. Sent by POST: neither stands in an address or a log."""

    nik = forms.CharField(label=_("NIK"), max_length=40, required=False, widget=forms.TextInput(
        attrs={"inputmode": "numeric", "autocomplete": "off"}))  # fmt: skip
    name = forms.CharField(label=_("Nama lengkap"), max_length=_LONGEST, required=False)
    born = forms.CharField(label=_("Tanggal lahir"), max_length=30, required=False, help_text=_("Seperti 12-03-1990."))

    def clean_nik(self) -> str:
        typed = self.cleaned_data["nik"]
        if not typed.strip():
            return ""
        found = read_nik(typed)
        if found.fault:
            raise ValidationError(gettext("NIK terdiri atas 16 angka. Cocokkan dengan KTP-el."))
        return found.nik

    def clean_born(self) -> Any:
        typed = self.cleaned_data["born"].strip()
        born = read_date(typed) if typed else None
        if typed and born is None:
            raise ValidationError(gettext("Tulis tanggal-bulan-tahun, seperti 12-03-1990."))
        return born

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("nik") and not (cleaned.get("name") and cleaned.get("born")):
            raise ValidationError(gettext("Isi NIK, atau nama bersama tanggal lahir."))
        return cleaned


class LookForm(forms.Form):
    """Why somebody looks at what is masked: kept with the look."""

    PURPOSES = (
        ("", _("Pilih keperluan")),
        ("verifikasi", _("Mencocokkan dengan KTP-el")),
        ("klaim", _("Mengurus klaim")),
        ("bpjs", _("Menjawab BPJS Ketenagakerjaan")),
        ("lain", _("Keperluan lain yang sah")),
    )
    ALL = "semua"

    purpose = forms.ChoiceField(
        label=_("Keperluan"), choices=PURPOSES, error_messages={"required": _("Pilih untuk keperluan apa.")}
    )
    what = forms.ChoiceField(
        label=_("Yang ditampilkan"),
        choices=[(ALL, _("Semua")), *((each.value, FIELDS[each.value]) for each in PARTICULARS)],
        initial=ALL,
    )

    @property
    def fields_shown(self) -> frozenset[Field]:
        what = self.cleaned_data["what"]
        return frozenset(PARTICULARS) if what == self.ALL else frozenset({Field(what)})


class ParticularsForm(forms.Form):
    """A person as a roster's row would tell of him: text that is read by the same rules, with the same sentences."""

    def __init__(self, *args: Any, seat: Assignment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seat = seat
        self.row = RosterRow()
        self.warnings: tuple[str, ...] = ()
        for each in TYPED:
            self.fields[each.value] = _typed_field(each)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.is_typed(cleaned):
            self._check({each: cleaned.get(each.value, "") for each in TYPED})
        return cleaned

    def is_typed(self, cleaned: Mapping[str, Any]) -> bool:
        """Whether the form speaks of a person who is typed into it."""
        return True

    def held_from(self) -> Any:
        """From when the person holds the seat, where it is not the seat's own first day."""
        return None

    def _check(self, typed: Mapping[Field, str]) -> None:
        found = check_person(self.seat, typed, self.held_from())
        for problem in errors(found.problems):
            if problem.field in self.errors:
                continue  # told as a field that was left out
            where = problem.field if problem.field in self.fields else None
            self.add_error(where, roster_wording.message(problem))
        for field in TYPED:
            if field not in self.errors and not says_nothing(typed[field]) and not getattr(found.row, field):
                self.add_error(field, _UNREAD.get(field, _("Ini tidak terbaca. Betulkan, atau kosongkan.")))
        self.warnings = tuple(roster_wording.message(problem) for problem in warnings(found.problems))
        self.row = found.row

    def typed_fields(self) -> list[Any]:
        return [self[each.value] for each in TYPED]


class DecideForm(forms.Form):
    """What becomes of two people of one name and birth date."""

    TWO = "dua"

    answer = forms.ChoiceField(label=_("Keputusan"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Alasan"), max_length=300, help_text=_("Dari mana Anda tahu, misalnya dari KTP-el keduanya.")
    )

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [(self.TWO, gettext("Dua orang yang berbeda")), *choices]


class KeepBothForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan keduanya dibiarkan"),
        max_length=300,
        help_text=_("Iuran tetap dibayar satu kali sebulan untuk satu orang."),
    )


class EndForm(forms.Form):
    """Who leaves before his time, and nobody comes. No reason is chosen beforehand: the first of them is death."""

    last_day = forms.DateField(label=_("Hari terakhir bertugas"), widget=DateInput())
    reason = forms.ChoiceField(
        label=_("Alasan berhenti"), choices=[("", _("Pilih alasan")), *Assignment.StopReason.choices]
    )

    def __init__(self, *args: Any, seat: Assignment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._seat = seat

    def clean_last_day(self) -> Any:
        last_day = self.cleaned_data["last_day"]
        if last_day >= self._seat.end:
            raise ValidationError(gettext("Masa tugasnya memang berakhir pada hari itu atau lebih awal."))
        try:
            refuse_before_begin(self._seat, last_day)
        except ValidationError as refused:
            raise ValidationError(refused.messages) from refused
        return last_day


def typed_from(row: RosterRow) -> dict[str, str]:
    """What is known of a person, as a form that corrects it begins."""
    known = {each.value: getattr(row, each.value) for each in TYPED}
    return {name: f"{value:{_DAY}}" if Field(name) in DATES and value else value for name, value in known.items()}


def _typed_field(field: Field) -> forms.Field:
    label = FIELDS[field.value]
    if field is Field.SEX:
        return forms.ChoiceField(label=label, choices=[("", _("Pilih")), *SEX], required=False)
    if field is Field.MARITAL:
        return forms.ChoiceField(label=label, choices=MARITAL, required=False)
    missing = MESSAGES.get(f"{field}-missing", "")
    numeric = {"inputmode": "numeric"} if field in (Field.NIK, Field.KK, Field.PHONE, Field.POSTCODE) else {}
    widget = forms.TextInput(attrs={"autocomplete": "off", **numeric})
    hint = _("Seperti 12-03-1990.") if field is Field.BIRTH_DATE else ""
    return forms.CharField(
        label=label,
        max_length=_LONGEST,
        required=field in MUST_BE_SAID,
        widget=widget,
        help_text=hint,
        error_messages={"required": missing},
    )


def _below(region: str, wanted: Level) -> list[tuple[str, str]]:
    """The regions of a level below one, by name; none below what is no region of a higher level."""
    if not is_code(region) or _DEPTH.index(level(region)) >= _DEPTH.index(wanted):
        return []
    return list(Region.objects.below(region, wanted).order_by("name").values_list("pk", "name"))
