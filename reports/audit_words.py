"""This stage's audit actions in words."""

from django.utils.translation import gettext_lazy as _

from pemilu_bpjs.audit import name_actions

name_actions(
    {
        "batch.freeze": _("Membekukan kiriman untuk BPJS"),
        "batch.take": _("Mengambil berkas kiriman"),
        "batch.reopen": _("Membuka kembali unduhan kiriman"),
        "batch.put-back": _("Mengirim ulang orang yang ditolak BPJS"),
        "incident.report": _("Melaporkan kejadian pada petugas"),
        "incident.amend": _("Membetulkan laporan kejadian"),
        "incident.papers": _("Mencatat berkas klaim"),
        "incident.claim": _("Mencatat klaim diajukan"),
        "incident.decide": _("Mencatat putusan BPJS atas klaim"),
        "incident.close": _("Menutup kejadian"),
        "incident.reopen": _("Membuka kembali kejadian"),
        "answer.receive": _("Menerima jawaban BPJS"),
        "answer.columns": _("Memastikan arti kolom jawaban BPJS"),
        "answer.apply": _("Menerapkan jawaban BPJS"),
        "answer.discard": _("Membuang jawaban BPJS yang belum diterapkan"),
    }
)
