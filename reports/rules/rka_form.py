"""What stands around the detail table of the Kertas Kerja RKA: heading, facts, indicators (domain/apbd.md §2.4)."""

from dataclasses import dataclass

from budgeting.rules.figures import Coded, Figures
from pemilu_bpjs.formats import rupiah, thousands
from reports.rules.marks import Marks
from reports.rules.rka import rka
from reports.rules.rka_change import rka_change
from reports.rules.table import Column, Row, Table
from reports.rules.words import form_amount, headline, joined, months_text, short_region

AFFAIRS = "2 URUSAN PEMERINTAHAN WAJIB YANG TIDAK BERKAITAN DENGAN PELAYANAN DASAR"
_POLITICS = "8 UNSUR PEMERINTAHAN UMUM"
PAPER_LABEL = "Kertas Kerja RKA (bahan input SIPD)"
TEAM_ROWS = 8
Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RkaForm:
    """One form: two heading lines, the box at the right, facts above and below the indicators, and the detail."""

    is_change: bool
    title: tuple[str, str]
    form: str
    government: str
    facts: Facts
    indicators: Table
    target_group: str
    sub_activity: Facts
    detail: Table


def rka_form(figures: Figures) -> RkaForm:
    """The form in the layout of the proposal's budget kind."""
    is_change = figures.budget_kind != "murni"
    return RkaForm(
        is_change=is_change,
        title=(
            "RENCANA KERJA DAN PERUBAHAN ANGGARAN" if is_change else "RENCANA KERJA DAN ANGGARAN",
            "SATUAN KERJA PERANGKAT DAERAH",
        ),
        form="RKPA - RINCIAN BELANJA SKPD" if is_change else "RKA - RINCIAN BELANJA SKPD",
        government=f"{headline(figures.office.government)} Tahun Anggaran {figures.fiscal_year}",
        facts=_facts(figures),
        indicators=_indicators(figures),
        target_group=f"Badan ad hoc penyelenggara {figures.election_name} di {figures.region_name}",
        sub_activity=_sub_activity(figures),
        detail=rka_change(figures) if is_change else rka(figures),
    )


def _facts(figures: Figures) -> Facts:
    marks = Marks(figures)
    year = figures.fiscal_year
    agency = " ".join(part for part in (figures.office.agency_code, headline(figures.office.name)) if part)
    affairs = AFFAIRS if figures.field.code.startswith("2") else _POLITICS
    return (
        ("Urusan Pemerintahan", affairs),
        ("Bidang Urusan", _coded(figures.field, marks)),
        ("Program", _coded(figures.program, marks)),
        ("Kegiatan", _coded(figures.activity, marks)),
        ("Organisasi", agency),
        ("Unit", agency),
        *((f"Alokasi Tahun {each}", form_amount(_allocation(figures, each))) for each in (year - 1, year, year + 1)),
    )


def _allocation(figures: Figures, year: int) -> int:
    if year == figures.fiscal_year:
        return figures.total
    return sum(each.total for each in figures.years if each.year == year)


def _indicators(figures: Figures) -> Table:
    protected = f"{thousands(figures.insured)} Orang"
    columns = (Column("Indikator", 34), Column("Tolok Ukur Kinerja", 100), Column("Target Kinerja", 50))
    rows = (
        Row(("Capaian Kegiatan", "Persentase badan ad hoc yang terlindungi JKK dan JKM", "100%")),
        Row(("Masukan", "Dana yang dibutuhkan", rupiah(figures.total))),
        Row(("Keluaran", "Badan ad hoc terdaftar aktif JKK dan JKM", protected)),
        Row(("Hasil", "Badan ad hoc terlindungi dari risiko kecelakaan kerja dan kematian", "100%")),
    )
    return Table(columns, rows, title="Indikator & Tolok Ukur Kinerja Kegiatan")


def _sub_activity(figures: Figures) -> Facts:
    marks = Marks(figures)
    place = f"{short_region(figures.region_name)}, Semua Kecamatan, Semua Kel/Desa"
    months = [
        months_text([month for month in figures.months if month[:4] == str(figures.fiscal_year)], with_year=False)
    ]
    output = f"Badan ad hoc terlindungi JKK dan JKM | {thousands(figures.insured)} Orang"
    return (
        ("Sub Kegiatan", _coded(figures.sub_activity, marks)),
        ("Sumber Pendanaan", figures.fund_source),
        ("Lokasi", place),
        ("Keluaran Sub Kegiatan", output),
        ("Waktu Pelaksanaan", joined(months)),
        ("Keterangan", f"Dasar pemilihan rekening: {figures.account_note}" if figures.account_note else "-"),
    )


def _coded(code: Coded, marks: Marks) -> str:
    return f"{code.code} {marks.coded(code)}"
