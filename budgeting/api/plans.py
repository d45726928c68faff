"""/api/v1/plans/: plans as files go in, computed plans come out."""

import tomllib
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from budgeting.actions import plans as actions
from budgeting.api.plan_bodies import TextTomlParser, TomlParser, TomlRenderer, refused, stated_in
from budgeting.api.plan_shapes import (
    ComputedPlanSerializer,
    PayerQuerySerializer,
    PlanFileSerializer,
    PlanPatchSerializer,
    PlanQuerySerializer,
    PlanRowSerializer,
    PlanSerializer,
)
from budgeting.models import Plan
from budgeting.plan_json import as_json
from budgeting.planfile_writing import dump
from budgeting.planning import compute, compute_all, compute_input, to_input
from budgeting.rules.notes import Faults
from budgeting.wording import sentence
from pemilu_bpjs.access import has_right
from pemilu_bpjs.models import Office
from pemilu_bpjs.parsers import JsonParser
from pemilu_bpjs.permissions import Right

_TOML = {"application/toml": OpenApiTypes.STR, "text/toml": OpenApiTypes.STR}
_FILE = {"application/json": PlanFileSerializer, **_TOML}
_PATCH = {"application/json": PlanPatchSerializer, **_TOML}


class CannotCompute(APIException):
    """A stored plan has lost its ground: a count was withdrawn, or law has changed."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "plan-cannot-be-computed"


class PlanViewSet(viewsets.GenericViewSet):
    queryset = Plan.objects.none()
    serializer_class = PlanSerializer
    permission_classes = (has_right(Right.VIEW_PLAN, Right.EDIT_PLAN),)
    parser_classes = (JsonParser, TomlParser, TextTomlParser)
    lookup_value_regex = r"[0-9]{1,18}"

    def get_queryset(self) -> QuerySet[Plan]:
        # Reading and writing reach differently far; what is out of reach is not found.
        is_read = self.request.method in ("GET", "HEAD", "OPTIONS")
        user = self.request.user
        found = Plan.objects.visible_to(user) if is_read else Plan.objects.editable_by(user)
        return found.select_related("election__region", "office").prefetch_related("entries")

    @extend_schema(summary="Plans of one's offices", parameters=[PlanQuerySerializer], responses=PlanRowSerializer)
    def list(self, request: Request) -> Response:
        asked = _asked(PlanQuerySerializer, request)
        found = self.get_queryset()
        found = found.exclude(archived_at=None) if asked["archived"] else found.standing()
        if election := asked.get("election"):
            found = found.filter(election__code=election)
        page = self.paginate_queryset(found) or []
        context = {"computed": compute_all(page)}
        return self.get_paginated_response(PlanRowSerializer(page, many=True, context=context).data)

    @extend_schema(
        summary="Store a plan", parameters=[PayerQuerySerializer], request=_FILE, responses={201: PlanSerializer}
    )
    def create(self, request: Request) -> Response:
        stated, tps_file = stated_in(request)
        office = _office(request)
        plan = _try(lambda: actions.create_stated(stated=stated, tps_file=tps_file, office=office, by=request.user))
        return Response(_computed(plan), status.HTTP_201_CREATED)

    @extend_schema(summary="A computed plan")
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(_computed(self.get_object()))

    @extend_schema(summary="Replace a plan as a whole", request=_FILE)
    def update(self, request: Request, pk: str) -> Response:
        return self._replaced(request, None)

    @extend_schema(
        summary="Replace some tables of a plan",
        request=_PATCH,
        responses=PlanSerializer,
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        return self._replaced(request, tomllib.loads(dump(to_input(self.get_object()))))

    @extend_schema(
        summary="The plan file", responses={(200, "application/toml"): OpenApiResponse(OpenApiTypes.STR, "TOML")}
    )
    @action(detail=True, renderer_classes=[JSONRenderer, TomlRenderer])
    def toml(self, request: Request, pk: str) -> HttpResponse:
        text = actions.export_plan(plan=self.get_object(), by=request.user)
        return HttpResponse(text, content_type="application/toml")

    @extend_schema(
        summary="Check and compute a plan; nothing is stored", request=_FILE, responses=ComputedPlanSerializer
    )
    @action(detail=False, methods=["post"], permission_classes=[has_right(Right.VIEW_PLAN)])
    def check(self, request: Request) -> Response:
        stated, tps_file = stated_in(request)
        if tps_file is not None:
            raise refused(actions.TPS_FILE_APART)
        planned = _try(lambda: compute_input(stated))
        return Response(as_json(planned.plan, file="", region_name=planned.region_name))

    def _replaced(self, request: Request, base: dict[str, Any] | None) -> Response:
        plan = self.get_object()
        stated, tps_file = stated_in(request, base)
        plan = _try(lambda: actions.replace_plan(plan=plan, stated=stated, tps_file=tps_file, by=request.user))
        return Response(_computed(plan))


def _office(request: Request) -> Office:
    """The payer asked for, of those the user plans for; the only one where none is asked for."""
    offices = Office.objects.of(request.user, Right.EDIT_PLAN).payers()
    asked = _asked(PayerQuerySerializer, request).get("office")
    if asked is not None:
        office = offices.filter(pk=asked).first()
        if office is None:
            raise ValidationError({"office": [_("Kantor ini tidak ada, atau bukan kantor pembayar Anda.")]})
        return office
    found = list(offices[:2])
    if len(found) != 1:
        raise ValidationError({"office": [_("Sebutkan kantor pembayarnya: tambahkan ?office= pada alamat.")]})
    return found[0]


def _asked(shape: type[Serializer], request: Request) -> dict[str, Any]:
    query = shape(data=request.query_params)
    query.is_valid(raise_exception=True)
    asked: dict[str, Any] = query.validated_data
    return asked


def _try(act: Callable[[], Any]) -> Any:
    """What `act` gives; its faults as the API's own."""
    try:
        return act()
    except Faults as faults:
        raise refused(faults.notes) from faults


def _computed(plan: Plan) -> dict[str, Any]:
    """The JSON of design/contracts.md §2 with the plan's own keys before it."""
    try:
        planned = compute(plan)
    except Faults as faults:
        raise CannotCompute(" ".join(sentence(note) for note in faults.notes)) from faults
    own = {
        "id": plan.pk,
        "office": plan.office_id,
        "updated_at": plan.updated_at,
        "archived_at": plan.archived_at,
    }
    return {**own, **as_json(planned.plan, file="", region_name=planned.region_name)}
