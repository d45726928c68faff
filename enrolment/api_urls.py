"""Routes of this stage under /api/v1/."""

urlpatterns: list = []
