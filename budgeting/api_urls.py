"""Routes of this stage under /api/v1/."""

from django.urls import path

from budgeting.api.reference import ReferenceList

urlpatterns = [path("reference/<slug:kind>/", ReferenceList.as_view(), name="api-reference")]
