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
        "cover.arrange": _("Mengatur iuran pemilihan"),
        "cover.run": _("Menghitung orang-bulan"),
        "proposal.create": _("Membuat usulan"),
        "proposal.edit": _("Mengubah usulan"),
        "proposal.confirm": _("Mengonfirmasi angka"),
        "proposal.move": _("Memindahkan keadaan usulan"),
        "proposal.revise": _("Membuat versi baru usulan"),
        "bill.post": _("Mencatat tagihan BPJS"),
        "bill.list": _("Membaca rincian tagihan BPJS"),
        "bill.withdraw": _("Mencabut tagihan BPJS"),
        "bill.pay": _("Mencatat pembayaran iuran"),
        "bill.unpay": _("Membatalkan pembayaran iuran"),
        "holiday.add": _("Menambah hari libur"),
        "holiday.remove": _("Menghapus hari libur"),
        "realisation.export": _("Mengambil buku realisasi iuran"),
        "reference.add": _("Menambah baris acuan"),
        "reference.supersede": _("Mengganti baris acuan"),
    }
)
