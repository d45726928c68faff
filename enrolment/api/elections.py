"""/api/v1/regions/ and /api/v1/elections/: their units and seats, TPS lists."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError as Refused
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from enrolment.actions.elections import create_election
from enrolment.actions.units import enter_counts
from enrolment.models import Election, Region
from enrolment.rules.region_code import is_code, lies_within
from enrolment.seating import Seating, seating
from enrolment.serializers import elections as serializers
from enrolment.sheets import SheetError, refuse_large
from enrolment.tasks import start_tps_list
from pemilu_bpjs.access import has_right, require
from pemilu_bpjs.api import JobSerializer
from pemilu_bpjs.permissions import Right


@extend_schema_view(
    list=extend_schema(summary="Regions by level, parent, words or code", parameters=[serializers.RegionQuery]),
    retrieve=extend_schema(summary="One region"),
)
class RegionViewSet(viewsets.ReadOnlyModelViewSet):
    """Kemendagri's codes, provinces to desa and kelurahan. The same for everyone who may look at reference data."""

    queryset = Region.objects.none()
    serializer_class = serializers.RegionSerializer
    permission_classes = (has_right(Right.VIEW_REFERENCE),)
    lookup_value_regex = r"[0-9.]+"

    def get_queryset(self) -> QuerySet[Region]:
        found = Region.objects.order_by("code")
        if self.action != "list":
            return found
        asked = _valid(serializers.RegionQuery(data=self.request.query_params))
        exact = {name: asked[name] for name in ("level", "parent") if name in asked}
        return _matching(found.filter(**exact), asked.get("q", ""))

    @extend_schema(summary="The regions right below", responses=serializers.RegionSerializer(many=True))
    @action(detail=True, pagination_class=None)
    def children(self, request: Request, pk: str) -> Response:
        children = self.get_object().children.order_by("code")
        return Response(self.get_serializer(children, many=True).data)


@extend_schema_view(
    list=extend_schema(summary="Elections of one's regions"), retrieve=extend_schema(summary="One election")
)
class ElectionViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """One preset in one kabupaten/kota or province."""

    queryset = Election.objects.none()
    serializer_class = serializers.ElectionSerializer
    permission_classes = (has_right(Right.VIEW_ELECTION, Right.EDIT_ELECTION),)
    lookup_field = "code"
    lookup_value_regex = r"[a-z0-9.-]+"

    def get_queryset(self) -> QuerySet[Election]:
        # Reading and writing reach differently far; what is out of reach is not found.
        is_read = self.request.method in ("GET", "HEAD", "OPTIONS")
        visible = Election.objects.visible_to(self.request.user)
        found = visible if is_read else Election.objects.editable_by(self.request.user)
        return found.select_related("region").prefetch_related("stages")

    @extend_schema(
        summary="Set up an election, or bring it up to date",
        request=serializers.NewElectionSerializer,
        responses={201: serializers.ElectionSerializer},
    )
    def create(self, request: Request) -> Response:
        asked = _valid(serializers.NewElectionSerializer(data=request.data))
        require(request.user, Right.EDIT_ELECTION, region=asked["region"])
        election = create_election(by=request.user, **asked)
        return Response(self.get_serializer(election).data, status.HTTP_201_CREATED)

    @extend_schema(
        summary="Units of a region and of those right below it",
        parameters=[serializers.PartsQuery],
        responses=serializers.UnitTableSerializer,
    )
    @action(detail=True)
    def units(self, request: Request, code: str) -> Response:
        return Response(serializers.UnitTableSerializer(self._seating(request)).data)

    @extend_schema(
        summary="Enter counts of one kind: all or none",
        request=serializers.CountsSerializer,
        responses=serializers.ChangedSerializer,
    )
    @units.mapping.post
    def enter_units(self, request: Request, code: str) -> Response:
        election = self.get_object()
        asked = _valid(serializers.CountsSerializer(data=request.data))
        try:
            changed = enter_counts(election=election, by=request.user, **asked)
        except ValidationError as refused:
            raise _under_counts(refused) from refused
        return Response({"changed": changed})

    @extend_schema(
        summary="Seats by position and body: units × ratio, exceptions included",
        parameters=[serializers.PartsQuery],
        responses=serializers.SeatTableSerializer,
    )
    @action(detail=True)
    def seats(self, request: Request, code: str) -> Response:
        return Response(serializers.SeatTableSerializer(self._seating(request)).data)

    @extend_schema(
        summary="Upload a TPS list; the job says how it ended",
        request={"multipart/form-data": serializers.TpsListSerializer},
        responses={202: JobSerializer},
    )
    @action(detail=True, methods=["post"], url_path="tps-lists", parser_classes=[MultiPartParser])
    def tps_lists(self, request: Request, code: str) -> Response:
        election = self.get_object()
        asked = _valid(serializers.TpsListSerializer(data=request.data))
        try:
            refuse_large(asked["file"].size)
        except SheetError as refused:
            raise Refused({"file": [refused.message]}, refused.code) from refused
        job = start_tps_list(election=election, by=request.user, **asked)
        return Response(JobSerializer(job).data, status.HTTP_202_ACCEPTED)

    def _seating(self, request: Request) -> Seating:
        election = self.get_object()
        code = _valid(serializers.PartsQuery(data=request.query_params)).get("parent", election.region_id)
        inside = Region.objects.filter(pk=code) if lies_within(code, election.region_id) else Region.objects.none()
        return seating(election, get_object_or_404(inside))


def _valid(asked: BaseSerializer) -> dict[str, Any]:
    asked.is_valid(raise_exception=True)
    found: dict[str, Any] = asked.validated_data
    return found


def _matching(regions: QuerySet[Region], words: str) -> QuerySet[Region]:
    if is_code(words):
        return regions.filter(pk__startswith=words)
    for word in words.split():
        regions = regions.filter(name__icontains=word)
    return regions


def _under_counts(refused: ValidationError) -> Refused:
    """Faults by region code, where the request has them: under `counts`."""
    whole = {code: messages for code, messages in refused.message_dict.items() if code == NON_FIELD_ERRORS}
    named: dict[str, Any] = {code: each for code, each in refused.message_dict.items() if code != NON_FIELD_ERRORS}
    return Refused({**({"counts": named} if named else {}), **whole})
