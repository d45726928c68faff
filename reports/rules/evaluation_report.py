"""The evaluation report in words: what the figures come to, and how they were counted."""

from pemilu_bpjs.formats import date_long, rupiah, thousands
from reports.rules import evaluation_tables as tables
from reports.rules.evaluation import EvaluationFigures, share
from reports.rules.text import Block, Figure, Items, Paragraph, Section
from reports.rules.words import full_region, letter_amount_in_words, people

TITLE = "LAPORAN EVALUASI PERLINDUNGAN JAMINAN SOSIAL KETENAGAKERJAAN"
_METHOD = (
    "Hari tugas dihitung per penugasan, dari hari pertama sampai hari terakhir tugas atau sampai tanggal laporan ini. "
    "Seseorang dengan dua penugasan dihitung pada keduanya.\n"
    "Terlindungi berarti bulannya diiurkan dan BPJS Ketenagakerjaan menyatakan kepesertaannya berlaku pada hari itu. "
    "Keputusan atas setiap klaim tetap pada BPJS Ketenagakerjaan.\n"
    "Satu orang diiurkan paling banyak satu kali sebulan, berapa pun penugasannya.\n"
    "Seharusnya adalah iuran menurut orang-bulan yang tercatat; tagihan adalah yang diterbitkan BPJS.\n"
    "Laporan ini memuat jumlah saja, tanpa nama dan tanpa data pribadi."
)


def subject(figures: EvaluationFigures) -> str:
    """ "Evaluasi perlindungan petugas Pemilu 2024, Kabupaten Contoh"."""
    return f"Evaluasi perlindungan petugas {figures.election_name}, {full_region(figures.region_name)}"


def facts(figures: EvaluationFigures) -> tuple[tuple[str, str], ...]:
    """Labels and values under the title."""
    return (
        ("Pemilihan", figures.election_name),
        ("Wilayah", full_region(figures.region_name)),
        ("Kantor pembayar", figures.payer or "–"),
        ("Hari pemungutan suara", date_long(figures.voting_day)),
        ("Dihitung sampai", date_long(figures.on)),
    )


def sections(figures: EvaluationFigures) -> tuple[Section, ...]:
    """The report's parts; the table by kecamatan follows them as an annex of its own."""
    return (
        Section("A. Ringkasan", (Items(summary(figures)),)),
        Section("B. Perlindungan", _cover(figures)),
        Section("C. Kejadian dan klaim", _claims(figures)),
        Section("D. Uang", _money(figures)),
        Section("E. Cara menghitung", (Items(tuple(_METHOD.splitlines())),)),
    )


def summary(figures: EvaluationFigures) -> tuple[str, ...]:
    """The report in a few sentences."""
    days = figures.days
    covered = f"{thousands(days.covered)} hari ({share(days.covered, days.days)}) terlindungi"
    unpaid = f"{thousands(days.unpaid)} hari di luar bulan iuran"
    lost = f"{unpaid} dan {thousands(days.unconfirmed)} hari sebelum diterima BPJS"
    serving = f"{_voting_day(figures)} {thousands(figures.voting_people)} orang bertugas"
    return (
        f"{people(figures.people)} bertugas; iuran {people(figures.paid_people)} tercatat.",
        f"Dari {thousands(days.days)} hari tugas, {covered}; tidak terlindungi {lost}.",
        f"{serving}, dan {thousands(figures.voting_uncovered)} di antaranya tidak terlindungi.",
        _claimed(figures),
        _spent(figures),
    )


def _spent(figures: EvaluationFigures) -> str:
    if not figures.budget:
        return f"{rupiah(figures.paid)} dibayar; belum ada anggaran untuk dibandingkan."
    budget = f"Dari anggaran {rupiah(figures.budget - figures.cut)}, {rupiah(figures.paid)} dibayar"
    if figures.left < 0:
        return f"{budget}: melebihi anggaran sebesar {rupiah(-figures.left)}."
    return f"{budget} dan {rupiah(figures.left)} tersisa."


def _claimed(figures: EvaluationFigures) -> str:
    reported = sum(each.reported for each in figures.claims)
    if not reported:
        return "Tidak ada kejadian yang dilaporkan."
    granted = sum(each.granted for each in figures.claims)
    amount = sum(each.amount for each in figures.claims)
    return f"{thousands(reported)} kejadian dilaporkan; {thousands(granted)} klaim dikabulkan sebesar {rupiah(amount)}."


def _voting_day(figures: EvaluationFigures) -> str:
    expected = "Menurut data sampai hari ini, pada" if figures.on < figures.voting_day else "Pada"
    return f"{expected} hari pemungutan suara"


def _cover(figures: EvaluationFigures) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Paragraph("Hari tugas menurut badan:", leads=True),
        Figure(tables.by_body(figures)),
        Paragraph("Menurut kecamatan: lihat lampiran.", leads=True),
        Paragraph("Penugasan pada hari pemungutan suara:", leads=True),
        Figure(tables.voting_day(figures)),
    ]
    if figures.excluded:
        blocks.append(Paragraph("Yang bertugas tetapi tidak diiurkan:", leads=True))
        blocks.append(Figure(tables.excluded(figures)))
    return tuple(blocks)


def _claims(figures: EvaluationFigures) -> tuple[Block, ...]:
    if not any(each.reported for each in figures.claims):
        return (Paragraph("Tidak ada kejadian yang dilaporkan sampai tanggal laporan ini."),)
    return (Figure(tables.claims(figures)),)


def _money(figures: EvaluationFigures) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Paragraph(figures.budget_source or "Belum ada bulan yang diiurkan."),
        Figure(tables.money(figures)),
    ]
    if figures.saved_months:
        blocks.append(
            Paragraph(
                f"Iuran ganda yang tidak dibayar: {thousands(figures.saved_months)} orang-bulan, "
                f"{letter_amount_in_words(figures.saved_rupiah)}."
            )
        )
    return tuple(blocks)
