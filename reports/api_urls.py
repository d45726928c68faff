"""Routes of this stage under /api/v1/."""

from django.urls import path

from reports.api.packs import ProposalDocuments

urlpatterns = [
    path("proposals/<int:pk>/documents/", ProposalDocuments.as_view(), name="api-proposal-documents"),
]
