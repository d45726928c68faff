"""/api/v1/same-person/ and /api/v1/overlaps/: what waits for somebody's decision about people."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from enrolment.actions.people.overlaps import keep_both
from enrolment.actions.people.same_person import decide_same, decide_two
from enrolment.models import Assignment
from enrolment.namesakes import Namesakes, namesakes, pair_of
from enrolment.overlapping import overlap_people, overlaps_of
from enrolment.serializers import people as data
from pemilu_bpjs.access import has_right
from pemilu_bpjs.api_bodies import refuse, valid
from pemilu_bpjs.parsers import JsonParser
from pemilu_bpjs.permissions import Right

_PAIR = OpenApiParameter(
    "pair",
    OpenApiTypes.STR,
    OpenApiParameter.PATH,
    description="Keys of both people, the lower first: 12-34",
    pattern="^[0-9]{1,18}-[0-9]{1,18}$",
)


@method_decorator(never_cache, name="dispatch")
class SamePersonViewSet(viewsets.GenericViewSet):
    """Pairs of which the reader may see both people; who may edit both decides."""

    serializer_class = data.NamesakesSerializer
    permission_classes = (has_right(Right.VIEW_PERSON, Right.EDIT_PERSON),)
    parser_classes = (JsonParser,)
    lookup_url_kwarg = "pair"
    lookup_value_regex = r"[0-9]{1,18}-[0-9]{1,18}"

    @extend_schema(summary="People of one name and birth date under two NIKs, undecided")
    def list(self, request: Request) -> Response:
        found: Any = namesakes(request.user)
        page = self.paginate_queryset(found)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(
        summary="One pair, with the seats of both", parameters=[_PAIR], responses=data.NamesakesDetailSerializer
    )
    def retrieve(self, request: Request, pair: str) -> Response:
        found = _pair(request.user, pair, Right.VIEW_PERSON)
        seats = Assignment.objects.visible_to(request.user).standing().filter(person__in=found.key)
        shown = seats.select_related("record", "election").order_by("start", "pk")
        told = {**self.get_serializer(found).data, "seats": data.SeatSerializer(shown, many=True).data}
        return Response(told)

    @extend_schema(
        summary="Decide: two people, or one whose NIK was mistyped",
        parameters=[_PAIR],
        request=data.SamePersonSerializer,
        responses={201: data.SamePersonDecisionSerializer},
    )
    @action(detail=True, methods=["post"])
    def decision(self, request: Request, pair: str) -> Response:
        found = _pair(request.user, pair, Right.EDIT_PERSON)
        asked = valid(data.SamePersonSerializer(data=request.data))
        told = {"pair": found, "reason": asked["reason"], "by": request.user}
        made = decide_same(right=asked["right"], **told) if asked["is_same"] else decide_two(**told)
        return Response(data.SamePersonDecisionSerializer(made).data, status.HTTP_201_CREATED)


@method_decorator(never_cache, name="dispatch")
class OverlapViewSet(viewsets.GenericViewSet):
    """People with two posts at one time. Of a side out of reach only that there is one is told."""

    serializer_class = data.OverlapsOfPersonSerializer
    queryset = Assignment.objects.none()
    permission_classes = (has_right(Right.VIEW_PERSON, Right.EDIT_PERSON),)
    parser_classes = (JsonParser,)

    @extend_schema(summary="People with two posts at one time, undecided")
    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(overlap_people(request.user)) or []
        found = overlaps_of(request.user, page)
        told = [{"person": key, "overlaps": [each for each in found if each.person == key]} for key in page]
        return self.get_paginated_response(self.get_serializer(told, many=True).data)

    @extend_schema(
        summary="Leave both posts, with a reason",
        request=data.KeepBothSerializer,
        responses={201: data.OverlapDecisionSerializer},
    )
    @action(detail=False, methods=["post"])
    def decisions(self, request: Request) -> Response:
        asked = valid(data.KeepBothSerializer(data=request.data))
        own = Assignment.objects.visible_to(request.user, Right.EDIT_PERSON).select_related("election")
        first, second = (_seat(own, side, asked[side]) for side in ("first", "second"))
        made = keep_both(first=first, second=second, reason=asked["reason"], by=request.user)
        return Response(data.OverlapDecisionSerializer(made).data, status.HTTP_201_CREATED)


def _pair(user: Any, pair: str, right: Right) -> Namesakes:
    first, second = map(int, pair.split("-"))
    found = pair_of(user, first, second, right)
    if found is None:
        raise Http404
    return found


def _seat(own: QuerySet[Assignment], side: str, pk: int) -> Assignment:
    found = own.filter(pk=pk).first()
    if found is None:
        raise refuse(side, _("Orang ini tidak ada, atau bukan petugas Anda."), "does_not_exist")
    return found
