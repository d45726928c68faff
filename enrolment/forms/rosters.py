"""Sending a roster, and finding uploads again."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import BigIntegerField, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrolment.actions.rosters.accepting import Agreed
from enrolment.forms.fields import TableFileField
from enrolment.models import Assignment, Body, Election, Region, RosterUpload
from enrolment.models.scope import institutions, reach_regions
from pemilu_bpjs.access import Right
from pemilu_bpjs.forms import DateInput

LINMAS = "linmas"
"""Linmas may be sent by KPU too, whose PPS propose them (domain/bodies.md §1)."""


class TargetForm(forms.Form):
    """For which election, where and of whom: only what is within the user's reach, chosen beforehand where it is one.

    A reach below the election's region (a secretariat of one kecamatan) is a choice of its own.
    """

    target = forms.ChoiceField(label=_("Pemilihan"), error_messages={"required": _("Pilih pemilihannya.")})
    institution = forms.ChoiceField(label=_("Lembaga"), error_messages={"required": _("Pilih lembaganya.")})

    def __init__(self, *args: Any, user: Any, right: Right = Right.SEND_ROSTER, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = _targets(user, right)
        self.institutions = {key: institutions(user, right, region) for key, (_el, region) in self.targets.items()}
        self.fields["target"].choices = _choices(_target_labels(self.targets), gettext("Pilih pemilihan"))
        several = sorted({each for found in self.institutions.values() for each in found})
        self.fields["institution"].choices = _choices([(each, each) for each in several], gettext("Pilih lembaga"))
        self._settle_single_choices()

    @property
    def has_targets(self) -> bool:
        return bool(self.targets)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen, institution = cleaned.pop("target", ""), cleaned.get("institution", "")
        if chosen:
            cleaned["election"], cleaned["region"] = self.targets[chosen]
            if institution and institution not in self.institutions[chosen]:
                self.add_error("institution", gettext("Anda tidak mengirim daftar lembaga ini di wilayah tersebut."))
        return cleaned

    def _settle_single_choices(self) -> None:
        """What cannot be chosen is not asked: it is sent along unseen."""
        for name in ("target", "institution"):
            field = self.fields[name]
            found = [value for value, _label in field.choices if value]
            if len(found) == 1:
                field.initial = found[0]
                if name == "institution":
                    field.widget = forms.HiddenInput()


class SendForm(TargetForm):
    body = forms.ChoiceField(
        label=_("Badan"), required=False, help_text=_("Bila berkas memuat beberapa badan, biarkan “Sesuai isi berkas”.")
    )
    file = TableFileField(
        label=_("Berkas daftar petugas"),
        help_text=_("XLSX, XLS, ODS, atau CSV dengan susunan kolom apa pun; paling besar 20 MB."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        senders = {each for found in self.institutions.values() for each in found}
        self.fields["body"].choices = [("", gettext("Sesuai isi berkas")), *bodies_of(senders)]


class UploadFilter(forms.Form):
    q = forms.CharField(label=_("Nama berkas"), max_length=100, required=False)
    state = forms.ChoiceField(
        label=_("Keadaan"), required=False, choices=[("", _("Semua")), *RosterUpload.State.choices]
    )
    election = forms.ChoiceField(label=_("Pemilihan"), required=False)

    def __init__(self, *args: Any, elections: QuerySet[Election], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["election"].choices = [("", gettext("Semua")), *elections.values_list("code", "name")]

    def narrow(self, found: QuerySet[RosterUpload]) -> QuerySet[RosterUpload]:
        """What cannot be understood narrows nothing."""
        if not self.is_valid():
            return found
        asked = self.cleaned_data
        conditions = {
            "file_name__icontains": asked["q"],
            "state": asked["state"],
            "election__code": asked["election"],
        }
        return found.filter(**{name: value for name, value in conditions.items() if value})


def _targets(user: Any, right: Right) -> dict[str, tuple[Election, str]]:
    """(election, region of the sender in it) by the value that stands for both in the form."""
    elections = Election.objects.select_related("region")
    found = [(each, region) for each in elections for region in reach_regions(user, right, each.region_id)]
    return {f"{election.code}@{region}": (election, region) for election, region in found}


def _target_labels(targets: dict[str, tuple[Election, str]]) -> list[tuple[str, str]]:
    below = [region for election, region in targets.values() if region != election.region_id]
    names = dict(Region.objects.filter(pk__in=below).values_list("pk", "name"))
    return [
        (key, f"{election.name} · {names[region]}" if region in names else election.name)
        for key, (election, region) in targets.items()
    ]


def _choices(found: Sequence[tuple[str, str]], none: str) -> list[tuple[str, str]]:
    return list(found) if len(found) == 1 else [("", none), *found]


def bodies_of(senders: set[str]) -> list[tuple[str, str]]:
    """The bodies that these institutions send lists of: (code, name), in the order of the law."""
    own = Q(institution__in=senders)
    found = Body.objects.current().filter(own | Q(code=LINMAS) if "KPU" in senders else own)
    return list(found.order_by("order", "code").values_list("code", "short_name"))


class SeatsField(forms.ModelMultipleChoiceField):
    """Seats by their keys; a number that no key can be is nobody's, whatever the database would say to it."""

    def clean(self, value: Any) -> Any:
        if any(str(each).isdecimal() and int(each) > BigIntegerField.MAX_BIGINT for each in value or ()):
            raise forms.ValidationError(self.error_messages["invalid_list"], "invalid_list")
        return super().clean(value)


class AcceptForm(forms.Form):
    """What the button said would be stored; and the older seats of people who move, which end as they do."""

    new = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput())
    changed = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput())
    ends = SeatsField(queryset=Assignment.objects.none(), required=False)

    def __init__(self, *args: Any, people: QuerySet[Assignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends"].queryset = people

    def clean_ends(self) -> list[int]:
        return [each.pk for each in self.cleaned_data["ends"]]

    @property
    def agreed(self) -> Agreed | None:
        """None where no number was sent along: then nobody was shown any."""
        said = self.cleaned_data
        return None if said["new"] is None or said["changed"] is None else Agreed(said["new"], said["changed"])


class LeavingForm(forms.Form):
    """Since when somebody no longer serves, and why."""

    last_day = forms.DateField(
        label=_("Hari terakhir bertugas"),
        widget=DateInput(),
        error_messages={"required": _("Isi hari terakhirnya."), "invalid": _("Tulis tanggalnya, seperti 2024-02-01.")},
    )
    reason = forms.ChoiceField(
        label=_("Alasan berhenti"),
        choices=[("", _("Pilih alasan")), *Assignment.StopReason.choices],
        error_messages={"required": _("Pilih alasan berhenti.")},
    )


class EndForm(LeavingForm):
    """Who no longer serves; nobody is chosen beforehand."""

    field_order = ("assignments", "last_day", "reason")

    assignments = SeatsField(
        queryset=Assignment.objects.none(),
        label=_("Orang"),
        error_messages={"required": _("Centang orang yang tugasnya berakhir.")},
    )

    def __init__(self, *args: Any, people: QuerySet[Assignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignments"].queryset = people

    @property
    def chosen(self) -> set[str]:
        """The boxes that were ticked, for the page to keep them so."""
        return set(self.data.getlist("assignments")) if self.is_bound else set()


class EndAllForm(LeavingForm):
    """Everybody who is gone, after their number was shown."""

    people = forms.IntegerField(min_value=1, widget=forms.HiddenInput())
