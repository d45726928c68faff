"""Who leaves, who comes, and from when."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrolment.actions.people.replacing import check_days, check_newcomer
from enrolment.forms.people import MUST_BE_SAID, ParticularsForm
from enrolment.models import Assignment, Person
from enrolment.particulars import nik_fp
from enrolment.rules.roster_rows import RosterRow
from pemilu_bpjs import vault
from pemilu_bpjs.forms import DateInput

NEW = "baru"


class ReplacementForm(ParticularsForm):
    """`previewed` is a mark of what was previewed: only that is confirmed, not what was typed over it since."""

    field_order = ("last_day", "reason", "first_day", "decree_number", "decree_date", "newcomer")

    last_day = forms.DateField(label=_("Hari terakhir bertugas"), widget=DateInput())
    reason = forms.ChoiceField(label=_("Alasan berhenti"), choices=[("", _("Pilih")), *Assignment.StopReason.choices])
    first_day = forms.DateField(label=_("Hari pertama penggantinya"), widget=DateInput())
    decree_number = forms.CharField(label=_("Nomor SK pengganti"), max_length=100, required=False)
    decree_date = forms.DateField(label=_("Tanggal SK pengganti"), widget=DateInput(), required=False)
    newcomer = forms.ChoiceField(label=_("Yang menggantikan"), widget=forms.RadioSelect, initial=NEW)
    previewed = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, reserves: Sequence[tuple[Assignment, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._reserves = {str(reserve.pk): reserve for reserve, _label in reserves}
        called = [(str(reserve.pk), gettext("Cadangan: %s") % label) for reserve, label in reserves]
        self.fields["newcomer"].choices = [*called, (NEW, gettext("Orang baru, diisi di bawah"))]

        if self.is_bound and self.data.get("newcomer") != NEW:
            for each in MUST_BE_SAID:
                self.fields[each.value].required = False

    def is_typed(self, cleaned: Mapping[str, Any]) -> bool:
        return cleaned.get("newcomer") == NEW

    def held_from(self) -> Any:
        return self.cleaned_data.get("first_day")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("last_day") and cleaned.get("first_day"):
            self._refuse(check_days, self.seat, cleaned["last_day"], cleaned["first_day"])
        person = None if self.errors else self.known_person
        if person is not None:
            self._refuse(check_newcomer, self.seat, person, cleaned["first_day"])
        return cleaned

    @property
    def coming(self) -> Assignment | RosterRow:
        """Who comes: a reserve of the unit, or the person typed."""
        return self._reserves.get(self.cleaned_data["newcomer"]) or self.row

    @property
    def known_person(self) -> int | None:
        """The key of who comes, where somebody's list has him already."""
        coming = self.coming
        if isinstance(coming, Assignment):
            return coming.person_id
        return Person.objects.filter(nik_fp=nik_fp(coming.nik)).values_list("pk", flat=True).first()

    @property
    def civil(self) -> str:
        coming = self.coming
        return coming.record.civil if isinstance(coming, Assignment) else coming.civil

    @property
    def name(self) -> str:
        coming = self.coming
        return coming.record.name if isinstance(coming, Assignment) else coming.name

    @property
    def mark(self) -> str:
        """Of everything that was typed."""
        told = sorted((name, str(self.data.get(name, ""))) for name in self.fields if name != "previewed")
        return vault.fingerprint("replacement", repr(told)).hex()

    @property
    def is_confirmed(self) -> bool:
        return self.is_valid() and self.cleaned_data["previewed"] == self.mark

    def about_leaving(self) -> list[Any]:
        return [self[name] for name in ("last_day", "reason")]

    def about_coming(self) -> list[Any]:
        return [self[name] for name in ("first_day", "decree_number", "decree_date")]

    def _refuse(self, check: Any, *given: Any) -> None:
        try:
            check(*given)
        except ValidationError as refused:
            for name, faults in refused.message_dict.items() if hasattr(refused, "error_dict") else [(None, refused)]:
                self.add_error(name if name in self.fields else None, faults)
