"""What states and verdicts of bills are called, and what is to be done next."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from budgeting.authority import Authority, Source
from budgeting.bills_due import MonthDue
from budgeting.rules.billing import Standing
from budgeting.rules.three_way import Reason, Verdict
from pemilu_bpjs.formats import rupiah, thousands
from pemilu_bpjs.localised import date_long

_STATES = {
    Standing.NOT_BILLED: (gettext_lazy("belum ditagih"), "neutral"),
    Standing.OPEN: (gettext_lazy("belum dibayar"), "active"),
    Standing.PARTLY: (gettext_lazy("dibayar sebagian"), "active"),
    Standing.SOON: (gettext_lazy("segera jatuh tempo"), "warn"),
    Standing.LATE: (gettext_lazy("lewat jatuh tempo"), "bad"),
    Standing.PAID: (gettext_lazy("lunas"), "good"),
    Standing.CREDIT: (gettext_lazy("lunas, ada kelebihan"), "good"),
}
_VERDICTS = {
    Verdict.NO_BUDGET: (gettext_lazy("tidak ada anggaran"), "bad"),
    Verdict.BEYOND_BUDGET: (gettext_lazy("melebihi anggaran"), "bad"),
    Verdict.BILL_DIFFERS: (gettext_lazy("tagihan berbeda"), "warn"),
    Verdict.UNUSED: (gettext_lazy("tidak ada orang"), "neutral"),
    Verdict.NOT_BILLED: (gettext_lazy("belum ditagih"), "neutral"),
    Verdict.UNDERPAID: (gettext_lazy("belum lunas"), "active"),
    Verdict.OVERPAID: (gettext_lazy("lebih bayar"), "warn"),
    Verdict.WITHIN_BUDGET: (gettext_lazy("cocok, anggaran cukup"), "good"),
    Verdict.AGREES: (gettext_lazy("cocok"), "good"),
}
_REASONS = {
    Reason.NOT_EXPECTED: gettext_lazy("Ditagih, tetapi tidak kami hitung untuk bulan ini"),
    Reason.UNKNOWN: gettext_lazy("Ditagih dengan nomor yang tidak kami kenal"),
    Reason.DOUBLED: gettext_lazy("Ditagih dua kali"),
    Reason.NOT_BILLED: gettext_lazy("Kami hitung, tetapi tidak ditagih"),
    Reason.OTHER_AMOUNT: gettext_lazy("Ditagih dengan jumlah lain"),
}
_CANDIDATES = {
    "sent": gettext_lazy("dikirim ke BPJS, belum dijawab"),
    "rejected": gettext_lazy("ditolak BPJS"),
    "unsent": gettext_lazy("belum pernah dikirim ke BPJS"),
    "removed": gettext_lazy("keluar dari bulan ini setelah tagihan dicatat"),
}


def state_label(standing: Standing) -> str:
    return str(_STATES[standing][0])


def state_tone(standing: Standing) -> str:
    return _STATES[standing][1]


def verdict_label(verdict: Verdict) -> str:
    return str(_VERDICTS[verdict][0])


def verdict_tone(verdict: Verdict) -> str:
    return _VERDICTS[verdict][1]


def hidden_people(count: int) -> str:
    """Those of a group whom the reader may not see."""
    said = ngettext(
        "%s orang lainnya dalam kelompok ini tidak ditampilkan: di luar daftar yang boleh Anda lihat.",
        "%s orang lainnya dalam kelompok ini tidak ditampilkan: di luar daftar yang boleh Anda lihat.",
        count,
    )
    return said % thousands(count)


def further_causes(reason: Reason, count: int) -> str:
    """Those beyond the first that a group lists. A number that nobody of ours bears is a line, not a person."""
    if reason is Reason.UNKNOWN:
        said = ngettext(
            "Yang tampak hanya yang pertama; masih ada %s baris tagihan lagi dalam kelompok ini.",
            "Yang tampak hanya yang pertama; masih ada %s baris tagihan lagi dalam kelompok ini.",
            count,
        )
    else:
        said = ngettext(
            "Yang tampak hanya yang pertama; masih ada %s orang lagi dalam kelompok ini.",
            "Yang tampak hanya yang pertama; masih ada %s orang lagi dalam kelompok ini.",
            count,
        )
    return said % thousands(count)


def reason_label(reason: Reason) -> str:
    return str(_REASONS[reason])


def candidate_label(name: str) -> str:
    return str(_CANDIDATES[name])


def next_step(line: MonthDue, *, may_post: bool, may_pay: bool) -> str:
    """What is to be done with a month, and by whom."""
    due = date_long(line.due)
    if line.bill is None:
        return _next_unbilled(line, may_post=may_post)
    left = {"left": rupiah(line.owed), "due": due}
    if line.standing is Standing.CREDIT:
        return _("Kelebihannya menjadi kredit bulan berikutnya.")
    if line.standing is Standing.PAID:
        return _("Tidak ada lagi.")
    if line.standing is Standing.LATE:
        said = _("Bayar %(left)s sekarang; jatuh temponya %(due)s.") % left
    else:
        said = _("Bayar %(left)s paling lambat %(due)s.") % left
    return said if may_pay else said + " " + _("Dilakukan bendahara.")


def _next_unbilled(line: MonthDue, *, may_post: bool) -> str:
    if not line.expected:
        return _("Tidak ada yang perlu ditagih.")
    if may_post:
        return _("Catat tagihan BPJS; iurannya jatuh tempo %(due)s.") % {"due": date_long(line.due)}
    return _("Menunggu tagihan BPJS; iurannya jatuh tempo %(due)s.") % {"due": date_long(line.due)}


def authority_words(budget: Authority | None) -> str:
    """Which budget a page holds months against."""
    if budget is None:
        return _("Belum ada usulan atau rencana yang dapat dihitung: tidak ada anggaran untuk dibandingkan.")
    if budget.proposal is None:
        return _("Anggaran menurut rencana, belum menjadi usulan.")
    params = {"version": budget.proposal.version, "year": budget.proposal.fiscal_year}
    said: Mapping[Source, str] = {
        Source.ENACTED: _("Anggaran menurut DPA dari usulan TA %(year)s versi %(version)s (angka yang dikunci).")
        % params,
        Source.SUBMITTED: _("Anggaran menurut usulan TA %(year)s versi %(version)s yang diajukan, belum menjadi DPA.")
        % params,
    }
    cut = _("TAPD menyepakati %(agreed)s dari %(asked)s; pembagian potongannya per bulan belum ada.")
    amounts = {"agreed": rupiah(budget.agreed or 0), "asked": rupiah(budget.asked)}
    return f"{said[budget.source]} {cut % amounts}" if budget.agreed is not None else said[budget.source]
