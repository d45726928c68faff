"""Berita acara of the meeting that reconciles data and premiums (domain/apbd.md §2.6)."""

from dataclasses import dataclass

from budgeting.rules.figures import Figures, Party
from reports.rules.election_words import words_of
from reports.rules.items import exclusions
from reports.rules.kak import groups_table
from reports.rules.letter import term
from reports.rules.marks import Marks
from reports.rules.rab import exclusion_notes
from reports.rules.table import Column, Kind, Row, Table
from reports.rules.text import BLANK, Figure, Items, Paragraph, Section, Signature, signature
from reports.rules.words import day_in_words, joined, letter_amount_in_words, nip, people

_SHORT_BLANK = "." * 12


@dataclass(frozen=True, slots=True)
class Minutes:
    """The paper: numbers of both sides, who met, what they agree on, and a signature of each."""

    title: tuple[str, ...]
    numbers: tuple[str, ...]
    opening: str
    parties: Table
    agreed: tuple[Section, ...]
    closing: str
    signatures: tuple[Signature, ...]


def minutes(figures: Figures) -> Minutes:
    """The whole paper; what the meeting alone knows is left to be filled in."""
    return Minutes(
        title=(
            "BERITA ACARA RAPAT KOORDINASI",
            "DATA BADAN AD HOC DAN KEBUTUHAN IURAN JKK/JKM",
            f"TAHUN ANGGARAN {figures.fiscal_year}",
        ),
        numbers=(
            f"Nomor : {figures.minutes_number or BLANK} (Pemerintah Daerah)",
            f"Nomor : {BLANK} (BPJS Ketenagakerjaan)",
        ),
        opening=_opening(figures),
        parties=_parties(figures.parties),
        agreed=_agreed(figures),
        closing=f"Demikian berita acara ini dibuat dalam rangkap {_SHORT_BLANK} untuk dipergunakan sebagaimana "
        "mestinya. Lampiran: daftar hadir dan notula.",
        signatures=tuple(signature(party, capitals=False) for party in figures.parties),
    )


def _opening(figures: Figures) -> str:
    blank = f"{_SHORT_BLANK}, tanggal {_SHORT_BLANK} bulan {_SHORT_BLANK} tahun {_SHORT_BLANK}"
    day = day_in_words(figures.minutes_date) if figures.minutes_date else blank
    return f"Pada hari ini, {day}, bertempat di {BLANK}, yang bertanda tangan di bawah ini:"


def _parties(parties: tuple[Party, ...]) -> Table:
    columns = (
        Column("No.", 10, Kind.CENTRE),
        Column("Nama", 58),
        Column("NIP", 44),
        Column("Jabatan/instansi", 68),
    )
    rows = (Row((number, each.name, nip(each.nip), each.title)) for number, each in enumerate(parties, 1))
    return Table(columns, tuple(rows))


def _agreed(figures: Figures) -> tuple[Section, ...]:
    marks = Marks(figures)
    words = words_of(figures.election_kind)
    return (
        Section(
            f"1. Jumlah per kelompok menurut data tanggal {_SHORT_BLANK} dan SK pengangkatan Nomor {BLANK}:",
            (Figure(groups_table(figures, marks)),),
        ),
        Section("2. Pengecualian:", (Items(_exclusions(figures), lettered=True),)),
        Section(
            "3. Dasar upah, tarif, segmen kepesertaan, dan masa iuran:",
            (Items(_premium(figures, marks), lettered=True),),
        ),
        Section(
            "4. Pembagian pendanaan:",
            (Paragraph(words.regime), Paragraph(marks.text(words.funding, words.funding_key))),
        ),
        Section(
            "5. Rekonsiliasi dan koreksi:",
            (
                Paragraph(
                    "Data peserta, tagihan, dan pembayaran dicocokkan setiap bulan. Selisih dikoreksi pada tagihan "
                    "bulan berikutnya atau dikembalikan."
                ),
            ),
        ),
    )


def _exclusions(figures: Figures) -> tuple[str, ...]:
    """Reasons known from the plan with their people; those that only the roster will show stay to be filled in."""
    open_reasons = (
        "perangkat desa yang telah terlindungi",
        "peserta aktif atas tanggungan lain",
        "NIK tidak valid",
        "meninggal atau penggantian antarwaktu",
    )
    known = exclusion_notes(figures) if exclusions(figures) else ()
    return (*known, *(f"{reason}: {_SHORT_BLANK} orang;" for reason in open_reasons))


def _premium(figures: Figures, marks: Marks) -> tuple[str, ...]:
    classes = {
        "PU": "Penerima Upah (PU), iuran persentase dari dasar upah",
        "BPU": "Bukan Penerima Upah (BPU), iuran tetap",
    }
    found = list(dict.fromkeys(line.membership for line in figures.lines))
    from_rates = dict.fromkeys((line.jkk_rate.label, line.jkm_rate.label, line.membership) for line in figures.lines)
    rates = joined([f"JKK {jkk} dan JKM {jkm} ({membership})" for jkk, jkm, membership in from_rates])
    return (
        f"Segmen kepesertaan: {joined([classes.get(each, each) for each in found])}.",
        f"Tarif: {rates}. Dasar upah setiap kelompok tercantum dalam RAB.",
        f"Masa iuran: {term(figures)}; diusulkan bagi {people(figures.insured)}.",
        f"Kebutuhan: {letter_amount_in_words(figures.total)}.",
    )
