"""The forms of the answer desk: the question, and the letters that may follow from its answer."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrolment.forms.people import FindForm
from enrolment.models import Body, Election
from enrolment.models.scope import institutions
from pemilu_bpjs.access import Right, may
from pemilu_bpjs.forms import DateInput
from reports.actions.asking import Question
from reports.cover_wording import PURPOSES
from reports.forms.days import believable

_HUGE = 10**18
_PURPOSES = [("", _("Pilih siapa yang meminta")), *PURPOSES.items()]


class _DayAndPurpose(forms.Form):
    """What every question and letter has: a day that can be meant, and for whom."""

    day = forms.DateField(label=_("Pada tanggal"), widget=DateInput(), validators=[believable])
    purpose = forms.ChoiceField(
        label=_("Keperluan"), choices=_PURPOSES, error_messages={"required": _("Pilih untuk siapa Anda bertanya.")}
    )


class QuestionForm(FindForm, _DayAndPurpose):
    """Sent by POST: whoever is asked for stands in no address. `seat` chooses one of several namesakes."""

    seat = forms.IntegerField(required=False, min_value=1, max_value=_HUGE, widget=forms.HiddenInput())
    field_order = ("nik", "name", "born", "day", "purpose", "seat")

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("seat"):
            return self.cleaned_data
        return super().clean()

    def question(self) -> Question:
        asked = self.cleaned_data
        return Question(
            day=asked["day"],
            purpose=asked["purpose"],
            nik=asked["nik"],
            name=asked["name"],
            born=asked["born"],
            seat=asked["seat"],
        )


class LetterForm(_DayAndPurpose):
    """A letter for the person of a seat."""

    seat = forms.IntegerField(min_value=1, max_value=_HUGE, widget=forms.HiddenInput())
    in_full = forms.BooleanField(label=_("Tulis NIK lengkap"), required=False)


class BodyLettersForm(_DayAndPurpose):
    """Letters for everybody of a body in one election."""

    election = forms.ModelChoiceField(Election.objects.none(), to_field_name="code", label=_("Pemilihan"))
    body = forms.ChoiceField(label=_("Badan"))
    in_full = forms.BooleanField(label=_("Tulis NIK lengkap"), required=False)
    field_order = ("election", "body", "day", "purpose", "in_full")

    def __init__(self, *args: Any, user: Any, elections: QuerySet[Election], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user
        self.fields["election"].queryset = elections
        self.fields["election"].empty_label = gettext("Pilih pemilihan")
        if len(elections) == 1:
            self.fields["election"].initial = elections[0].code
        own = {each for election in elections for each in institutions(user, Right.ASK_COVER, election.region_id)}
        bodies = Body.objects.current().filter(institution__in=own).order_by("order")
        self.fields["body"].choices = [("", gettext("Pilih badan")), *bodies.values_list("code", "name")]
        if not may(user, Right.REVEAL_PERSON):
            del self.fields["in_full"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        election = found.get("election")
        wants_all = bool(found.get("in_full")) and election is not None
        if wants_all and not may(self._user, Right.REVEAL_PERSON, region=election.region_id):
            self.add_error("in_full", gettext("Anda tidak boleh melihat NIK lengkap di wilayah ini."))
        return {**found, "in_full": bool(found.get("in_full"))}
