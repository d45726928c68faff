"""Sentences for the notes of the rules: what is the matter, and what to do. Indonesian, English by gettext."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from budgeting.rules.line import Line
from budgeting.rules.notes import Note
from pemilu_bpjs.formats import thousands
from pemilu_bpjs.localised import date_long, month_long

_SENTENCES: Mapping[str, str] = {
    # the file and its keys
    "not-toml": _("Berkas bukan TOML yang sah: {detail}"),
    "unknown-key": _("Kunci ini tidak dikenal. Yang dikenal: {known}."),
    "missing-key": _("Kunci ini wajib diisi."),
    "wrong-type": _("Jenis nilainya keliru: seharusnya {expected}."),
    "empty-text": _("Teks ini kosong. Isi atau hapus kuncinya."),
    "text-too-long": _("Teks ini terlalu panjang: paling banyak {most} huruf."),
    "text-unprintable": _("Teks ini memuat tanda yang tidak dapat dicetak. Hapus lalu ketik ulang."),
    "too-many-entries": _("Terlalu banyak [[position]]: paling banyak {most}."),
    "source-key": _("Kunci pada [sources] paling panjang {most} huruf dan harus dapat dicetak."),
    "not-one-of": _("Pilih salah satu: {known}."),
    "code-form": _("Kode “{code}” hanya boleh berisi huruf kecil, angka, dan tanda hubung."),
    "percent-absurd": _(
        '“{value}” bukan persen di antara 0 dan 100. Tulis sebagai teks dengan titik, misalnya "0.24".'
    ),
    "percent-digits": _("Persen ini memuat lebih dari {most} angka di belakang koma."),
    "year-absurd": _("Tahun pada tanggal ini tidak mungkin: seharusnya {first} sampai {last}."),
    "wage-base": _('Tulis "honorarium" atau jumlah rupiah bulat tanpa tanda kutip.'),
    "coverage-form": _(
        '“{value}” bukan rentang bulan. Tulis bulan pertama/bulan terakhir, misalnya "2024-01/2024-02".'
    ),
    "tps-and-file": _("Pilih salah satu: tps atau tps_file, tidak keduanya."),
    "tps-file": _("Daftar TPS tidak dapat dipakai: {detail}"),
    "tps-file-apart": _(
        "Daftar TPS tidak ikut terkirim bersama rencana. Muat daftarnya di halaman pemilihan, lalu hapus tps_file."
    ),
    "file-unreadable": _("Berkas tidak dapat dibaca: {detail}"),
    "file-too-large": _("Berkas melebihi {most} bita; rencana tidak pernah sebesar itu."),
    "file-not-utf8": _("Berkas bukan teks UTF-8. Simpan ulang sebagai UTF-8."),
    # region and election
    "region-form": _(
        '“{code}” bukan kode wilayah. Tulis kode Kemendagri kabupaten/kota atau provinsi, misalnya "16.09".'
    ),
    "region-unknown": _("Wilayah {code} tidak ada dalam data wilayah."),
    "region-level": _("Wilayah {code} bukan kabupaten/kota atau provinsi."),
    "election-unknown": _("Pemilihan “{code}” tidak dikenal. Yang dikenal: {known}."),
    "region-not-of-office": _("Wilayah {code} di luar wilayah {office}. Pilih kantor pembayar wilayah itu."),
    "election-refused": _("Pemilihan wilayah ini tidak dapat disiapkan: {detail}"),
    "plan-archived": _("Rencana ini sudah diarsipkan. Pulihkan lebih dahulu bila ingin mengubahnya."),
    "plan-elsewhere": _("Rencana ini milik {code} dan tidak dapat dipindahkan. Impor berkas itu sebagai rencana baru."),
    # bills and what is paid on them
    "bill-month": _("“{value}” bukan bulan. Tulis tahun dan bulan, misalnya 2024-01."),
    "bill-stands": _(
        "Tagihan {month} sudah tercatat: kode iuran {code}, {amount}. Cabut dahulu bila keliru, lalu catat lagi."
    ),
    "bill-withdrawn": _("Tagihan ini sudah dicabut; tidak ada yang dapat dicatat padanya."),
    "bill-has-payments": _("Tagihan ini sudah dibayar {amount}. Batalkan pembayarannya dahulu, lalu cabut."),
    "bill-list-amounts": _(
        "Sel ini bukan rupiah bulat: {cells}. Betulkan berkasnya atau pilih kolom lain; tidak ada yang disimpan."
    ),
    "bill-list-empty": _("Tidak ada satu orang pun di bawah judul kolom itu. Periksa lembar dan baris judulnya."),
    "payment-nothing": _("Jumlah yang dibayar harus lebih dari Rp0."),
    "payment-in-future": _("Tanggal ini belum tiba. Catat pembayaran setelah terjadi."),
    "payment-beyond-bill": _(
        "Sisa tagihan {left}; pembayaran ini lebih {beyond}. Betulkan, atau nyatakan lebihnya sebagai kredit."
    ),
    "holiday-stands": _("Tanggal ini sudah ada dalam tabel: {name}."),
    # units
    "count-absurd": _("{count} tidak mungkin: seharusnya {least} sampai {most}."),
    "tps-per-desa-absurd": _("{count} TPS untuk {desa} desa/kelurahan tidak mungkin. Periksa angkanya."),
    "over-400-above-coklit": _("TPS di atas 400 pemilih ({count}) melebihi TPS coklit ({coklit})."),
    "detail-exceeds-total": _("Rincian wilayah {code} berjumlah {detail}, melebihi totalnya {total}."),
    "unit-unknown": _("Jumlah {unit} belum diketahui, jadi {name} tidak dapat dihitung. Isi jumlahnya."),
    # entries
    "no-entries-left": _("Rencana harus memuat sedikitnya satu baris. Arsipkan rencana ini bila tidak dipakai lagi."),
    "duplicate-code": _("Kode “{code}” tertulis dua kali. Gabungkan menjadi satu."),
    "not-on-body": _(
        "{field} tidak boleh pada badan “{body}” yang punya beberapa jabatan. Tulis pada jabatannya: {codes}."
    ),
    "unknown-code": _(
        "“{code}” bukan badan atau jabatan pemilihan ini ({known}). Baris sendiri perlu name, body, dan institution."
    ),
    "own-line-of-preset": _("“{code}” sudah ada dalam preset: hapus name, body, dan institution."),
    "own-line-needs": _("Baris sendiri wajib berisi {field}."),
    "own-line-per-unit": _("Baris sendiri tidak punya rasio: tulis headcount, bukan per_unit."),
    "per-unit-with-headcount": _("Pilih salah satu: per_unit atau headcount, tidak keduanya."),
    "reason-required": _("Beri alasan (reason) untuk {field}."),
    "excluded-above-headcount": _("Yang dikecualikan ({excluded}) melebihi jumlah orang ({headcount})."),
    "seats-below-zero": _("Pengecualian kursi membuat jumlah orang {name} kurang dari nol."),
    "end-before-start": _("Hari terakhir {end} mendahului hari pertama {start}."),
    "coverage-apart": _("Bulan perlindungan {name} seluruhnya di luar masa kerja {start} sampai {end}."),
    "coverage-missing": _("Masa kerja {name} tidak diketahui: tulis bulan perlindungannya (coverage)."),
    "wage-missing": _("Dasar upah {name} tidak diketahui: tulis wage atau wage_base."),
    "no-rate": _("Tidak ada tarif {programme} yang berlaku pada {month}."),
    # warnings
    "asn-excluded": _("{name} selalu ASN: {people} orang tidak dihitung iurannya (dijamin Taspen)."),
    "tps-over-400-unknown": _("Jumlah TPS di atas 400 pemilih belum diketahui dan dihitung 0: {name} mungkin kurang."),
    "coverage-outside-tenure": _("{name}: bulan {months} dibayar tanpa satu hari pun masa kerja."),
    "uncovered-days": _("{name}: {days} hari masa kerja di luar bulan yang dibayar, untuk {people} orang."),
    "tenure-unverified": _("{name}: tanggal masa kerja belum dikonfirmasi."),
    "rate-unverified": _("Tarif {programme} {value} belum dikonfirmasi ({source})."),
    "no-code-regime": _("Kode rekening dan kegiatan tahun anggaran {year} tidak tersedia."),
    # proposals
    "coverage-before-money": _(
        "Iuran bulan {months} jatuh sebelum DPA/DPPA yang diperkirakan sah {start}: tidak dapat dibayar surut."
    ),
    "coverage-before-money-estimated": _(
        "Iuran bulan {months} jatuh sebelum anggaran biasanya tersedia (sekitar {start}, belum dikonfirmasi). "
        "Isi perkiraan tanggal DPA/DPPA, atau pindahkan bulan itu ke anggaran yang sudah sah."
    ),
    "money-date-unknown": _("Kapan pergeseran anggaran sah belum diisi: isi perkiraan tanggal DPPA."),
    "due-next-year": _(
        "Iuran bulan {month} (Rp{amount}) jatuh tempo {start}, dalam tahun anggaran {year}: bayar sebelum batas SP2D "
        "akhir tahun, atau menjadi utang tahun berikutnya."
    ),
    "basis-date-uncertain": _("Tanggal berlaku {name} belum pasti: periksa apakah sudah berlaku pada tanggal surat."),
    "funding-pemilu": _(
        "Pemilu dibiayai APBN; daerah memberi dukungan (Pasal 434 UU 7/2017). Lampirkan pernyataan KPU dan Bawaslu "
        "bahwa iuran ini tidak ada dalam APBN."
    ),
    "funding-pilkada": _(
        "Pilkada dibiayai hibah daerah: periksa NPHD lebih dahulu. Usulkan hanya iuran yang tidak ada dalam NPHD KPU "
        "dan Bawaslu."
    ),
    "required": _("Bagian ini wajib diisi."),
    "year-not-in-plan": _("Rencana ini tidak punya bulan iuran pada tahun {year}. Tahun yang ada: {known}."),
    "proposal-stands": _("Usulan tahun {year} jenis ini sudah ada (versi {version}). Buka usulan itu."),
    "not-a-draft": _("Usulan ini sudah bukan konsep, jadi isinya tidak dapat diubah. Perbaikan selalu versi baru."),
    "not-to-revise": _("Versi baru dibuat hanya dari usulan yang dikembalikan untuk direvisi."),
    "already-revised": _("Versi baru dari usulan ini sudah ada (versi {version})."),
    "nothing-proposed": _("Tidak ada iuran yang diusulkan pada tahun {year}."),
    "totals-differ": _("Jumlah RAB, RKA, rekap, dan rencana kas tidak sama. Usulan tidak dapat diajukan."),
    "unconfirmed": _("{count} angka atau kutipan belum dikonfirmasi oleh orang yang disebut namanya."),
    "doubt-changed": _("Angka ini sudah berubah atau tidak lagi perlu dikonfirmasi. Muat ulang halaman."),
    "figures-changed": _("Angka usulan berubah sejak halaman ini dibuka. Periksa lagi, lalu ajukan."),
    "agreed-not-partial": _("Persetujuan sebagian harus di atas Rp0 dan di bawah jumlah yang diminta (Rp{amount})."),
    "no-such-move": _("Status usulan sudah berubah. Muat ulang halaman untuk melihat langkah yang ada sekarang."),
    "four-eyes": _("Penyusun atau pengubah terakhir tidak boleh memeriksa usulannya sendiri. Minta orang lain."),
    "needs-comment": _("Tulis alasannya: pengembalian, penolakan, atau pengurangan tidak boleh tanpa catatan."),
}

_EXPECTED: Mapping[str, str] = {
    "text": _("teks dalam tanda kutip"),
    "whole": _("bilangan bulat"),
    "date": _("tanggal tahun-bulan-hari tanpa tanda kutip"),
    "table": _("tabel, misalnya [units]"),
    "tables": _("daftar tabel [[position]]"),
}

_READABLE = 10**15  # beyond it a number in a sentence helps nobody

_UNITS: Mapping[str, str] = {
    "kecamatan": _("kecamatan"),
    "desa": _("desa/kelurahan"),
    "tps": _("TPS"),
    "tps_coklit": _("TPS coklit"),
    "tps_over_400": _("TPS di atas 400 pemilih"),
}


def sentence(note: Note) -> str:
    """The sentence of a note in the active language."""
    return gettext(_SENTENCES[note.code]).format(**{key: _shown(key, value) for key, value in note.params.items()})


def always_asn() -> str:
    """The reason that stands where the law takes civil servants off the headcount."""
    return gettext("selalu ASN, dijamin Taspen")


def line_reason(line: Line) -> str | None:
    """Why a line differs from the preset: what its author says, then what the law does to it."""
    if not line.excluded_by_law:
        return line.reason
    return f"{line.reason}; {always_asn()}" if line.reason else always_asn()


def unit_name(unit: str) -> str:
    """What a unit is called on a page."""
    return gettext(_UNITS[unit])


def _shown(key: str, value: Any) -> str:
    if key == "expected":
        return gettext(_EXPECTED[value])
    if key == "unit":
        return unit_name(value)
    if key == "months":
        return ", ".join(month_long(month) for month in value)
    if key == "month":
        return month_long(value)
    if key in ("start", "end"):
        return date_long(value)
    if isinstance(value, int) and key != "year":
        return thousands(value) if abs(value) < _READABLE else gettext("angka yang terlalu besar")
    return str(value)
