"""/api/v1/uncovered/ and /api/v1/lost-days/: who serves without cover, in counts as far as the quota board reaches."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgeting import uncovered
from budgeting.api import cover_shapes as data
from budgeting.uncovered import Asked
from enrolment.models import Election
from enrolment.models.scope import institutions
from enrolment.rules.region_code import lies_within
from pemilu_bpjs.access import has_right
from pemilu_bpjs.api_bodies import valid
from pemilu_bpjs.permissions import Right


class UncoveredView(APIView):
    permission_classes = (has_right(Right.VIEW_QUOTA),)

    @extend_schema(
        operation_id="uncovered_retrieve",
        summary="Who serves on a day, covered or not, why not, and who must act",
        parameters=[data.DayQuery],
        responses=data.UncoveredSerializer,
    )
    def get(self, request: Request) -> Response:
        asked = _asked(request)
        found = uncovered.people(asked)
        told = {"people": found.people, "uncovered": found.uncovered, "cells": uncovered.counts(asked)}
        return Response(data.UncoveredSerializer(told).data)


class LostDaysView(APIView):
    permission_classes = (has_right(Right.VIEW_QUOTA),)

    @extend_schema(
        operation_id="lost_days_list",
        summary="Days in office without cover up to a day, by body and kecamatan",
        parameters=[data.DayQuery],
        responses=data.LostSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        return Response(data.LostSerializer(uncovered.lost(_asked(request)), many=True).data)


def _asked(request: Request) -> Asked:
    """An election or region beyond reach is not found, as one that does not exist."""
    query = valid(data.DayQuery(data=request.query_params))
    election = Election.objects.filter(code=query["election"]).first()
    if election is None:
        raise Http404
    region = query.get("region", "")
    where = region or election.region_id
    if not lies_within(where, election.region_id) or not institutions(request.user, Right.VIEW_QUOTA, where):
        raise Http404
    return Asked(election, query["day"], request.user, region, query.get("institution", ""))
