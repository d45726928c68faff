"""The letter that proposes the premiums to the TAPD (domain/apbd.md §2.1)."""

from dataclasses import dataclass

from budgeting.rules.figures import Figures, YearAmount
from pemilu_bpjs.formats import date_long, thousands
from reports.rules.election_words import words_of
from reports.rules.marks import Marks
from reports.rules.rka_change import change
from reports.rules.text import BLANK, Signature, place_and_date, signature
from reports.rules.words import (
    full_region,
    letter_amount,
    letter_amount_in_words,
    months_text,
    people,
    regional_head,
)

_BUDGETS = {"murni": "APBD", "perubahan": "Perubahan APBD", "pergeseran": "Pergeseran Anggaran"}


@dataclass(frozen=True, slots=True)
class Point:
    """A numbered point of the letter with its parts a, b, c."""

    label: str
    text: str
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter in the order in which it prints."""

    place_and_date: str
    fields: tuple[tuple[str, str], ...]
    addressee: tuple[str, ...]
    opening: str
    points: tuple[Point, ...]
    request: str
    thanks: str
    signature: Signature
    copies: tuple[str, ...]


def letter(figures: Figures) -> Letter:
    """The whole letter."""
    marks = Marks(figures)
    words = words_of(figures.election_kind)
    funding = marks.text(words.funding, words.funding_key)
    return Letter(
        place_and_date=place_and_date(figures),
        fields=(
            ("Nomor", figures.letter_number or BLANK),
            ("Sifat", "Segera"),
            ("Lampiran", "1 (satu) berkas"),
            ("Hal", subject(figures)),
        ),
        addressee=_addressee(figures),
        opening=_opening(figures),
        points=_points(figures, marks),
        request=(
            f"{funding} Kami mohon usulan dimaksud dapat dibahas oleh TAPD. Kelengkapan: KAK, RAB, kertas kerja RKA, "
            "rekapitulasi per kecamatan, rencana kas, berita acara, dan surat pernyataan."
        ),
        thanks="Demikian disampaikan, atas perhatian dan persetujuannya diucapkan terima kasih.",
        signature=signature(figures.signatory),
        copies=_copies(figures),
    )


def budget_name(figures: Figures) -> str:
    """ "Perubahan APBD TA 2023"."""
    return f"{_BUDGETS[figures.budget_kind]} TA {figures.fiscal_year}"


def subject(figures: Figures) -> str:
    """What the letter is about."""
    return (
        f"Usulan Anggaran Iuran JKK dan JKM bagi Badan Ad Hoc Penyelenggara {figures.election_name} pada "
        f"{budget_name(figures)}"
    )


def term(figures: Figures) -> str:
    """The months paid: "Juli s.d. Desember 2023 (6 bulan)"; a range of months where groups differ."""
    lengths = sorted({len(line.months) for line in figures.lines})
    months = months_text(figures.months)
    if len(lengths) == 1:
        return f"{months} ({lengths[0]} bulan)"
    return f"{months} ({lengths[0]} sampai {lengths[-1]} bulan menurut kelompok)"


def target(figures: Figures) -> str:
    """ "364 (tiga ratus enam puluh empat) orang pada 10 kecamatan"."""
    if not figures.kecamatan:
        return people(figures.insured)
    return f"{people(figures.insured)} pada {thousands(figures.kecamatan)} kecamatan"


def _addressee(figures: Figures) -> tuple[str, ...]:
    return (
        f"Yth. Sekretaris Daerah {full_region(figures.region_name)}",
        "selaku Ketua Tim Anggaran Pemerintah Daerah",
        f"di {figures.office.city}",
    )


def _opening(figures: Figures) -> str:
    minutes = ""
    if figures.minutes_number:
        day = f" tanggal {date_long(figures.minutes_date)}" if figures.minutes_date else ""
        minutes = f" dan memperhatikan Berita Acara Rapat Koordinasi Nomor {figures.minutes_number}{day},"
    return (
        "Dalam rangka pelaksanaan Instruksi Presiden Nomor 2 Tahun 2021 tentang Optimalisasi Pelaksanaan Program "
        f"Jaminan Sosial Ketenagakerjaan,{minutes} bersama ini kami sampaikan usulan anggaran iuran Jaminan "
        f"Kecelakaan Kerja (JKK) dan Jaminan Kematian (JKM) bagi badan ad hoc penyelenggara {figures.election_name} "
        "sebagai berikut:"
    )


def _points(figures: Figures, marks: Marks) -> tuple[Point, ...]:
    accounts = ((figures.jkk_account, "JKK", figures.jkk), (figures.jkm_account, "JKM", figures.jkm))
    parts = [(f"{account.code} {name}", letter_amount(amount)) for account, name, amount in accounts]
    sub_activity = f"{figures.sub_activity.code} {marks.coded(figures.sub_activity)}".strip() or BLANK
    points = [
        Point("Sub kegiatan", sub_activity),
        Point("Sasaran", target(figures)),
        Point("Masa", term(figures)),
        Point("Kebutuhan", f"{letter_amount_in_words(figures.total)}, terdiri atas", tuple(parts)),
        Point("Sumber dana", figures.fund_source),
    ]
    if figures.budget_kind != "murni":
        points.insert(4, Point("Perubahan", _changed(figures)))
    later = [year for year in figures.years if year.year > figures.fiscal_year]
    if later:
        points.append(Point("Kelanjutan", " ".join(_continued(year) for year in later)))
    return tuple(points)


def _changed(figures: Figures) -> str:
    amounts = change(figures)
    word = "berkurang" if amounts.difference < 0 else "bertambah"
    return (
        f"semula {letter_amount(amounts.before)}, {word} {letter_amount(abs(amounts.difference))}, menjadi "
        f"{letter_amount(amounts.after)}"
    )


def _continued(year: YearAmount) -> str:
    months = months_text(year.months)
    return f"{months} sebesar {letter_amount(year.total)} diusulkan tersendiri pada APBD TA {year.year}."


def _copies(figures: Figures) -> tuple[str, ...]:
    region = full_region(figures.region_name)
    return (
        f"{regional_head(figures.region_name)} (sebagai laporan);",
        "Kepala Bappeda;",
        "Kepala BPKAD;",
        f"Inspektur {region};",
        "Kepala Badan Kesbangpol;",
        f"Ketua KPU dan Ketua Bawaslu {region}.",
    )
