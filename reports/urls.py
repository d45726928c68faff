"""Pages of this stage."""

from django.urls import include, path

from reports.views import (
    answers,
    batch_letters,
    batches,
    certificates,
    desk,
    evaluations,
    held,
    home,
    incident_totals,
    incidents,
    journey,
    packs,
    people_annexes,
    prefilled,
    rejections,
    sipp_templates,
)

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

DESK = [
    path("meja-jawaban/", desk.desk, name="desk"),
    path("meja-jawaban/surat/", certificates.certificate_list, name="certificates"),
    path("meja-jawaban/surat/baru/", certificates.certificate_new, name="certificate-new"),
    path("meja-jawaban/surat/badan/", certificates.certificate_body, name="certificate-body"),
    path("meja-jawaban/surat/badan/<uuid:job_id>/", certificates.certificate_run, name="certificate-run"),
    path(
        "meja-jawaban/surat/badan/<uuid:job_id>/<uuid:document_id>/",
        certificates.certificate_run_file,
        name="certificate-run-file",
    ),
    path("meja-jawaban/surat/<int:pk>/", certificates.certificate, name="certificate"),
    path("meja-jawaban/surat/<int:pk>/berkas/", certificates.certificate_file, name="certificate-file"),
]

BATCHES = [
    path("kiriman/", batches.batches, name="batches"),
    path("kiriman/templat/", sipp_templates.sipp_templates, name="sipp-templates"),
    path("kiriman/templat/<int:pk>/", sipp_templates.sipp_template, name="sipp-template"),
    path("kiriman/templat/<int:pk>/hapus/", sipp_templates.sipp_template_drop, name="sipp-template-drop"),
    path("kiriman/iuran/<int:pk>/", batches.sending, name="sending"),
    path("kiriman/iuran/<int:pk>/tertahan/<slug:code>/", held.held_people, name="held-people"),
    path("kiriman/iuran/<int:pk>/hitung/", batches.sending_count, name="sending-count"),
    path("kiriman/iuran/<int:pk>/bekukan/", batches.sending_freeze, name="sending-freeze"),
    path("kiriman/iuran/<int:pk>/perubahan/", prefilled.sending_fill, name="sending-fill"),
    path("kiriman/iuran/<int:pk>/perubahan/<uuid:job_id>/", prefilled.sending_filled, name="sending-filled"),
    path("kiriman/<int:pk>/", batches.batch, name="batch"),
    path("kiriman/<int:pk>/unduh/", batches.batch_zip, name="batch-zip"),
    path("kiriman/<int:pk>/berkas/<int:file>/", batches.batch_file, name="batch-file"),
    path("kiriman/<int:pk>/buka/", batches.batch_reopen, name="batch-reopen"),
    path("kiriman/<int:pk>/jawab/", answers.answer_give, name="answer-give"),
]

ANSWERS = [
    path("jawaban/<int:pk>/", answers.answer, name="answer"),
    path("jawaban/<int:pk>/kolom/", answers.answer_columns, name="answer-columns"),
    path("jawaban/<int:pk>/kata/", answers.answer_words, name="answer-words"),
    path("jawaban/<int:pk>/cocokkan/", answers.answer_read_again, name="answer-read"),
    path("jawaban/<int:pk>/terapkan/", answers.answer_apply, name="answer-apply"),
    path("jawaban/<int:pk>/buang/", answers.answer_discard, name="answer-discard"),
    path("ditolak/", rejections.rejected, name="rejected"),
    path("ditolak/<int:pk>/kirim-ulang/", rejections.rejected_again, name="rejected-again"),
    path("ditolak/tertahan/<int:pk>/", rejections.held_list, name="held-list"),
]

app_patterns = [
    *BATCHES,
    *ANSWERS,
    *INCIDENTS,
    *DESK,
    path("orang/<int:pk>/perjalanan/", journey.person_journey, name="journey"),
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
