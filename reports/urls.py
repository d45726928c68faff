"""Pages of this stage."""

from django.urls import include, path

from reports.views import batch_letters, evaluations, home, packs, people_annexes

app_patterns = [
    path("usulan/<int:pk>/berkas/", packs.proposal_pack, name="proposal-pack"),
    path("kiriman/<int:pk>/surat/", batch_letters.batch_letter, name="batch-letter"),
    path("kiriman/<int:pk>/surat/<slug:shown>/", batch_letters.batch_letter_file, name="batch-letter-file"),
    path("lampiran-nama/berkas/<uuid:document_id>/", people_annexes.people_annex_file, name="people-annex-file"),
    path("lampiran-nama/<str:code>/", people_annexes.people_annex, name="people-annex"),
    path("evaluasi/", evaluations.evaluations, name="evaluations"),
    path("evaluasi/buat/<int:pk>/", evaluations.evaluation_make, name="evaluation-make"),
    path("evaluasi/<str:code>/", evaluations.evaluation, name="evaluation"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("", include((app_patterns, "reports"))),
]
