"""Words of incidents: what happened, which programme, which papers, what was done. Pages and the API share them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from reports.rules.incident_claim import Cause, Kind, Reason
from reports.rules.incident_papers import Paper

KINDS: Mapping[Kind, Any] = {
    Kind.ILLNESS: _("sakit"),
    Kind.ACCIDENT: _("kecelakaan kerja"),
    Kind.DEATH: _("meninggal dunia"),
}

CAUSES: Mapping[Cause, Any] = {
    Cause.UNKNOWN: _("Belum diketahui"),
    Cause.ACCIDENT: _("Kecelakaan"),
    Cause.OTHER: _("Bukan kecelakaan (sakit, kelelahan, mendadak)"),
}

DUTY = {True: _("Ya, saat bertugas"), False: _("Tidak"), None: _("Belum diketahui")}

COVERED_SHORT = {True: _("terlindungi"), False: _("tidak terlindungi"), None: _("belum pasti")}

PAPERS: Mapping[Paper, Any] = {
    Paper.HEIRS: _("Surat keterangan ahli waris"),
    Paper.DEATH_CERTIFICATE: _("Akta kematian"),
    Paper.FAMILY_CARD: _("Kartu keluarga"),
    Paper.IDENTITY_CARDS: _("KTP-el almarhum dan ahli waris"),
    Paper.ACCOUNT: _("Buku rekening ahli waris"),
    Paper.DECREE: _("SK pengangkatan atau surat tugas"),
    Paper.ACCIDENT_REPORT: _("Laporan kecelakaan kerja (kronologi)"),
    Paper.MEDICAL: _("Surat keterangan dokter atau rumah sakit"),
    Paper.RECEIPTS: _("Kuitansi biaya pengobatan"),
    Paper.OWN_IDENTITY: _("KTP-el petugas"),
}

REASONS: Mapping[Reason, Any] = {
    Reason.WORK_ACCIDENT: _("Kecelakaan saat bertugas: JKK menanggung pengobatannya."),
    Reason.DEATH_BY_WORK: _("Meninggal karena kecelakaan saat bertugas: JKK."),
    Reason.DEATH: _("Meninggal bukan karena kecelakaan kerja: JKM."),
    Reason.SUDDEN_ON_DUTY: _(
        "Meninggal saat bertugas, bukan karena kecelakaan: JKM. Tanyakan kepada cabang BPJS apakah termasuk JKK."
    ),
    Reason.CAUSE_OPEN: _("JKM, selama belum dipastikan sebagai kecelakaan kerja. Lengkapi sebabnya lebih dahulu."),
    Reason.DUTY_OPEN: _("Belum diketahui apakah terjadi saat bertugas. Betulkan laporannya bila sudah jelas."),
    Reason.OFF_DUTY: _("Kecelakaan di luar tugas tidak ditanggung JKK. Pengobatannya lewat BPJS Kesehatan."),
    Reason.ILLNESS: _("Sakit yang bukan akibat kerja tidak ditanggung JKK. Pengobatannya lewat BPJS Kesehatan."),
    Reason.NOT_COVERED: _("Menurut catatan kami ia tidak terlindungi pada hari itu."),
}

DEEDS = {
    "report": _("Dilaporkan"),
    "amend": _("Laporan dibetulkan"),
    "papers": _("Berkas dicatat"),
    "claim": _("Klaim diajukan"),
    "decide": _("BPJS memutuskan"),
    "close": _("Selesai"),
    "reopen": _("Dibuka kembali"),
}


def kind_words(kind: Kind) -> str:
    """What happened, as a line begins with it."""
    text = str(KINDS[kind])
    return text[:1].upper() + text[1:]
