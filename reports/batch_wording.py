"""Why somebody is in no batch, in words, and who can mend it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

SECRETARIAT, PLANNER = "secretariat", "planner"
"""Who acts: the secretariat that sent the row, or the planner who pays."""

_MEND_NIK = _("NIK tidak dapat dipakai BPJS. Perbaiki pada data orangnya.")

_SENTENCES: Mapping[str, Any] = {
    "nik-missing": _("NIK belum ada. Isi pada data orangnya."),
    "nik-not-digits": _MEND_NIK,
    "nik-length": _MEND_NIK,
    "nik-date": _MEND_NIK,
    "nik-serial": _MEND_NIK,
    "nik-excel-damage": _MEND_NIK,
    "nik-kpj-twice": _("Dua orang memakai satu nomor KPJ. Periksa milik siapa nomor itu."),
    "nik-kpj-missing": _("Berhenti, tetapi nomor KPJ-nya belum ada. Minta kepada cabang BPJS, lalu unggah jawabannya."),
    "name-missing": _("Nama belum ada."),
    "name-too-long": _("Nama lebih panjang daripada yang diterima SIPP. Tulis menurut KTP, tanpa gelar."),
    "name-characters": _("Nama memuat angka atau tanda yang ditolak SIPP. Tulis menurut KTP."),
    "birth-date-missing": _("Tanggal lahir belum ada."),
    "birth-date-invalid": _("Tanggal lahir tidak mungkin benar."),
    "mother-missing": _("Nama ibu kandung belum ada; SIPP mewajibkannya."),
    "marital-missing": _("Status kawin belum ada; SIPP mewajibkannya."),
    "location-unknown": _("Wilayah tugas tidak ada dalam tabel lokasi pekerjaan BPJS. Isi kodenya pada pengaturan."),
    "wage-missing": _("Dasar upah belum diketahui. Isi honorarium atau upah pada rencana."),
    "start-missing": _("Hari pertama atau hari terakhir bekerja belum diketahui."),
    "bpu-no-sipp": _(
        "Peserta bukan penerima upah (BPU) tidak dikirim dengan berkas SIPP; daftarkan melalui kanal BPU."
    ),
    "excluded": _("Bertugas, tetapi tidak diiurkan di sini: ASN/TNI/Polri, sudah peserta, atau di luar rencana."),
    "not-accepted": _("Baris daftar yang dikirim sekretariat tetapi belum disimpan: perbaiki atau simpan dahulu."),
}
_PLANNERS = frozenset(
    {"nik-kpj-missing", "location-unknown", "wage-missing", "start-missing", "bpu-no-sipp", "excluded"}
)


UNVERIFIED_SOURCE = _("batas SIPP untuk nama; belum ada sumber resminya")


def held_sentence(code: str) -> str:
    """Why, and what to do."""
    return str(_SENTENCES[code])


def who_acts(code: str) -> str:
    """SECRETARIAT or PLANNER."""
    return PLANNER if code in _PLANNERS else SECRETARIAT
