"""What the desk says: each verdict in plain words, why, and what to do; and for whom somebody asks."""

from django.utils.translation import gettext_lazy as _

from reports.rules.cover_answer import Verdict

PURPOSES = {
    "keluarga": _("permintaan keluarga atau ahli waris"),
    "rumah-sakit": _("permintaan rumah sakit"),
    "bpjs": _("permintaan BPJS Ketenagakerjaan"),
    "kepolisian": _("permintaan kepolisian"),
    "penyelenggara": _("permintaan penyelenggara pemilu"),
    "internal": _("pemeriksaan internal"),
}

HEADLINES = {
    Verdict.COVERED: _("Ya, terlindungi"),
    Verdict.OFF_DUTY: _("Belum pasti: di luar masa tugas"),
    Verdict.UNANSWERED: _("Belum pasti: diiurkan, belum dijawab BPJS"),
    Verdict.LATER: _("Tidak: perlindungannya mulai sesudah tanggal itu"),
    Verdict.REJECTED: _("Tidak: ditolak BPJS"),
    Verdict.ENDED: _("Tidak: kepesertaannya sudah berakhir"),
    Verdict.INCOMPLETE: _("Tidak: datanya ditahan, belum dikirim ke BPJS"),
    Verdict.UNSENT: _("Tidak: datanya belum dikirim ke BPJS"),
    Verdict.UNPAID: _("Tidak: bulan itu tidak diiurkan"),
    Verdict.EXCLUDED: _("Tidak diiurkan di sini"),
    Verdict.RESERVE: _("Tidak: cadangan, belum bertugas"),
    Verdict.NOT_SERVING: _("Tidak bertugas pada tanggal itu"),
}

SENTENCES = {
    Verdict.COVERED: _("BPJS Ketenagakerjaan sudah menerimanya, dan bulan itu diiurkan."),
    Verdict.OFF_DUTY: _(
        "Bulan itu diiurkan dan BPJS sudah menerimanya, tetapi tanggal itu di luar masa tugasnya. Hanya BPJS yang "
        "dapat menyatakan apakah ia terlindungi; jangan menjanjikan apa pun."
    ),
    Verdict.UNANSWERED: _(
        "Iurannya direncanakan dan datanya sudah dikirim, tetapi belum ada jawaban BPJS yang jelas. Jangan "
        "katakan bahwa ia terlindungi; minta jawaban kantor cabang BPJS sekarang."
    ),
    Verdict.LATER: _("BPJS menerimanya, tetapi baru sejak tanggal yang lebih kemudian."),
    Verdict.REJECTED: _("BPJS menolak datanya dan penolakan itu belum diperbaiki."),
    Verdict.ENDED: _("BPJS sudah mencatatnya berhenti sebelum tanggal itu."),
    Verdict.INCOMPLETE: _("Nama ibu kandung atau status kawinnya belum ada; BPJS tidak menerima data tanpa itu."),
    Verdict.UNSENT: _("Bulannya masuk rencana iuran, tetapi ia belum masuk kiriman mana pun ke BPJS."),
    Verdict.UNPAID: _("Ia bertugas pada tanggal itu, tetapi tidak ada kantor yang mengiurkan bulan itu baginya."),
    Verdict.EXCLUDED: _(
        "Ia tercatat ASN/TNI/Polri atau sudah peserta lewat pekerjaan lain. Tanyakan perlindungannya pada instansi "
        "atau pemberi kerjanya."
    ),
    Verdict.RESERVE: _("Ia terdaftar sebagai cadangan. Cadangan tidak diiurkan sebelum diangkat menggantikan."),
    Verdict.NOT_SERVING: _("Ia tercatat, tetapi tidak bertugas pada tanggal itu dan bulan itu tidak diiurkan."),
}

LETTER_REASONS = {
    Verdict.LATER: "Konfirmasi BPJS Ketenagakerjaan berlaku sejak tanggal yang lebih kemudian.",
    Verdict.REJECTED: "Data yang bersangkutan ditolak BPJS Ketenagakerjaan.",
    Verdict.ENDED: "Kepesertaan yang bersangkutan tercatat berakhir sebelum tanggal tersebut.",
    Verdict.INCOMPLETE: "Data yang bersangkutan belum lengkap dan belum dikirim ke BPJS Ketenagakerjaan.",
    Verdict.UNSENT: "Data yang bersangkutan belum dikirim ke BPJS Ketenagakerjaan.",
    Verdict.UNPAID: "Bulan tersebut tidak tercatat diiurkan bagi yang bersangkutan.",
}
"""Paper speaks Indonesian alone."""

TONES = {
    Verdict.COVERED: "success",
    Verdict.UNANSWERED: "warning",
    Verdict.OFF_DUTY: "warning",
}

NO_LETTER = _(
    "Surat tidak dapat dibuat: catatan kami tidak memuat tugas yang diiurkan di sini pada tanggal itu. Mintalah "
    "keterangan pada instansi yang bersangkutan."
)
CARRIED_ELSEWHERE = _(
    "Iurannya dipikul tugas di daftar lembaga lain. Mintalah surat pada kantor pembayar yang melihat semua lembaga."
)
