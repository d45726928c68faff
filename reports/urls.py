"""Pages of this stage."""

from django.urls import include, path

from reports.views import batch_letters, evaluations, home, incident_totals, incidents, packs, people_annexes

_STEPS = {"berkas": "papers", "klaim": "claim", "putusan": "decide", "selesai": "close", "buka": "reopen"}

INCIDENTS = [
    path("kejadian/", incidents.incident_list, name="incidents"),
    path("kejadian/rekap/", incident_totals.totals, name="incident-totals"),
    path("kejadian/baru/", incidents.incident_find, name="incident-find"),
    path("kejadian/baru/<int:seat>/", incidents.incident_new, name="incident-new"),
    path("kejadian/<int:pk>/", incidents.incident, name="incident"),
    path("kejadian/<int:pk>/betulkan/", incidents.incident_amend, name="incident-amend"),
    path("kejadian/<int:pk>/akhiri/<int:seat>/", incidents.incident_end_post, name="incident-end-post"),
    *(
        path(f"kejadian/<int:pk>/{word}/", incidents.incident_step, {"move": move}, name=f"incident-{move}")
        for word, move in _STEPS.items()
    ),
]

app_patterns = [
    *INCIDENTS,
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
