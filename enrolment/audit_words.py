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
        "seat-exception.withdraw": _("Mencabut pengecualian"),
    }
)
