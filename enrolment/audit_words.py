"""This stage's audit actions in words."""

from django.utils.translation import gettext_lazy as _

from pemilu_bpjs.audit import name_actions

name_actions(
    {
        "election.create": _("Membuat pemilihan"),
        "election.update": _("Mengubah pemilihan"),
        "unit.enter": _("Mengisi jumlah satuan"),
        "tps-list.load": _("Memuat daftar TPS"),
        "seat-exception.enter": _("Mencatat pengecualian"),
        "roster.receive": _("Menerima daftar petugas"),
        "roster.check": _("Memeriksa daftar petugas"),
        "roster.columns": _("Menetapkan arti kolom daftar petugas"),
        "roster.edit": _("Memperbaiki sel daftar petugas"),
        "roster.mean": _("Menetapkan arti sebutan dalam daftar petugas"),
        "roster.close": _("Menutup sisa daftar petugas"),
        "roster.reopen": _("Membuka lagi daftar petugas yang ditutup"),
        "roster.discard": _("Membuang daftar petugas"),
        "seat-exception.withdraw": _("Mencabut pengecualian"),
        "roster.accept": _("Menyimpan orang dari daftar"),
        "roster.undo": _("Membatalkan unggahan daftar"),
        "assignment.end": _("Mengakhiri tugas"),
        "assignment.end-take-back": _("Membatalkan pencatatan berhenti"),
        "assignment.replace": _("Mengganti petugas"),
        "assignment.take-back": _("Membatalkan penggantian petugas"),
        "overlap.keep": _("Membiarkan dua tugas pada waktu yang sama"),
        "same-person.one": _("Memutuskan dua NIK milik satu orang"),
        "same-person.two": _("Memutuskan dua orang senama"),
        "person.correct": _("Memperbaiki data diri"),
    }
)
