"""Pages of this stage."""

from django.urls import include, path

from reports.views import home, packs

app_patterns = [path("usulan/<int:pk>/berkas/", packs.proposal_pack, name="proposal-pack")]

urlpatterns = [
    path("", home.home, name="home"),
    path("", include((app_patterns, "reports"))),
]
