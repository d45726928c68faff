"""A regency's roster of thousands: every KPPS whole, everyone invented, NIKs of right form and never the same twice.

Tests take their big rosters from here too.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

import xlsxwriter

HEADER = (
    "No", "NIK", "No. KK", "Nama Lengkap", "Tempat Lahir", "Tanggal Lahir", "L/P", "Alamat", "Kode Pos",
    "Nama Ibu Kandung", "Status Kawin", "No HP", "Kecamatan", "Desa/Kelurahan", "TPS", "Jabatan",
)  # fmt: skip
A_KPPS = 7

_FIRST = (
    "Rusdi Marlina Suhendra Yulianti Kosim Hartini Burhan Nuraini Samsul Wartini Jumadi Rohaya Tarmizi Lestari "
    "Wahyudi Sumiati Effendi Kartika Mulyadi Asmara"
).split()
_MIDDLE = "Sari Putra Dewi Jaya Ningsih Kusuma Wati Utama Rahayu Pratama Lubis Siregar Hasan Yusuf Karim Idris".split()
_LAST = (
    "Saputra Handayani Wijaya Permana Anggraini Syahputra Kurniawan Maulana Safitri Gunawan Setiawan Oktavia "
    "Nasution Hidayat Purnama Susanto Irawan Fitriani Halim Nugroho"
).split()
# So many days of birth; who is born on one day with another differs from him in the last name.
_BIRTHDAYS = 9_000
_FIRST_BIRTHDAY = date(1972, 1, 1)


@dataclass(frozen=True, slots=True)
class Desa:
    code: str
    name: str
    kecamatan: str


def person(number: int, desa: Desa, tps: int, position: str, *, has_mother: bool = True) -> tuple[str | int, ...]:
    """A row of the roster; the same number is always the same person."""
    born = _FIRST_BIRTHDAY + timedelta(days=number % _BIRTHDAYS)
    sex = "LP"[number % 2]
    day = born.day + (40 if sex == "P" else 0)
    kecamatan = desa.code[:8].replace(".", "")
    serial = number // _BIRTHDAYS + 1
    name = f"{_FIRST[number % 20]} {_MIDDLE[number // 20 % 16]} {_LAST[serial % 20]}"
    return (
        number + 1, f"{kecamatan}{day:02d}{born:%m%y}{serial:04d}", f"{kecamatan}010115{number % 10_000:04d}", name,
        "Muaradua", f"{born:%d-%m-%Y}", sex, f"Dusun {number % 9 + 1} RT {number % 20 + 1:03d}",
        f"{32_200 + number % 90}", f"Ibu {_FIRST[number // 7 % 20]} {_LAST[number // 3 % 20]}" if has_mother else "",
        "Kawin" if number % 3 else "Belum Kawin", f"0812{number:08d}", desa.kecamatan, desa.name, tps, position,
    )  # fmt: skip


def kpps(desa: Sequence[Desa], rows: int, first: int = 0) -> list[tuple[str | int, ...]]:
    """`rows` people, TPS by TPS, as many in each desa as it takes; one in fifty without his mother's name."""
    return list(islice(_kpps(desa, -(-rows // (A_KPPS * len(desa))), first), rows))


def tps_list(desa: Sequence[Desa], rows: int) -> bytes:
    """The TPS that such a roster speaks of."""
    each = -(-rows // (A_KPPS * len(desa)))
    lines = (f"{place.code},{tps},250" for place in desa for tps in range(1, each + 1))
    return "\n".join(("desa_code,tps,voters", *lines)).encode()


def workbook(rows: Sequence[Sequence[str | int]]) -> bytes:
    """As an office sends it: header on row 1, NIK as text."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"constant_memory": True})
    sheet = book.add_worksheet("KPPS")
    for number, row in enumerate((HEADER, *rows)):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell)
            else:
                sheet.write_number(number, column, cell)
    book.close()
    return content.getvalue()


def _kpps(desa: Sequence[Desa], tps_each: int, first: int) -> Iterator[tuple[str | int, ...]]:
    number = first
    for place in desa:
        for tps in range(1, tps_each + 1):
            for seat in range(A_KPPS):
                position = "Anggota KPPS" if seat else "Ketua KPPS"
                yield person(number, place, tps, position, has_mother=number % 50 != 49)
                number += 1
