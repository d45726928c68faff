"""Cover in words: what is lacking, who must act, why a month went, why nobody pays. Pages and workbooks share them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from budgeting.models import Arrangement, CoverSaving, PersonMonth
from budgeting.rules.risk import Actor, Risk
from enrolment.models import Assignment
from pemilu_bpjs.formats import rupiah, thousands


def risk_label(risk: Risk) -> str:
    return {
        Risk.UNPLANNED: _("jabatan atau bulan tidak ada dalam rencana"),
        Risk.STALE: _("orang-bulan belum dihitung kembali"),
        Risk.INCOMPLETE: _("data untuk SIPP belum lengkap"),
        Risk.UNSENT: _("belum dikirim ke BPJS"),
        Risk.REJECTED: _("ditolak BPJS"),
        Risk.UNANSWERED: _("dikirim, belum dijawab BPJS"),
        Risk.LATER: _("diterima BPJS, berlaku sesudah hari ini"),
        Risk.ENDED: _("sudah dinonaktifkan di BPJS"),
    }[risk]


def risk_short(risk: Risk) -> str:
    """For the head of a column."""
    return {
        Risk.UNPLANNED: _("Di luar rencana"),
        Risk.STALE: _("Belum dihitung"),
        Risk.INCOMPLETE: _("Data kurang"),
        Risk.UNSENT: _("Belum dikirim"),
        Risk.REJECTED: _("Ditolak"),
        Risk.UNANSWERED: _("Belum dijawab"),
        Risk.LATER: _("Berlaku kemudian"),
        Risk.ENDED: _("Nonaktif"),
    }[risk]


def risk_cure(risk: Risk) -> str:
    """What whoever must act has to do."""
    return {
        Risk.UNPLANNED: _("tambahkan jabatan atau bulannya dalam rencana"),
        Risk.STALE: _("hitung kembali orang-bulan"),
        Risk.INCOMPLETE: _("lengkapi nama ibu kandung dan status kawin"),
        Risk.UNSENT: _("kirim ke BPJS"),
        Risk.REJECTED: _("perbaiki data yang ditolak BPJS"),
        Risk.UNANSWERED: _("jawab kiriman"),
        Risk.LATER: _("pastikan hari mulai berlakunya"),
        Risk.ENDED: _("daftarkan kembali"),
    }[risk]


def actor_label(actor: Actor) -> str:
    return {
        Actor.PLANNER: _("Perencana"),
        Actor.SECRETARIAT: _("Sekretariat"),
        Actor.BPJS: _("Cabang BPJS Ketenagakerjaan"),
    }[actor]


def removal_label(code: str) -> str:
    return str(PersonMonth.Removal(code).label) if code in PersonMonth.Removal else _("ditambahkan")


def saving_sentence(saving: CoverSaving) -> str:
    """How many people and months this payer does not pay a second time, why, and what that saves."""
    told = {"people": thousands(saving.people), "months": thousands(saving.months), "amount": rupiah(saving.rupiah)}
    words = {
        CoverSaving.Ground.BODY: ngettext(
            "%(people)s orang memegang jabatan lain juga: %(months)s orang-bulan, %(amount)s tidak dibayar dua kali.",
            "%(people)s orang memegang jabatan lain juga: %(months)s orang-bulan, %(amount)s tidak dibayar dua kali.",
            saving.people,
        ),
        CoverSaving.Ground.PAYER: ngettext(
            "%(people)s orang sudah dibayar kantor lain dalam pemilihan ini: %(months)s orang-bulan, %(amount)s.",
            "%(people)s orang sudah dibayar kantor lain dalam pemilihan ini: %(months)s orang-bulan, %(amount)s.",
            saving.people,
        ),
        CoverSaving.Ground.ELECTION: ngettext(
            "%(people)s orang sudah dibayar dalam pemilihan lain: %(months)s orang-bulan, %(amount)s.",
            "%(people)s orang sudah dibayar dalam pemilihan lain: %(months)s orang-bulan, %(amount)s.",
            saving.people,
        ),
    }
    return words[CoverSaving.Ground(saving.ground)] % told


def excluded_label(code: str) -> str:
    return str(Assignment.NotInsured(code).label)


def carrier_sentence(arrangement: Arrangement) -> str:
    """Which of a person's posts carries the month, as the payer has it."""
    if arrangement.carrier == Arrangement.Carrier.PLAN_ORDER:
        return _("Siapa bertugas di beberapa tempat diiurkan sekali: oleh jabatan yang lebih dahulu dalam rencana.")
    return _("Siapa bertugas di beberapa tempat diiurkan sekali: oleh jabatan dengan dasar upah tertinggi.")


def ground_name(arrangement: Arrangement) -> str:
    """From what the payer's months and prices come."""
    if arrangement.plan is not None:
        return str(arrangement.plan.name)
    return pgettext("dasar iuran tanpa rencana", "ketentuan pemilihan: setiap jabatan, setiap bulan masa kerja")


def payer_name(arrangement: Arrangement) -> str:
    return arrangement.office.name if arrangement.office else _("Tanpa kantor pembayar")
