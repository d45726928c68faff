"""Invented people for the demo's rosters: the same every time, each name once, each NIK of right form and nobody's."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

_GIVEN = (
    ("Ahmad", "Budi", "Candra", "Dedi", "Eko", "Firman", "Gunawan", "Hendri", "Irwan", "Joko", "Khairul", "Lukman",
     "Mulyadi", "Nasrun", "Oman", "Purwanto", "Rahmat", "Sutrisno", "Taufik", "Yanto"),
    ("Asmawati", "Bunga", "Citra", "Dewi", "Emilia", "Fatimah", "Gustina", "Hasanah", "Indah", "Jamilah", "Kurnia",
     "Lestari", "Mardiana", "Ningsih", "Oktavia", "Puspita", "Rohana", "Susanti", "Tuti", "Yuliana"),
)  # fmt: skip
_FAMILY = (
    "Abdullah", "Bahri", "Cahyono", "Darmawan", "Efendi", "Fadillah", "Ginting", "Hamzah", "Iskandar", "Jauhari",
    "Kuswara", "Lubis", "Maulana", "Nugraha", "Oesman", "Prasetyo", "Qodir", "Ramadhan", "Saputra", "Tanjung",
    "Utama", "Wijaya", "Yusuf", "Zainal",
)  # fmt: skip
_JOBS = ("Petani", "Pedagang", "Guru honorer", "Ibu rumah tangga", "Wiraswasta")
_MARITAL = ("Kawin", "Belum kawin")
_UNTOLD = 40
"""Of one in so many nobody has written down whether he is married: BPJS takes nobody without that."""
_STREETS = ("Jalan Melati", "Jalan Kenanga", "Dusun I", "Dusun II", "Jalan Pasar Lama")


@dataclass(frozen=True, slots=True)
class Invented:
    """What a roster says of somebody."""

    name: str
    nik: str
    birth_place: str
    born: datetime.date
    sex: str
    address: str
    mother: str
    phone: str
    job: str
    marital: str


def invented(region: str, birth_place: str, first: int = 0) -> Iterator[Invented]:
    """People from the `first` on, born in a kecamatan; 960 of them bear different names."""
    names = list(product(_FAMILY, range(len(_GIVEN[0])), range(2)))
    for number in range(first, len(names)):
        family, given, is_woman = names[number]
        # Spread over years, so that no two neighbours on a list are of one age: 21 to 54 at the vote of 2024.
        born = datetime.date(1970 + number * 7 % 33, 1 + number * 5 % 12, 1 + number * 11 % 28)
        yield Invented(
            name=f"{_GIVEN[is_woman][given]} {family}",
            nik=_nik(region, born, bool(is_woman), number + 1),
            birth_place=birth_place,
            born=born,
            sex="P" if is_woman else "L",
            address=f"{_STREETS[number % 5]} Nomor {number % 90 + 1}",
            mother=f"{_GIVEN[1][(given + 7) % 20]} {_FAMILY[number % 24]}",
            phone=f"0812{55_000_000 + number * 137}",
            job=_JOBS[number % 5],
            marital="" if number % _UNTOLD == _UNTOLD - 1 else _MARITAL[number % 3 == 0],
        )


def _nik(region: str, born: datetime.date, is_woman: bool, serial: int) -> str:
    day = born.day + (40 if is_woman else 0)
    return f"{region.replace('.', '')[:6]}{day:02d}{born:%m%y}{serial:04d}"
