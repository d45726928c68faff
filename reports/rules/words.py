"""Amounts, dates, months and names as Indonesian letters and budget forms write them (domain/apbd.md §7)."""

import datetime
from collections.abc import Sequence

from budgeting.rules.terbilang import in_words, rupiah_in_words
from enrolment.rules.period import ranges
from pemilu_bpjs.formats import month_long, rupiah, thousands

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_SMALL_WORDS = frozenset({"Dan", "Di", "Ke", "Dari", "Yang", "Pada"})
_NIP_GROUPS = (8, 6, 1, 3)


def letter_amount(amount: int) -> str:
    """17570520 → "Rp17.570.520,00": letters show the sen."""
    return f"{rupiah(amount)},00"


def letter_amount_in_words(amount: int) -> str:
    """An amount in a letter, followed by its words in brackets."""
    return f"{letter_amount(amount)} ({rupiah_in_words(amount)})"


def form_amount(amount: int) -> str:
    """17570520 → "Rp17.570.520 (terbilang: …)", as the budget form prints it."""
    return f"{rupiah(amount)} (terbilang: {rupiah_in_words(amount)})"


def people(count: int) -> str:
    """364 → "364 (tiga ratus enam puluh empat) orang"."""
    return f"{thousands(count)} ({in_words(count)}) orang"


def month_name(month: str) -> str:
    """ "2023-07" → "Juli"."""
    return month_long(month).rpartition(" ")[0]


def months_text(months: Sequence[str], *, with_year: bool = True) -> str:
    """Months of one year: "Juli s.d. Desember 2023", "Januari dan Maret s.d. April 2024"."""
    spans = [month_name(a) if a == b else f"{month_name(a)} s.d. {month_name(b)}" for a, b in ranges(months)]
    year = f" {months[-1][:4]}" if with_year and months else ""
    return joined(spans) + year


def joined(parts: Sequence[str]) -> str:
    """ "a", "a dan b", "a, b, dan c"."""
    if len(parts) < 3:
        return " dan ".join(parts)
    return ", ".join(parts[:-1]) + f", dan {parts[-1]}"


def day_in_words(day: datetime.date) -> str:
    """14 July 2023 → "Jumat, tanggal empat belas bulan Juli tahun dua ribu dua puluh tiga"."""
    month = month_name(f"{day.year:04d}-{day.month:02d}")
    return f"{_DAYS[day.weekday()]}, tanggal {in_words(day.day)} bulan {month} tahun {in_words(day.year)}"


def nip(digits: str) -> str:
    """18 digits in groups of 8-6-1-3; anything else as it was given."""
    if len(digits) != sum(_NIP_GROUPS) or not digits.isdigit():
        return digits
    groups, start = [], 0
    for size in _NIP_GROUPS:
        groups.append(digits[start : start + size])
        start += size
    return " ".join(groups)


def regional_head(region_name: str) -> str:
    """ "Kabupaten Contoh" → "Bupati Contoh"; "Kota Contoh" → "Wali Kota Contoh"; a province has a Gubernur."""
    kind, _, rest = region_name.partition(" ")
    if kind == "Kabupaten":
        return f"Bupati {rest}"
    return f"Wali Kota {rest}" if kind == "Kota" else f"Gubernur {region_name}"


def full_region(region_name: str) -> str:
    """A region with its kind: provinces are stored by their bare name."""
    return region_name if region_name.startswith(("Kabupaten ", "Kota ")) else f"Provinsi {region_name}"


def headline(name: str) -> str:
    """A letterhead's capitals as a name in a text: "DINAS TENAGA KERJA DAN TRANSMIGRASI" → "Dinas … dan …"."""
    if not name.isupper():
        return name
    words = name.title().split()
    return " ".join(word.lower() if word in _SMALL_WORDS else word for word in words)


def short_region(region_name: str) -> str:
    """ "Kabupaten Contoh" → "Kab. Contoh", as the budget form prints places."""
    return region_name.replace("Kabupaten ", "Kab. ", 1) if region_name.startswith("Kabupaten ") else region_name


def election_alone(election_name: str, region_name: str) -> str:
    """ "Pemilu 2024 Kabupaten Contoh" → "Pemilu 2024": for texts that name the region beside it."""
    return election_name.removesuffix(region_name).strip() or election_name
