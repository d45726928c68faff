"""What an answer's outcomes, reasons and columns are called, and what is to be done."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from reports.rules.answer_layout import Column
from reports.rules.answer_outcomes import Outcome, Why
from reports.rules.answer_words import Reason, Verdict

COLUMNS: Mapping[Column, Any] = {
    Column.REFERENCE: _("Nomor pegawai (nomor kami)"),
    Column.NIK: _("NIK"),
    Column.KPJ: _("Nomor KPJ"),
    Column.STATUS: _("Status"),
    Column.REASON: _("Keterangan atau alasan"),
    Column.START: _("Tanggal mulai kepesertaan"),
}

VERDICTS: Mapping[Verdict, Any] = {Verdict.ACCEPTED: _("diterima"), Verdict.REJECTED: _("ditolak")}

OUTCOMES: Mapping[Outcome, tuple[Any, Any]] = {
    Outcome.ACCEPTED: (_("Diterima"), _("Mendapat nomor KPJ dan tanggal mulai perlindungan.")),
    Outcome.REJECTED: (_("Ditolak"), _("Menjadi pekerjaan sekretariat yang mengirim orangnya.")),
    Outcome.UNCHANGED: (_("Sudah tercatat"), _("Sama dengan jawaban sebelumnya; tidak ada yang berubah.")),
    Outcome.UNKNOWN: (_("Tidak dikenal"), _("Bukan orang yang dikirim; tidak ada yang berubah.")),
    Outcome.DOUBLED: (_("Berulang"), _("Baris yang sama lagi dalam berkas ini; dihitung sekali.")),
    Outcome.CONTRADICTORY: (_("Bertentangan"), _("Tidak diterapkan; tanyakan kepada BPJS mana yang benar.")),
}
TONES: Mapping[Outcome, str] = {
    Outcome.ACCEPTED: "good",
    Outcome.REJECTED: "bad",
    Outcome.UNKNOWN: "warn",
    Outcome.CONTRADICTORY: "warn",
}

_WHY: Mapping[Why, Any] = {
    Why.AFTER_REJECTION: _("Semula ditolak, kini diterima."),
    Why.KPJ_ADDED: _("Sudah diterima; nomor KPJ-nya baru ada sekarang."),
    Why.KPJ_MISSING: _("Diterima tanpa nomor KPJ. Minta nomornya kepada BPJS; nanti cukup unggah lagi."),
    Why.NOT_SENT: _("Tidak ada dalam kiriman ini."),
    Why.NO_IDENTIFIER: _("Baris ini tidak memuat NIK, KPJ, atau nomor pegawai yang dapat dibaca."),
    Why.NIK_DAMAGED: _("NIK tersimpan sebagai angka, sehingga digit terakhirnya diubah Excel. Minta berkas aslinya."),
    Why.BOTH_VERDICTS: _("Orang yang sama diterima di satu baris dan ditolak di baris lain."),
    Why.TWO_NUMBERS: _("Orang yang sama mendapat dua nomor KPJ."),
    Why.TWO_DAYS: _("Orang yang sama mendapat dua tanggal mulai."),
    Why.KPJ_DIFFERS: _("Nomor KPJ-nya lain daripada yang sudah tercatat."),
    Why.KPJ_OF_ANOTHER: _("Nomor KPJ ini sudah dipakai orang lain."),
    Why.IDENTIFIERS_DIFFER: _("Nomor pegawai atau KPJ dan NIK di baris ini milik dua orang yang berbeda."),
    Why.ACCEPTED_BEFORE: _("Sudah diterima dalam jawaban sebelumnya."),
    Why.START_DIFFERS: _("Sudah diterima dengan tanggal mulai yang lain."),
    Why.SENT_AGAIN: _("Orang ini sudah dikirim lagi setelah kiriman itu; jawaban kiriman terbaru yang berlaku."),
}

_REASONS: Mapping[Reason, tuple[Any, Any]] = {
    Reason.NIK_NOT_FOUND: (
        _("NIK tidak ditemukan pada data kependudukan"),
        _("Cocokkan NIK dengan KTP-el. Bila sudah sama, orangnya perlu ke Dukcapil; kirim ulang setelah aktif."),
    ),
    Reason.NAME_DIFFERS: (
        _("Nama berbeda dari data kependudukan"),
        _("Tulis nama persis seperti pada KTP-el, tanpa gelar dan singkatan."),
    ),
    Reason.BIRTH_DATE_DIFFERS: (
        _("Tanggal lahir berbeda dari data kependudukan"),
        _("Cocokkan tanggal lahir dengan KTP-el."),
    ),
    Reason.ALREADY_ACTIVE: (
        _("Sudah menjadi peserta aktif"),
        _("Isi nomor KPJ-nya pada data orangnya; ia lalu dikirim sebagai peserta lanjutan."),
    ),
    Reason.MOTHER_MISSING: (_("Nama ibu kandung tidak ada atau berbeda"), _("Isi nama ibu kandung menurut KK.")),
    Reason.LOCATION_WRONG: (
        _("Kode lokasi pekerjaan keliru"),
        _("Perencana memperbaiki kode lokasi pada pengaturan iuran."),
    ),
    Reason.WAGE_LOW: (
        _("Upah yang dilaporkan di bawah ketentuan"),
        _("Perencana memeriksa dasar upah pada rencana bersama cabang BPJS."),
    ),
    Reason.OTHER: (
        _("Alasan lain"),
        _("Baca keterangan BPJS di bawah, perbaiki datanya, atau tanyakan kepada cabang."),
    ),
}


def why_sentence(why: str) -> str:
    """ "" where there is nothing to add."""
    return str(_WHY[Why(why)]) if why else ""


def reason_words(code: str) -> tuple[str, str]:
    """(why BPJS refused, what to do), in plain words."""
    said, deed = _REASONS[Reason(code)]
    return str(said), str(deed)
