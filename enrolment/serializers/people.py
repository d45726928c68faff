"""The shapes of people in the API: a person on a seat, masked; what is revealed for a purpose; the two queues."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from enrolment.actions.people.reach import LONGEST_REASON
from enrolment.forms.people import LookForm
from enrolment.models import Assignment, SamePersonDecision
from enrolment.models.scope import ALL_INSTITUTIONS
from enrolment.particulars import open_particulars
from enrolment.people import Standing, masked_nik
from enrolment.person_checking import TYPED
from enrolment.rules.masking import masked
from enrolment.rules.roster_fields import PARTICULARS, Field
from enrolment.rules.roster_lacks import lacking
from enrolment.serializers.elections import REGION_CODE
from enrolment.serializers.rosters import LARGEST_KEY
from pemilu_bpjs.api_bodies import StrictSerializer

LONGEST_TYPED = 200
PURPOSES = [(code, label) for code, label in LookForm.PURPOSES if code]


class PeopleQuery(serializers.Serializer):
    """What a list of people may be narrowed by. Nobody's name or number stands in an address: see `search`."""

    election = serializers.CharField(max_length=60, help_text="Code of an election")
    institution = serializers.ChoiceField(choices=ALL_INSTITUTIONS, required=False)
    body = serializers.SlugField(max_length=40, required=False)
    region = serializers.RegexField(REGION_CODE, required=False, help_text="With all that lies below it")
    standing = serializers.ChoiceField(
        choices=[each.value for each in Standing if each.value], required=False, help_text="Default: all but reserves"
    )


class ExportSerializer(PeopleQuery, StrictSerializer):
    """Whom a list in full is to hold."""


class SearchSerializer(StrictSerializer):
    """One person: by NIK, or by whole name and birth date."""

    nik = serializers.CharField(max_length=40, required=False)
    name = serializers.CharField(max_length=LONGEST_TYPED, required=False)
    born = serializers.CharField(max_length=30, required=False, help_text="12-03-1990")


class SeatSerializer(serializers.ModelSerializer):
    """A person on a seat for a time; the NIK by its first 4 and last 2 digits."""

    person = serializers.IntegerField(source="person_id", help_text="The same for every seat of one person")
    name = serializers.CharField(source="record.name")
    nik = serializers.SerializerMethodField()
    election = serializers.CharField(source="election.code")
    region = serializers.CharField(source="region_code")
    not_insured = serializers.ChoiceField(choices=Assignment.NotInsured.choices, allow_blank=True)
    stop_reason = serializers.ChoiceField(choices=Assignment.StopReason.choices, allow_blank=True)
    lacks = serializers.SerializerMethodField(help_text="Fields that SIPP asks for and nobody has given")

    class Meta:
        model = Assignment
        fields = (
            "id", "person", "name", "nik", "election", "institution", "body", "position", "region", "tps", "start",
            "end", "is_reserve", "not_insured", "stop_reason", "decree_number", "decree_date", "lacks",
        )  # fmt: skip
        read_only_fields = fields

    def get_nik(self, seat: Assignment) -> str:
        return masked_nik(seat.record)

    def get_lacks(self, seat: Assignment) -> list[str]:
        return [str(each) for each in lacking(seat.record.lacks)]


class PersonSerializer(SeatSerializer):
    """The same with everything else that is known, masked."""

    sex = serializers.CharField(source="record.sex")
    particulars = serializers.SerializerMethodField(help_text="Masked; null: not known")
    replaces = serializers.IntegerField(source="replaces_id", allow_null=True)
    is_withdrawn = serializers.SerializerMethodField(help_text="Taken back as a mistake")
    seats = serializers.SerializerMethodField(help_text="Ids of all seats of the person within reach")
    serves_unseen = serializers.SerializerMethodField(help_text="Whether another list has him at the same time")

    class Meta(SeatSerializer.Meta):
        fields = (  # type: ignore[assignment]
            *SeatSerializer.Meta.fields, "sex", "particulars", "replaces", "is_withdrawn", "seats", "serves_unseen",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.DictField(child=serializers.CharField(allow_null=True)))
    def get_particulars(self, seat: Assignment) -> dict[str, str | None]:
        said = open_particulars(seat.record.sealed)
        # The occupation alone tells nothing that could be misused.
        return {
            str(each): (said[each] or None) if each is Field.JOB else masked(each, said[each]) for each in PARTICULARS
        }

    def get_is_withdrawn(self, seat: Assignment) -> bool:
        return seat.voided_at is not None

    def get_seats(self, seat: Assignment) -> list[int]:
        found: list[int] = self.context["seats"]
        return found

    def get_serves_unseen(self, seat: Assignment) -> bool:
        return bool(self.context["serves_unseen"])


class LookSerializer(StrictSerializer):
    """Why somebody looks at what is masked: kept with the look."""

    purpose = serializers.ChoiceField(choices=PURPOSES)
    what = serializers.ChoiceField(choices=[LookForm.ALL, *map(str, PARTICULARS)], default=LookForm.ALL)


class RevealedSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    particulars = serializers.DictField(child=serializers.CharField(allow_null=True), help_text="In full")


class CorrectionSerializer(StrictSerializer):
    """What is put right; the rest stays. Days as 12-03-1990, sex as L or P, marital as Y or T; "": not known."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {
            str(each): serializers.CharField(max_length=LONGEST_TYPED, required=False, allow_blank=True)
            for each in TYPED
        }


class CorrectedSerializer(serializers.Serializer):
    person = PersonSerializer()
    warnings = serializers.ListField(child=serializers.CharField(), help_text="Worth a second look")


class EndSerializer(StrictSerializer):
    last_day = serializers.DateField()
    reason = serializers.ChoiceField(choices=Assignment.StopReason.choices)


class ReasonedSerializer(StrictSerializer):
    reason = serializers.CharField(max_length=LONGEST_REASON, help_text="Kept with the decision")


class KeepBothSerializer(ReasonedSerializer):
    """Both posts stand. Who wants one to end ends it instead."""

    first = serializers.IntegerField(min_value=1, max_value=LARGEST_KEY, help_text="Id of a seat")
    second = serializers.IntegerField(min_value=1, max_value=LARGEST_KEY)


class OverlapDecisionSerializer(serializers.Serializer):
    first = serializers.IntegerField(source="first_id")
    second = serializers.IntegerField(source="second_id")
    reason = serializers.CharField()
    decided_at = serializers.DateTimeField()


class OverlapSerializer(serializers.Serializer):
    """Two posts of one person at one time; null where its reader may only know that there is another."""

    first = SeatSerializer(allow_null=True)
    second = SeatSerializer(allow_null=True)


class OverlapsOfPersonSerializer(serializers.Serializer):
    person = serializers.IntegerField()
    overlaps = OverlapSerializer(many=True)


class RecordSerializer(serializers.Serializer):
    person = serializers.IntegerField(source="person_id")
    name = serializers.CharField()
    nik = serializers.SerializerMethodField()
    institution = serializers.CharField()

    def get_nik(self, record: Any) -> str:
        return masked_nik(record)


class NamesakesSerializer(serializers.Serializer):
    """Two people of one name and birth date under two NIKs."""

    id = serializers.SerializerMethodField(help_text="Both people's keys")
    first = RecordSerializer()
    second = RecordSerializer()

    def get_id(self, pair: Any) -> str:
        return "-".join(map(str, pair.key))


class NamesakesDetailSerializer(NamesakesSerializer):
    seats = SeatSerializer(many=True)


class SamePersonSerializer(ReasonedSerializer):
    """One person with a slip of the finger, or two people."""

    is_same = serializers.BooleanField()
    right = serializers.IntegerField(
        min_value=1, max_value=LARGEST_KEY, required=False, help_text="Key of the person whose NIK is true"
    )

    def validate(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked["is_same"] and "right" not in asked:
            raise serializers.ValidationError({"right": _("Pilih NIK yang benar.")}, "required")
        return asked


class SamePersonDecisionSerializer(serializers.ModelSerializer):
    first = serializers.IntegerField(source="first_id")
    second = serializers.IntegerField(source="second_id")

    class Meta:
        model = SamePersonDecision
        fields = ("first", "second", "is_same", "reason", "decided_at")
        read_only_fields = fields
