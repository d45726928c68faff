"""What people fill in about a proposal: its draft, a step of its way, their word for a figure."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budgeting import budget_codes
from budgeting.forms.fields import RupiahField
from budgeting.models import STATES, BudgetKind, FundSource, Proposal
from budgeting.rules.figures import Figures, Unverified, YearAmount
from budgeting.rules.status import Move, State
from budgeting.unverified import value_words
from enrolment.catalogue import preset
from pemilu_bpjs import letter_number
from pemilu_bpjs.formats import rupiah
from pemilu_bpjs.forms import DateInput, WatchedForm

_MOST_RUPIAH = 10**13
_NAME = 120


class ProposalFilterForm(forms.Form):
    """Which proposals a list shows."""

    year = forms.TypedChoiceField(label=_("Tahun anggaran"), required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(label=_("Status"), required=False, choices=[("", _("Semua status")), *STATES])

    def __init__(self, *args: Any, years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("Semua tahun")), *((year, str(year)) for year in years)]


class _PlacedForm(forms.Form):
    """A form whose faults of the rules are named by its own fields."""

    def place_of(self, key: str) -> str | None:
        return key if key in self.fields else None


class ProposalNewForm(_PlacedForm):
    """Which fiscal year of a plan becomes a proposal, and into which budget it goes."""

    fiscal_year = forms.TypedChoiceField(label=_("Tahun anggaran"), coerce=int, widget=forms.RadioSelect)
    budget_kind = forms.ChoiceField(
        label=_("Jenis anggaran"),
        choices=BudgetKind.choices,
        initial=BudgetKind.MURNI,
        widget=forms.RadioSelect,
        help_text=_("Perubahan dan pergeseran memuat kolom sebelum, sesudah, dan selisihnya."),
    )

    def __init__(self, *args: Any, years: Iterable[YearAmount], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        amounts = {each.year: rupiah(each.jkk + each.jkm) for each in years}
        self.fields["fiscal_year"].choices = [(year, f"{year} ({amount})") for year, amount in amounts.items()]
        self.fields["fiscal_year"].initial = next(iter(amounts), None)


class ProposalForm(WatchedForm, _PlacedForm):
    """The draft. Nothing is required before submission, so that a half-filled draft can be kept."""

    letter_number = forms.CharField(label=_("Nomor surat usulan"), max_length=80, required=False)
    letter_date = forms.DateField(
        label=_("Tanggal surat usulan"),
        required=False,
        widget=DateInput(),
        help_text=_("Menentukan dasar hukum yang boleh dikutip."),
    )
    sub_activity = forms.ChoiceField(label=_("Sub kegiatan"))
    jkk_account = forms.ChoiceField(label=_("Rekening iuran JKK"))
    jkm_account = forms.ChoiceField(label=_("Rekening iuran JKM"))
    account_note = forms.CharField(
        label=_("Dasar pemilihan rekening"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Belum ada nomenklatur bagi badan adhoc: tulis alasan dan surat BPKAD yang menyetujuinya."),
    )
    fund_source = forms.ChoiceField(label=_("Sumber dana"))
    money_from = forms.DateField(
        label=_("Perkiraan DPA/DPPA sah"),
        required=False,
        widget=DateInput(),
        help_text=_("Iuran bulan sebelum tanggal ini tidak dapat dibayar surut."),
    )
    minutes_number = forms.CharField(label=_("Nomor berita acara"), max_length=80, required=False)
    minutes_date = forms.DateField(label=_("Tanggal berita acara"), required=False, widget=DateInput())
    before_jkk = RupiahField(label=_("JKK sebelum perubahan"), required=False, min_value=0, max_value=_MOST_RUPIAH)
    before_jkm = RupiahField(label=_("JKM sebelum perubahan"), required=False, min_value=0, max_value=_MOST_RUPIAH)

    def __init__(self, *args: Any, proposal: Proposal, today: datetime.date, **kwargs: Any) -> None:
        self.proposal = proposal
        super().__init__(*args, initial=_standing(proposal, self.base_fields), **kwargs)
        for name, choices in _choices(proposal).items():
            self.fields[name].choices = choices
        self.fields["letter_number"].help_text = _pattern_hint(proposal, today)
        if proposal.budget_kind == BudgetKind.MURNI:
            del self.fields["before_jkk"], self.fields["before_jkm"]

    def clean_before_jkk(self) -> int:
        return self.cleaned_data["before_jkk"] or 0

    def clean_before_jkm(self) -> int:
        return self.cleaned_data["before_jkm"] or 0


class MoveForm(_PlacedForm):
    """One step: what it needs, and a word about it. Its ids carry the target, for several stand on one page."""

    target = forms.ChoiceField(choices=STATES, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    letter_number = forms.CharField(label=_("Nomor surat usulan"), max_length=80)
    letter_date = forms.DateField(label=_("Tanggal surat usulan"), widget=DateInput())
    disepakati = RupiahField(label=_("Jumlah yang disepakati"), max_value=_MOST_RUPIAH)
    perda_number = forms.CharField(label=_("Nomor Perda APBD"), max_length=_NAME)
    perkada_number = forms.CharField(label=_("Nomor Perkada Penjabaran APBD"), max_length=_NAME)
    dpa_number = forms.CharField(label=_("Nomor DPA/DPPA"), max_length=_NAME)
    comment = forms.CharField(
        label=_("Catatan"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, step: Move, proposal: Proposal, seen: str = "", **kwargs: Any) -> None:
        self.step = step
        stated = {name: getattr(proposal, name) for name in step.needs}
        initial = {**stated, "target": step.target.value, "seen": seen}
        super().__init__(*args, initial=initial, auto_id=f"{step.target.value}_%s", **kwargs)
        for name in set(self.fields) - {"target", "seen", "comment", *step.needs}:
            del self.fields[name]
        if step.target is not State.DIAJUKAN:
            del self.fields["seen"]
        self.fields["comment"].required = step.needs_comment
        if step.needs_comment:
            self.fields["comment"].label = _("Alasan")

    def stated(self) -> dict[str, Any]:
        """What the step needs, by field name."""
        return {name: self.cleaned_data[name] for name in self.step.needs}


class ConfirmForm(_PlacedForm):
    """A named person's word for the figures that are ticked, each as it was shown."""

    keys = forms.MultipleChoiceField(
        label=_("Yang dikonfirmasi"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        error_messages={
            "required": _("Centang sedikitnya satu angka atau kutipan."),
            "invalid_choice": _("Angka ini sudah berubah sejak halaman dibuka. Periksa nilainya yang baru."),
        },
    )
    confirmed_by_name = forms.CharField(
        label=_("Dikonfirmasi oleh"), max_length=150, help_text=_("Nama dan jabatan orang yang memastikan.")
    )
    basis = forms.CharField(
        label=_("Dasar"), max_length=300, help_text=_("Surat, peraturan, atau rapat dengan nomor dan tanggalnya.")
    )

    def __init__(self, *args: Any, figures: Figures, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="konfirmasi_%s", **kwargs)
        self.doubts = figures.unverified
        self.fields["keys"].choices = [(_choice(each), each.label) for each in self.doubts]

    def rows(self) -> Iterator[tuple[Any, Unverified]]:
        """Each figure as its reader reads it, with its box."""
        shown = (replace(each, value=value_words(each.value)) for each in self.doubts)
        return zip(self["keys"], shown, strict=True)

    def stated(self) -> list[tuple[str, str]]:
        """Key and value of what is ticked."""
        ticked = set(self.cleaned_data["keys"])
        return [(each.key, each.value) for each in self.doubts if _choice(each) in ticked]


def _choice(doubt: Unverified) -> str:
    return f"{doubt.key}={doubt.value}"


def _standing(proposal: Proposal, fields: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(proposal, name) for name in fields}


def _choices(proposal: Proposal) -> dict[str, list[tuple[str, str]]]:
    election = preset(proposal.plan.election.preset)
    accounts = [(row.code, str(row)) for row in budget_codes.accounts_for(election.kind if election else "")]
    subs = [(row.code, str(row)) for row in budget_codes.sub_activities(proposal.fiscal_year, proposal.region)]
    funds = list(FundSource.objects.current().values_list("code", "print_name"))
    return {"sub_activity": subs, "jkk_account": accounts, "jkm_account": accounts, "fund_source": funds}


def _pattern_hint(proposal: Proposal, today: datetime.date) -> str:
    pattern = proposal.office.letter_number_pattern
    if not pattern or letter_number.unknown_places(pattern):
        return ""
    example = letter_number.fill(pattern, number="…", on=proposal.letter_date or today)
    return gettext("Pola kantor Anda: %s") % example
