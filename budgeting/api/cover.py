"""/api/v1/arrangements/ with their sums and runs, and /api/v1/person-months/: whose month is paid, by right."""

from typing import Any

from django.core.exceptions import ValidationError as Refused
from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from budgeting.actions.cover import arrange
from budgeting.api import cover_shapes as data
from budgeting.cover_sums import sums
from budgeting.models import Arrangement, CoverRun, CoverSaving, PersonMonth, Plan
from budgeting.tasks import start_cover_run
from enrolment.models import Election
from enrolment.models.scope import people_within
from pemilu_bpjs.access import has_right, within
from pemilu_bpjs.api import JobSerializer
from pemilu_bpjs.api_bodies import refuse, started, valid
from pemilu_bpjs.models import Office
from pemilu_bpjs.parsers import JsonParser
from pemilu_bpjs.permissions import Right

_RELATED = ("election__region", "office", "plan")


@extend_schema_view(
    list=extend_schema(summary="How one's payers insure the people of elections"),
    retrieve=extend_schema(summary="One payer's arrangement for an election"),
)
class ArrangementViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """Reading needs `cover.view`, everything else `cover.run`, each for the payer."""

    queryset = Arrangement.objects.none()
    serializer_class = data.ArrangementSerializer
    permission_classes = (has_right(Right.VIEW_COVER, Right.RUN_COVER),)
    parser_classes = (JsonParser,)
    lookup_value_regex = r"[0-9]{1,18}"

    def get_queryset(self) -> QuerySet[Arrangement]:
        is_read = self.request.method in ("GET", "HEAD", "OPTIONS")
        right = Right.VIEW_COVER if is_read else Right.RUN_COVER
        return Arrangement.objects.visible_to(self.request.user, right).select_related(*_RELATED)

    @extend_schema(
        summary="Arrange an election for a payer; where that is done, as changing it: what is left out stays",
        request=data.NewArrangementSerializer,
        responses={201: data.ArrangementSerializer},
    )
    def create(self, request: Request) -> Response:
        asked = valid(data.NewArrangementSerializer(data=request.data))
        elections = Election.objects.filter(within(request.user, Right.RUN_COVER, region_field="region__code"))
        election = elections.select_related("region").filter(code=asked.pop("election")).first()
        if election is None:
            raise refuse("election", _("Pemilihan ini tidak ada, atau di luar wilayah Anda."), "does_not_exist")
        office = Office.objects.of(request.user, Right.RUN_COVER).payers().filter(pk=asked.pop("office")).first()
        if office is None:
            raise refuse("office", _("Kantor ini tidak ada, atau bukan kantor pembayar Anda."), "does_not_exist")
        standing = Arrangement.objects.filter(election=election, office=office).select_related("plan").first()
        made = _arrange(request, election, office, asked, standing.plan if standing else None)
        return Response(self.get_serializer(made).data, status.HTTP_201_CREATED)

    @extend_schema(
        summary="Change settings; what is left out stays",
        request=data.ArrangementSettingsSerializer,
        responses=data.ArrangementSerializer,
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        found = self.get_object()
        asked = valid(data.ArrangementSettingsSerializer(data=request.data))
        made = _arrange(request, found.election, found.office, asked, found.plan)
        return Response(self.get_serializer(made).data)

    @extend_schema(
        operation_id="arrangements_months_list",
        summary="People, JKK and JKM by month, body and kecamatan",
        parameters=[data.MonthQuery],
        responses=data.MonthSumSerializer(many=True),
    )
    @action(detail=True, pagination_class=None)
    def months(self, request: Request, pk: str) -> Response:
        found = self.get_object()
        asked = valid(data.MonthQuery(data=request.query_params))
        number = asked.get("run")
        run = get_object_or_404(CoverRun, election=found.election_id, number=number) if number else None
        return Response(data.MonthSumSerializer(sums(found, asked.get("month"), run=run), many=True).data)

    @extend_schema(
        operation_id="arrangements_runs_list",
        summary="Computations of its election, newest first",
        responses=data.RunSerializer(many=True),
    )
    @action(detail=True)
    def runs(self, request: Request, pk: str) -> Response:
        found = self.get_object()
        own = Prefetch("savings", CoverSaving.objects.filter(arrangement=found).order_by("ground"))
        page = self.paginate_queryset(CoverRun.objects.filter(election=found.election_id).prefetch_related(own))
        return self.get_paginated_response(data.RunSerializer(page or [], many=True).data)

    @extend_schema(
        summary="Compute person-months anew",
        request=None,
        responses={202: OpenApiResponse(JobSerializer, "A job; its result tells what was added and removed.")},
    )
    @action(detail=True, methods=["post"])
    def run(self, request: Request, pk: str) -> Response:
        return started(start_cover_run(arrangement=self.get_object(), by=request.user))


@extend_schema_view(
    list=extend_schema(summary="Person-months of people whom one may see", parameters=[data.PersonMonthQuery])
)
@method_decorator(never_cache, name="dispatch")
class PersonMonthViewSet(mixins.ListModelMixin, viewsets.GenericViewSet):
    """Names need `person.view`, and reach no further than it does; sums stand under arrangements."""

    queryset = PersonMonth.objects.none()
    serializer_class = data.PersonMonthSerializer
    permission_classes = (has_right(Right.VIEW_PERSON),)

    def get_queryset(self) -> QuerySet[PersonMonth]:
        user = self.request.user
        asked = valid(data.PersonMonthQuery(data=self.request.query_params))
        seen = people_within(
            user, Right.VIEW_PERSON, region_field="region_code", institution_field="assignment__institution"
        )
        rows = PersonMonth.objects.filter(seen, price__arrangement=asked["arrangement"])
        rows = rows.exclude(removed_by=None) if asked["removed"] else rows.standing()
        if month := asked.get("month"):
            rows = rows.filter(month=month)
        related = ("assignment__record", "price", "added_by", "removed_by")
        return rows.select_related(*related).order_by("person", "month", "pk")


def _arrange(
    request: Request, election: Election, office: Office | None, asked: dict[str, Any], standing: Plan | None
) -> Arrangement:
    """Raises ValidationError by field."""
    plan = standing
    if "plan" in asked:
        key = asked.pop("plan")
        plan = Plan.objects.visible_to(request.user).standing().filter(pk=key).first() if key is not None else None
        if key is not None and plan is None:
            raise refuse("plan", _("Rencana ini tidak ada, atau bukan milik kantor Anda."), "does_not_exist")
    try:
        return arrange(election=election, office=office, plan=plan, by=request.user, **asked)
    except Refused as refused:
        told = {
            name: [ErrorDetail(each, "invalid") for each in faults] for name, faults in refused.message_dict.items()
        }
        raise ValidationError(told) from refused
