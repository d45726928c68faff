"""Pages of this stage."""

app_name = "enrolment"

urlpatterns: list = []
