"""Joins the stages, by string; each stage names its own routes in `urls` and `api_urls`."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from .health import health

API = [
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("", include("pemilu_bpjs.api_urls")),
    path("", include("enrolment.api_urls")),
    path("", include("budgeting.api_urls")),
    path("", include("reports.api_urls")),
]

urlpatterns = [
    path("api/v1/", include(API)),
    path("sehat/", health, name="health"),
    path("kelola/", admin.site.urls),
    path("", include("reports.urls")),
    path("", include("budgeting.urls")),
    path("", include("enrolment.urls")),
    path("", include("pemilu_bpjs.base_urls")),
]

handler400 = "pemilu_bpjs.views.faults.bad_request"
handler403 = "pemilu_bpjs.views.faults.refused"
handler404 = "pemilu_bpjs.views.faults.not_found"
handler500 = "pemilu_bpjs.views.faults.broken"
