"""A published figure, and what is known of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budgeting.claims import Question, Ratio
from enrolment.forms.fields import CountField
from enrolment.models import Body, ElectionPreset, Region
from enrolment.region_data import regions_called
from enrolment.rules.bodies import COUNT_KINDS, Unit, UnitCounts

MOST_CLAIMED = 10_000_000
MOST_PER_UNIT = 100
_MOST_OFFERED = 12
_FOLDED = ("kecamatan", "desa", "tps_coklit", "tps_over_400", "positions")

UNIT_LABELS = {
    Unit.TPS: _("TPS"),
    Unit.DESA: _("desa/kelurahan"),
    Unit.KECAMATAN: _("kecamatan"),
    Unit.TPS_COKLIT: _("TPS coklit"),
}


class ClaimForm(forms.Form):
    """Asked by GET, so that a finding has an address that can be sent on."""

    claimed = CountField(
        label=_("Angka yang diumumkan"),
        min_value=1,
        max_value=MOST_CLAIMED,
        help_text=_("Jumlah orang menurut berita, surat, atau pidato."),
    )
    region = forms.CharField(
        label=_("Wilayah"), max_length=100, help_text=_("Nama atau kode, misalnya OKU Selatan, kab mojokerto, 16.09.")
    )
    election = forms.ChoiceField(label=_("Pemilihan"))
    tps = CountField(
        label=_("Jumlah TPS"),
        required=False,
        help_text=_("Kosongkan untuk memakai angka pada data Pemilu wilayah ini, bila Anda berwenang melihatnya."),
    )
    tps_coklit = CountField(label=_("Jumlah TPS coklit"), required=False, help_text=_("Untuk Pantarlih."))
    tps_over_400 = CountField(
        label=_("TPS coklit di atas 400 pemilih"), required=False, help_text=_("Untuk Pantarlih dalam Pilkada.")
    )
    kecamatan = CountField(
        label=_("Jumlah kecamatan"), required=False, help_text=_("Kosongkan untuk memakai data wilayah.")
    )
    desa = CountField(
        label=_("Jumlah desa dan kelurahan"), required=False, help_text=_("Kosongkan untuk memakai data wilayah.")
    )
    bodies = forms.MultipleChoiceField(
        label=_("Badan yang disebut sumbernya"), required=False, widget=forms.CheckboxSelectMultiple
    )
    ratio_people = CountField(
        label=_("Rasio yang disebut: orang"), required=False, min_value=1, max_value=MOST_PER_UNIT
    )
    ratio_unit = forms.ChoiceField(
        label=_("untuk setiap"),
        required=False,
        choices=[("", "–"), *((unit.value, label) for unit, label in UNIT_LABELS.items())],
    )
    positions = forms.BooleanField(
        label=_("Rinci sampai jabatan (ketua, anggota, staf) alih-alih badan utuh"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        presets = ElectionPreset.objects.current().order_by("-voting_day")
        self.fields["election"].choices = list(presets.values_list("code", "name"))
        bodies = Body.objects.current().values_list("code", "short_name", "name")
        self.fields["bodies"].choices = [
            (code, short if short == name else f"{short} – {name}") for code, short, name in bodies
        ]
        self.offered: tuple[Region, ...] = ()
        """Regions that the words typed may mean, where they mean several."""

    @property
    def more_is_open(self) -> bool:
        """Whether something was typed, or is at fault, in the part that is folded away at first."""
        return any(self[name].value() or self[name].errors for name in _FOLDED)

    def clean_region(self) -> Region:
        asked = self.cleaned_data["region"]
        found = regions_called(asked)
        if not found:
            raise forms.ValidationError(
                gettext(
                    "Tidak ada kabupaten, kota, atau provinsi yang cocok dengan “%s”. Tulis kata namanya atau kodenya."
                )
                % asked
            )
        if len(found) > 1:
            self.offered = tuple(found[:_MOST_OFFERED])
            more = len(found) - len(self.offered)
            sentence = gettext(
                "“%s” cocok dengan beberapa wilayah. Pilih salah satu di bawah, atau tulis lebih lengkap."
            )
            raise forms.ValidationError([sentence % asked, *([gettext("Masih ada %s lagi.") % more] if more else [])])
        return found[0]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        people, unit = cleaned.get("ratio_people"), cleaned.get("ratio_unit")
        if unit and people is None and "ratio_people" not in self.errors:
            self.add_error("ratio_people", _("Isi berapa orang untuk setiap unitnya, misalnya 1."))
        if people is not None and not unit:
            self.add_error("ratio_unit", _("Pilih unitnya, misalnya TPS."))
        return cleaned

    def place_of(self, key: str) -> str | None:
        """The field of a fault's key: "units.tps" is `tps`."""
        section, _dot, field = key.partition(".")
        return field if section == "units" and field in self.fields else None

    def question(self) -> Question:
        given = self.cleaned_data
        ratio = Ratio(given["ratio_people"], Unit(given["ratio_unit"])) if given["ratio_unit"] else None
        return Question(
            claimed=given["claimed"],
            region=given["region"],
            preset=given["election"],
            units=UnitCounts(**{kind: given[kind] for kind in COUNT_KINDS}),
            named=frozenset(given["bodies"]),
            ratio=ratio,
            by_position=given["positions"],
        )
