"""How a file was understood, so that a wrong reading is seen before anything is stored."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enrolment import wording
from enrolment.models import RosterUpload
from enrolment.rules.raw_row import column_letter
from enrolment.rules.roster_passed_over import What
from enrolment.rules.roster_rows import Layout, LeftOut, Passed

DOUBTFUL = (What.ABOVE, What.HEADER, What.COLUMN)
ORDINARY = (What.SUMS, What.VACANT)


def left_out(sheet: LeftOut) -> str:
    """Why a sheet was not read."""
    words = {
        "hidden": _("Lembar “%s” tersembunyi, jadi tidak dibaca."),
        "chosen": _("Lembar “%s” tidak dibaca, sesuai pilihan Anda."),
        "late": _(
            "Lembar “%s” kosong pada ratusan baris pertamanya, jadi tidak dibaca; hapus baris kosong di atas tabelnya."
        ),
        "recap": _("Lembar “%s” tidak memuat daftar orang (rekapitulasi atau catatan)."),
    }
    return words.get(sheet.why, _("Lembar “%s” kosong.")) % sheet.sheet


def passed_over(upload: RosterUpload, layout: Layout, whats: Collection[What]) -> tuple[str, ...]:
    """Which rows were read as nobody, where that was by one of `whats`."""
    sheets = {sheet.index: sheet.sheet for sheet in layout.sheets}
    kept = (Passed(*each) for each in upload.passed_over)
    return tuple(_passed_over(each, sheets.get(each.sheet)) for each in kept if each.what in whats)


def _passed_over(passed: Passed, sheet: str | None) -> str:
    if passed.what == What.COLUMN:
        said = _("kolom {column} juga berisi NIK dan tidak dibaca; letakkan daftar kedua di bawah daftar pertama.")
        said = said.format(column=column_letter(passed.runs[0][0]))
    else:
        words = {
            What.SUMS: _(
                "{rows} dibaca sebagai jumlah, tanda tangan, atau catatan; tidak ada orang yang diambil darinya."
            ),
            What.VACANT: _("{rows} tanpa nama dan tanpa NIK, jadi dilewati."),
            What.ABOVE: _("{rows} di atas judul kolom, jadi tidak dibaca."),
            What.HEADER: _(
                "{rows} adalah judul kolom lain; baris di bawahnya dibaca menurut judul kolom yang pertama. "
                "Bila hasilnya keliru, pindahkan tabel itu ke lembar sendiri."
            ),
        }
        said = words[What(passed.what)].format(rows=_rows(passed))
    return _("Lembar “{sheet}”: {said}").format(sheet=sheet, said=said) if sheet else f"{said[:1].upper()}{said[1:]}"


def _rows(passed: Passed) -> str:
    """ "baris 12, 57–60, dan 3 baris lagi" """
    runs = (
        wording.number(first) if first == last else f"{wording.number(first)}–{wording.number(last)}"
        for first, last in passed.runs
    )
    said = _("baris {rows}").format(rows=", ".join(runs))
    if not passed.more:
        return said
    more = ngettext("dan %s baris lagi", "dan %s baris lagi", passed.more) % wording.number(passed.more)
    return f"{said}, {more}"
