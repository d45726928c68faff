"""The shapes of plans in the API: the plan file's keys as JSON, and the computed plan of `manage.py plan --json`."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from budgeting.models import Plan
from budgeting.models.law import MEMBERSHIP
from budgeting.planning import Planned
from budgeting.rules.notes import Faults
from budgeting.rules.plan_input import INSTITUTIONS

_SPAN = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}/[0-9]{4}-[0-9]{2}$", "example": "2024-01/2024-02"}


@extend_schema_field({"oneOf": [_SPAN, {"type": "array", "items": _SPAN, "minItems": 1}]})
class CoverageField(serializers.JSONField):
    """First and last month, or several such ranges."""


@extend_schema_field({"oneOf": [{"type": "string", "enum": ["honorarium"]}, {"type": "integer", "minimum": 1}]})
class WageBaseField(serializers.JSONField):
    """Each position's honorarium, or one number of rupiah."""


class PlanQuerySerializer(serializers.Serializer):
    election = serializers.CharField(max_length=60, required=False, help_text="Code of an election")
    archived = serializers.BooleanField(default=False, help_text="The archived plans instead of those at work")


class PayerQuerySerializer(serializers.Serializer):
    office = serializers.IntegerField(
        min_value=1,
        max_value=2**63 - 1,
        required=False,
        help_text="The payer; may be left out by whoever plans for one office only",
    )


class UnitsSerializer(serializers.Serializer):
    kecamatan = serializers.IntegerField(required=False)
    desa = serializers.IntegerField(required=False)
    tps = serializers.IntegerField(required=False)
    tps_coklit = serializers.IntegerField(required=False)
    tps_over_400 = serializers.IntegerField(required=False)


class PremiumSerializer(serializers.Serializer):
    membership = serializers.ChoiceField(choices=MEMBERSHIP, required=False)
    wage_base = WageBaseField(required=False)
    jkk_percent = serializers.CharField(required=False, help_text='Per cent as text: "0.24"')
    jkm_percent = serializers.CharField(required=False, help_text='Per cent as text: "0.30"')


class EntrySerializer(serializers.Serializer):
    """One [[position]] of the plan file."""

    code = serializers.CharField(max_length=40)
    coverage = CoverageField(required=False)
    start = serializers.DateField(required=False)
    end = serializers.DateField(required=False)
    per_unit = serializers.IntegerField(required=False, min_value=0)
    headcount = serializers.IntegerField(required=False, min_value=0)
    wage = serializers.IntegerField(required=False, min_value=1)
    excluded = serializers.IntegerField(required=False, min_value=0)
    reason = serializers.CharField(required=False, max_length=300)
    name = serializers.CharField(required=False, max_length=200)
    body = serializers.CharField(required=False, max_length=60)
    institution = serializers.ChoiceField(choices=INSTITUTIONS, required=False)


class PlanFileSerializer(serializers.Serializer):
    """The plan file with its own keys. Reading it is the plan file's: this only describes it."""

    name = serializers.CharField(max_length=200)
    region = serializers.CharField(help_text="Kemendagri code of a kabupaten/kota or a province")
    election = serializers.CharField(help_text="Code of a preset, such as pemilu-2024")
    units = UnitsSerializer(required=False)
    premium = PremiumSerializer(required=False)
    sources = serializers.DictField(child=serializers.CharField(max_length=1000), required=False)
    position = EntrySerializer(many=True, required=False)


class PlanPatchSerializer(PlanFileSerializer):
    """Some of the plan file's tables; each takes the place of the one that stands."""

    name = serializers.CharField(max_length=200, required=False)
    region = None
    election = None


class RegionNameSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()


class CountedUnitsSerializer(serializers.Serializer):
    kecamatan = serializers.IntegerField(allow_null=True)
    desa = serializers.IntegerField(allow_null=True)
    tps = serializers.IntegerField(allow_null=True)
    tps_coklit = serializers.IntegerField(allow_null=True)
    tps_over_400 = serializers.IntegerField(allow_null=True)


class MoneySerializer(serializers.Serializer):
    jkk = serializers.IntegerField()
    jkm = serializers.IntegerField()
    total = serializers.IntegerField()


class MonthSerializer(MoneySerializer):
    insured = serializers.IntegerField()


class PeopleSerializer(serializers.Serializer):
    headcount = serializers.IntegerField()
    insured = serializers.IntegerField()
    total = serializers.IntegerField()


class PartSerializer(MoneySerializer):
    coverage = serializers.ListField(child=serializers.CharField())
    months = serializers.IntegerField()
    jkk_month = serializers.IntegerField()
    jkm_month = serializers.IntegerField()


class ExceptionSerializer(serializers.Serializer):
    where = serializers.CharField()
    people = serializers.IntegerField()
    reason = serializers.CharField()


class LineSerializer(MoneySerializer):
    code = serializers.CharField()
    name = serializers.CharField()
    body = serializers.CharField()
    institution = serializers.CharField()
    membership = serializers.ChoiceField(choices=MEMBERSHIP)
    unit = serializers.CharField(allow_null=True)
    units = serializers.IntegerField(allow_null=True)
    per_unit = serializers.IntegerField(allow_null=True)
    extra = serializers.IntegerField()
    reason = serializers.CharField(allow_null=True)
    headcount = serializers.IntegerField()
    excluded = serializers.IntegerField()
    insured = serializers.IntegerField()
    wage = serializers.IntegerField(allow_null=True)
    start = serializers.DateField(allow_null=True)
    end = serializers.DateField(allow_null=True)
    coverage = serializers.ListField(child=serializers.CharField())
    months = serializers.IntegerField()
    jkk_month = serializers.IntegerField(allow_null=True, help_text="null where the rate changes: see parts")
    jkm_month = serializers.IntegerField(allow_null=True)
    uncovered_days = serializers.IntegerField(allow_null=True)
    sources = serializers.ListField(child=serializers.CharField())
    parts = PartSerializer(many=True, required=False)
    exceptions = ExceptionSerializer(many=True, required=False)


class WarningSerializer(serializers.Serializer):
    code = serializers.CharField()
    message = serializers.CharField()


class ComputedPlanSerializer(MoneySerializer):
    """Money in whole rupiah, counts in people; all totals meet."""

    file = serializers.CharField(allow_blank=True)
    name = serializers.CharField()
    region = RegionNameSerializer()
    election = serializers.CharField()
    units = CountedUnitsSerializer()
    lines = LineSerializer(many=True)
    by_body = serializers.DictField(child=PeopleSerializer())
    by_institution = serializers.DictField(child=PeopleSerializer())
    by_year = serializers.DictField(child=MoneySerializer())
    by_month = serializers.DictField(child=MonthSerializer())
    headcount = serializers.IntegerField()
    insured = serializers.IntegerField()
    warnings = WarningSerializer(many=True)


class PlanSerializer(ComputedPlanSerializer):
    id = serializers.IntegerField()
    office = serializers.IntegerField()
    updated_at = serializers.DateTimeField()
    archived_at = serializers.DateTimeField(allow_null=True)


class PlanRowSerializer(serializers.ModelSerializer):
    """One plan of the list. No sums where it cannot be computed: its own address says why."""

    region = serializers.CharField()
    election = serializers.CharField(source="election.code")
    headcount = serializers.SerializerMethodField()
    insured = serializers.SerializerMethodField()
    total = serializers.SerializerMethodField()

    class Meta:
        model = Plan
        fields = (
            "id", "name", "region", "election", "office", "membership", "headcount", "insured", "total",
            "updated_at", "archived_at",
        )  # fmt: skip
        read_only_fields = fields

    def get_headcount(self, plan: Plan) -> int | None:
        return self._sum(plan, "headcount")

    def get_insured(self, plan: Plan) -> int | None:
        return self._sum(plan, "insured")

    def get_total(self, plan: Plan) -> int | None:
        return self._sum(plan, "total")

    def _sum(self, plan: Plan, name: str) -> int | None:
        computed: dict[int, Planned | Faults] = self.context["computed"]
        planned = computed[plan.pk]
        if isinstance(planned, Faults):
            return None
        amount: Any = getattr(planned.plan.total, name)
        return int(amount)
