"""/api/v1/elections/<code>/quota/: seats against people, as far as the reader may count them."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from enrolment.models import Election, Region
from enrolment.models.scope import institutions
from enrolment.quota import board
from enrolment.quota_counts import Scope
from enrolment.rules.region_code import lies_within
from enrolment.serializers import quota as data
from pemilu_bpjs.access import has_right
from pemilu_bpjs.api_bodies import valid
from pemilu_bpjs.permissions import Right


class QuotaViewSet(viewsets.GenericViewSet):
    """Counts alone, so that also who sees nobody's name (TAPD, Inspektorat) may read them."""

    queryset = Election.objects.none()
    serializer_class = data.QuotaSerializer
    permission_classes = (has_right(Right.VIEW_QUOTA),)
    lookup_field = "code"
    lookup_value_regex = r"[a-z0-9.-]+"

    def get_queryset(self) -> QuerySet[Election]:
        return Election.objects.select_related("region")  # which parts of it one may count, `_region` asks

    @extend_schema(
        summary="Seats and people of a region and of those right below it, by body",
        parameters=[data.QuotaQuery],
        responses=data.QuotaSerializer,
    )
    @action(detail=True)
    def quota(self, request: Request, code: str) -> Response:
        election = self.get_object()
        asked = valid(data.QuotaQuery(data=request.query_params))
        region = self._region(election, asked.get("region", election.region_id))
        shown = board(Scope(request.user, election, region.pk, asked.get("on")), region)
        body = asked.get("body")
        if body and body not in {each.code for each in shown.bodies}:
            raise Http404
        return Response(data.QuotaSerializer(shown.of_body(body) if body else shown).data)

    def _region(self, election: Election, code: str) -> Region:
        """Within the election and within reach; else it is not found."""
        if not lies_within(code, election.region_id) or not institutions(self.request.user, Right.VIEW_QUOTA, code):
            raise Http404
        return get_object_or_404(Region.objects.select_related("parent__parent"), pk=code)
