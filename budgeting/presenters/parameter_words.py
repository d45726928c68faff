"""What the single values of the reference data are called, what hangs on them, and how their values read."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgeting.late_fees import PARAMETER as LATE_FINE

_NAMES: Mapping[str, Any] = {
    "already_member_policy": gettext_lazy("Petugas yang sudah menjadi peserta di tempat lain"),
    "asn_excluded_by_default": gettext_lazy("ASN tidak diiurkan"),
    "bpu_pay_day_same_month": gettext_lazy("Tanggal bayar iuran BPU"),
    LATE_FINE: gettext_lazy("Denda keterlambatan iuran"),
    "lifetime_ktp_valid_until": gettext_lazy("Masa berlaku KTP seumur hidup"),
    "ppn_percent": gettext_lazy("PPN atas iuran"),
    "premium_rounding": gettext_lazy("Cara pembulatan iuran"),
    "pu_pay_day_next_month": gettext_lazy("Tanggal bayar iuran PU"),
    "sek_panwascam_size": gettext_lazy("Jumlah orang sekretariat Panwascam"),
    "sipp_max_rows": gettext_lazy("Baris terbanyak dalam satu berkas SIPP"),
    "tps_pilkada_share_of_pemilu": gettext_lazy("Perkiraan TPS Pilkada terhadap TPS Pemilu"),
}

_MEANINGS: Mapping[str, Any] = {
    LATE_FINE: gettext_lazy(
        "Persen per bulan atas sisa tagihan PU yang lewat jatuh tempo. Angka 2 berasal dari ringkasan PP 44/2015, yang "
        "menyebut pemberi kerja selain penyelenggara negara; apakah mengikat pemerintah daerah belum dipastikan. "
        "Selama keyakinannya “belum dikonfirmasi”, denda tidak dihitung pada tagihan mana pun. Bila BPJS menegaskannya "
        "tertulis, ganti dengan baris baru: tulis surat itu sebagai sumber dan pilih keyakinan yang sesuai."
    ),
    "pu_pay_day_next_month": gettext_lazy(
        "Tanggal pada bulan berikutnya; bila libur, bergeser ke hari kerja sesudahnya menurut tabel hari libur."
    ),
    "bpu_pay_day_same_month": gettext_lazy(
        "Tanggal pada bulan yang sama; bila libur, bergeser ke hari kerja sesudahnya menurut tabel hari libur."
    ),
    "premium_rounding": gettext_lazy(
        "Peraturannya belum ditemukan; honorarium yang berlaku tidak menghasilkan pecahan."
    ),
    "ppn_percent": gettext_lazy("Iuran jaminan sosial dihitung tanpa PPN sampai ada yang memastikan sebaliknya."),
}

_HALF_UP = "half-up-rupiah-per-person-month-programme"


def name(code: str) -> str:
    """That of a parameter of somebody's own is its code."""
    return str(_NAMES.get(code, code))


def meaning(code: str) -> str:
    """What is configured by it, and what of it nobody has verified; "" where its name says all."""
    return str(_MEANINGS.get(code, ""))


def value_in_words(code: str, value: Any) -> str | None:
    """None where the plain value reads well enough."""
    match code, value:
        case "premium_rounding", str(text) if text == _HALF_UP:
            return _("rupiah penuh, 50 sen ke atas dibulatkan ke atas, per orang, bulan, dan program")
        case "already_member_policy", "ask":
            return _("diputuskan untuk tiap orang")
        case code, percent if code == LATE_FINE:
            return _("%s persen per bulan") % percent
        case "ppn_percent", percent:
            return _("%s persen") % percent
    return None
