"""Which template: of an election's bodies, for the sender's region or one kecamatan of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrolment.forms.fields import RegionField
from enrolment.forms.rosters import TargetForm, bodies_of
from enrolment.models import Region
from enrolment.region_data import index_of
from enrolment.rules.region_code import lies_within
from enrolment.seat_rows import bodies_together


class TemplateForm(TargetForm):
    bodies = forms.MultipleChoiceField(
        label=_("Badan"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Badan yang satuannya sama boleh satu templat, misalnya PPS dan sekretariatnya."),
        error_messages={"required": _("Pilih paling sedikit satu badan.")},
    )
    kecamatan = forms.CharField(
        label=_("Hanya satu kecamatan"),
        max_length=120,
        required=False,
        help_text=_("Nama atau kodenya. Kosongkan untuk seluruh wilayah Anda."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bodies"].choices = bodies_of({each for found in self.institutions.values() for each in found})
        self.fields["institution"].required = False

    def clean(self) -> dict[str, Any]:
        """election, region (a Region) and bodies: what the template's job is given."""
        cleaned = super().clean() or {}
        cleaned.pop("institution", None)
        asked = cleaned.pop("kecamatan", "")
        if "election" not in cleaned:
            return cleaned
        self._hold_bodies_together(cleaned)
        code = self._kecamatan(asked, cleaned["region"]) if asked else cleaned["region"]
        cleaned["region"] = Region.objects.filter(pk=code).first()
        return cleaned

    def _hold_bodies_together(self, cleaned: dict[str, Any]) -> None:
        chosen = set(cleaned.get("bodies", ()))
        if chosen and not any(chosen <= set(bodies) for bodies in bodies_together(cleaned["election"]).values()):
            said = gettext("Badan ini dihitung per satuan yang berbeda (kecamatan, desa, TPS). Unduh satu per satu.")
            self.add_error("bodies", said)

    def _kecamatan(self, asked: str, region: str) -> str:
        field = RegionField()
        field.index = index_of(region)
        try:
            code = field.clean(asked)
        except forms.ValidationError as refused:
            self.add_error("kecamatan", refused)
            return region
        if not lies_within(code, region) or not (code in field.index.kecamatan or code in field.index.desa):
            self.add_error("kecamatan", gettext("“%s” tidak ada di wilayah Anda.") % asked)
            return region
        return code
