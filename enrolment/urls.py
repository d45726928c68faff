"""Pages of this stage."""

from django.urls import path

from enrolment.views import elections, exceptions, tps_lists, units

app_name = "enrolment"

urlpatterns = [
    path("pemilu/", elections.election_list, name="elections"),
    path("pemilu/baru/", elections.election_new, name="election-new"),
    path("pemilu/<str:code>/", elections.election_detail, name="election"),
    path("pemilu/<str:code>/wilayah/<str:region>/", elections.region_detail, name="region"),
    path("pemilu/<str:code>/jumlah/", units.units, name="units"),
    path("pemilu/<str:code>/jumlah/rincian/", units.units_detail, name="units-detail"),
    path("pemilu/<str:code>/daftar-tps/", tps_lists.tps_list, name="tps-list"),
    path("pemilu/<str:code>/daftar-tps/contoh/", tps_lists.template, name="tps-list-template"),
    path("pemilu/<str:code>/daftar-tps/<uuid:job_id>/", tps_lists.tps_list_result, name="tps-list-result"),
    path("pemilu/<str:code>/pengecualian/", exceptions.exceptions, name="exceptions"),
    path("pemilu/<str:code>/pengecualian/<int:pk>/cabut/", exceptions.exception_withdraw, name="exception-withdraw"),
]
