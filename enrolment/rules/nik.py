"""The NIK: its form, and what it says of its holder (domain/bpjs.md §8).

Sixteen digits: PP KK CC (province, kabupaten or kota, kecamatan of the FIRST registration), DDMMYY (a woman's day
+ 40), and a serial from 0001. A NIK whose date or sex differs from the person's stays valid and is never issued again,
so that a difference is a warning; digits that Excel swallowed are gone: damage is an error, and nothing is guessed.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from enrolment.rules.raw_row import Cell

DIGITS = 16
_WOMANS_DAY = 40
_YOUNGEST, _OLDEST = 12, 95
"""Ages on voting day between which a two-digit year is believed; no two centuries fit at once."""

# Apostrophes that keep a number text, spaces of every kind and dots between groups: typing habits, silently cleaned.
_DECORATION = re.compile("[\\s.'`´‘’‛′\u00ad\u200b-\u200f\u2060\ufeff]+")
_SCIENTIFIC = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE][+]?[0-9]+")
_NOTHING = re.compile(r"[\W_]*")
_KOTA = 71
"""A kota's number is 71 or more."""

# Highest number given to a kabupaten and to a kota in each province, in today's region data; 0 where it has none.
# Numbers are given in order and a NIK keeps the one it was born with, so every number up to the highest has been in
# use at some time: 64.04 to 64.06 became Kalimantan Utara's, 73.19 to 73.21 Sulawesi Barat's. Papua lost its highest
# numbers as well (91.21 to 91.28 and 92.71, sipp_lokasi_pekerjaan in the seed data still has them).
_HIGHEST: Mapping[str, tuple[int, int]] = {
    "11": (18, 75), "12": (25, 78), "13": (12, 77), "14": (10, 72), "15": (9, 72), "16": (13, 74), "17": (9, 71),
    "18": (13, 72), "19": (6, 71), "21": (5, 72), "31": (1, 75), "32": (18, 79), "33": (29, 76), "34": (4, 71),
    "35": (29, 79), "36": (4, 74), "51": (8, 71), "52": (8, 72), "53": (21, 71), "61": (12, 72), "62": (13, 71),
    "63": (11, 72), "64": (11, 74), "65": (4, 71), "71": (11, 74), "72": (12, 71), "73": (26, 73), "74": (15, 72),
    "75": (5, 71), "76": (6, 0), "81": (9, 72), "82": (8, 72), "91": (28, 71), "92": (12, 71), "93": (4, 0),
    "94": (8, 0), "95": (8, 0), "96": (5, 71),
}  # fmt: skip


class ReadNik(NamedTuple):
    """What a NIK cell came to: 16 digits of right form in `nik`, or the code of its one fault."""

    nik: str = ""
    fault: str = ""
    digits: int = 0
    """How many digits stand there, for the sentence of nik-length."""


def region_numbers(today: Iterable[str] = ()) -> frozenset[str]:
    """The first four digits that a NIK may begin with: "1609" for 16.09.

    `today`: codes of kabupaten and kota of the region data in use, which may know newer ones.
    """
    given = {
        f"{province}{number:02d}"
        for province, (kabupaten, kota) in _HIGHEST.items()
        for number in (*range(1, kabupaten + 1), *range(_KOTA, kota + 1))
    }
    return frozenset(given | {code.replace(".", "") for code in today})


def read_nik(cell: Cell, *, column_is_damaged: bool = False) -> ReadNik:
    """The NIK in a cell. Its faults exclude each other: the first in the order of the contract is the one told.

    `column_is_damaged`: at least half of the column's text NIKs end in 0, so that one which does is believed no more.
    """
    if not isinstance(cell, str):
        return ReadNik(fault="nik-missing" if cell is None else _fault_of_value(cell))
    digits = cell if cell.isdecimal() else _DECORATION.sub("", cell)
    fault = _fault(cell, digits, column_is_damaged)
    return ReadNik(fault=fault, digits=len(digits)) if fault else ReadNik(digits)


def is_scientific(text: str) -> bool:
    """Whether text is what Excel shows of a long number: "3,20E+15"."""
    return _SCIENTIFIC.fullmatch(text.replace(" ", "")) is not None


def birth_date(nik: str, near: datetime.date | None = None, *, voting_day: datetime.date) -> datetime.date | None:
    """The birth date in a NIK of right form; None where there is no such day (31 February).

    The century is that of `near`, the date the row gives, where its year ends in the same digits; else the one that
    makes a person of 12 to 95 years on voting day; else the latest that is past.
    """
    day, month, short_year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    day -= _WOMANS_DAY if day > _WOMANS_DAY else 0
    if near is not None and near.year % 100 == short_year:
        return _date(near.year, month, day)
    return _date(full_year(short_year, voting_day), month, day)


@lru_cache(maxsize=256)
def full_year(short: int, voting_day: datetime.date) -> int:
    """The year of birth that two digits mean: 77 → 1977, 6 → 2006 for a vote in 2024."""
    century = voting_day.year - voting_day.year % 100
    years = (century + short, century + short - 100)
    fitting = [year for year in years if _YOUNGEST <= voting_day.year - year <= _OLDEST]
    return fitting[0] if fitting else next(year for year in years if year <= voting_day.year)


def sex(nik: str) -> str:
    """L or P, by a NIK of right form."""
    return "P" if nik[6] >= "4" else "L"


def region_number(nik: str) -> str:
    """The digits of province and kabupaten or kota: where its holder was first registered."""
    return nik[:4]


def _fault_of_value(cell: Cell) -> str:
    """A number has lost its last digits; a date or a time never was a NIK."""
    return "nik-excel-damage" if isinstance(cell, int | float) else "nik-not-digits"


def _fault(text: str, digits: str, column_is_damaged: bool) -> str:
    if len(digits) == DIGITS and digits.isascii() and digits.isdecimal():  # nearly every one
        return "nik-excel-damage" if column_is_damaged and digits[-1] == "0" else _fault_of_date_or_serial(digits)
    if _NOTHING.fullmatch(digits):
        return "nik-missing"
    if is_scientific(text):
        return "nik-excel-damage"
    return "nik-length" if digits.isascii() and digits.isdecimal() else "nik-not-digits"


def _fault_of_date_or_serial(digits: str) -> str:
    if not ("01" <= digits[6:8] <= "31" or "41" <= digits[6:8] <= "71") or not "01" <= digits[8:10] <= "12":
        return "nik-date"
    return "nik-serial" if digits.endswith("0000") else ""


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
