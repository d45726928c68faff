"""The header of a sheet's roster: one to three rows, merged cells among them, somewhere under the titles."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from enrolment.rules.raw_row import Cell, RawRow, is_blank, text_of
from enrolment.rules.roster_cells import TICKS
from enrolment.rules.roster_column_content import (
    Column,
    bears_births,
    by_content,
    columns_of,
    is_date,
    is_identity,
    is_person,
    is_phone,
    is_place_and_date,
    is_row_of_somebody,
    is_sex,
)
from enrolment.rules.roster_columns import beside_sex, counting_column, field_of, header_key, is_ours
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_headings import heading_in

HEADER_WITHIN = 60
MOST_HEADER_ROWS = 3
_LEAST_CELLS_OF_DATA = 3

_PERSONAL = frozenset(
    {Field.KK, Field.BIRTH, Field.BIRTH_DATE, Field.BIRTH_PLACE, Field.SEX, Field.MOTHER, Field.MARITAL}
)
_MATTERS = frozenset(
    {Field.NIK, Field.NAME, Field.BIRTH_DATE, Field.SEX, Field.KECAMATAN, Field.DESA, Field.TPS, Field.POSITION}
)
_TESTS = {
    Field.NIK: is_identity,
    Field.KK: is_identity,
    Field.BIRTH_DATE: is_date,
    Field.SEX: is_sex,
    Field.PHONE: is_phone,
    Field.NAME: is_person,
    Field.MOTHER: is_person,
}
_STATUS = frozenset("status statuskeanggotaan statuspeserta statuspetugas ket keterangan".split())
_HAS_VALUE = re.compile(r"[\d:]")
_OTHER_NUMBER = re.compile(
    r"\b(?:suami|ist?e?ri|pasangan|ayah|bapak|ibu|kepala|waris|kk|kartu kel\w*|rek\w*|npwp|bpjs|jkn|kis|nip|nrp)\b",
    re.IGNORECASE,
)
_TERMS = frozenset("masakerja masatugas masajabatan periode periodetugas masabakti".split())
_SAYS_RESERVE = re.compile(r"\b(?:cadangan|pengganti|reserve|terpilih)\b", re.IGNORECASE)
_SAYS_CIVIL = re.compile(r"\b(?:pns|cpns|pppk|p3k|asn|tni|polri)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """A header that was found: the numbers of its rows, its columns, what stands above each."""

    rows: tuple[int, ...]
    columns: Mapping[Field, int]
    headers: tuple[str, ...] = ()
    unsure: tuple[Field, ...] = ()

    @property
    def is_roster(self) -> bool:
        """Whether the sheet lists people: NIK and name, or one of them among what only people have."""
        known = {Field.NIK, Field.NAME} & self.columns.keys()
        return len(known) == 2 or (len(known) == 1 and len(_PERSONAL & self.columns.keys()) >= 2)

    @property
    def told(self) -> int:
        """How many columns are understood: of two in which the sex is ticked, both."""
        return len(self.columns) + (beside_sex(self.headers, self.columns.get(Field.SEX, -1)) is not None)


def find_header(rows: Sequence[RawRow]) -> Header | None:
    """The header that names most fields, with the fewest doubts, in the fewest rows; None where no row names two.

    One with people above it is a second table's, unless nothing above them says whose columns they are.
    """
    first = next((place for place, row in enumerate(rows) if is_row_of_somebody(row.cells)), len(rows))
    best = _best_header(rows, first)
    if best is None or not best.is_roster:
        best = _best_header(rows, len(rows)) or best
    return _completed(best, rows) if best else None


def _best_header(rows: Sequence[RawRow], end: int) -> Header | None:
    """The best of those that begin above the place `end`."""
    best: tuple[tuple[int, int, int, int], Header] | None = None
    for place in range(min(end, len(rows), HEADER_WITHIN)):
        for depth in range(1, MOST_HEADER_ROWS + 1):
            stack = rows[place : place + depth]
            if len(stack) < depth or not _may_be_header(stack):
                break
            header = _read(stack, rows[place + depth :])
            score = (header.told, -len(header.unsure), -depth, -place)
            if len(header.columns) > 1 and (best is None or score > best[0]):
                best = (score, header)
    return best[1] if best else None


def header_at(rows: Sequence[RawRow], number: int) -> Header:
    """The header whose last row is row `number`, as a sender says it is."""
    place = next((place for place, row in enumerate(rows) if row.number == number), None)
    if place is None:
        return Header((number,), {}, ())
    stacks = [rows[max(place - depth + 1, 0) : place + 1] for depth in range(1, MOST_HEADER_ROWS + 1)]
    found = [_read(stack, rows[place + 1 :]) for stack in stacks if len(stack) == 1 or _may_be_header(stack)]
    return _completed(max(found, key=lambda header: (len(header.columns), -len(header.rows))), rows)


def find_by_content(rows: Sequence[RawRow]) -> Header | None:
    """The columns of a sheet without a header, where NIK and name are plain from the cells."""
    columns = columns_of(data_cells(rows))
    free = [place for place, column in enumerate(columns) if not column.is_counting]
    found = by_content(columns, {}, free)
    if not {Field.NIK, Field.NAME} <= found.keys():
        return None
    texts = [place for place in free if place not in found.values() and columns[place].is_mostly(is_person)]
    asks = {Field.DESA, Field.KECAMATAN} - found.keys() if texts else ()
    return Header((), found, (), tuple(sorted(asks)))


def data_cells(rows: Sequence[RawRow]) -> list[tuple[Cell, ...]]:
    """The cells of the rows that may be data: those with a NIK or KK, or with several cells filled."""
    return [row.cells for row in rows if _is_data(row.cells)]


def _is_data(cells: Sequence[Cell]) -> bool:
    filled = [cell for cell in cells if not is_blank(cell)]
    return any(map(is_identity, filled)) or (
        len(filled) >= _LEAST_CELLS_OF_DATA and any(isinstance(cell, str) for cell in filled)
    )


def _may_be_header(stack: Sequence[RawRow]) -> bool:
    """Rows of words in which no cell looks like data; the first names two columns, a lower one is no heading or row."""
    cells = [cell for cell in stack[-1].cells if not is_blank(cell)]
    if not cells or (len(stack) == 1 and len(cells) < 2) or _counts_on(stack):
        return False
    texts = [text_of(cell) for cell in cells]
    if len(stack) > 1 and any(map(_HAS_VALUE.search, texts)) and heading_in(texts):
        return False
    return not any(is_identity(cell) or is_date(cell) or is_phone(cell) for cell in cells)


def _counts_on(stack: Sequence[RawRow]) -> bool:
    """Whether the lowest row has a number under the upper ones' "No", and words beside it: somebody without a NIK."""
    count = counting_column([text_of(cell) for cell in stack[0].cells])
    lowest = [text_of(cell).strip(".() ") for cell in stack[-1].cells]
    is_counted = len(stack) > 1 and 0 <= count < len(lowest) and lowest[count].isdecimal()
    return is_counted and any(any(map(str.isalpha, text)) for text in lowest)


def _read(stack: Sequence[RawRow], below: Sequence[RawRow]) -> Header:
    """The header that these rows make, its doubles decided by the data below."""
    stacked = list(_stacked(stack))
    matches: dict[Field, list[tuple[int, int]]] = defaultdict(list)
    for place, (parts, shared) in enumerate(stacked):
        match = field_of(parts, shared)
        if match is not None:
            matches[match.field].append((match.doubt, place))
    headers = tuple(" ".join(parts) for parts, _shared in stacked)
    sexes = matches.get(Field.SEX, [])
    if sexes and beside_sex(headers, sexes[0][1]) is not None:
        del sexes[1:]  # the first column of two, "L" | "P"; the other is found beside it
    has_doubles = any(len(named) > 1 for named in matches.values())
    columns, unsure = _decided(matches, columns_of(data_cells(below)) if has_doubles else ())
    return Header(tuple(row.number for row in stack), columns, headers, unsure)


def _stacked(stack: Sequence[RawRow]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """For each column its header's texts from above, and whether an upper one spans several columns.

    A merged cell holds its text at its first column; it spans what follows blank and has words beneath.
    """
    width = max((len(row.cells) for row in stack), default=0)
    texts = [[text_of(cell) for cell in row.cells] + [""] * (width - len(row.cells)) for row in stack]
    for place in range(width):
        parts, shared = [], False
        for level, row in enumerate(texts):
            start = place if row[place] else _spanning(texts, level, place)
            if start is not None:
                parts.append(row[start])
                shared |= start != place or _spanning(texts, level, place + 1) == place
        yield tuple(parts), shared


def _spanning(texts: Sequence[Sequence[str]], level: int, place: int) -> int | None:
    """The column of the merged cell that reaches over the blank cell at `level` and `place`."""
    row, below = texts[level], texts[level + 1 :]
    if place >= len(row) or row[place] or not any(lower[place] for lower in below):
        return None
    start = next((left for left in range(place - 1, -1, -1) if row[left]), None)
    return start if start is not None and any(lower[start] for lower in below) else None


def _decided(
    matches: Mapping[Field, Sequence[tuple[int, int]]], data: Sequence[Column]
) -> tuple[dict[Field, int], tuple[Field, ...]]:
    """One column for each field, and the fields for which that was a guess; `matches` are (doubt, column)."""
    columns, unsure = {}, []
    for named, found in matches.items():
        least = min(doubt for doubt, _place in found)
        places = [place for doubt, place in found if doubt == least]
        columns[named], is_sure = _one_of(named, places, data)
        if not is_sure and named in _MATTERS:
            unsure.append(named)
    return columns, tuple(unsure)


def _one_of(named: Field, places: Sequence[int], data: Sequence[Column]) -> tuple[int, bool]:
    """The column among several of the same name, by what stands in them; and whether that decides it."""
    blank = Column(())
    cells = {place: data[place] if place < len(data) else blank for place in places}
    filled = [place for place in places if cells[place].filled] or list(places)
    test = _TESTS.get(named)
    fit = [place for place in filled if test is None or cells[place].is_mostly(test)] or filled
    return fit[0], all(cells[place] == cells[fit[0]] for place in fit)


def _completed(header: Header, rows: Sequence[RawRow]) -> Header:
    """The header with what only the cells tell: columns without a name, a status that names reserves."""
    last = header.rows[-1]
    data = columns_of(data_cells([row for row in rows if row.number > last]))
    named = dict(header.columns)
    open_places = [place for place in range(len(data)) if place not in named.values()]
    unnamed = [place for place in open_places if not _header(header, place) and not data[place].is_counting]
    found = by_content(data, named, unnamed)
    if Field.SEX not in found:
        ticked = [place for place in open_places if _is_ticked(header, data, place)]
        found |= dict.fromkeys([Field.SEX], ticked[0]) if ticked else {}
    unsure = set(header.unsure)
    if Field.NIK not in found:  # whatever its column is called
        identities = _niks_by_content(header, data, open_places)
        found |= dict.fromkeys([Field.NIK], identities[0]) if identities else {}
        unsure |= {Field.NIK} if len(identities) != 1 else set()
    if Field.NAME not in found:
        unsure.add(Field.NAME)
    found = _against_header(found, data, open_places)
    for place in open_places:
        key = header_key(_header(header, place))
        if key in _STATUS:
            found |= _told_by_status(data[place], place, found)
        elif key in _TERMS and not {Field.START, Field.END} & found.keys() and data[place].is_mostly(is_date):
            found |= {Field.START: place, Field.END: place}  # both days in one cell, taken apart later
    return replace(header, columns=found, unsure=tuple(sorted(unsure)))


def _niks_by_content(header: Header, data: Sequence[Column], open_places: Sequence[int]) -> list[int]:
    """The columns that may hold the NIKs by their cells, but for those that say whose or what other number it is."""
    return [
        place
        for place in open_places
        if data[place].is_mostly(is_identity)
        and not is_ours(_header(header, place))
        and not _OTHER_NUMBER.search(_header(header, place))
    ]


def _against_header(found: Mapping[Field, int], data: Sequence[Column], open_places: Sequence[int]) -> dict[Field, int]:
    """The columns, where cells say more than a short header: births under "Tgl", sexes under "Kel" (jenis kelamin)."""
    columns = dict(found)
    desa, nik = columns.get(Field.DESA), columns.get(Field.NIK)
    if Field.SEX not in columns and desa is not None and desa < len(data) and data[desa].is_mostly(is_sex):
        columns[Field.SEX] = columns.pop(Field.DESA)
    if not {Field.BIRTH, Field.BIRTH_DATE} & columns.keys() and nik is not None and nik < len(data):
        left = [place for place in open_places if place not in columns.values()]
        births = [place for place in left if bears_births(data[nik], data[place])]
        for place in births[:1]:
            columns[Field.BIRTH if data[place].is_mostly(is_place_and_date) else Field.BIRTH_DATE] = place
    return columns


def _is_ticked(header: Header, data: Sequence[Column], place: int) -> bool:
    """Whether a column is the first of two in which the sex is ticked; a recap's "L" and "P" hold numbers."""
    other = beside_sex(header.headers, place)
    if other is None or other < place:
        return False
    both = [data[each] for each in (place, other) if each < len(data) and data[each].filled]
    return bool(both) and all(column.is_mostly(_is_mark) for column in both)


def _is_mark(cell: Cell) -> bool:
    return is_sex(cell) or text_of(cell).lower() in TICKS


def _header(header: Header, place: int) -> str:
    return header.headers[place] if place < len(header.headers) else ""


def _told_by_status(column: Column, place: int, found: Mapping[Field, int]) -> dict[Field, int]:
    """What a column of status or remarks holds: who is a reserve, or who is a civil servant; often neither."""
    words = " ".join(text_of(cell) for cell in column.filled)
    if _SAYS_RESERVE.search(words) and Field.RESERVE not in found:
        return {Field.RESERVE: place}
    if _SAYS_CIVIL.search(words) and Field.JOB not in found:
        return {Field.JOB: place}
    return {}
