"""/api/v1/claim-checks/: which whole bodies give a published headcount."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgeting.api.claim_shapes import ClaimAnswerSerializer, ClaimCheckSerializer
from budgeting.claims import Answer, check
from budgeting.presenters.claims import arithmetic
from budgeting.rules.notes import Faults
from budgeting.wording import sentence
from enrolment.rules.bodies import COUNT_KINDS
from enrolment.rules.claimed_total import RatioClaim, Whole
from pemilu_bpjs.access import has_right
from pemilu_bpjs.permissions import Right


class ClaimCheckView(APIView):
    """Nothing is stored: the same question gives the same answer."""

    permission_classes = (has_right(Right.CHECK_CLAIM),)

    @extend_schema(
        operation_id="claim_checks_create",
        summary="Which whole bodies give a published headcount",
        request=ClaimCheckSerializer,
        responses=ClaimAnswerSerializer,
    )
    def post(self, request: Request) -> Response:
        asked = ClaimCheckSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        try:
            answer = check(asked.question(), user=request.user)
        except Faults as faults:
            raise ValidationError(_by_field(faults)) from faults
        return Response(ClaimAnswerSerializer(_as_json(answer)).data)


def _by_field(faults: Faults) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for note in faults.notes:
        section, _dot, field = note.key.partition(".")
        detail = ErrorDetail(sentence(note), note.code)
        found.setdefault(section, {}).setdefault(field, []).append(detail)
    return found


def _as_json(answer: Answer) -> dict[str, Any]:
    findings, question = answer.findings, answer.question
    return {
        "claimed": findings.claimed,
        "region": {"code": question.region.pk, "name": question.region.name},
        "election": question.preset,
        "units": {kind: getattr(answer.units, kind) for kind in COUNT_KINDS},
        "sums": [
            {
                "bodies": [_whole(whole) for whole in found.wholes],
                "total": found.total,
                "remainder": found.remainder,
                "arithmetic": arithmetic(found),
            }
            for found in findings.sums
        ],
        "more": findings.more,
        "too_large": [_whole(whole) for whole in findings.too_large],
        "named": [_whole(whole) for whole in answer.named],
        "named_total": findings.named_total,
        "ratios": [_ratio(ratio) for ratio in answer.ratios],
        "unchecked": [{"code": each.code, "name": each.name, "unit": each.unit.value} for each in answer.unchecked],
    }


def _whole(whole: Whole) -> dict[str, Any]:
    return {name: getattr(whole, name) for name in ("code", "name", "institution", "people", "explanation")}


def _ratio(ratio: RatioClaim) -> dict[str, Any]:
    return {name: getattr(ratio, name) for name in ("unit", "per_unit", "people", "difference")}
