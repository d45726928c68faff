"""What the cells of a column look like → the field that it may hold, where its header does not say."""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from enrolment.rules.raw_row import Cell, is_blank, text_of
from enrolment.rules.roster_fields import Field

_LONGEST_COUNT = 6
_MOST = 0.6
"""The share of a column's filled cells that must look alike."""

_LONG_NUMBER = re.compile(r"(?:\d[\s.'’-]{0,3}){10,24}")
_SIXTEEN = re.compile(r"\W*(?:\d[\s.-]?){16}\W*")
_SIXTEEN_LEAST = 1e15
_IDENTITY_DIGITS = range(14, 19)
_SCIENTIFIC = re.compile(r"\d[.,]\d+\s*E\+?1[3-6]", re.IGNORECASE)
_SCIENTIFIC_LEAST, _SCIENTIFIC_MOST = 1e13, 1e17
_DATE = re.compile(
    r"(?:\d{1,2}[\s/.-]+(?:\d{1,2}|[a-z]{3,9})\.?[\s/.,-]+(?:\d{4}|\d{2})|\d{4}[/.-]\d{1,2}[/.-]\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_SEXES = frozenset(
    "l p lk pr laki-laki laki perempuan pria wanita lakilaki laki2 laki-laki/l perempuan/p male female m f".split()
)
_PHONE = re.compile(r"(?:\+?62|0?8)[\d\s().-]{7,18}")
_PHONE_LEAST, _PHONE_MOST = 8e8, 629_999_999_999_9
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_POST = re.compile(
    r"\b(?:ketua|anggota|sekretaris|staf|bendahara|kpps|pps|ppk|panwascam|panwaslu|pkd|ptps|pengawas|linmas|satlinmas|"
    r"pantarlih|ppdp|pelaksana|petugas|kepala sekretariat)\b",
    re.IGNORECASE,
)
_TPS = re.compile(r"(?:.*\btps\W*)\d{1,3}|0\d{2}", re.IGNORECASE)
_BEFORE_TPS = re.compile(r"(.*)\btps\b\W*(?:no\w*\W*)?\d{1,3}", re.IGNORECASE | re.DOTALL)
_IN_A_DESA = re.compile(
    r"\b(?:tps|r[tw]|dusun|dsn|dukuh|lingkungan|lingk|blok|no|nomor)\b\W*(?:[ivx]+\b|[a-z]\b)?", re.IGNORECASE
)
_KECAMATAN = re.compile(r"\s*(?:kec|kecamatan|distrik)\b", re.IGNORECASE)
_DESA = re.compile(r"\s*(?:desa|ds|kel|kelurahan|kalurahan|nagari|pekon|gampong)\b", re.IGNORECASE)
_PERSON = re.compile(r"[^\W\d_][^\d_@/:]*")


def is_long_number(cell: Cell) -> bool:
    """Whether a cell looks like a NIK or KK, damaged ones included: ten digits or more, 1.60905E+15, a huge number."""
    if isinstance(cell, str):
        text = cell.strip(" '’\u200b\u00a0\t\n")
        return bool(_LONG_NUMBER.fullmatch(text) or _SCIENTIFIC.fullmatch(text))
    return isinstance(cell, int | float) and _SCIENTIFIC_LEAST <= cell < _SCIENTIFIC_MOST


def is_identity(cell: Cell) -> bool:
    """Whether a cell looks like a NIK or KK and like no phone number: about 16 digits, or damaged by Excel."""
    if isinstance(cell, str) and sum(map(str.isdecimal, cell)) not in _IDENTITY_DIGITS:
        return _SCIENTIFIC.fullmatch(cell.strip()) is not None
    return is_long_number(cell)


def is_date(cell: Cell) -> bool:
    """Whether a cell holds a date, perhaps with the place before it."""
    return isinstance(cell, datetime.date) or (isinstance(cell, str) and _DATE.search(cell) is not None)


def is_place_and_date(cell: Cell) -> bool:
    """Whether a cell holds both, the place first."""
    return isinstance(cell, str) and cell.strip()[:1].isalpha() and is_date(cell)


def is_sex(cell: Cell) -> bool:
    """Whether a cell says L or P in any of the usual words."""
    return isinstance(cell, str) and cell.strip().lower().replace(" ", "") in _SEXES


def is_phone(cell: Cell) -> bool:
    """Whether a cell looks like a mobile number, perhaps one that lost its 0 as a number."""
    if isinstance(cell, str):
        return _PHONE.fullmatch(cell.strip(" '’")) is not None
    return isinstance(cell, int | float) and _PHONE_LEAST <= cell < _PHONE_MOST


def is_email(cell: Cell) -> bool:
    return isinstance(cell, str) and _EMAIL.fullmatch(cell.strip()) is not None


def is_post(cell: Cell) -> bool:
    """Whether a cell names a position in a body."""
    return isinstance(cell, str) and _POST.search(cell) is not None


def is_tps(cell: Cell) -> bool:
    """Whether a cell is plainly a TPS: "TPS 4", "3/TPS 004", "004". A bare 4 may be anything."""
    return isinstance(cell, str) and _TPS.fullmatch(cell.strip()) is not None


def is_unit(cell: Cell) -> bool:
    """Whether a cell names a place and its TPS: "Suka Raja/TPS 001". An RT, a dusun or a body before it is no place."""
    found = _BEFORE_TPS.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return found is not None and not is_post(cell) and any(map(str.isalpha, _IN_A_DESA.sub("", found[1])))


def is_person(cell: Cell) -> bool:
    """Whether a cell may be a person's name: letters, at most six words, no digits."""
    return isinstance(cell, str) and _PERSON.fullmatch(cell.strip()) is not None and len(cell.split()) <= 6


def is_row_of_somebody(cells: Sequence[Cell]) -> bool:
    """Whether 16 digits stand beside words, in whichever column; an official's NIP has 18."""
    return any(map(has_sixteen_digits, cells)) and any(map(is_person, cells))


def has_sixteen_digits(cell: Cell) -> bool:
    """Whether it holds as many digits as a NIK or a KK, and nothing else."""
    if isinstance(cell, str):
        return _SIXTEEN.fullmatch(cell) is not None
    return isinstance(cell, int | float) and _SIXTEEN_LEAST <= cell < 10 * _SIXTEEN_LEAST


@dataclass(frozen=True, slots=True)
class Column:
    """The first data cells of a column."""

    cells: tuple[Cell, ...]

    @property
    def filled(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if not is_blank(cell))

    def is_mostly(self, test: Callable[[Cell], bool]) -> bool:
        """Whether most filled cells pass; an empty column passes nothing."""
        filled = self.filled
        return bool(filled) and sum(map(test, filled)) >= _MOST * len(filled)

    @property
    def is_counting(self) -> bool:
        """Whether the cells count the rows: 1, 2, 3, perhaps anew in each group."""
        numbers = [_number(cell) for cell in self.filled]
        steps = [after - before for before, after in pairwise(numbers) if before and after]
        return len(numbers) > 1 and len(steps) >= _MOST * (len(numbers) - 1) and steps.count(1) >= _MOST * len(steps)

    @property
    def variety(self) -> float:
        """The share of different cells among the filled."""
        return len(set(self.filled)) / len(self.filled) if self.filled else 0.0


def columns_of(rows: Sequence[tuple[Cell, ...]]) -> tuple[Column, ...]:
    """The columns of some rows of data; shorter rows are blank to the right."""
    width = max(map(len, rows), default=0)
    return tuple(Column(tuple(row[place] if place < len(row) else None for row in rows)) for place in range(width))


def by_content(columns: Sequence[Column], taken: Mapping[Field, int], free: Sequence[int]) -> dict[Field, int]:
    """Fields without a column yet that a `free` column plainly holds by its cells."""
    found: dict[Field, int] = dict(taken)
    left = [place for place in free if place < len(columns) and columns[place].filled]
    for field, place in _identities(columns, found, left).items():
        found[field] = place
        left.remove(place)
    for field, test in _TESTS:
        if found.keys() & _TOLD_BY.get(field, {field}):
            continue
        fit = [place for place in left if columns[place].is_mostly(test)]
        if fit:
            found[field] = fit[0]
            left.remove(fit[0])
    return found


def _identities(columns: Sequence[Column], found: Mapping[Field, int], left: Sequence[int]) -> dict[Field, int]:
    """NIK and KK among columns of long numbers: the NIK is different in each row, and is its date the row's."""
    fit = [place for place in left if columns[place].is_mostly(is_identity)]
    if Field.NIK in found or not fit:
        return {}
    dates = [column for column in columns if column.is_mostly(is_date)]
    ranked = sorted(fit, key=lambda place: (-_agreement(columns[place], dates), -columns[place].variety, place))
    named = {Field.NIK: ranked[0]}
    if len(ranked) > 1 and Field.KK not in found:
        named[Field.KK] = ranked[1]
    return named


def _agreement(numbers: Column, dates: Sequence[Column]) -> int:
    """How many long numbers bear the birth date of some column of their row in digits 7 to 12."""
    return max((sum(map(_bears, numbers.cells, column.cells)) for column in dates), default=0)


def bears_births(numbers: Column, dates: Column) -> bool:
    """Whether most of the NIKs bear the date that stands beside them."""
    return len(numbers.filled) > 0 and _agreement(numbers, [dates]) >= _MOST * len(numbers.filled)


def _bears(number: Cell, date: Cell) -> bool:
    digits = re.sub(r"\D", "", number) if isinstance(number, str) else ""
    if len(digits) != 16:
        return False
    day = int(digits[6:8])
    written = f"{day - 40 if day > 40 else day:02}{digits[8:12]}"
    if isinstance(date, datetime.date):
        return f"{date:%d%m%y}" == written
    parts: list[str] = re.findall(r"\d+", date) if isinstance(date, str) else []
    if len(parts) == 2:  # the month in letters
        return parts[0].zfill(2) == written[:2] and parts[1][-2:] == written[4:]
    orders = ("".join(part[-2:].zfill(2) for part in parts), "".join(part[-2:].zfill(2) for part in reversed(parts)))
    return written in orders


def _number(cell: Cell) -> int:
    """The number of a row in a cell, 0 for anything else."""
    digits = text_of(cell).strip(" .)")
    return int(digits) if digits.isdecimal() and len(digits) <= _LONGEST_COUNT else 0


def _is_kecamatan(cell: Cell) -> bool:
    return isinstance(cell, str) and _KECAMATAN.match(cell) is not None


def _is_desa(cell: Cell) -> bool:
    return isinstance(cell, str) and _DESA.match(cell) is not None


def _is_name(cell: Cell) -> bool:
    return is_person(cell) and not is_post(cell) and not is_sex(cell)


_BIRTH = frozenset({Field.BIRTH, Field.BIRTH_DATE})
# What need not be looked for where one of these is known; else the field itself.
_TOLD_BY = dict.fromkeys(_BIRTH, _BIRTH) | {Field.UNIT: frozenset({Field.UNIT, Field.DESA})}
_TESTS: tuple[tuple[Field, Callable[[Cell], bool]], ...] = (
    (Field.EMAIL, is_email),
    (Field.SEX, is_sex),
    (Field.PHONE, is_phone),
    (Field.BIRTH, is_place_and_date),
    (Field.BIRTH_DATE, is_date),
    (Field.UNIT, is_unit),
    (Field.TPS, is_tps),
    (Field.KECAMATAN, _is_kecamatan),
    (Field.DESA, _is_desa),
    (Field.POSITION, is_post),
    (Field.NAME, _is_name),
)
