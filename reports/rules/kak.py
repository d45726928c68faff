"""Kerangka Acuan Kerja: what is bought for whom, why, when and on whose responsibility (domain/apbd.md §2.2)."""

from dataclasses import dataclass

from budgeting.rules.figures import Figures
from enrolment.rules.period import months_between
from pemilu_bpjs.formats import date_long, thousands
from reports.rules.cash_tables import payment_month
from reports.rules.election_words import ElectionWords, costs_table, words_of
from reports.rules.items import exclusions
from reports.rules.letter import budget_name, target, term
from reports.rules.marks import Marks
from reports.rules.rab import exclusion_notes
from reports.rules.table import Column, Kind, Role, Row, Table
from reports.rules.text import Figure, Items, Paragraph, Section, Signature, place_and_date, signature
from reports.rules.words import headline, letter_amount_in_words, month_name, months_text, people

_SANTUNAN_YEAR = 2024
_STEPS = (
    "Data badan ad hoc dari KPU dan Bawaslu",
    "Pemadanan NIK dan pemeriksaan kepesertaan aktif",
    "Berita acara rekonsiliasi data",
    "Perjanjian kerja sama dengan BPJS Ketenagakerjaan",
    "Pendaftaran peserta",
    "Pembayaran iuran bulanan",
    "Rekonsiliasi bulanan",
    "Laporan",
)
_PREPARATION, _PAYMENT, _RECONCILIATION = range(5), 5, 6


@dataclass(frozen=True, slots=True)
class Kak:
    """The paper: facts of its head, then sections A to J, and K that stays with the signature."""

    facts: tuple[tuple[str, str], ...]
    year: str
    sections: tuple[Section, ...]
    ending: tuple[Section, ...]
    place_and_date: str
    signature: Signature


def kak(figures: Figures) -> Kak:
    """The whole paper."""
    marks = Marks(figures)
    words = words_of(figures.election_kind)
    kind = "" if figures.budget_kind == "murni" else f" ({figures.budget_kind.upper()})"
    codes = (("PROGRAM", figures.program), ("KEGIATAN", figures.activity), ("SUB KEGIATAN", figures.sub_activity))
    return Kak(
        facts=tuple((label, f"{code.code} {marks.coded(code)}") for label, code in codes),
        year=f"TAHUN ANGGARAN {figures.fiscal_year}{kind}",
        sections=(
            _background(figures, marks, words),
            _purpose(figures),
            _targets(figures, marks),
            _output(figures),
            _scope(words, marks),
            Section("F. TAHAPAN PELAKSANAAN", (Items(tuple(f"{step}." for step in _STEPS)),)),
            Section("G. JADWAL", (Figure(schedule(figures)),)),
            _responsible(figures),
            _cost(figures),
            _control(),
        ),
        ending=(_closing(),),
        place_and_date=place_and_date(figures),
        signature=signature(figures.signatory),
    )


def schedule(figures: Figures) -> Table:
    """Which step stands in which month, from the first month covered to the last payment."""
    payments = {f"{figures.fiscal_year}-{payment_month(row, figures.fiscal_year):02d}" for row in figures.cash}
    first, last = figures.months[0], max(figures.months[-1], *payments)
    months = months_between(first, last)
    when = {
        **{key: {first} for key in _PREPARATION},
        _PAYMENT: payments,
        _RECONCILIATION: set(figures.months),
        _RECONCILIATION + 1: {last},
    }
    columns = (
        Column("Tahapan", 62),
        *(Column(month_name(month)[:3], 10, Kind.CENTRE) for month in months),
    )
    rows = (
        Row((step, *("■" if month in when[number] else None for month in months))) for number, step in enumerate(_STEPS)
    )
    return Table(columns, tuple(rows))


def groups_table(figures: Figures, marks: Marks) -> Table:
    """Each position once: people, those not insured here, those proposed, months."""
    columns = (
        Column("Kelompok", 46),
        Column("Lembaga", 20),
        Column("Orang", 18, Kind.NUMBER),
        Column("Dikecualikan", 25, Kind.NUMBER),
        Column("Diusulkan", 21, Kind.NUMBER),
        Column("Masa iuran", 50),
    )
    rows: list[Row] = []
    for code in dict.fromkeys(line.code for line in figures.lines):
        own = [line for line in figures.lines if line.code == code]
        line, months = own[0], sorted({month for each in own for month in each.months})
        people_text = marks.people(line, thousands(line.headcount))
        span = months_text(months)
        rows.append(Row((line.name, line.institution, people_text, line.excluded or None, line.insured, span)))
    sums = (None, figures.headcount, figures.headcount - figures.insured or None, figures.insured, None)
    return Table(columns, (*rows, Row(("JUMLAH", *sums), Role.TOTAL)))


def _background(figures: Figures, marks: Marks, words: ElectionWords) -> Section:
    bases = Items(tuple(f"{marks.cited(basis)};" for basis in figures.legal_bases), lettered=True)
    overview = [
        Paragraph("2. Gambaran umum", leads=True),
        Paragraph(
            f"Badan ad hoc menyelenggarakan {figures.election_name} di {figures.region_name} pada hari pemungutan "
            f"suara {date_long(figures.voting_day)}. Beban kerja yang padat dalam waktu singkat membawa risiko "
            "kecelakaan kerja dan kematian, sedangkan sebagian besar petugas bukan ASN dan tidak memiliki jaminan "
            "sosial ketenagakerjaan atas pekerjaan tersebut."
        ),
        Paragraph(words.regime),
    ]
    if figures.voting_day.year == _SANTUNAN_YEAR:
        overview.append(
            Paragraph(
                "KPU memberikan santunan kecelakaan kerja dan kematian menurut Keputusan KPU Nomor 59 Tahun 2023. "
                "Santunan itu diberikan oleh penyelenggara Pemilu dan bukan manfaat program JKK/JKM; KAK ini tidak "
                "menyatakan dapat atau tidaknya keduanya diterima bersama."
            )
        )
    return Section("A. LATAR BELAKANG", (Paragraph("1. Dasar hukum", leads=True), bases, *overview))


def _purpose(figures: Figures) -> Section:
    return Section(
        "B. MAKSUD DAN TUJUAN",
        (
            Paragraph(
                f"Maksud kegiatan ini adalah menyediakan perlindungan JKK dan JKM bagi badan ad hoc penyelenggara "
                f"{figures.election_name}. Tujuannya agar petugas dan keluarganya memperoleh manfaat program bila "
                "terjadi kecelakaan kerja atau kematian selama masa iuran."
            ),
        ),
    )


def _targets(figures: Figures, marks: Marks) -> Section:
    blocks: list[Paragraph | Figure | Items] = [Figure(groups_table(figures, marks))]
    if exclusions(figures):
        blocks.append(Items(exclusion_notes(figures), lettered=True))
    return Section("C. SASARAN", (Paragraph(f"Sasaran kegiatan: {target(figures)}.", leads=True), *blocks))


def _output(figures: Figures) -> Section:
    return Section(
        "D. KELUARAN DAN HASIL",
        (
            Paragraph(f"Keluaran: {people(figures.insured)} terdaftar aktif JKK dan JKM, {term(figures)}."),
            Paragraph("Hasil: persentase badan ad hoc terlindungi (100%)."),
        ),
    )


def _scope(words: ElectionWords, marks: Marks) -> Section:
    promise = marks.text(words.funding, words.funding_key)
    return Section("E. RUANG LINGKUP DAN PEMBAGIAN PENDANAAN", (Figure(costs_table(words)), Paragraph(promise)))


def _responsible(figures: Figures) -> Section:
    office = headline(figures.office.name) or "Perangkat daerah pengusul"
    return Section(
        "H. PELAKSANA DAN PENANGGUNG JAWAB",
        (
            Paragraph(
                f"Pelaksana kegiatan adalah {office} dengan {figures.signatory.title} sebagai penanggung jawab dan "
                f"{figures.pptk.title} sebagai pelaksana teknis."
            ),
        ),
    )


def _cost(figures: Figures) -> Section:
    return Section(
        "I. BIAYA",
        (
            Paragraph(
                f"Biaya kegiatan sebesar {letter_amount_in_words(figures.total)} dibebankan pada "
                f"{budget_name(figures)} dengan sumber dana {figures.fund_source}, sebagaimana rincian "
                "dalam RAB terlampir."
            ),
        ),
    )


def _control() -> Section:
    return Section(
        "J. PENGENDALIAN",
        (
            Items(
                (
                    (
                        "Setiap bulan jumlah peserta dalam tagihan BPJS Ketenagakerjaan dicocokkan dengan daftar badan "
                        "ad hoc dan dengan pembayaran."
                    ),
                    "Iuran dibayar paling lambat pada tanggal jatuh tempo dalam rencana kas.",
                    (
                        "Iuran bagi petugas yang berhenti, meninggal, atau ternyata terlindungi anggaran lain "
                        "dihentikan; kelebihan bayar dikoreksi atau dikembalikan."
                    ),
                )
            ),
        ),
    )


def _closing() -> Section:
    return Section(
        "K. PENUTUP",
        (Paragraph("Demikian kerangka acuan kerja ini disusun sebagai pedoman pelaksanaan kegiatan."),),
    )
