"""/api/v1/proposals/{id}/documents/: what was made of a proposal, and making it."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from budgeting.models import Proposal
from pemilu_bpjs.access import has_right, office_bound
from pemilu_bpjs.api import DocumentSerializer, JobSerializer
from pemilu_bpjs.models import Document
from pemilu_bpjs.permissions import Right
from reports.tasks import start_pack


class ProposalDocuments(generics.ListAPIView):
    queryset = Document.objects.none()
    serializer_class = DocumentSerializer
    permission_classes = (has_right(Right.VIEW_PROPOSAL),)

    def get_queryset(self) -> QuerySet[Document]:
        proposal = get_object_or_404(Proposal.objects.visible_to(self.request.user).only("pk"), pk=self.kwargs["pk"])
        visible = Document.objects.visible_to(self.request.user).of(f"proposal:{proposal.pk}")
        return visible.select_related("office")

    @extend_schema(operation_id="proposal_documents_list", summary="Documents of a proposal, newest first")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="proposal_documents_make",
        summary="Make the PDF pack and the workbook; poll the job",
        request=None,
        responses={202: JobSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        own = office_bound(request.user, Right.VIEW_PROPOSAL, region_field="region", office_field="office")
        proposal = get_object_or_404(Proposal.objects.filter(own).defer("frozen").select_related("office"), pk=pk)
        job = start_pack(proposal, by=request.user)
        return Response(JobSerializer(job).data, status=status.HTTP_202_ACCEPTED)
