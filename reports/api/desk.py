"""/api/v1/cover/ and /api/v1/certificates/: was somebody covered on a day, and the letters that say so."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from enrolment.models import Assignment
from pemilu_bpjs.access import has_right
from pemilu_bpjs.api import JobSerializer
from pemilu_bpjs.api_bodies import count_look, refused_form, started, valid
from pemilu_bpjs.parsers import JsonParser
from pemilu_bpjs.permissions import Right
from reports.actions.asking import ask
from reports.actions.certificate_taking import MEDIA_TYPE, take
from reports.forms.desk import LetterForm, QuestionForm
from reports.models import Certificate
from reports.serializers import desk as data
from reports.tasks import start_certificate


class CoverView(APIView):
    """Asked by POST: whoever is asked for stands in no address, and the question is on record."""

    permission_classes = (has_right(Right.ASK_COVER),)
    parser_classes = (JsonParser,)

    @extend_schema(
        operation_id="cover_ask",
        summary="Was this person covered on this day? The look is on record with its purpose",
        request=data.QuestionSerializer,
        responses=data.AnsweredSerializer,
    )
    @method_decorator(never_cache)
    def post(self, request: Request) -> Response:
        form = QuestionForm(valid(data.QuestionSerializer(data=request.data)))
        if not form.is_valid():
            raise refused_form(form)
        count_look(request.user)
        return Response(data.AnsweredSerializer(ask(question=form.question(), by=request.user)).data)


@extend_schema_view(
    list=extend_schema(summary="Letters about people of whom you may ask, newest first"),
    retrieve=extend_schema(summary="What one letter stated"),
)
@method_decorator(never_cache, name="dispatch")
class CertificateViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    queryset = Certificate.objects.none()
    serializer_class = data.CertificateSerializer
    permission_classes = (has_right(Right.ASK_COVER),)
    parser_classes = (JsonParser,)
    lookup_value_regex = r"[0-9]{1,18}"

    def get_queryset(self) -> QuerySet[Certificate]:
        found = Certificate.objects.visible_to(self.request.user)
        parts = ("document__office", "assignment__record", "assignment__election", "batch", "bill")
        return found.select_related(*parts)

    @extend_schema(
        summary="Write a letter; poll the job",
        request=data.IssueSerializer,
        responses={202: OpenApiResponse(JobSerializer, "A job; once done, the letter stands first in the list.")},
    )
    def create(self, request: Request) -> Response:
        form = LetterForm(valid(data.IssueSerializer(data=request.data)))
        if not form.is_valid():
            raise refused_form(form)
        asked: dict[str, Any] = form.cleaned_data
        right = Right.REVEAL_PERSON if asked["in_full"] else Right.ASK_COVER
        own = Assignment.objects.visible_to(request.user, Right.ASK_COVER)
        own = own.filter(pk__in=Assignment.objects.visible_to(request.user, right).values("pk"))
        seat = get_object_or_404(own, pk=asked.pop("seat"))
        return started(start_certificate(seat, **asked, by=request.user))

    @extend_schema(
        summary="The letter as PDF; who had it is on record", responses={(200, MEDIA_TYPE): OpenApiTypes.BINARY}
    )
    @action(detail=True, methods=["get"])
    def file(self, request: Request, pk: str) -> HttpResponse:
        found = self.get_object()
        name = f"surat-keterangan-{found.pk}.pdf"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(take(certificate=found, by=request.user), content_type=MEDIA_TYPE, headers=headers)
