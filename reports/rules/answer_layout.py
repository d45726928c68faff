"""Where an answer's columns are: found by their headers, proved by what stands below, else by that alone.

A branch gives its results in any layout: SIPP's own file with a status beside it, a list of its own, a sheet of those
taken and one of those refused. What is not plain is asked (`FoundSheet.unsure`), and remembered by `layout_key`.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from enrolment.rules.cell_dates import read_date
from enrolment.rules.raw_row import Cell, RawRow, is_blank, text_of
from reports.rules.answer_words import Verdict, verdict_of


class Column(StrEnum):
    """What a column of an answer holds. The first three say whom a row is about."""

    REFERENCE = "reference"
    NIK = "nik"
    KPJ = "kpj"
    STATUS = "status"
    REASON = "reason"
    START = "start"


IDENTIFIERS = (Column.REFERENCE, Column.NIK, Column.KPJ)

_HEADERS: Mapping[Column, frozenset[str]] = {
    Column.REFERENCE: frozenset(
        "nopegawai nomorpegawai idpegawai nopeg nomorreferensi noreferensi referensi reference employeeno "
        "employeeid noreff noref".split()
    ),
    Column.NIK: frozenset(
        "nik nonik nomornik nomoridentitas noidentitas noktp nomorktp nikktp nomorindukkependudukan "
        "nomoridentitasnik identitas idnumber".split()
    ),
    Column.KPJ: frozenset(
        "kpj nokpj nomorkpj nopeserta nomorpeserta nomoridentitaskpj nokartu nomorkartupeserta nokartupeserta "
        "nomorkepesertaan nokepesertaan nobpjstk nomorbpjstk".split()
    ),
    Column.STATUS: frozenset(
        "status hasil statusproses statusupload statusdata statusvalidasi statuspendaftaran statuskepesertaan "
        "hasilproses hasilupload hasilvalidasi result statuspeserta statustk ststatus".split()
    ),
    Column.REASON: frozenset(
        "keterangan ket alasan alasanpenolakan sebab pesan pesangagal pesankesalahan catatan error errormessage "
        "message keterangangagal keteranganstatus remark remarks reason sebabgagal kesalahan".split()
    ),
    Column.START: frozenset(
        "tanggalkepesertaan tglkepesertaan tglmulaikepesertaan tanggalmulaikepesertaan mulaikepesertaan tmt "
        "tglaktif tanggalaktif tglefektif tanggalefektif berlakusejak mulaiberlaku tglmulai tanggalmulai "
        "startdate efektif".split()
    ),
}

_HEADER_ROWS = 30
_SAMPLED = 60
_MOST_OF_THEM = 0.8
_NIK = re.compile(r"'?\d{16}")
_KPJ = re.compile(r"'?\d{11,13}")
_OURS = re.compile(r"P\d{11,13}")
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """One sheet as it is read. `header_row` 0: there is none. `all_rows`: what every row of it says, by its name.

    `unsure`: columns that somebody has to confirm, for their header or their content alone speaks for them.
    """

    index: int
    name: str | None
    header_row: int
    columns: Mapping[Column, int]
    all_rows: Verdict | None = None
    unsure: tuple[Column, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it can be read without asking anybody."""
        names_people = any(column in self.columns for column in IDENTIFIERS)
        return names_people and not self.unsure and (Column.STATUS in self.columns or self.all_rows is not None)


def find_sheet(index: int, name: str | None, rows: Sequence[RawRow]) -> FoundSheet:
    """The columns of one sheet by its first rows; without one that names people it has to be asked about."""
    header_row, by_header = _header(rows)
    contents = _contents([row for row in rows if row.number > header_row][:_SAMPLED])
    columns = {column: places[0] for column, places in by_header.items()}
    unsure = [
        column
        for column, places in by_header.items()
        if not _proved(column, contents.get(places[0], [])) or _has_rivals(column, places, contents)
    ]
    for column in (Column.NIK, Column.REFERENCE, Column.STATUS, Column.KPJ):
        place = None if column in columns else _by_content(column, contents, columns.values())
        if place is not None:
            columns[column] = place
            if column is not Column.REFERENCE:  # nobody else's numbers look like ours
                unsure.append(column)
    said = verdict_of(name or "") if Column.STATUS not in columns else None
    return FoundSheet(index, name, header_row or _title_row(rows, columns), columns, said, tuple(unsure))


def header_key(text: str) -> str:
    """A header without what people write around its letters: "No. KPJ *" → "nokpj"."""
    return _NOT_WORD.sub("", text).lower()


def layout_key(headers_of_sheets: Iterable[Sequence[str]]) -> str:
    """What tells one branch's layout from another: the headers of its sheets, in their order."""
    told = [[header_key(header) for header in headers] for headers in headers_of_sheets]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def headers_of(sheet: FoundSheet, rows: Sequence[RawRow]) -> tuple[str, ...]:
    """The texts of the header row; none where there is no such row."""
    found = next((row for row in rows if row.number == sheet.header_row), None)
    return tuple(text_of(cell) for cell in found.cells) if found else ()


def _header(rows: Sequence[RawRow]) -> tuple[int, dict[Column, list[int]]]:
    """The first of the rows in which most headers are known; a single one is a title as likely as not."""
    best: tuple[int, dict[Column, list[int]]] = (0, {})
    for row in rows[:_HEADER_ROWS]:
        found = _named(row)
        if len(found) > len(best[1]) and any(column in found for column in IDENTIFIERS):
            best = (row.number, found)
    return best


def _named(row: RawRow) -> dict[Column, list[int]]:
    """Every place whose header speaks for a column."""
    found: dict[Column, list[int]] = {}
    for place, cell in enumerate(row.cells):
        key = header_key(cell) if isinstance(cell, str) else ""
        for column, words in _HEADERS.items():
            if key in words:
                found.setdefault(column, []).append(place)
    return found


def _title_row(rows: Sequence[RawRow], columns: Mapping[Column, int]) -> int:
    """The last row that holds anything above the first person, where no header was known; 0 where there is none."""
    known = [(column, columns[column]) for column in IDENTIFIERS if column in columns]
    above = 0
    for row in rows:
        if any(place < len(row.cells) and _looks(column, row.cells[place]) for column, place in known):
            return above
        if not all(is_blank(cell) for cell in row.cells):
            above = row.number
    return 0


def _contents(rows: Iterable[RawRow]) -> dict[int, list[Cell]]:
    """The cells of each column that hold anything."""
    found: dict[int, list[Cell]] = {}
    for row in rows:
        for place, cell in enumerate(row.cells):
            if not is_blank(cell):
                found.setdefault(place, []).append(cell)
    return found


def _proved(column: Column, cells: Sequence[Cell]) -> bool:
    """Whether what stands below a header agrees with it; an empty column proves and disproves nothing."""
    if not cells or column in (Column.REASON, Column.REFERENCE, Column.STATUS):
        return True
    return _mostly(column, cells)


def _has_rivals(column: Column, places: Sequence[int], contents: Mapping[int, Sequence[Cell]]) -> bool:
    """Whether another column bears such a header and says otherwise: "Status peserta" beside "Hasil", say."""
    first, *others = (contents.get(place, []) for place in places)
    return column is not Column.REASON and any(other and other != first for other in others)


def _by_content(column: Column, contents: Mapping[int, Sequence[Cell]], taken: Iterable[int]) -> int | None:
    """The one column that looks like it; None where none or several do."""
    free = contents.keys() - set(taken)
    found = [place for place in sorted(free) if _mostly(column, contents[place])]
    return found[0] if len(found) == 1 else None


def _mostly(column: Column, cells: Sequence[Cell]) -> bool:
    """Whether most cells look like it; in a short list one other may be the header that nobody knows."""
    fitting = sum(_looks(column, cell) for cell in cells)
    return fitting > 0 and (fitting >= _MOST_OF_THEM * len(cells) or fitting >= len(cells) - 1)


def _looks(column: Column, cell: Cell) -> bool:
    if column is Column.START:
        return read_date(cell) is not None
    text = text_of(cell)
    if column is Column.NIK:
        return _NIK.fullmatch(text) is not None
    if column is Column.KPJ:
        return _KPJ.fullmatch(text) is not None
    if column is Column.REFERENCE:
        return _OURS.fullmatch(text) is not None
    return column is Column.STATUS and verdict_of(text) is not None
