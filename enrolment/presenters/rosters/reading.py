"""How a file was understood, so that a wrong reading is seen before anything is stored."""

from django.utils.translation import gettext as _

from enrolment.rules.roster_rows import LeftOut


def left_out(sheet: LeftOut) -> str:
    """Why a sheet was not read."""
    words = {
        "hidden": _("Lembar “%s” tersembunyi, jadi tidak dibaca."),
        "chosen": _("Lembar “%s” tidak dibaca, sesuai pilihan Anda."),
        "recap": _("Lembar “%s” tidak memuat daftar orang (rekapitulasi atau catatan)."),
    }
    return words.get(sheet.why, _("Lembar “%s” kosong.")) % sheet.sheet
