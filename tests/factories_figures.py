"""Figures to print: the worked example of a RAB (total 17.570.520), and variations of it. All people are invented."""

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Any

from budgeting.rules.figures import (
    CashRow,
    Cited,
    Coded,
    Explained,
    FigureLine,
    Figures,
    OfficeIdentity,
    Party,
    RateUsed,
    RecapRow,
    Unverified,
    YearAmount,
)
from budgeting.rules.money import percent_of

HALF_YEAR = tuple(f"2023-{month:02d}" for month in range(7, 13))
JKK = RateUsed("0,24%", "PP 44/2015 Lampiran I", "H")
JKM = RateUsed("0,30%", "PP 44/2015 Pasal 18", "H")

# code, name, body, body name, unit, units, per unit, wage, insured people in each of ten kecamatan
POSTS = (
    ("ppk-ketua", "Ketua PPK", "ppk", "PPK", "kecamatan", 10, 1, 2_500_000),
    ("ppk-anggota", "Anggota PPK", "ppk", "PPK", "kecamatan", 10, 4, 2_200_000),
    ("sek-ppk-sekretaris", "Sekretaris PPK", "sek-ppk", "Sekretariat PPK", "kecamatan", 10, 1, 1_850_000),
    ("sek-ppk-staf", "Staf Sekretariat PPK", "sek-ppk", "Sekretariat PPK", "kecamatan", 10, 2, 1_300_000),
    ("pps-ketua", "Ketua PPS", "pps", "PPS", "desa", 100, 1, 1_500_000),
    ("pps-anggota", "Anggota PPS", "pps", "PPS", "desa", 100, 2, 1_300_000),
)
EXCLUDED = {"sek-ppk-sekretaris": 8, "sek-ppk-staf": 8}


def make_line(post: tuple[Any, ...], months: tuple[str, ...] = HALF_YEAR, **changes: Any) -> FigureLine:
    """One line of the worked example; `changes` replace fields."""
    code, name, body, body_name, unit, units, per_unit, wage = post
    excluded = EXCLUDED.get(code, 0)
    insured = units * per_unit - excluded
    jkk_month, jkm_month = percent_of(wage, Decimal("0.24")), percent_of(wage, Decimal("0.30"))
    line = FigureLine(
        code=code,
        name=name,
        body=body,
        body_name=body_name,
        institution="KPU",
        membership="PU",
        unit=unit,
        unit_count=units,
        per_unit=per_unit,
        extra=0,
        headcount=units * per_unit,
        excluded=excluded,
        insured=insured,
        reason="dijabat ASN, dijamin Taspen" if excluded else "",
        wage=wage,
        months=months,
        jkk_rate=JKK,
        jkm_rate=JKM,
        jkk_month=jkk_month,
        jkm_month=jkm_month,
        jkk=insured * len(months) * jkk_month,
        jkm=insured * len(months) * jkm_month,
        start=datetime.date(2023, 1, 4),
        end=datetime.date(2024, 4, 4),
        uncovered_days=None,
        sources=("Kep KPU 472/2022",),
    )
    return replace(line, **changes)


def make_figures(**changes: Any) -> Figures:
    """Kabupaten Contoh, Juli–Desember 2023: 364 people, Rp17.570.520; ten kecamatan of ten desa."""
    lines = changes.pop("lines", tuple(make_line(post) for post in POSTS))
    figures = Figures(
        plan_name="Perlindungan badan ad hoc Pemilu 2024 Kabupaten Contoh",
        region_code="99.01",
        region_name="Kabupaten Contoh",
        election_code="pemilu-2024",
        election_name="Pemilu Tahun 2024",
        election_kind="pemilu",
        voting_day=datetime.date(2024, 2, 14),
        fiscal_year=2023,
        budget_kind="murni",
        version=1,
        is_draft=True,
        letter_number="900.1/117/Disnakertrans/2023",
        letter_date=datetime.date(2023, 7, 14),
        minutes_number="560/88/2023",
        minutes_date=datetime.date(2023, 7, 14),
        office=_office(),
        signatory=Party(
            "Kepala Dinas Tenaga Kerja dan Transmigrasi",
            "Drs. Hasan Contoh, M.Si.",
            "Pembina Utama Muda",
            "197001011995031001",
        ),
        pptk=Party("Pejabat Pelaksana Teknis Kegiatan", "Sri Teladan, S.E.", "Penata", "198502022010012002"),
        parties=_parties(),
        field=Coded("2.07", "URUSAN PEMERINTAHAN BIDANG TENAGA KERJA"),
        program=Coded("2.07.05", "PROGRAM HUBUNGAN INDUSTRIAL"),
        activity=Coded(
            "2.07.05.2.02",
            "Pencegahan dan Penyelesaian Perselisihan Hubungan Industrial, Mogok Kerja dan Penutupan Perusahaan "
            "di Daerah Kabupaten/Kota",
        ),
        sub_activity=Coded(
            "2.07.05.2.02.05",
            "Pengembangan Pelaksanaan Jaminan Sosial Tenaga Kerja dan Fasilitas Kesejahteraan Pekerja",
        ),
        account_parents=(
            Coded("5.1", "BELANJA OPERASI"),
            Coded("5.1.02", "Belanja Barang dan Jasa"),
            Coded("5.1.02.02", "Belanja Jasa", "L"),
            Coded("5.1.02.02.02", "Belanja Iuran Jaminan/Asuransi"),
        ),
        jkk_account=Coded("5.1.02.02.02.0006", "Belanja Iuran Jaminan Kecelakaan Kerja bagi Non ASN"),
        jkm_account=Coded("5.1.02.02.02.0007", "Belanja Iuran Jaminan Kematian bagi Non ASN"),
        account_note="Tidak ada nomenklatur bagi badan ad hoc; dipakai rekening Non ASN secara analogi.",
        fund_source="PENDAPATAN ASLI DAERAH (PAD)",
        legal_bases=_legal_bases(),
        lines=lines,
        recap=_recap(),
        cash=_cash(lines),
        years=_years(lines),
        before=None,
        pagu=0,
        kecamatan=10,
        desa=100,
        tps=None,
        warnings=("Perlindungan mulai Juli 2023, sebelum DPPA diperkirakan sah (2 Oktober 2023).",),
        unverified=(
            Unverified("ppn_percent:all", "PPN atas iuran (persen)", "0", "Belum ada ketentuan yang ditemukan"),
            Unverified("account:5.1.02.02", "Nama rekening 5.1.02.02", "Belanja Jasa", "Salinan publik data rujukan"),
            Unverified("title:permendagri-84-2022", "Judul Peraturan Menteri Dalam Negeri Nomor 84 Tahun 2022", "", ""),
        ),
        explained=_explained(lines),
    )
    return replace(figures, **changes)


def _office() -> OfficeIdentity:
    return OfficeIdentity(
        government="PEMERINTAH KABUPATEN CONTOH",
        name="DINAS TENAGA KERJA DAN TRANSMIGRASI",
        address="Jalan Teladan Nomor 12, Contoh",
        phone="(0735) 000000",
        email="disnakertrans@contoh.example",
        website="disnakertrans.contoh.example",
        postal_code="32211",
        city="Contoh",
        agency_code="2.07.0.00.0.00.01.0000",
    )


def _parties() -> tuple[Party, ...]:
    titles = ("Kepala Dinas Tenaga Kerja dan Transmigrasi", "Kepala Badan Kesbangpol", "Kepala BPKAD", "Kepala Bappeda")
    others = ("Kepala Satuan Polisi Pamong Praja", "Ketua KPU", "Ketua Bawaslu", "Kepala Cabang BPJS Ketenagakerjaan")
    return tuple(Party(title) for title in (*titles, *others))


def _legal_bases() -> tuple[Cited, ...]:
    return (
        Cited("uu-17-2003", "Undang-Undang Nomor 17 Tahun 2003", "Keuangan Negara", "H"),
        Cited("uu-40-2004", "Undang-Undang Nomor 40 Tahun 2004", "Sistem Jaminan Sosial Nasional", "H"),
        Cited("uu-7-2017", "Undang-Undang Nomor 7 Tahun 2017", "Pemilihan Umum", "H"),
        Cited(
            "inpres-2-2021",
            "Instruksi Presiden Nomor 2 Tahun 2021",
            "Optimalisasi Pelaksanaan Program Jaminan Sosial Ketenagakerjaan",
            "H",
        ),
        Cited("permendagri-84-2022", "Peraturan Menteri Dalam Negeri Nomor 84 Tahun 2022", "", "L"),
    )


def _recap() -> tuple[RecapRow, ...]:
    rows = []
    for number in range(1, 11):
        code = f"99.01.{number:02d}"
        seats = (1, 4, 1, 2, 10, 20)
        # Two kecamatan hold a non-ASN secretary; the excluded people stand where they serve.
        rows.append(_kecamatan_row(code, f"Kecamatan {chr(64 + number)}", seats, *_SHARES[number - 1]))
        rows += [
            RecapRow(
                f"{code}.{2000 + desa}", f"Desa {number}-{desa}", code, "desa", 1, None, (0, 0, 0, 0, 1, 2), 3, 0, *_PPS
            )
            for desa in range(1, 11)
        ]
    return tuple(rows)


_PPS = (6 * (3_600 + 2 * 3_120), 6 * (4_500 + 2 * 3_900))
# insured secretaries and staff of each kecamatan: 2 and 12 in all
_SHARES = ((1, 2), (1, 2), (0, 2), (0, 2), (0, 2), (0, 2), (0, 0), (0, 0), (0, 0), (0, 0))


def _kecamatan_row(code: str, name: str, seats: tuple[int, ...], secretaries: int, staff: int) -> RecapRow:
    insured = (1, 4, secretaries, staff, 10, 20)
    wages = [post[-1] for post in POSTS]
    jkk = sum(n * 6 * percent_of(wage, Decimal("0.24")) for n, wage in zip(insured, wages, strict=True))
    jkm = sum(n * 6 * percent_of(wage, Decimal("0.30")) for n, wage in zip(insured, wages, strict=True))
    return RecapRow(code, name, "99.01", "kecamatan", 10, None, seats, sum(seats), sum(seats) - sum(insured), jkk, jkm)


def _cash(lines: tuple[FigureLine, ...]) -> tuple[CashRow, ...]:
    rows = []
    for month in sorted({month for line in lines for month in line.months}):
        paid = [line for line in lines if month in line.months]
        year, number = map(int, month.split("-"))
        due = datetime.date(year + number // 12, number % 12 + 1, 15)
        jkk = sum(line.insured * line.jkk_month for line in paid)
        jkm = sum(line.insured * line.jkm_month for line in paid)
        rows.append(CashRow(month, sum(line.insured for line in paid), jkk, jkm, due))
    return tuple(rows)


def _years(lines: tuple[FigureLine, ...]) -> tuple[YearAmount, ...]:
    jkk, jkm = sum(line.jkk for line in lines), sum(line.jkm for line in lines)
    eight = tuple(f"2024-{month:02d}" for month in range(1, 9))
    return (YearAmount(2023, jkk, jkm, HALF_YEAR), YearAmount(2024, jkk // 6 * 8, jkm // 6 * 8, eight))


def _explained(lines: tuple[FigureLine, ...]) -> tuple[Explained, ...]:
    rows = [Explained(0, "Jumlah usulan", "JKK + JKM", "Rp17.570.520", "")]
    for line in lines:
        rows.append(Explained(0, line.name, "", str(line.total), ""))
        formula = f"{line.unit_count} {line.unit} × {line.per_unit} = {line.headcount} orang"
        rows.append(
            Explained(1, "Jumlah orang", formula, str(line.headcount), "PKPU 8/2022", "Data wilayah Kemendagri")
        )
        rows.append(Explained(1, "Dasar upah", "honorarium", str(line.wage), "Kep KPU 472/2022"))
    return tuple(rows)
