"""Routes of this stage under /api/v1/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from budgeting.api.bills import BillViewSet, RealisationView, ThreeWayView
from budgeting.api.claims import ClaimCheckView
from budgeting.api.comparison import PlanComparisonView
from budgeting.api.cover import ArrangementViewSet, PersonMonthViewSet
from budgeting.api.plans import PlanViewSet
from budgeting.api.proposals import ProposalViewSet
from budgeting.api.reference import ReferenceList
from budgeting.api.replacements import ReplacementViewSet
from budgeting.api.risk import LostDaysView, UncoveredView

router = SimpleRouter()
router.register("arrangements", ArrangementViewSet, basename="api-arrangement")
router.register("person-months", PersonMonthViewSet, basename="api-person-month")
router.register("bills", BillViewSet, basename="api-bill")
router.register("plans", PlanViewSet, basename="api-plan")
router.register("proposals", ProposalViewSet, basename="api-proposal")
router.register("replacements", ReplacementViewSet, basename="api-replacement")

urlpatterns = [
    path("uncovered/", UncoveredView.as_view(), name="api-uncovered"),
    path("lost-days/", LostDaysView.as_view(), name="api-lost-days"),
    path("claim-checks/", ClaimCheckView.as_view(), name="api-claim-checks"),
    path("plan-comparisons/", PlanComparisonView.as_view(), name="api-plan-comparisons"),
    path("realisation/", RealisationView.as_view(), name="api-realisation"),
    path("three-way/", ThreeWayView.as_view(), name="api-three-way"),
    path("reference/<slug:kind>/", ReferenceList.as_view(), name="api-reference"),
    *router.urls,
]
