"""/api/v1/rosters/<id>/: the problems and rows of an upload, and mending them."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from enrolment import mapping
from enrolment.actions.rosters.editing import edit_cells
from enrolment.actions.rosters.meaning import mean
from enrolment.api.roster_scope import READABLE, RosterScope, conflicts_told, require_state
from enrolment.models import RosterLine, RosterUpload
from enrolment.problem_pages import ProblemPages
from enrolment.roster_groups import with_problem
from enrolment.rules.roster_fields import Field
from enrolment.serializers import rosters as data
from enrolment.told_problems import told_lines
from pemilu_bpjs.api_bodies import valid

State = RosterUpload.State

_UPLOAD = OpenApiParameter("roster", OpenApiTypes.INT, OpenApiParameter.PATH, description="Id of the upload")


class RosterReviewViewSet(RosterScope):
    @extend_schema(
        summary="What is wrong: of rows in their order, then of the whole file, then of units",
        responses=data.RosterProblemSerializer(many=True),
    )
    @action(detail=True)
    def problems(self, request: Request, pk: str) -> Response:
        found: Any = ProblemPages(self.readable())
        page = self.paginate_queryset(found)
        return self.get_paginated_response(data.RosterProblemSerializer(page, many=True).data)

    @extend_schema(
        summary="Say what a word of the file means, in all its rows and in later files",
        request=data.MeaningSerializer,
        responses=data.MeantSerializer,
    )
    @action(detail=True, methods=["post"])
    def meanings(self, request: Request, pk: str) -> Response:
        upload = self.get_object()
        asked = valid(data.MeaningSerializer(data=request.data))
        require_state(upload, (State.READY,))
        with conflicts_told():
            rows = mean(upload=upload, by=request.user, **{**asked, "field": Field(asked["field"])})
        return Response({"rows": rows})


class RosterRowViewSet(mixins.ListModelMixin, RosterScope):
    """The rows of one upload."""

    serializer_class = data.RosterRowSerializer
    lookup_url_kwarg = "line"

    @extend_schema(summary="Rows, each with its problems", parameters=[_UPLOAD, data.RosterRowQuery])
    def list(self, request: Request, roster: str) -> Response:
        upload = self._upload(roster)
        require_state(upload, READABLE)
        asked = valid(data.RosterRowQuery(data=request.query_params))
        page = self.paginate_queryset(_narrowed(upload, **asked)) or []
        return self.get_paginated_response(_told(upload, page))

    @extend_schema(
        summary="Type one cell over; the row is checked again at once",
        request=data.CellSerializer,
        responses=data.RosterRowSerializer,
        parameters=[_UPLOAD, OpenApiParameter("line", OpenApiTypes.INT, OpenApiParameter.PATH)],
    )
    def partial_update(self, request: Request, roster: str, line: str) -> Response:
        upload = self._upload(roster)
        found = get_object_or_404(RosterLine, pk=line, upload=upload)
        asked = valid(data.CellSerializer(data=request.data))
        require_state(upload, (State.READY,))
        with conflicts_told():
            texts = {Field(asked["field"]): asked["text"]}
            edited = edit_cells(upload=upload, line=found, texts=texts, by=request.user)
        return Response(_told(upload, [edited.line])[0])

    def _upload(self, roster: str) -> RosterUpload:
        return get_object_or_404(self.get_queryset(), pk=roster)


def _narrowed(upload: RosterUpload, state: str = "", code: str = "") -> QuerySet[RosterLine]:
    lines = RosterLine.objects.filter(upload=upload).order_by("sheet", "row")
    if state:
        lines = lines.filter(state=state)
    return with_problem(lines, code) if code else lines


def _told(upload: RosterUpload, lines: list[RosterLine]) -> Any:
    sheets = {sheet.index: sheet.sheet for sheet in mapping.layout_of(upload).sheets}
    for line in lines:
        line.told = list(told_lines(upload, [line]))  # type: ignore[attr-defined]
    return data.RosterRowSerializer(lines, many=True, context={"sheets": sheets}).data
