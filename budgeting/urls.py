"""Pages of this stage."""

app_name = "budgeting"

urlpatterns: list = []
