"""/api/v1/plan-comparisons/: plans side by side, and the steps from the first to each other one."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgeting.comparing import MOST_PLANS, Compared, NotComputable, compared
from budgeting.models import Plan
from budgeting.rules.benefits import FamilyBenefit
from budgeting.rules.comparison import Share
from budgeting.rules.waterfall import Change, Step
from pemilu_bpjs.access import has_right
from pemilu_bpjs.permissions import Right

_SHARE = ("headcount", "insured", "months", "person_months", "uncovered", "jkk", "jkm", "total")


class ComparisonQuerySerializer(serializers.Serializer):
    plan = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**63 - 1),
        min_length=2,
        max_length=MOST_PLANS,
        help_text="Keys of the plans; the first is what the others are held against",
    )

    def validate_plan(self, keys: list[int]) -> list[int]:
        if len(set(keys)) < len(keys):
            raise serializers.ValidationError(_("Sebut tiap rencana sekali saja."), "doubled")
        return keys


class ShareSerializer(serializers.Serializer):
    headcount = serializers.IntegerField()
    insured = serializers.IntegerField()
    months = serializers.IntegerField(help_text="different calendar months paid for")
    person_months = serializers.IntegerField()
    uncovered = serializers.IntegerField(help_text="people insured x days of tenure outside the paid months")
    jkk = serializers.IntegerField()
    jkm = serializers.IntegerField()
    total = serializers.IntegerField()


class FamilyBenefitSerializer(serializers.Serializer):
    jkk = serializers.IntegerField(allow_null=True, help_text="rupiah on a death by a work accident; null: not known")
    jkm = serializers.IntegerField(allow_null=True, help_text="rupiah on any other death")
    scholarship = serializers.IntegerField(allow_null=True, help_text="at most; it has conditions of its own")


class ComparedPlanSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    election = serializers.CharField()
    amounts = ShareSerializer()


class ComparedBodySerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    amounts = serializers.ListField(child=ShareSerializer(allow_null=True), help_text="by plan; null: left out there")


class ComparedPositionSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    benefits = serializers.ListField(
        child=FamilyBenefitSerializer(allow_null=True), help_text="of one person, by plan; null: insured by none"
    )


class LineStepSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    amount = serializers.IntegerField()


class WaterfallStepSerializer(serializers.Serializer):
    change = serializers.ChoiceField(choices=[change.value for change in Change])
    amount = serializers.IntegerField(help_text="rupiah more, or less")
    lines = LineStepSerializer(many=True)


class WaterfallSerializer(serializers.Serializer):
    """The steps sum to the difference of the two totals exactly."""

    from_plan = serializers.IntegerField()
    to_plan = serializers.IntegerField()
    difference = serializers.IntegerField()
    steps = WaterfallStepSerializer(many=True)


class ComparisonSerializer(serializers.Serializer):
    plans = ComparedPlanSerializer(many=True)
    bodies = ComparedBodySerializer(many=True)
    positions = ComparedPositionSerializer(many=True)
    waterfalls = WaterfallSerializer(many=True)


class CannotCompare(APIException):
    """A plan has lost its ground: a count was withdrawn, or law has changed."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "plan-cannot-be-computed"


class PlanComparisonView(APIView):
    permission_classes = (has_right(Right.VIEW_PLAN),)

    @extend_schema(
        operation_id="plan_comparisons_retrieve",
        summary="Plans side by side, and which change moved how many rupiah",
        parameters=[ComparisonQuerySerializer],
        responses=ComparisonSerializer,
    )
    def get(self, request: Request) -> Response:
        asked = ComparisonQuerySerializer(data={"plan": request.query_params.getlist("plan")})
        asked.is_valid(raise_exception=True)
        keys = asked.validated_data["plan"]
        visible = Plan.objects.visible_to(request.user).select_related("election__region").prefetch_related("entries")
        plans = {plan.pk: plan for plan in visible.filter(pk__in=keys)}
        if len(plans) < len(keys):
            raise Http404
        try:
            found = compared([plans[key] for key in keys])
        except NotComputable as troubled:
            names = ", ".join(plan.name for plan in troubled.plans)
            raise CannotCompare(_("Belum dapat dihitung: %s.") % names) from troubled
        return Response(ComparisonSerializer(_as_json(found)).data)


def _as_json(found: Compared) -> dict[str, Any]:
    comparison = found.comparison
    first, *others = found.plans
    totals = comparison.totals
    return {
        "plans": [
            {"id": plan.pk, "name": plan.name, "election": plan.election.code, "amounts": _share(total)}
            for plan, total in zip(found.plans, totals, strict=True)
        ],
        "bodies": [
            {"code": row.code, "name": row.name, "amounts": [_share(share) for share in row.shares]}
            for row in comparison.bodies
        ],
        "positions": [
            {"code": row.code, "name": row.name, "benefits": [_benefit(each) for each in row.benefits]}
            for row in comparison.families
        ],
        "waterfalls": [
            {
                "from_plan": first.pk,
                "to_plan": plan.pk,
                "difference": total.total - totals[0].total,
                "steps": [_step(step) for step in steps],
            }
            for plan, total, steps in zip(others, totals[1:], found.waterfalls, strict=True)
        ],
    }


def _share(share: Share | None) -> dict[str, int] | None:
    return None if share is None else {name: getattr(share, name) for name in _SHARE}


def _benefit(benefit: FamilyBenefit | None) -> dict[str, int | None] | None:
    if benefit is None:
        return None
    return {"jkk": benefit.jkk, "jkm": benefit.jkm, "scholarship": benefit.scholarship}


def _step(step: Step) -> dict[str, Any]:
    lines = [{"code": line.code, "name": line.name, "amount": line.amount} for line in step.lines]
    return {"change": step.change.value, "amount": step.amount, "lines": lines}
