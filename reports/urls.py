"""Pages of this stage."""

from django.urls import include, path

from reports import views

app_patterns = [path("usulan/<int:pk>/berkas/", views.proposal_pack, name="proposal-pack")]

urlpatterns = [
    path("", views.home, name="home"),
    path("", include((app_patterns, "reports"))),
]
