"""The list of people that BPJS gives beside a bill, in whatever layout: which column is what, and each line read.

Amounts are whole rupiah. A column is known by its header, and by its cells where no header says it; what stays in doubt
is asked, never decided (`Guess.is_sure`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from enrolment.rules.raw_row import Cell, RawRow, is_blank, text_of, whole_number
from enrolment.rules.roster_columns import header_key


class Column(StrEnum):
    """What a column of the list may hold."""

    NIK = "nik"
    KPJ = "kpj"
    REFERENCE = "reference"
    """Our own number, which went out in SIPP's NO_PEGAWAI."""
    BASE = "base"
    JKK = "jkk"
    JKM = "jkm"
    TOTAL = "total"
    """Both together, as branches give it that do not tell the programmes apart."""


IDENTITIES = (Column.NIK, Column.KPJ, Column.REFERENCE)
AMOUNTS = (Column.JKK, Column.JKM)

_HEADERS: Mapping[Column, frozenset[str]] = {
    Column.NIK: frozenset(
        "nik nonik nomornik noktp nomorktp nomoridentitas noidentitas nomorindukkependudukan niktk".split()
    ),
    Column.KPJ: frozenset(
        "kpj nokpj nomorkpj kpjtk nopeserta nomorpeserta nomorkepesertaan nomorpesertabpjsketenagakerjaan".split()
    ),
    Column.REFERENCE: frozenset("nopegawai nomorpegawai nopeg idpegawai noreferensi nomorreferensi referensi".split()),
    Column.BASE: frozenset("upah gaji upahtk dasarupah upahdilaporkan upahterakhir upahbulanan upahpokok".split()),
    Column.JKK: frozenset("jkk iuranjkk iurjkk nilaijkk jumlahjkk totaljkk jaminankecelakaankerja".split()),
    Column.JKM: frozenset("jkm iuranjkm iurjkm nilaijkm jumlahjkm totaljkm jaminankematian".split()),
    Column.TOTAL: frozenset(
        "total iuran totaliuran jumlahiuran iurantotal nilaiiuran premi totalpremi jumlahpremi jkkjkm jkkdanjkm "
        "iuranjkkjkm iuranjkkdanjkm totaljkkjkm jumlahjkkjkm totaliuranjkkjkm".split()
    ),
}
_DEEPEST_HEADER = 40
_NIK = re.compile(r"\d{16}")
_AMOUNT = re.compile(r"(?:rp\.?)?\s*(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,]00|,-)?", re.IGNORECASE)
_LARGEST = 2**31 - 1
_MOSTLY = 6, 10
"""Six of ten filled cells look alike: then the column is what they look like."""


@dataclass(frozen=True, slots=True)
class Guess:
    """Where a sheet's list begins and what its columns hold.

    `header_row`: the number of the header's last row, 0 where none was found. `doubtful`: what several columns claim.
    """

    header_row: int
    columns: Mapping[Column, int]
    doubtful: tuple[Column, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether the list can be read without asking."""
        return not self.doubtful and is_readable(self.columns)


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One line: the number of its row, by what it names a person ("" where it does not), and its rupiah.

    `jkk` and `jkm` None: the list gives `whole` alone, and how it is split is not known.
    """

    row: int
    nik: str
    kpj: str
    reference: str
    base: int | None
    jkk: int | None
    jkm: int | None
    cells: tuple[str, ...] = ()
    whole: int | None = None

    @property
    def total(self) -> int:
        """Rupiah of both programmes."""
        return (self.jkk or 0) + (self.jkm or 0) if self.whole is None else self.whole


@dataclass(frozen=True, slots=True)
class UnreadCell:
    """A cell that ought to hold rupiah and does not. What it holds is not repeated: it may be anything."""

    row: int
    place: int


def is_readable(columns: Iterable[Column]) -> bool:
    """Whether these columns say who is billed, and how much: both amounts, or one for both."""
    known = set(columns)
    return has_amounts(known) and not known.isdisjoint(IDENTITIES)


def has_amounts(columns: Iterable[Column]) -> bool:
    known = set(columns)
    return known.issuperset(AMOUNTS) or Column.TOTAL in known


def _amount_columns(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Both programmes where they are told apart; a sum beside them says nothing more."""
    return AMOUNTS if set(columns).issuperset(AMOUNTS) else (Column.TOTAL,)


def guess(rows: Sequence[RawRow]) -> Guess:
    """From the first rows of a sheet. A header of two rows is read together: "IURAN" above "JKK" and "JKM"."""
    best = Guess(0, {})
    above: tuple[Cell, ...] = ()
    for row in rows[:_DEEPEST_HEADER]:
        found = _by_header(row, above)
        if len(found.columns) + len(found.doubtful) > len(best.columns) + len(best.doubtful):
            best = found
        above = row.cells
    return _with_nik_by_content(best, rows)


def _by_header(row: RawRow, above: tuple[Cell, ...]) -> Guess:
    claims: dict[Column, list[int]] = {}
    for place, cell in enumerate(row.cells):
        own = cell if not is_blank(cell) else (above[place] if place < len(above) else None)
        column = _named(own)
        if column is not None:
            claims.setdefault(column, []).append(place)
    if claims.keys() >= set(AMOUNTS):
        claims.pop(Column.TOTAL, None)
    doubtful = tuple(column for column, places in claims.items() if len(places) > 1)
    return Guess(row.number, {column: places[0] for column, places in claims.items() if len(places) == 1}, doubtful)


def _named(cell: Cell) -> Column | None:
    key = header_key(cell) if isinstance(cell, str) else ""
    return next((column for column, words in _HEADERS.items() if key in words), None) if key else None


def _with_nik_by_content(found: Guess, rows: Sequence[RawRow]) -> Guess:
    """Where no header names the people, the one column of 16 digits does."""
    if not found.header_row or any(column in found.columns or column in found.doubtful for column in IDENTITIES):
        return found
    data = [row.cells for row in rows if row.number > found.header_row]
    width = max(map(len, data), default=0)
    fit = [place for place in range(width) if _is_mostly_nik([row[place] for row in data if place < len(row)])]
    if len(fit) != 1:
        return found
    return Guess(found.header_row, {**found.columns, Column.NIK: fit[0]}, found.doubtful)


def _is_mostly_nik(cells: Sequence[Cell]) -> bool:
    filled = [cell for cell in cells if not is_blank(cell)]
    fitting = sum(_NIK.fullmatch(digits_of(cell)) is not None for cell in filled)
    return bool(filled) and fitting * _MOSTLY[1] >= len(filled) * _MOSTLY[0]


def read_line(row: RawRow, columns: Mapping[Column, int]) -> ListedPerson | UnreadCell | None:
    """One row after the header; None for a row that names nobody (blank, a sum, a signature)."""
    said = {column: row.cells[place] if place < len(row.cells) else None for column, place in columns.items()}
    names = {column: _identity(column, said.get(column)) for column in IDENTITIES}
    if not any(names.values()):
        return None
    amounts = {column: amount_of(said[column]) for column in _amount_columns(columns)}
    for column, amount in amounts.items():
        if amount is None:
            return UnreadCell(row.number, columns[column])
    base = None if is_blank(said.get(Column.BASE)) else amount_of(said[Column.BASE])
    return ListedPerson(
        row=row.number,
        nik=names[Column.NIK],
        kpj=names[Column.KPJ],
        reference=names[Column.REFERENCE],
        base=base,
        jkk=amounts.get(Column.JKK),
        jkm=amounts.get(Column.JKM),
        cells=tuple(text_of(cell) for cell in row.cells),
        whole=amounts.get(Column.TOTAL),
    )


def _identity(column: Column, cell: Cell) -> str:
    """A number of digits, or our own reference as it went out. A sum's "JUMLAH" names nobody."""
    if column is Column.REFERENCE:
        text = text_of(cell)
        return text if any(letter.isdigit() for letter in text) else ""
    return digits_of(cell)


def digits_of(cell: Cell) -> str:
    """The digits of a number however it is spaced: "1609 0112 …" → "16090112…"."""
    return "".join(letter for letter in text_of(cell) if letter in "0123456789")


def amount_of(cell: Cell) -> int | None:
    """Whole rupiah as people write them: 2640, "2.640", "Rp2.640,00"; None for anything else. "" and "-" are 0."""
    number = whole_number(cell)
    if number is None:
        text = text_of(cell)
        if text in ("", "-", "–"):
            return 0
        match = _AMOUNT.fullmatch(text)
        number = int(re.sub(r"[.,]", "", match[1])) if match else None
    return number if number is not None and 0 <= number <= _LARGEST else None
