"""This stage's audit actions in words."""

from django.utils.translation import gettext_lazy as _

from pemilu_bpjs.audit import name_actions

name_actions(
    {
        "plan.create": _("Membuat rencana"),
        "plan.settings": _("Mengubah ketentuan rencana"),
        "plan.entries": _("Mengubah baris rencana"),
        "plan.replace": _("Mengganti isi rencana"),
        "plan.copy": _("Menyalin rencana"),
        "plan.import": _("Memasukkan berkas rencana"),
        "plan.export": _("Mengambil berkas rencana"),
        "plan.archive": _("Mengarsipkan rencana"),
        "plan.restore": _("Mengaktifkan kembali rencana"),
        "proposal.create": _("Membuat usulan"),
        "proposal.edit": _("Mengubah usulan"),
        "proposal.confirm": _("Mengonfirmasi angka"),
        "proposal.move": _("Memindahkan keadaan usulan"),
        "proposal.revise": _("Membuat versi baru usulan"),
        "reference.add": _("Menambah baris acuan"),
        "reference.supersede": _("Mengganti baris acuan"),
    }
)
