"""Routes of this stage under /api/v1/."""

from rest_framework.routers import SimpleRouter

from enrolment.api.elections import ElectionViewSet, RegionViewSet
from enrolment.api.people import PeopleViewSet
from enrolment.api.people_queues import OverlapViewSet, SamePersonViewSet
from enrolment.api.quota import QuotaViewSet
from enrolment.api.roster_acceptance import RosterAcceptanceViewSet
from enrolment.api.roster_review import RosterReviewViewSet, RosterRowViewSet
from enrolment.api.rosters import RosterViewSet

router = SimpleRouter()
router.register("regions", RegionViewSet, basename="api-region")
router.register("elections", ElectionViewSet, basename="api-election")
router.register("elections", QuotaViewSet, basename="api-quota")
router.register("rosters", RosterViewSet, basename="api-roster")
router.register("rosters", RosterReviewViewSet, basename="api-roster-review")
router.register("rosters", RosterAcceptanceViewSet, basename="api-roster-acceptance")
router.register(r"rosters/(?P<roster>[0-9]{1,18})/rows", RosterRowViewSet, basename="api-roster-row")
router.register("people", PeopleViewSet, basename="api-person")
router.register("same-person", SamePersonViewSet, basename="api-same-person")
router.register("overlaps", OverlapViewSet, basename="api-overlap")

urlpatterns = router.urls
