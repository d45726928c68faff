"""Routes of this stage under /api/v1/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from reports.api.incidents import IncidentViewSet
from reports.api.packs import ProposalDocuments

router = SimpleRouter()
router.register("incidents", IncidentViewSet, basename="api-incident")

urlpatterns = [
    *router.urls,
    path("proposals/<int:pk>/documents/", ProposalDocuments.as_view(), name="api-proposal-documents"),
]
