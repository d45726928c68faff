"""/api/v1/answers/: what BPJS answered, row by row; what its columns and words mean; applying it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from enrolment.sheets import SheetError
from pemilu_bpjs import looks
from pemilu_bpjs.access import has_right
from pemilu_bpjs.api_bodies import Conflict, refuse, started, valid
from pemilu_bpjs.parsers import JsonParser
from pemilu_bpjs.permissions import Right
from reports.actions import answers as actions
from reports.api.batches import STARTED
from reports.models import Answer, AnswerRow
from reports.rules.answer_words import Verdict
from reports.serializers import batches as data
from reports.tasks.answers import start_answer_apply, start_answer_read

State = Answer.State


@extend_schema_view(
    list=extend_schema(summary="Answers within reach, newest first"),
    retrieve=extend_schema(summary="One answer: how far it has come, and what its rows come to"),
)
class AnswerViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """One file that BPJS gave; see the batch's `answers` for giving one."""

    queryset = Answer.objects.none()
    serializer_class = data.AnswerSerializer
    permission_classes = (has_right(Right.VIEW_BATCH),)
    lookup_value_regex = r"[0-9]{1,9}"
    parser_classes = (JsonParser,)

    def get_queryset(self) -> QuerySet[Answer]:
        found = Answer.objects.visible_to(self.request.user)
        return found.select_related("arrangement__office", "arrangement__election", "document")

    @extend_schema(summary="Throw an answer away that was not applied")
    def destroy(self, request: Request, pk: str) -> Response:
        with conflicts_told():
            actions.discard(answer=self._own(), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(
        summary="Its rows and what each comes to, masked; the look is on record",
        parameters=[data.AnswerRowQuery],
        responses=data.AnswerRowSerializer(many=True),
    )
    @action(detail=True)
    def rows(self, request: Request, pk: str) -> Response:
        answer = self._own()
        asked = valid(data.AnswerRowQuery(data=request.query_params))
        found = AnswerRow.objects.filter(answer=answer, **asked).order_by("sheet", "row")
        page = self.paginate_queryset(found) or []
        arrangement = answer.arrangement
        subject = f"answer:{answer.pk}"
        looks.look(by=request.user, subject=subject, region=arrangement.region, what="list", office=arrangement.office)
        return self.get_paginated_response(data.AnswerRowSerializer(page, many=True).data)

    @extend_schema(summary="How it is read, and what is still asked", responses=data.AnswerLayoutSerializer)
    @action(detail=True)
    def columns(self, request: Request, pk: str) -> Response:
        return Response(data.AnswerLayoutSerializer(data.layout_of(self._own())).data)

    @extend_schema(
        summary="Say what its columns mean; it is read again, and the next file of the layout so too",
        request=data.AnswerColumnsSerializer,
        responses={202: STARTED},
    )
    @columns.mapping.put
    def confirm(self, request: Request, pk: str) -> Response:
        answer = self._own()
        sheets = valid(data.AnswerColumnsSerializer(data=request.data))["sheets"]
        choices = [data.AnswerSheetSerializer.choice(each) for each in sheets]
        with conflicts_told(), choices_told("sheets"):
            actions.confirm_columns(answer=answer, choices=choices, by=request.user)
        return started(start_answer_read(answer, by=request.user))

    @extend_schema(
        summary="Say what statuses mean, each named by the sheet and row where it stands first",
        request=data.AnswerWordsSerializer,
        responses={202: STARTED},
    )
    @action(detail=True, methods=["put"])
    def words(self, request: Request, pk: str) -> Response:
        answer = self._own()
        asked = valid(data.AnswerWordsSerializer(data=request.data))["words"]
        meanings = {(each["sheet"], each["row"]): Verdict(each["meaning"]) for each in asked}
        with conflicts_told(), choices_told("words"):
            actions.explain_words(answer=answer, meanings=meanings, by=request.user)
        return started(start_answer_read(answer, by=request.user))

    @extend_schema(
        summary="Apply it: all of it or nothing, by a job",
        request=data.ApplyAnswerSerializer,
        responses={202: STARTED},
    )
    @action(detail=True, methods=["post"])
    def application(self, request: Request, pk: str) -> Response:
        answer = self._own()
        asked = valid(data.ApplyAnswerSerializer(data=request.data))
        if answer.state not in (State.READY, State.APPLIED):
            raise Conflict(str(answer.get_state_display()))
        return started(start_answer_apply(answer, start=asked["start"].isoformat(), by=request.user))

    def _own(self) -> Answer:
        """For those who answer; whoever merely sees the batch sees counts."""
        answer: Answer = self.get_object()
        if not Answer.objects.visible_to(self.request.user, Right.ANSWER_BATCH).filter(pk=answer.pk).exists():
            raise PermissionDenied
        return answer


@contextmanager
def conflicts_told() -> Iterator[None]:
    try:
        yield
    except actions.NotOpen as refused:
        raise Conflict(str(refused)) from refused


@contextmanager
def choices_told(field: str) -> Iterator[None]:
    try:
        yield
    except (actions.ChoiceError, SheetError) as refused:
        raise refuse(field, refused.message) from refused
