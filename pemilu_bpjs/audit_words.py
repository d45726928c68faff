"""The base's audit actions in words."""

from django.utils.translation import gettext_lazy as _

from .audit import name_actions

name_actions(
    {
        "user.sign-in": _("Masuk"),
        "user.password": _("Mengganti kata sandi"),
        "document.store": _("Membuat dokumen"),
        "document.download": _("Mengunduh dokumen"),
        "person.look": _("Melihat data pribadi"),
        "vault.rotate": _("Mengganti kunci data pribadi"),
        "office.create": _("Membuat kantor"),
        "office.change": _("Mengubah kantor"),
        "office.signatory": _("Mencatat penanda tangan"),
        "member.add": _("Menambah anggota"),
        "member.end": _("Mengakhiri keanggotaan"),
        "member.password": _("Memberi kata sandi baru"),
        "token.create": _("Membuat token API"),
        "token.revoke": _("Mencabut token API"),
    }
)
