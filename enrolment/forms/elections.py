"""Setting up an election: which one, where, with which stages."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from enrolment.models import ElectionPreset, Region, StageCode
from enrolment.rules.region_code import Level, is_code
from pemilu_bpjs.access import Right, within

MOST_CHOICES = 40


class RegionSearch(forms.Form):
    """The regions in which the user may set up an election, narrowed by province and by words or a code."""

    province = forms.ChoiceField(label=_("Provinsi"), required=False)
    q = forms.CharField(
        label=_("Nama atau kode"),
        max_length=100,
        required=False,
        help_text=_("Misalnya “ogan selatan” atau 16.09."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [Level.PROVINSI, Level.KABUPATEN]
        self.reachable: QuerySet[Region] = Region.objects.filter(
            within(user, Right.EDIT_ELECTION, region_field="pk"), level__in=levels
        ).order_by("code")
        provinces = Region.objects.filter(pk__in={code[:2] for code in self.reachable.values_list("pk", flat=True)})
        self.fields["province"].choices = [("", _("Semua provinsi")), *provinces.values_list("pk", "name")]

    @property
    def is_needed(self) -> bool:
        """Whether there are more regions than a list can show at once."""
        return self.reachable.count() > MOST_CHOICES

    def found(self) -> list[tuple[str, str]]:
        """Choices of (code, name with code), at most MOST_CHOICES."""
        asked = self.cleaned_data if self.is_valid() else {}
        regions = self.reachable
        if asked.get("province"):
            regions = regions.filter(pk__startswith=asked["province"])
        words = str(asked.get("q", "")).strip()
        if is_code(words):
            regions = regions.filter(pk__startswith=words)
        else:
            for word in words.split():
                regions = regions.filter(name__icontains=word)
        return [(code, f"{name} ({code})") for code, name in regions.values_list("pk", "name")[:MOST_CHOICES]]


class ElectionForm(forms.Form):
    # No choice stands there beforehand: the wrong election costs an evening's work.
    preset = forms.ChoiceField(label=_("Pemilihan"), error_messages={"required": _("Pilih pemilihannya.")})
    region = forms.ChoiceField(
        label=_("Wilayah"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih satu wilayah."), "invalid_choice": _("Pilih satu wilayah dari daftar.")},
    )
    stages = forms.MultipleChoiceField(
        label=_("Tahapan yang punya jumlah TPS"),
        choices=StageCode.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Pantarlih mengikuti TPS coklit; KPPS, Linmas, dan PTPS mengikuti TPS pada DPT."),
        error_messages={"required": _("Pilih paling sedikit satu tahapan.")},
    )

    def __init__(self, *args: Any, regions: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        presets = ElectionPreset.objects.current().values_list("code", "name")
        self.fields["preset"].choices = [("", _("Pilih pemilihan")), *presets]
        self.fields["region"].choices = list(regions)
