"""Making a plan, its settings, its import and its copies."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgeting.actions.plans import Settings
from budgeting.forms.fields import PercentField, RupiahField
from budgeting.rules.plan_input import PlanInput, PremiumSettings
from budgeting.rules.rates import MembershipClass
from enrolment.forms.fields import CountField
from enrolment.models import Election
from enrolment.rules.bodies import COUNT_KINDS, UnitCounts
from pemilu_bpjs.formats import thousands
from pemilu_bpjs.forms import WatchedForm
from pemilu_bpjs.models import Office

_MOST_BYTES = 1024 * 1024
_LONGEST_SOURCE = 1_000
_SOURCE = re.compile(r"([a-z0-9_-]{1,40}):\s+(.+)")
_WAGE_SOURCE = "wage_base"
# The dearest rate of the law is 1.74: 24 is a slip for 0,24, and would multiply the budget by a hundred.
_MOST_PERCENT = 5


class PlanFilter(forms.Form):
    election = forms.ModelChoiceField(
        label=_("Pemilihan"), queryset=Election.objects.none(), required=False, empty_label=_("Semua pemilihan")
    )
    archived = forms.BooleanField(label=_("Tampilkan yang diarsipkan"), required=False)

    def __init__(self, *args: Any, elections: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["election"].queryset = elections

    def narrow(self, plans: Any) -> Any:
        """The plans that the filter leaves; a filter with faults leaves all that are at work."""
        asked = self.cleaned_data if self.is_valid() else {}
        if election := asked.get("election"):
            plans = plans.filter(election=election)
        return plans.exclude(archived_at=None) if asked.get("archived") else plans.standing()


class OfficeChoice(forms.ModelChoiceField):
    """A payer of the user's own; chosen already where there is but one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Office.objects.none(), label=_("Kantor pembayar"), **kwargs)

    def offer(self, offices: Any) -> None:
        self.queryset = offices
        found = list(offices[:2])
        if len(found) == 1:
            self.initial, self.empty_label = found[0].pk, None


class NewPlanForm(forms.Form):
    ALL, CHOSEN = "all", "chosen"

    name = forms.CharField(
        label=_("Nama rencana"),
        max_length=200,
        help_text=_("Agar skenario mudah dibedakan, misalnya: dasar honorarium."),
    )
    office = OfficeChoice()
    start = forms.ChoiceField(
        label=_("Isi awal"),
        widget=forms.RadioSelect,
        initial=ALL,
        choices=[(ALL, _("Semua jabatan yang dapat dihitung")), (CHOSEN, _("Hanya badan yang dicentang"))],
    )
    bodies = forms.MultipleChoiceField(label=_("Badan"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, offices: Any, bodies: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].offer(offices)
        self.fields["bodies"].choices = list(bodies)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("start") == self.CHOSEN and not cleaned.get("bodies") and "bodies" not in self.errors:
            self.add_error("bodies", _("Centang sedikitnya satu badan."))
        return cleaned

    def place_of(self, key: str) -> str | None:
        return "bodies" if key.startswith(("units", "position")) else None


class SettingsForm(WatchedForm):
    HONORARIUM, AMOUNT = "honorarium", "amount"

    name = forms.CharField(label=_("Nama rencana"), max_length=200)
    membership = forms.ChoiceField(
        label=_("Segmen kepesertaan"),
        widget=forms.RadioSelect,
        choices=[
            (MembershipClass.PU.value, _("PU (penerima upah): persen dari dasar upah")),
            (MembershipClass.BPU.value, _("BPU (bukan penerima upah): jumlah tetap per orang")),
        ],
    )
    base = forms.ChoiceField(
        label=_("Dasar upah"),
        widget=forms.RadioSelect,
        choices=[
            (HONORARIUM, _("Honorarium tiap jabatan")),
            (AMOUNT, _("Satu jumlah untuk semua, misalnya upah minimum")),
        ],
        help_text=_("Dasar upah yang rendah meringankan iuran, tetapi mengecilkan santunan kecelakaan kerja."),
    )
    wage_base = RupiahField(label=_("Jumlah itu per bulan"), required=False)
    wage_source = forms.CharField(
        label=_("Sumber jumlah itu"),
        required=False,
        max_length=_LONGEST_SOURCE,
        help_text=_("Misalnya keputusan gubernur tentang upah minimum kabupaten dan tahunnya."),
    )
    jkk_percent = PercentField(
        label=_("Tarif JKK"), required=False, max_value=_MOST_PERCENT, help_text=_("Kosong: tarif yang berlaku.")
    )
    jkm_percent = PercentField(
        label=_("Tarif JKM"), required=False, max_value=_MOST_PERCENT, help_text=_("Kosong: tarif yang berlaku.")
    )
    other_sources = forms.CharField(
        label=_("Sumber lain"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Satu sumber per baris. Awali dengan kode jabatan dan titik dua bila hanya untuk jabatan itu."),
    )

    def __init__(self, *args: Any, stated: PlanInput, known: UnitCounts, **kwargs: Any) -> None:
        super().__init__(*args, initial=_settings_initial(stated), **kwargs)
        self.stated = stated
        for kind in COUNT_KINDS:
            count = getattr(known, kind)
            self.fields[kind] = CountField(
                label=_LABELS[kind],
                required=False,
                help_text=_("Dari pemilihan: %s") % thousands(count) if count is not None else _("Belum diketahui."),
            )
            source = forms.CharField(label=_("Sumber"), required=False, max_length=_LONGEST_SOURCE)
            self.fields[f"source-{kind}"] = source

    def units(self) -> list[tuple[Any, Any]]:
        """Count and source of each kind of unit, side by side."""
        return [(self[kind], self[f"source-{kind}"]) for kind in COUNT_KINDS]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_pu = cleaned.get("membership") == MembershipClass.PU
        if cleaned.get("base") == self.AMOUNT and is_pu and "wage_base" not in self.errors:
            if cleaned.get("wage_base") is None:
                self.add_error("wage_base", _("Isi jumlah rupiahnya, atau pilih honorarium."))
            self._need_source("wage_base", "wage_source")
        for kind in COUNT_KINDS:
            self._need_source(kind, f"source-{kind}")
        return cleaned

    def _need_source(self, number: str, source: str) -> None:
        """A figure that is new here says where it comes from."""
        is_new = number in self.changed_data and self.cleaned_data.get(number) is not None
        if is_new and not self.cleaned_data.get(source) and source not in self.errors:
            self.add_error(source, _("Tulis dari mana angka ini."))

    def place_of(self, key: str) -> str | None:
        section, _dot, field = key.partition(".")
        if field == "wage":
            return "base"
        return field if section in ("units", "premium") and field in self.fields else None

    def settings(self) -> Settings:
        asked = self.cleaned_data
        takes_amount = asked["base"] == self.AMOUNT
        premium = PremiumSettings(
            membership=MembershipClass(asked["membership"]),
            wage_base=asked["wage_base"] if takes_amount else None,
            jkk_percent=asked["jkk_percent"],
            jkm_percent=asked["jkm_percent"],
        )
        units = UnitCounts(**{kind: asked[kind] for kind in COUNT_KINDS})
        return Settings(asked["name"], premium, units, self._sources(takes_amount))

    def _sources(self, takes_amount: bool) -> dict[str, str]:
        asked = self.cleaned_data
        found = {kind: asked[f"source-{kind}"] for kind in COUNT_KINDS}
        found[_WAGE_SOURCE] = asked["wage_source"] if takes_amount else ""
        for number, line in enumerate(asked["other_sources"].splitlines(), 1):
            keyed = _SOURCE.fullmatch(line.strip())
            key, text = (keyed[1], keyed[2]) if keyed else (f"sumber-{number}", line.strip())
            # A second source of one key goes beside the first: nothing typed is lost.
            found[key] = f"{found[key]}; {text}" if found.get(key) else text
        return {key: text for key, text in found.items() if text}


_LABELS: Mapping[str, Any] = {
    "kecamatan": _("Kecamatan"),
    "desa": _("Desa/kelurahan"),
    "tps": _("TPS (DPT)"),
    "tps_coklit": _("TPS coklit"),
    "tps_over_400": _("TPS coklit di atas 400 pemilih"),
}


def _settings_initial(stated: PlanInput) -> dict[str, Any]:
    premium, sources = stated.premium, stated.sources
    own = {*COUNT_KINDS, _WAGE_SOURCE}
    others = [
        text if key.startswith("sumber-") else f"{key}: {text}" for key, text in sources.items() if key not in own
    ]
    return {
        "name": stated.name,
        "membership": premium.membership.value,
        "base": SettingsForm.HONORARIUM if premium.wage_base is None else SettingsForm.AMOUNT,
        "wage_base": premium.wage_base,
        "wage_source": sources.get(_WAGE_SOURCE, ""),
        "jkk_percent": premium.jkk_percent,
        "jkm_percent": premium.jkm_percent,
        "other_sources": "\n".join(others),
        **{kind: getattr(stated.units, kind) for kind in COUNT_KINDS},
        **{f"source-{kind}": sources.get(kind, "") for kind in COUNT_KINDS},
    }


class ImportForm(forms.Form):
    office = OfficeChoice()
    file = forms.FileField(label=_("Berkas rencana"), required=False, help_text=_("Berkas .toml, paling besar 1 MB."))
    text = forms.CharField(
        label=_("Atau tempelkan isinya"),
        required=False,
        strip=False,
        max_length=_MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false", "class": "font-monospace"}),
    )

    def __init__(self, *args: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].offer(offices)

    def clean_file(self) -> str:
        file = self.cleaned_data["file"]
        if not file:
            return ""
        if file.size > _MOST_BYTES:
            raise forms.ValidationError(_("Berkas melebihi 1 MB; rencana tidak pernah sebesar itu."))
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("Berkas bukan teks UTF-8. Simpan ulang sebagai UTF-8.")) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("file"):
            # The box shows what was read, so that a fault can be mended right here.
            self.data = self.data.copy()
            self.data["text"] = cleaned["text"] = cleaned["file"]
        elif not self.errors and not (cleaned.get("text") or "").strip():
            self.add_error("file", _("Pilih berkas, atau tempelkan isinya di bawah."))
        return cleaned

    def place_of(self, key: str) -> str | None:
        return "text"


class CopyForm(forms.Form):
    name = forms.CharField(
        label=_("Nama skenario"), max_length=200, help_text=_("Sebutkan bedanya, misalnya: dasar upah minimum.")
    )
