"""This stage's audit actions in words."""

from django.utils.translation import gettext_lazy as _

from pemilu_bpjs.audit import name_actions

name_actions(
    {
        "batch.freeze": _("Membekukan kiriman untuk BPJS"),
        "batch.take": _("Mengambil berkas kiriman"),
        "batch.reopen": _("Membuka kembali unduhan kiriman"),
        "batch.put-back": _("Mengirim ulang orang yang ditolak BPJS"),
        "cover.ask": _("Bertanya di meja jawaban"),
        "certificate.issue": _("Membuat surat keterangan kepesertaan"),
        "certificate.issue-body": _("Membuat surat keterangan satu badan"),
        "sipp-template.keep": _("Menyimpan templat SIPP dari cabang"),
        "sipp-template.map": _("Menetapkan isi kolom templat SIPP"),
        "sipp-template.drop": _("Berhenti memakai templat SIPP dari cabang"),
        "batch.fill": _("Mengisi berkas upah atau koreksi dari SIPP"),
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
