"""Routes of this stage under /api/v1/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from budgeting.api.claims import ClaimCheckView
from budgeting.api.comparison import PlanComparisonView
from budgeting.api.plans import PlanViewSet
from budgeting.api.proposals import ProposalViewSet
from budgeting.api.reference import ReferenceList
from budgeting.api.replacements import ReplacementViewSet

router = SimpleRouter()
router.register("plans", PlanViewSet, basename="api-plan")
router.register("proposals", ProposalViewSet, basename="api-proposal")
router.register("replacements", ReplacementViewSet, basename="api-replacement")

urlpatterns = [
    path("claim-checks/", ClaimCheckView.as_view(), name="api-claim-checks"),
    path("plan-comparisons/", PlanComparisonView.as_view(), name="api-plan-comparisons"),
    path("reference/<slug:kind>/", ReferenceList.as_view(), name="api-reference"),
    *router.urls,
]
