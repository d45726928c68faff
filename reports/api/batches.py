"""/api/v1/batches/: what was sent to BPJS; its files, each download on record; freezing; giving an answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from budgeting.models import Arrangement
from enrolment.sheets import SheetError, refuse_large
from pemilu_bpjs.access import has_right, may
from pemilu_bpjs.api import JobSerializer
from pemilu_bpjs.api_bodies import Conflict, refuse, started, valid
from pemilu_bpjs.parsers import JsonParser
from pemilu_bpjs.permissions import Right
from reports.actions.answers import receive
from reports.actions.batch_taking import Expired, Taken, take, take_all
from reports.batch_counts import answers_of
from reports.models import Batch, BatchFile
from reports.serializers import batches as data
from reports.tasks.answers import start_answer_read
from reports.tasks.batch_previews import start_preview
from reports.tasks.batches import start_freeze

STARTED = OpenApiResponse(JobSerializer, "A job; `Location` says where to ask for its end.")
_BINARY = {(200, "*/*"): OpenApiTypes.BINARY}


@extend_schema_view(
    list=extend_schema(summary="Batches within reach, newest first"),
    retrieve=extend_schema(summary="One batch: its files, and how far it is answered"),
)
class BatchViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """A delta for BPJS, frozen and numbered."""

    queryset = Batch.objects.none()
    serializer_class = data.BatchSerializer
    permission_classes = (has_right(Right.VIEW_BATCH),)
    lookup_value_regex = r"[0-9]{1,9}"
    parser_classes = (JsonParser,)

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        # A caller of files asks for whatever they are, which no renderer of ours makes.
        return super().perform_content_negotiation(request, force=force or self.action in ("file", "archive"))

    def get_queryset(self) -> QuerySet[Batch]:
        found = Batch.objects.visible_to(self.request.user)
        return found.select_related("arrangement__office", "arrangement__election").prefetch_related("files")

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        told = args[0] if args else ()
        batches = [told] if isinstance(told, Batch) else list(told)
        kwargs["context"] = {**self.get_serializer_context(), "counts": answers_of(batches)}
        return super().get_serializer(*args, **kwargs)

    @extend_schema(summary="Freeze what is new, by a job", request=data.NewBatchSerializer, responses={202: STARTED})
    def create(self, request: Request) -> Response:
        arrangement, body = self._asked(request)
        return started(start_freeze(arrangement, body=body, by=request.user))

    @extend_schema(
        summary="Count what would go now, by a job; its result holds the counts",
        request=data.NewBatchSerializer,
        responses={202: STARTED},
    )
    @action(detail=False, methods=["post"])
    def previews(self, request: Request) -> Response:
        arrangement, _body = self._asked(request)
        return started(start_preview(arrangement, by=request.user))

    @extend_schema(
        summary="One file of a batch; the download is on record",
        parameters=[OpenApiParameter("file", OpenApiTypes.INT, OpenApiParameter.PATH)],
        responses=_BINARY,
    )
    @action(detail=True, url_path=r"files/(?P<file>[0-9]{1,9})")
    def file(self, request: Request, pk: str, file: str) -> HttpResponse:
        row = get_object_or_404(
            BatchFile.objects.select_related("batch__arrangement__office", "document"), pk=file, batch=self._answered()
        )
        with expiry_told():
            return _sent(take(file=row, by=request.user))

    @extend_schema(summary="All files of a batch as ZIP; the download is on record", responses=_BINARY)
    @action(detail=True)
    def archive(self, request: Request, pk: str) -> HttpResponse:
        with expiry_told():
            return _sent(take_all(batch=self._answered(), by=request.user))

    @extend_schema(
        summary="Give an answer of BPJS; it is read by a job, and changes nobody before it is applied",
        request={"multipart/form-data": data.NewAnswerSerializer},
        responses={
            202: OpenApiResponse(data.AnswerSerializer, "Received."),
            200: OpenApiResponse(data.AnswerSerializer, "The very same file was given before: nothing was changed."),
        },
    )
    @action(detail=True, methods=["post"], parser_classes=[MultiPartParser])
    def answers(self, request: Request, pk: str) -> Response:
        batch = self._answered()
        asked = valid(data.NewAnswerSerializer(data=request.data))
        file = asked["file"]
        try:
            refuse_large(file.size or 0)
        except SheetError as refused:
            raise refuse("file", refused.message, refused.code) from refused
        received = receive(
            arrangement=batch.arrangement,
            batch=None if asked["several"] else batch,
            name=file.name or "",
            content=file.read(),
            by=request.user,
        )
        if not received.is_same_file:
            start_answer_read(received.answer, by=request.user)
        code = status.HTTP_200_OK if received.is_same_file else status.HTTP_202_ACCEPTED
        where = {"Location": reverse("api-answer-detail", args=[received.answer.pk])}
        return Response(data.AnswerSerializer(received.answer).data, code, headers=where)

    def _answered(self) -> Batch:
        """Its people are seen in full: for those who send and those who answer."""
        batch: Batch = self.get_object()
        if not Batch.objects.visible_to(self.request.user, Right.ANSWER_BATCH).filter(pk=batch.pk).exists():
            raise PermissionDenied
        return batch

    def _asked(self, request: Request) -> tuple[Arrangement, str]:
        if not may(request.user, Right.SEND_BATCH):
            raise PermissionDenied
        asked = valid(data.NewBatchSerializer(data=request.data))
        own = Arrangement.objects.visible_to(request.user, Right.SEND_BATCH).filter(pk=asked["arrangement"])
        arrangement = own.select_related("office", "election").first()
        if arrangement is None:
            raise refuse("arrangement", _("Pengaturan iuran ini tidak ada."), "does_not_exist")
        return arrangement, asked["body"]


@contextmanager
def expiry_told() -> Iterator[None]:
    try:
        yield
    except Expired as over:
        raise Conflict(_("Masa unduh kiriman ini sudah lewat. Kantor pembayar dapat membukanya kembali.")) from over


def _sent(taken: Taken) -> HttpResponse:
    response = HttpResponse(taken.content, content_type=taken.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, taken.name) or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    return response
