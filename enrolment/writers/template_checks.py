"""What the template says at a cell before somebody types, and after he typed what cannot be.

Excel allows 32 letters for a title and 255 for a message. Only what is surely wrong is stopped; the rest asks.
"""

import datetime
from dataclasses import dataclass

from enrolment.rules.roster_fields import Field


@dataclass(frozen=True, slots=True)
class Check:
    """The check of one column: words to choose from, a length of text, or first and last day; or a hint alone."""

    title: str
    hint: str
    fault: str = ""
    firmness: str = "stop"
    """ "stop", "warning" (may be typed all the same) or "information"."""
    words: tuple[str, ...] = ()
    length: int = 0
    days: tuple[datetime.date, datetime.date] | None = None


_DATE_HINT = "Hari-bulan-tahun, misalnya 31-12-1990."
_DATE_FAULT = "Ini tidak terbaca sebagai tanggal yang mungkin. Tulis hari-bulan-tahun, misalnya 31-12-1990."

POST = Check(
    title="Jabatan",
    hint="Pilih dari daftar. Cadangan boleh ditulis “Cadangan”.",
    fault="Jabatan ini tidak ada di daftar pilihan templat ini; boleh dipakai bila memang demikian.",
    firmness="information",
)
"""Of the free rows alone, with the words of the template's own posts; in the others the post stands there."""

CHECKS = {
    Field.NIK: Check(
        title="NIK",
        hint="16 angka seperti di KTP. Kolom ini sudah berformat teks; jangan diubah menjadi angka.",
        fault="NIK harus tepat 16 angka, tanpa spasi atau titik. Periksa lagi dengan KTP.",
        length=16,
    ),
    Field.NAME: Check(title="Nama lengkap", hint="Seperti di KTP. Kosongkan bila kursi ini belum terisi."),
    Field.BIRTH_DATE: Check(
        title="Tanggal lahir",
        hint=_DATE_HINT,
        fault=_DATE_FAULT,
        firmness="warning",
        days=(datetime.date(1920, 1, 1), datetime.date(2015, 12, 31)),
    ),
    Field.SEX: Check(
        title="Jenis kelamin", hint="L atau P.", fault="Pilih L (laki-laki) atau P (perempuan).", words=("L", "P")
    ),
    Field.POSTCODE: Check(
        title="Kode pos", hint="5 angka.", fault="Kode pos terdiri dari 5 angka.", firmness="warning", length=5
    ),
    Field.MOTHER: Check(title="Nama ibu kandung", hint="Wajib bagi BPJS Ketenagakerjaan; tanpa gelar."),
    Field.MARITAL: Check(
        title="Status kawin",
        hint="Pilih dari daftar.",
        fault="Pilih salah satu dari daftar.",
        words=("Kawin", "Belum Kawin", "Cerai Hidup", "Cerai Mati"),
    ),
    Field.PHONE: Check(title="Nomor HP", hint="Mulai dengan 0, misalnya 081234567890. Satu nomor saja."),
    Field.JOB: Check(
        title="Pekerjaan",
        hint="Pilih atau tulis sendiri. ASN, TNI, dan Polri dijamin aturan lain: tetap dicatat, tidak diiurkan.",
        fault="Pekerjaan ini tidak ada di daftar pilihan; boleh dipakai bila memang demikian.",
        firmness="information",
        words=(
            "Petani/Pekebun",
            "Wiraswasta",
            "Karyawan Swasta",
            "Buruh Harian Lepas",
            "Mengurus Rumah Tangga",
            "Pelajar/Mahasiswa",
            "Perangkat Desa",
            "Guru Honorer",
            "Belum Bekerja",
            "PNS",
            "PPPK",
            "TNI",
            "Polri",
            "Pensiunan",
        ),
    ),
    Field.DECREE_NUMBER: Check(title="Nomor SK", hint="Nomor surat keputusan pengangkatan."),
    Field.DECREE_DATE: Check(
        title="Tanggal SK",
        hint=_DATE_HINT,
        fault=_DATE_FAULT,
        firmness="warning",
        days=(datetime.date(2018, 1, 1), datetime.date(2050, 12, 31)),
    ),
}
