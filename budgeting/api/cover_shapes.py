"""The shapes of cover in the API: arrangements, runs, person-months, and who serves without cover."""

from typing import Any

from rest_framework import serializers

from budgeting.cover_words import risk_label
from budgeting.forms.fields import possible_year
from budgeting.models import Arrangement, CoverRun, CoverSaving, PersonMonth
from budgeting.rules.risk import ACTS, Actor, Risk
from enrolment.models.scope import ALL_INSTITUTIONS
from enrolment.people import masked_nik
from enrolment.serializers.elections import REGION_CODE
from enrolment.serializers.rosters import LARGEST_KEY
from pemilu_bpjs.api_bodies import StrictSerializer

MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
_SETTINGS = ("takes_members", "carrier", "first_day", "contract_status", "identity_valid_until", "work_location")


class ArrangementSerializer(serializers.ModelSerializer):
    """How one payer insures the people of an election."""

    election = serializers.CharField(source="election.code")
    office = serializers.IntegerField(source="office_id", allow_null=True)
    plan = serializers.IntegerField(source="plan_id", allow_null=True)

    class Meta:
        model = Arrangement
        fields = ("id", "election", "office", "region", "plan", *_SETTINGS, "created_at", "updated_at")
        read_only_fields = fields


class ArrangementSettingsSerializer(StrictSerializer):
    """What is left out stays as it is; `plan` null: by the election's preset."""

    plan = serializers.IntegerField(min_value=1, max_value=LARGEST_KEY, allow_null=True, required=False)
    takes_members = serializers.BooleanField(required=False)
    carrier = serializers.ChoiceField(choices=Arrangement.Carrier.choices, required=False)
    first_day = serializers.ChoiceField(choices=Arrangement.FirstDay.choices, required=False)
    contract_status = serializers.ChoiceField(choices=Arrangement.ContractStatus.choices, required=False)
    identity_valid_until = serializers.DateField(required=False, validators=[possible_year])
    work_location = serializers.RegexField(r"^([0-9]{4})?$", required=False, allow_blank=True)


class NewArrangementSerializer(ArrangementSettingsSerializer):
    election = serializers.CharField(max_length=60, help_text="Code of an election")
    office = serializers.IntegerField(min_value=1, max_value=LARGEST_KEY, help_text="The payer")


class MonthSumSerializer(serializers.Serializer):
    """Rupiah and people of one month, body and kecamatan."""

    month = serializers.RegexField(MONTH)
    body = serializers.CharField()
    kecamatan = serializers.CharField(source="kecamatan_code")
    people = serializers.IntegerField()
    jkk = serializers.IntegerField()
    jkm = serializers.IntegerField()
    total = serializers.IntegerField()


class MonthQuery(serializers.Serializer):
    month = serializers.RegexField(MONTH, required=False)
    run = serializers.IntegerField(
        min_value=1, max_value=LARGEST_KEY, required=False, help_text="As it stood after the run of that number"
    )


class SavingSerializer(serializers.ModelSerializer):
    """What this payer does not pay a second time: `body` other posts, `payer` and `election` paid there already."""

    class Meta:
        model = CoverSaving
        fields = ("ground", "people", "months", "rupiah")
        read_only_fields = fields


class RunSerializer(serializers.ModelSerializer):
    """One computation of an election's person-months; `saved_*` are all payers', `savings` this one's."""

    savings = SavingSerializer(many=True)

    class Meta:
        model = CoverRun
        fields = ("number", "added", "removed", "standing", "saved_months", "saved_rupiah", "savings", "at")
        read_only_fields = fields


class PersonMonthQuery(serializers.Serializer):
    arrangement = serializers.IntegerField(min_value=1, max_value=LARGEST_KEY)
    month = serializers.RegexField(MONTH, required=False)
    removed = serializers.BooleanField(default=False, help_text="Those that a later run took away instead")


class PersonMonthSerializer(serializers.ModelSerializer):
    """A person's month that is paid once; `assignment` carries it. The NIK by its first 4 and last 2 digits."""

    person = serializers.IntegerField(source="person_id")
    name = serializers.CharField(source="assignment.record.name")
    nik = serializers.SerializerMethodField()
    assignment = serializers.IntegerField(source="assignment_id")
    position = serializers.CharField(source="price.position")
    region = serializers.CharField(source="region_code")
    base = serializers.IntegerField(source="price.base", allow_null=True, help_text="Rupiah; null for BPU")
    jkk = serializers.IntegerField(source="price.jkk")
    jkm = serializers.IntegerField(source="price.jkm")
    added_by = serializers.IntegerField(source="added_by.number")
    removed_by = serializers.IntegerField(source="removed_by.number", allow_null=True, default=None)
    removal = serializers.ChoiceField(choices=PersonMonth.Removal.choices, allow_blank=True)

    class Meta:
        model = PersonMonth
        fields = (
            "person", "name", "nik", "month", "assignment", "position", "region", "base", "jkk", "jkm", "added_by",
            "removed_by", "removal",
        )  # fmt: skip
        read_only_fields = fields

    def get_nik(self, row: PersonMonth) -> str:
        return masked_nik(row.assignment.record)


class DayQuery(serializers.Serializer):
    election = serializers.CharField(max_length=60, help_text="Code of an election")
    day = serializers.DateField(validators=[possible_year])
    region = serializers.RegexField(REGION_CODE, required=False, help_text="With all that lies below it")
    institution = serializers.ChoiceField(choices=ALL_INSTITUTIONS, required=False)


class UncoveredCellSerializer(serializers.Serializer):
    """Seats in office of one body and region. `risk` null: covered."""

    risk = serializers.ChoiceField(choices=[each.value for each in Risk], allow_null=True)
    actor = serializers.SerializerMethodField()
    reason = serializers.SerializerMethodField()
    institution = serializers.CharField()
    body = serializers.CharField()
    region = serializers.CharField(source="region_code")
    seats = serializers.IntegerField()

    def get_actor(self, cell: Any) -> str | None:
        """planner, secretariat or bpjs: who must act."""
        return None if cell.risk is None else Actor(ACTS[cell.risk]).value

    def get_reason(self, cell: Any) -> str:
        return "" if cell.risk is None else risk_label(cell.risk)


class UncoveredSerializer(serializers.Serializer):
    people = serializers.IntegerField(help_text="In office on the day, each once")
    uncovered = serializers.IntegerField()
    cells = UncoveredCellSerializer(many=True)


class LostSerializer(serializers.Serializer):
    """Days in office up to the day: `unpaid` in no paid month, `unconfirmed` in one, before BPJS took the person."""

    institution = serializers.CharField()
    body = serializers.CharField()
    kecamatan = serializers.CharField()
    seats = serializers.IntegerField()
    hit = serializers.IntegerField(help_text="Seats with any such day")
    days = serializers.IntegerField()
    unpaid = serializers.IntegerField()
    unconfirmed = serializers.IntegerField()
