"""The base's part of /api/v1/: who am I, jobs, documents."""

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from . import documents, roles
from .access import has_right, reaches
from .models import Document, Job
from .permissions import Right


class ReachSerializer(serializers.Serializer):
    right = serializers.ChoiceField(choices=[str(right) for right in Right])
    region = serializers.CharField(help_text="Kemendagri code; empty: everywhere")
    office = serializers.IntegerField(allow_null=True, help_text="null: every office of the region")


class MembershipSerializer(serializers.Serializer):
    role = serializers.ChoiceField(choices=[str(role) for role in roles.Role])
    office = serializers.CharField(allow_null=True)
    region = serializers.CharField()


class MeSerializer(serializers.Serializer):
    username = serializers.CharField()
    full_name = serializers.CharField()
    memberships = MembershipSerializer(many=True)
    reaches = ReachSerializer(many=True)


class DocumentSerializer(serializers.ModelSerializer):
    office = serializers.CharField(source="office.name", allow_null=True, default=None)

    class Meta:
        model = Document
        fields = (
            "id",
            "kind",
            "title",
            "source",
            "office",
            "region",
            "name",
            "media_type",
            "size",
            "sha256",
            "is_draft",
            "created_at",
        )
        read_only_fields = fields


class JobSerializer(serializers.ModelSerializer):
    class Meta:
        model = Job
        fields = (
            "id",
            "kind",
            "state",
            "done",
            "total",
            "message",
            "result",
            "error",
            "region",
            "created_at",
            "started_at",
            "finished_at",
        )
        read_only_fields = fields


class MeView(APIView):
    @extend_schema(operation_id="me_retrieve", responses=MeSerializer, summary="Who I am, and where my rights reach")
    def get(self, request: Request) -> Response:
        user = request.user
        memberships = user.memberships.active(timezone.localdate()).select_related("office")
        body = {
            "username": user.username,
            "full_name": user.get_full_name(),
            "memberships": [
                {"role": m.role, "office": m.office.name if m.office else None, "region": m.region} for m in memberships
            ],
            "reaches": [
                {"right": right, "region": reach.region, "office": reach.office_id}
                for right in Right
                for reach in reaches(user, right)
            ],
        }
        return Response(MeSerializer(body).data)


@extend_schema_view(list=extend_schema(summary="Jobs, newest first"), retrieve=extend_schema(summary="One job"))
class JobViewSet(viewsets.ReadOnlyModelViewSet):
    """Poll `retrieve` until `state` is `done` or `failed`; `result.documents` names what was made."""

    queryset = Job.objects.none()
    serializer_class = JobSerializer

    def get_queryset(self) -> QuerySet[Job]:
        return Job.objects.visible_to(self.request.user)


@extend_schema_view(
    list=extend_schema(summary="Documents, newest first"), retrieve=extend_schema(summary="One document")
)
class DocumentViewSet(viewsets.ReadOnlyModelViewSet):
    queryset = Document.objects.none()
    serializer_class = DocumentSerializer
    permission_classes = (has_right(Right.VIEW_DOCUMENT),)

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        # A caller of `file` asks for application/pdf or whatever the document is, which no renderer of ours makes.
        return super().perform_content_negotiation(request, force=force or self.action == "file")

    def get_queryset(self) -> QuerySet[Document]:
        return Document.objects.visible_to(self.request.user).select_related("office")

    @extend_schema(
        summary="The file itself; the download is on record",
        parameters=[OpenApiParameter("id", OpenApiTypes.UUID, OpenApiParameter.PATH)],
        responses={(200, "*/*"): OpenApiTypes.BINARY},  # each document is of its own type
    )
    @action(detail=True)
    def file(self, request: Request, pk: Any = None) -> FileResponse:
        return documents.download(self.get_object(), by=request.user)
