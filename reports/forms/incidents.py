"""What people fill in about incidents: what happened, papers in hand, the claim, BPJS's decision."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budgeting.forms.fields import RupiahField
from pemilu_bpjs.forms import DateInput
from reports import incident_wording as words
from reports.incident_details import Details, Reporter
from reports.incidents import of_kind
from reports.models import Incident
from reports.rules.incident_claim import Cause, Kind, Programme
from reports.rules.incident_papers import Needed, Paper

_LONGEST_STORY = 2_000
_LONGEST_NOTE = 500
_MOST_RUPIAH = 10**10
_KINDS = [(kind.value, label) for kind, label in words.KINDS.items()]
_DUTY = {"ya": True, "tidak": False, "": None}
_ON_DUTY = {known: typed for typed, known in _DUTY.items()}


class IncidentForm(forms.Form):
    """What happened, and who told of it. Nothing but the kind and the day has to be known in the first hour."""

    kind = forms.ChoiceField(label=_("Kejadian"), choices=_KINDS, widget=forms.RadioSelect)
    day = forms.DateField(label=_("Tanggal kejadian"), widget=DateInput())
    on_duty = forms.ChoiceField(
        label=_("Saat bertugas?"),
        choices=[(_ON_DUTY[known], label) for known, label in words.DUTY.items()],
        required=False,
        widget=forms.RadioSelect,
    )
    cause = forms.ChoiceField(
        label=_("Bila meninggal: sebabnya"),
        choices=[(cause.value, label) for cause, label in words.CAUSES.items()],
        required=False,
    )
    place = forms.CharField(label=_("Tempat kejadian"), max_length=200, required=False)
    story = forms.CharField(
        label=_("Apa yang terjadi"),
        max_length=_LONGEST_STORY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Singkat saja: kapan, di mana, dibawa ke mana. Disimpan tersegel."),
    )
    reporter_name = forms.CharField(label=_("Nama pelapor"), max_length=200, required=False)
    reporter_phone = forms.CharField(
        label=_("Telepon pelapor"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    reporter_relation = forms.CharField(
        label=_("Hubungannya"), max_length=100, required=False, help_text=_("Misalnya istri, ketua KPPS, puskesmas.")
    )

    def clean_on_duty(self) -> bool | None:
        return _DUTY[self.cleaned_data["on_duty"]]

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise ValidationError(gettext("Tanggal ini belum tiba."))
        return day

    def told(self) -> dict[str, Any]:
        """As the actions take it."""
        said = self.cleaned_data
        reporter = Reporter(said["reporter_name"], said["reporter_phone"], said["reporter_relation"])
        kind = Kind(said["kind"])
        cause = Cause(said["cause"]) if kind is Kind.DEATH else Cause.UNKNOWN
        details = Details(
            kind, said["day"], said["on_duty"], place=said["place"], story=said["story"], cause=cause, reporter=reporter
        )
        return {"details": details}


def typed_from(details: Details) -> dict[str, Any]:
    """What is known, as a form that puts it right begins."""
    return {
        "kind": details.kind.value,
        "day": details.day,
        "on_duty": _ON_DUTY[details.on_duty],
        "cause": details.cause.value,
        "place": details.place,
        "story": details.story,
        "reporter_name": details.reporter.name,
        "reporter_phone": details.reporter.phone,
        "reporter_relation": details.reporter.relation,
    }


class _StepForm(forms.Form):
    """A step of an incident; several stand on one page, so that the ids of their fields begin with their own name."""

    name = ""
    note = forms.CharField(label=_("Catatan"), max_length=_LONGEST_NOTE, required=False)
    field_order: Iterable[str] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{self.name}_%s", **kwargs)
        self.order_fields([*(each for each in self.fields if each != "note"), "note"])


class PapersForm(_StepForm):
    name = "papers"
    papers = forms.MultipleChoiceField(
        label=_("Sudah ada"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )

    def __init__(self, *args: Any, needed: Iterable[Needed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["papers"].choices = [(each.paper.value, _paper(each)) for each in needed]

    def told(self) -> dict[str, Any]:
        return {**self.cleaned_data, "papers": [Paper(each) for each in self.cleaned_data["papers"]]}


class ClaimForm(_StepForm):
    name = "claim"
    programme = forms.ChoiceField(
        label=_("Program"),
        choices=[(Programme.JKK, _("JKK (kecelakaan kerja)")), (Programme.JKM, _("JKM (kematian)"))],
        widget=forms.RadioSelect,
    )
    claimed_on = forms.DateField(label=_("Diajukan tanggal"), widget=DateInput(), initial=timezone.localdate)
    number = forms.CharField(label=_("Nomor klaim dari BPJS"), max_length=60, required=False)

    def told(self) -> dict[str, Any]:
        return self.cleaned_data


class DecisionForm(_StepForm):
    name = "decide"
    is_granted = forms.ChoiceField(
        label=_("Putusan BPJS"), choices=[("ya", _("Dikabulkan")), ("tidak", _("Ditolak"))], widget=forms.RadioSelect
    )
    amount = RupiahField(label=_("Jumlah yang dikabulkan"), max_value=_MOST_RUPIAH, required=False)
    decided_on = forms.DateField(label=_("Diputuskan tanggal"), widget=DateInput(), initial=timezone.localdate)

    def clean_is_granted(self) -> bool:
        return self.cleaned_data["is_granted"] == "ya"

    def told(self) -> dict[str, Any]:
        return self.cleaned_data


class CloseForm(_StepForm):
    name = "close"

    def told(self) -> dict[str, Any]:
        return self.cleaned_data


class ReopenForm(CloseForm):
    name = "reopen"


class IncidentFilter(forms.Form):
    """Its fields are the words of the list's address: nobody's name is one of them."""

    keadaan = forms.ChoiceField(label=_("Keadaan"), required=False)
    kejadian = forms.ChoiceField(label=_("Kejadian"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        everything = ("", _("Semua"))
        self.fields["keadaan"].choices = [everything, *Incident.State.choices]
        self.fields["kejadian"].choices = [everything, *_KINDS]

    def narrow(self, found: QuerySet[Incident]) -> Sequence[Incident] | QuerySet[Incident]:
        """What cannot be understood narrows nothing."""
        if not self.is_valid():
            return found
        state, kind = self.cleaned_data["keadaan"], self.cleaned_data["kejadian"]
        narrowed = found.filter(state=state) if state else found
        return of_kind(narrowed, Kind(kind)) if kind else narrowed


def _paper(needed: Needed) -> str:
    label = str(words.PAPERS[needed.paper])
    return label if needed.is_published else gettext("%s (kebiasaan; pastikan ke cabang BPJS)") % label
