"""The shapes of a replacement in the API: who leaves, who comes, and what it does to seats and premiums."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from enrolment.models import Assignment
from enrolment.serializers.people import CorrectionSerializer
from pemilu_bpjs.api_bodies import StrictSerializer

_LARGEST_KEY = 2**63 - 1


class NewReplacementSerializer(StrictSerializer):
    """Who comes is a reserve of the very unit, or a person told as a roster's row tells of one."""

    seat = serializers.IntegerField(min_value=1, max_value=_LARGEST_KEY, help_text="Of who leaves, as /people/ has it")
    last_day = serializers.DateField()
    reason = serializers.ChoiceField(choices=Assignment.StopReason.choices)
    first_day = serializers.DateField(help_text="Of who comes")
    decree_number = serializers.CharField(max_length=100, required=False, allow_blank=True)
    decree_date = serializers.DateField(required=False, allow_null=True)
    reserve = serializers.IntegerField(min_value=1, max_value=_LARGEST_KEY, required=False)
    person = CorrectionSerializer(required=False)

    def validate(self, asked: dict[str, Any]) -> dict[str, Any]:
        if ("reserve" in asked) == ("person" in asked):
            raise serializers.ValidationError(_("Sebutkan cadangannya, atau isi orang barunya: salah satu."))
        return asked


class SeatMonthSerializer(serializers.Serializer):
    """One month of the seat: premiums before and after, each of one person, and its price in rupiah."""

    month = serializers.CharField()
    before = serializers.IntegerField()
    after = serializers.IntegerField()
    price = serializers.IntegerField(allow_null=True, help_text="null: no wage base or rate is known")
    by_leaver = serializers.BooleanField()
    by_newcomer = serializers.BooleanField()
    newcomer_elsewhere = serializers.BooleanField(help_text="Another post of the newcomer carries it already")


class VacantSerializer(serializers.Serializer):
    first = serializers.DateField()
    last = serializers.DateField()
    days = serializers.IntegerField()


class UnitPeopleSerializer(serializers.Serializer):
    seats = serializers.IntegerField(allow_null=True)
    before = serializers.IntegerField(help_text="People of the unit on the leaver's last day")
    after = serializers.IntegerField(help_text="People of the unit on the newcomer's first day")


class ReplacementPreviewSerializer(serializers.Serializer):
    """Rupiah and person-months of this one seat; nothing is stored."""

    months = SeatMonthSerializer(many=True)
    person_months_before = serializers.IntegerField()
    person_months_after = serializers.IntegerField()
    before = serializers.IntegerField(allow_null=True, help_text="rupiah; null: not known")
    after = serializers.IntegerField(allow_null=True)
    ground = serializers.CharField(help_text="By which plan, or by what else, it was computed")
    vacant = VacantSerializer(allow_null=True, help_text="Days on which nobody sits there")
    uncovered_days = serializers.IntegerField(help_text="Days of the newcomer in months that nobody pays for")
    unit = UnitPeopleSerializer()
    warnings = serializers.ListField(child=serializers.CharField())
