"""Words for what a proposal's state means, who moves it next, and what a version changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budgeting.models import STATES
from budgeting.presenters.months import short_months
from budgeting.rules.notes import Note
from budgeting.rules.proposal import Difference
from budgeting.rules.status import State
from budgeting.wording import sentence
from pemilu_bpjs.formats import date_long, rupiah, thousands

_S = State
_LABELS = dict(STATES)
_TONES: Mapping[State, str] = {
    _S.DRAFT: "neutral",
    _S.PERLU_REVISI: "warn",
    _S.DITOLAK: "bad",
    _S.DISETUJUI_PARSIAL: "warn",
    _S.DISETUJUI: "good",
    _S.DITETAPKAN: "good",
    _S.DPA_SAH: "good",
    _S.REALISASI: "good",
    _S.REKONSILIASI: "good",
    _S.SELESAI: "good",
}
_NEXT = {
    _S.DRAFT: _("Perencana melengkapi konsep ini, lalu meneruskannya untuk diperiksa kepala dinas."),
    _S.VERIFIKASI_INTERNAL: _("Kepala dinas memeriksa, lalu mengajukan usulan atau mengembalikannya ke konsep."),
    _S.DIAJUKAN: _("TAPD menerima usulan dan mulai menelaahnya. Angka sudah dikunci."),
    _S.DITELAAH: _("TAPD menelaah: meneruskan ke pembahasan atau meminta revisi."),
    _S.DIBAHAS_TAPD: _("TAPD memutuskan: menyetujui, menyetujui sebagian, meminta revisi, atau menolak."),
    _S.PERLU_REVISI: _("Perencana membuat versi baru dan memperbaiki yang dicatat TAPD."),
    _S.DITOLAK: _("Usulan berakhir di sini. Untuk tahun yang sama, buat usulan baru dari rencananya."),
    _S.DISETUJUI_PARSIAL: _("TAPD mencatat Perda APBD dan Perkada Penjabaran setelah ditetapkan."),
    _S.DISETUJUI: _("TAPD mencatat Perda APBD dan Perkada Penjabaran setelah ditetapkan."),
    _S.DITETAPKAN: _("TAPD mencatat nomor DPA/DPPA setelah sah. Persetujuan saja belum boleh dibayarkan."),
    _S.DPA_SAH: _("Anggaran boleh dipakai. Perencana memulai realisasi iuran tiap bulan."),
    _S.REALISASI: _("Perencana membayar iuran tiap bulan, lalu memulai rekonsiliasi."),
    _S.REKONSILIASI: _("Kepala dinas menutup usulan setelah tagihan, daftar peserta, dan pembayaran cocok."),
    _S.SELESAI: _("Usulan selesai. Tidak ada langkah lagi."),
}
_DEEDS = {
    (_S.DRAFT, _S.VERIFIKASI_INTERNAL): _("Teruskan untuk diperiksa"),
    (_S.VERIFIKASI_INTERNAL, _S.DRAFT): _("Kembalikan ke konsep"),
    (_S.VERIFIKASI_INTERNAL, _S.DIAJUKAN): _("Ajukan dan kunci angkanya"),
    (_S.DIAJUKAN, _S.DITELAAH): _("Mulai menelaah"),
    (_S.DITELAAH, _S.DIBAHAS_TAPD): _("Bawa ke pembahasan TAPD"),
    (_S.DITELAAH, _S.PERLU_REVISI): _("Minta revisi"),
    (_S.DIBAHAS_TAPD, _S.PERLU_REVISI): _("Minta revisi"),
    (_S.DIBAHAS_TAPD, _S.DITOLAK): _("Tolak"),
    (_S.DIBAHAS_TAPD, _S.DISETUJUI_PARSIAL): _("Setujui sebagian"),
    (_S.DIBAHAS_TAPD, _S.DISETUJUI): _("Setujui seluruhnya"),
    (_S.DISETUJUI_PARSIAL, _S.DITETAPKAN): _("Catat penetapan APBD"),
    (_S.DISETUJUI, _S.DITETAPKAN): _("Catat penetapan APBD"),
    (_S.DITETAPKAN, _S.DPA_SAH): _("Catat DPA/DPPA sah"),
    (_S.DPA_SAH, _S.REALISASI): _("Mulai realisasi"),
    (_S.REALISASI, _S.REKONSILIASI): _("Mulai rekonsiliasi"),
    (_S.REKONSILIASI, _S.SELESAI): _("Tutup usulan"),
}
FIELDS = {
    "letter_number": _("nomor surat usulan"),
    "letter_date": _("tanggal surat usulan"),
    "account_note": _("dasar pemilihan rekening"),
    "fund_source": _("sumber dana"),
}
_CHANGES = {
    "headcount": _("Jumlah orang"),
    "insured": _("Yang diusulkan"),
    "excluded": _("Dikecualikan"),
    "wage": _("Dasar upah"),
    "jkk": _("JKK"),
    "jkm": _("JKM"),
    "total": _("Jumlah"),
    "pagu": _("Pagu"),
    "months": _("Bulan iuran"),
    "position": _("Jabatan"),
    "budget_kind": _("Jenis anggaran"),
    "sub_activity": _("Sub kegiatan"),
    "jkk_account": _("Rekening JKK"),
    "jkm_account": _("Rekening JKM"),
    "legal_bases": _("Dasar hukum"),
    "letter_number": _("Nomor surat"),
    "letter_date": _("Tanggal surat"),
    "account_note": _("Dasar pemilihan rekening"),
    "fund_source": _("Sumber dana"),
}
_MONEY = frozenset({"wage", "jkk", "jkm", "total", "pagu", "position"})


@dataclass(frozen=True)
class Change:
    """One thing that a version changed, ready to read; `of` names the position, "" for the whole."""

    label: str
    of: str
    before: str
    after: str


def state_label(state: State | str) -> str:
    return str(_LABELS[str(state)])


def state_tone(state: State) -> str:
    return _TONES.get(state, "active")


def next_step(state: State) -> str:
    """What happens next, and by whom."""
    return str(_NEXT[state])


def deed(source: State, target: State) -> str:
    """What the button of a step says."""
    return str(_DEEDS[source, target])


def lacking(note: Note) -> str:
    """What stands against submission, as something to do."""
    if note.code == "required":
        return gettext("Isi {field}.").format(field=FIELDS[note.key])
    return sentence(note)


def change(found: Difference) -> Change:
    return Change(str(_CHANGES[found.what]), found.of, _shown(found, found.before), _shown(found, found.after))


def _shown(found: Difference, value: str | int | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, int):
        return rupiah(value) if found.what in _MONEY else thousands(value)
    if found.what == "months":
        return short_months(value.split(", ")) if value else "–"
    if found.what == "letter_date":
        return date_long(date.fromisoformat(value))
    return value or "–"
