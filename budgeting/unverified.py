"""Doubts in words, each with the named person's confirmation where there is one for exactly this value."""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from budgeting.figure_lines import percent
from budgeting.models import Confirmation
from budgeting.rules.confirmations import Doubt, Value
from budgeting.rules.figures import Unverified
from pemilu_bpjs.formats import date_long, thousands
from pemilu_bpjs.localised import date_restated

_LABELS: Mapping[str, str] = {
    "tenure-start": _("Hari pertama masa kerja {name}"),
    "tenure-end": _("Hari terakhir masa kerja {name}"),
    "ratio": _("Jumlah {name} per unit"),
    "honorarium": _("Honorarium {name} (rupiah per bulan)"),
    "rate": _("Tarif iuran {name}"),
    "decree": _("Keputusan tentang kode anggaran tahun {name}"),
    "digits": _("Jumlah angka kode sub kegiatan tahun {name}"),
    "activity": _("Nama kode {name}"),
    "account": _("Nama rekening {name}"),
    "title": _("Judul {name}"),
    "ppn_percent": _("PPN atas iuran (persen)"),
    "premium_rounding": _("Cara pembulatan iuran"),
    "bpkad": _("BPKAD menerima rekening ini bagi badan adhoc"),
    "single-funding": _("Iuran ini tidak dibiayai anggaran lain"),
}
_VALUES: Mapping[tuple[str, str], str] = {
    ("single-funding", "pemilu"): _("tidak ada dalam APBN KPU dan Bawaslu"),
    ("single-funding", "pilkada"): _("tidak ada dalam NPHD KPU dan Bawaslu"),
    ("premium_rounding", "all"): _("rupiah penuh, 50 sen ke atas dibulatkan ke atas, per orang, bulan, dan program"),
}
_NUMBER_ALONE = _("belum diketahui: hanya nomornya yang tercetak")


def worded(doubts: Iterable[Doubt], confirmed: Iterable[Confirmation]) -> tuple[Unverified, ...]:
    """Each doubt as a row to read and to confirm. A word given for another value counts no more."""
    words = {(row.key, row.value): row for row in confirmed}
    return tuple(_row(doubt, words) for doubt in doubts)


def value_words(value: str) -> str:
    """A doubt's value in its reader's language, to be shown; confirmations are held against the value itself."""
    return date_restated(gettext(value))


def _row(doubt: Doubt, words: Mapping[tuple[str, str], Confirmation]) -> Unverified:
    # The untranslated text is what a confirmation is held against: it must not change with the reader's language.
    value = _stated(doubt)
    given = words.get((doubt.key, value))
    return Unverified(
        key=doubt.key,
        label=gettext(_LABELS[doubt.kind]).format(name=doubt.name),
        value=value,
        source=doubt.source,
        confirmed_by=given.confirmed_by_name if given else "",
        basis=given.basis if given else "",
    )


def _stated(doubt: Doubt) -> str:
    fixed = _VALUES.get((doubt.kind, doubt.subject))
    return fixed if fixed is not None else _shown(doubt.value) or _NUMBER_ALONE


def _shown(value: Value) -> str:
    if isinstance(value, datetime.date):
        return date_long(value)
    if isinstance(value, Decimal):
        return percent(value)
    return thousands(value) if isinstance(value, int) else value
