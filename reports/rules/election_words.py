"""What Pemilu and Pilkada papers say differently: who pays for what, and which promise is signed (domain/apbd.md §8).

Pemilu is paid by the state budget and supported by the region; Pilkada by the region through a grant agreement (NPHD).
Whether a family may draw both the election agency's santunan and BPJS benefits is not verified: no text asserts either.
"""

from dataclasses import dataclass

from reports.rules.table import Column, Row, Table


@dataclass(frozen=True, slots=True)
class ElectionWords:
    """Sentences of one election kind; `funding_key` is the doubt that stands behind them."""

    funding_key: str
    funding: str
    regime: str
    costs: tuple[tuple[str, str, str], ...]
    promises: tuple[str, ...]


_SHARED_COSTS = (
    ("Sekretariat yang dijabat ASN", "Jaminan ASN melalui Taspen (PP 70/2015)", "Tidak"),
    ("Perangkat desa dan Linmas yang telah terlindungi", "Anggaran asalnya", "Tidak"),
)
_SHARED_PROMISES = (
    (
        "Orang yang iurannya diusulkan bukan ASN, tidak sedang menjadi peserta aktif JKK/JKM atas tanggungan anggaran "
        "lain, dan dihitung satu kali untuk setiap bulan walaupun tercatat pada lebih dari satu badan."
    ),
    (
        "Apabila di kemudian hari ditemukan pembiayaan ganda, iuran yang tidak semestinya dibayar akan dikoreksi pada "
        "rekonsiliasi bulanan atau dikembalikan ke Kas Daerah sesuai ketentuan."
    ),
)

_PEMILU = ElectionWords(
    funding_key="single-funding:pemilu",
    funding="Komponen tersebut tidak dibiayai APBN melalui KPU/Bawaslu maupun hibah daerah sebagaimana surat "
    "pernyataan terlampir.",
    regime="Penyelenggaraan Pemilu dibiayai APBN. Pemerintah daerah memberikan bantuan dan fasilitas (Pasal 434 "
    "Undang-Undang Nomor 7 Tahun 2017); iuran JKK dan JKM diusulkan sebagai dukungan tersebut.",
    costs=(
        ("Honorarium dan operasional", "APBN melalui KPU/Bawaslu", "Tidak"),
        ("Santunan kecelakaan kerja dan kematian dari KPU/Bawaslu", "APBN melalui KPU/Bawaslu", "Tidak"),
        ("Iuran JKK dan JKM", "APBD sebagai dukungan daerah", "Ya, sepanjang tidak dianggarkan dalam APBN"),
        *_SHARED_COSTS,
    ),
    promises=(
        (
            "Iuran JKK dan JKM yang diusulkan tidak dianggarkan dan tidak dibayar melalui APBN pada KPU maupun "
            "Bawaslu, dan tidak melalui hibah daerah."
        ),
        *_SHARED_PROMISES,
    ),
)
_PILKADA = ElectionWords(
    funding_key="single-funding:pilkada",
    funding="Komponen tersebut tidak termasuk dalam rencana anggaran hibah (NPHD) KPU/Bawaslu maupun APBN sebagaimana "
    "surat pernyataan terlampir.",
    regime="Penyelenggaraan Pemilihan dibiayai APBD melalui hibah yang dituangkan dalam Naskah Perjanjian Hibah Daerah "
    "(NPHD). Iuran JKK dan JKM diusulkan di luar NPHD hanya untuk yang tidak dianggarkan di dalamnya.",
    costs=(
        ("Honorarium dan operasional", "Hibah daerah (NPHD)", "Tidak"),
        ("Santunan kecelakaan kerja dan kematian dari KPU/Bawaslu", "Hibah daerah (NPHD)", "Tidak"),
        ("Iuran JKK dan JKM", "NPHD lebih dahulu; selebihnya APBD", "Ya, sepanjang tidak dianggarkan dalam NPHD"),
        *_SHARED_COSTS,
    ),
    promises=(
        (
            "Iuran JKK dan JKM yang diusulkan tidak tercantum dalam NPHD beserta rencana anggaran hibah KPU maupun "
            "Bawaslu, dan tidak dibayar melalui APBN."
        ),
        *_SHARED_PROMISES,
    ),
)


def words_of(election_kind: str) -> ElectionWords:
    """The sentences of an election kind: "pemilu" or "pilkada"."""
    return _PILKADA if election_kind == "pilkada" else _PEMILU


def costs_table(words: ElectionWords) -> Table:
    """Who pays which cost, and what is proposed here."""
    columns = (Column("Komponen", 62), Column("Sumber pendanaan", 60), Column("Diusulkan di sini", 48))
    return Table(columns, tuple(Row(row) for row in words.costs))
