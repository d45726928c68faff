"""Routes of this stage under /api/v1/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from reports.api.answers import AnswerViewSet
from reports.api.batches import BatchViewSet
from reports.api.desk import CertificateViewSet, CoverView
from reports.api.incidents import IncidentViewSet
from reports.api.packs import ProposalDocuments

router = SimpleRouter()
router.register("answers", AnswerViewSet, basename="api-answer")
router.register("batches", BatchViewSet, basename="api-batch")
router.register("certificates", CertificateViewSet, basename="api-certificate")
router.register("incidents", IncidentViewSet, basename="api-incident")

urlpatterns = [
    *router.urls,
    path("cover/", CoverView.as_view(), name="api-cover"),
    path("proposals/<int:pk>/documents/", ProposalDocuments.as_view(), name="api-proposal-documents"),
]
