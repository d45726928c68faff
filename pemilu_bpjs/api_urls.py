"""Routes of this stage under /api/v1/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from .api import DocumentViewSet, JobViewSet, MeView

router = SimpleRouter()
router.register("jobs", JobViewSet, basename="api-job")
router.register("documents", DocumentViewSet, basename="api-document")

urlpatterns = [path("me/", MeView.as_view(), name="api-me"), *router.urls]
