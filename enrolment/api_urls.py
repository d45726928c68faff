"""Routes of this stage under /api/v1/."""

from rest_framework.routers import SimpleRouter

from enrolment.api.elections import ElectionViewSet, RegionViewSet

router = SimpleRouter()
router.register("regions", RegionViewSet, basename="api-region")
router.register("elections", ElectionViewSet, basename="api-election")

urlpatterns = router.urls
