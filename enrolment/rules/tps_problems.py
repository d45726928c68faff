"""What can be wrong in a TPS list, in the words of the person who sent it.

Sentences are Indonesian msgids: a page in another language translates `sentence` and fills
in `params`; `message` is the Indonesian one, filled in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for the translation catalogue; rules themselves translate nothing."""
    return sentence


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stable code and the sentence that explains it; %(…)s are its particulars."""

    code: str
    text: str


FILE_EMPTY = Sentence(
    "file-empty",
    gettext_noop("Berkas ini kosong. Kirim daftar dengan baris judul dan satu baris untuk setiap TPS."),
)
NAMES_PEOPLE = Sentence(
    "file-names-people",
    gettext_noop(
        "Berkas ini memuat NIK, jadi bukan daftar TPS, dan tidak dibaca lebih jauh. Daftar orang diunggah di "
        "halaman “Daftar petugas”; daftar TPS hanya memuat desa, nomor TPS, dan jumlah pemilih."
    ),
)
NO_HEADER = Sentence(
    "file-no-header",
    gettext_noop(
        "Baris judul tidak ditemukan dalam %(rows)s baris pertama. Beri judul kolom: kode desa (atau "
        "kecamatan dan desa), nomor TPS, dan jumlah pemilih bila ada."
    ),
)
NO_DESA_COLUMN = Sentence(
    "column-missing",
    gettext_noop("Kolom desa tidak ditemukan di baris judul. Tambahkan kolom kode desa atau nama desa."),
)
NO_TPS_COLUMN = Sentence(
    "column-missing",
    gettext_noop("Kolom nomor TPS tidak ditemukan di baris judul. Tambahkan kolom nomor TPS."),
)
SEVERAL_SHEETS = Sentence(
    "several-sheets",
    gettext_noop("Daftar TPS ada di beberapa lembar: %(sheets)s. Gabungkan menjadi satu lembar, lalu kirim lagi."),
)
NO_ROWS = Sentence(
    "rows-missing",
    gettext_noop("Di bawah baris judul belum ada TPS. Isi satu baris untuk setiap TPS."),
)

DESA_MISSING = Sentence(
    "region-missing",
    gettext_noop("Desa belum terisi. Isi di setiap baris; sel yang digabung hanya terbaca di baris pertamanya."),
)
CODE_FORM = Sentence(
    "region-unknown",
    gettext_noop("Kode desa terdiri atas 10 angka, seperti 16.09.01.2001; di sini tertulis “%(value)s”."),
)
CODE_UNKNOWN = Sentence(
    "region-unknown",
    gettext_noop(
        "Kode desa %(value)s tidak ada di wilayah ini. Pakai kode Kemendagri, seperti 16.09.01.2001; kode BPS berbeda."
    ),
)
CODE_UNKNOWN_BUT_NAMED = Sentence(
    "region-unknown",
    gettext_noop("Kode desa %(value)s tidak ada di wilayah ini. Menurut namanya, kodenya %(near)s."),
)
CODE_DAMAGED = Sentence(
    "region-code-damaged",
    gettext_noop(
        "Kode desa berubah menjadi “%(value)s” oleh Excel dan tidak dapat dipulihkan. Jadikan kolom ini "
        "berformat Teks, lalu tulis lagi kodenya, seperti 16.09.01.2001."
    ),
)
OUTSIDE = Sentence(
    "region-outside",
    gettext_noop("Desa %(value)s berada di luar wilayah %(region)s. Hapus baris ini, atau betulkan kode desanya."),
)
DESA_UNKNOWN = Sentence(
    "region-unknown",
    gettext_noop("Desa “%(value)s” tidak ditemukan. Periksa ejaannya, atau pakai kode desa."),
)
DESA_UNKNOWN_NEAR = Sentence(
    "region-unknown",
    gettext_noop("Desa “%(value)s” tidak ditemukan. Mungkin yang dimaksud: %(near)s."),
)
KECAMATAN_UNKNOWN = Sentence(
    "region-unknown",
    gettext_noop("Kecamatan “%(value)s” tidak ditemukan. Periksa ejaannya, atau pakai kode desa."),
)
KECAMATAN_UNKNOWN_NEAR = Sentence(
    "region-unknown",
    gettext_noop("Kecamatan “%(value)s” tidak ditemukan. Mungkin yang dimaksud: %(near)s."),
)
AMBIGUOUS = Sentence(
    "region-ambiguous",
    gettext_noop("Ada lebih dari satu desa “%(value)s”: %(near)s. Pakai kode desa supaya jelas yang mana."),
)

TPS_MISSING = Sentence("tps-missing", gettext_noop("Nomor TPS belum terisi. Isi angka 1 sampai 999."))
TPS_INVALID = Sentence(
    "tps-invalid",
    gettext_noop("Nomor TPS berupa angka 1 sampai 999; di sini tertulis “%(value)s”."),
)
TPS_TWICE = Sentence(
    "tps-twice",
    gettext_noop("TPS %(tps)s di %(desa)s sudah ada di baris %(first)s. Hapus salah satu, atau betulkan nomornya."),
)
VOTERS_INVALID = Sentence(
    "voters-invalid",
    gettext_noop("Jumlah pemilih berupa bilangan bulat; di sini tertulis “%(value)s”."),
)
VOTERS_NEGATIVE = Sentence(
    "voters-negative",
    gettext_noop("Jumlah pemilih tidak dapat kurang dari 0; di sini tertulis %(value)s."),
)
VOTERS_TOO_MANY = Sentence(
    "voters-too-many",
    gettext_noop(
        "Jumlah pemilih %(value)s terlalu besar untuk satu TPS (paling banyak %(most)s). Periksa apakah ini "
        "jumlah satu desa, atau kolom yang lain."
    ),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, where the sender sees it; no row or column where it is the whole list."""

    row: int | None
    column: str | None
    """The column's letter."""
    code: str
    sentence: str
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The sentence in Indonesian, without the place."""
        return self.sentence % self.params

    def __str__(self) -> str:
        """Place and message in one line: "Baris 12, kolom C: …"."""
        if self.row is None:
            return self.message
        place = f"Baris {self.row}" if self.column is None else f"Baris {self.row}, kolom {self.column}"
        return f"{place}: {self.message}"
