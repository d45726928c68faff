"""Pages of this stage."""

urlpatterns: list = []
