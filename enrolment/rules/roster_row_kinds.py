"""Rows of a sheet told apart: people, headings, and what is neither.

Nobody is lost: a row that may be a person is one, and a row of sums or signatures must look like it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType

from enrolment.rules.raw_row import Cell, RawRow, is_blank, text_of, whole_number
from enrolment.rules.roster_column_content import (
    is_date,
    is_email,
    is_long_number,
    is_phone,
    is_row_of_somebody,
    is_sex,
)
from enrolment.rules.roster_columns import counting_column, field_of, header_key
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_headings import begins_place, heading_in
from enrolment.rules.roster_rows import SheetLayout
from enrolment.rules.roster_units import order_of, unit_parts


class Kind(StrEnum):
    """What a row is."""

    ABOVE = "above"
    """A title or the header itself."""
    PERSON = "person"
    HEADING = "heading"
    BLANK = "blank"
    HEADER = "header"
    """The header repeated at a page break, or the numbers of its columns."""
    TOTAL = "total"
    CLOSING = "closing"
    """Place and date, signatures, notes."""
    VACANT = "vacant"
    """A seat without anybody: a line of a template that was left blank, or a line of no use."""


Kinds = Iterator[tuple[Kind, RawRow, Mapping[Field, str]]]

_NONE: Mapping[Field, str] = MappingProxyType({})
_BELOW: Mapping[Field, tuple[Field, ...]] = MappingProxyType(
    {
        Field.KABUPATEN: (Field.KECAMATAN, Field.DESA, Field.TPS, Field.POSITION),
        Field.KECAMATAN: (Field.DESA, Field.TPS, Field.POSITION),
        Field.DESA: (Field.TPS, Field.POSITION),
        Field.TPS: (Field.POSITION,),
        Field.BODY: (Field.POSITION,),
    }
)
"""What a new heading ends: a new kecamatan is no more in the desa before it."""

_STRONG: Mapping[Field, Callable[[Cell], bool]] = MappingProxyType(
    {
        Field.KK: is_long_number,
        Field.BIRTH: is_date,
        Field.BIRTH_DATE: is_date,
        Field.SEX: is_sex,
        Field.PHONE: is_phone,
        Field.EMAIL: is_email,
    }
)
_PERSONAL = frozenset(
    {Field.KK, Field.BIRTH_PLACE, Field.BIRTH_DATE, Field.BIRTH, Field.SEX, Field.ADDRESS, Field.MOTHER}
)
# What nobody fills in beforehand for a seat that stands empty, as its place or an address.
_OF_SOMEBODY = (_PERSONAL - {Field.ADDRESS}) | {Field.NIK, Field.PHONE, Field.EMAIL}
_PLACES = frozenset(
    {Field.PROVINSI, Field.KABUPATEN, Field.KECAMATAN, Field.DESA, Field.TPS, Field.UNIT, Field.BODY, Field.POSITION}
)
_SERVED = frozenset({"ppk", "pps", "panwascam"})
"""The bodies that have a secretariat."""
_SEVERAL = 3
_MOST_NAMED = 0.6
_TOTAL = re.compile(r"^\W*(?:sub ?|grand )?(?:jumlah|jml|total|rekap\w*|sub ?jumlah)\b", re.IGNORECASE)
_TOTAL_OF_SEX = re.compile(r"^\W*(?:laki ?- ?laki|perempuan|pria|wanita)\W*$", re.IGNORECASE)
_CLOSING = re.compile(
    r"^\W*(?:(?:mengetahui|menyetujui|mengesahkan|disahkan|ditetapkan|dibuat|diketahui|ttd|tanda ?tangan|nip|nrp|"
    r"catatan|keterangan|dicetak|sumber)\b|a\.?n\.|ket\s*[.:]|ket\.?$|\*|"
    r"(?:plt|plh|pj)\b|(?:ketua|sekretaris|kepala|camat|lurah|bupati|komisioner)\b)",
    re.IGNORECASE,
)
_PLACE_AND_DATE = re.compile(
    r"^[^\W\d][^\d,]{2,40},\s*(?:(?:tanggal\s*)?(?:\d{1,2}\b|\.{2,}|_{2,}).{2,}\d{4}|[.…_ ]{3,}\d{0,4})$"
)


def kinds(layout: SheetLayout, rows: Iterable[RawRow]) -> Kinds:
    """Every row of a sheet with its kind and the headings in force at it, in the order of the sheet."""
    sorter = _Sorter(layout)
    last = layout.header_rows[-1] if layout.header_rows else 0
    nik = layout.columns.get(Field.NIK, -1)
    for row in rows:
        cells = row.cells
        if row.number <= last and (row.number in layout.header_rows or not is_row_of_somebody(cells)):
            yield Kind.ABOVE, row, _NONE
            continue
        cell = cells[nik] if 0 <= nik < len(cells) else None
        # Nearly all rows are plain: the rest of the row need not be looked at.
        is_plain = (type(cell) is str and len(cell) == 16 and cell.isdecimal()) or is_long_number(cell)
        kind = sorter.person(cells) if is_plain else sorter.kind(cells)
        yield kind, row, sorter.headings


class _Sorter:
    """Takes row after row; keeps the headings in force and whether the table has closed."""

    def __init__(self, layout: SheetLayout) -> None:
        self._columns = layout.columns
        self._merged = tuple((field, layout.columns[field]) for field in layout.merged)
        self._header_keys = tuple(header_key(header) for header in layout.headers)
        self._count = counting_column(layout.headers)
        self._others = tuple((f, c) for f, c in layout.columns.items() if f not in (Field.NIK, Field.NAME))
        self._body = layout.body
        self._order = order_of(layout)
        self._is_closed = False
        self.headings: Mapping[Field, str] = MappingProxyType(dict(layout.headings)) if layout.headings else _NONE

    def person(self, cells: tuple[Cell, ...]) -> Kind:
        """A person: what stands in merged columns is in force from here on."""
        self._is_closed = False
        if self._merged:
            self._take_merged(cells)
        return Kind.PERSON

    def kind(self, cells: tuple[Cell, ...]) -> Kind:
        """What a row is that has nothing like a NIK."""
        texts = [text for text in map(text_of, cells) if text] if any(cells) else ()
        if not texts:
            return Kind.BLANK
        if self._is_header(cells, texts):
            self._is_closed = False
            return Kind.HEADER
        if self._is_plainly_somebody(cells) or self._sits_in_the_table(cells):
            return self.person(cells)
        heading = heading_in(self._texts_of_heading(cells))
        if heading and self._is_heading(heading):
            self._put_in_force(heading)
            return Kind.HEADING
        return self._kind_without_person_or_heading(cells, texts)

    def _kind_without_person_or_heading(self, cells: tuple[Cell, ...], texts: Sequence[str]) -> Kind:
        if any(map(_TOTAL.match, texts[:2])) or _TOTAL_OF_SEX.match(texts[0]):
            return Kind.TOTAL
        if self._closes(cells):
            self._is_closed = True
            return Kind.CLOSING
        if self._may_be_somebody(cells):
            return self.person(cells)
        if self._merged:
            self._take_merged(cells)
        is_seat = is_blank(self._cell(cells, Field.NAME)) and self._filled(cells, _PLACES)
        if not is_seat or self._is_closed:
            return Kind.CLOSING
        return Kind.PERSON if any(_says_anything(self._cell(cells, field)) for field in _OF_SOMEBODY) else Kind.VACANT

    def _texts_of_heading(self, cells: tuple[Cell, ...]) -> list[str]:
        """What a heading may be made of; "Anggota PPS" in the column of positions is a seat that stands empty."""
        post = self._columns.get(Field.POSITION, -1)
        return [text_of(cell) for place, cell in enumerate(cells) if place != post and not is_blank(cell)]

    def _is_header(self, cells: tuple[Cell, ...], texts: Sequence[str]) -> bool:
        """The numbers of the columns, or the header (one of its rows) once more."""
        numbers = [int(text.strip("()")) for text in texts if text.strip("()").isdecimal()]
        if len(numbers) == len(texts) >= 3:
            return all(after - before == 1 for before, after in pairwise(numbers))
        keys = [(place, header_key(cell)) for place, cell in enumerate(cells) if isinstance(cell, str) and cell.strip()]
        same = [key for place, key in keys if len(key) > 1 and key in self._header_at(place)]
        return (len(same) >= 2 and len(same) >= 0.75 * len(texts)) or names_columns(cells)

    def _header_at(self, place: int) -> str:
        return self._header_keys[place] if place < len(self._header_keys) else ""

    def _is_plainly_somebody(self, cells: tuple[Cell, ...]) -> bool:
        """A name with what only people have (a birth date, a sex, a phone), or several such things without a name."""
        if is_row_of_somebody(cells):  # a second table of the sheet may have its NIKs elsewhere
            return True
        told = sum(test(self._cell(cells, field)) for field, test in _STRONG.items())
        name = self._cell(cells, Field.NAME)
        if is_blank(name):
            return told > 1 or (not self._is_closed and self._filled(cells, _PERSONAL) > 1)
        return told > 1 or (told == 1 and not _is_of_the_office(text_of(name)))

    def _may_be_somebody(self, cells: tuple[Cell, ...]) -> bool:
        """A name with a number before it or anything beside it; less is believed once the table has closed."""
        name = text_of(self._cell(cells, Field.NAME))
        if not any(map(str.isalpha, name)):
            return False
        is_counted = self._is_counted(cells)
        others = sum(not is_blank(self._at(cells, place)) for _field, place in self._others)
        others += not is_blank(self._cell(cells, Field.NIK))
        if self._is_closed:
            return is_counted and others > 0
        return is_counted or others > 0

    def _sits_in_the_table(self, cells: tuple[Cell, ...]) -> bool:
        """A name among filled columns of the table, whatever is remarked beside it ("ttd", "Catatan: KTP hilang").

        One that reads like a signature or a sum ("Sumber Wijaya", "Jumlah Rahayu") needs more beside it to be believed.
        """
        name = text_of(self._cell(cells, Field.NAME))
        if not any(map(str.isalpha, name)):
            return False
        told = [text for _field, place in self._others if (text := text_of(self._at(cells, place)))]
        is_doubtful = _is_no_name(name)
        if is_doubtful:
            told = [text for text in told if _says_a_word(text)]
        if self._is_counted(cells):
            return len(told) > is_doubtful
        return len(told) >= _SEVERAL and not self._is_closed

    def _is_counted(self, cells: tuple[Cell, ...]) -> bool:
        count = self._at(cells, self._count)
        return whole_number(count) is not None or text_of(count).strip(".) ").isdecimal()

    def _closes(self, cells: tuple[Cell, ...]) -> bool:
        """Whether the row belongs to what stands under a table; a position beside a name does not."""
        name = self._cell(cells, Field.NAME)
        own = _PLACES | {Field.JOB, Field.ADDRESS}
        skipped = () if is_blank(name) else {self._columns[field] for field in own if field in self._columns}
        texts = [text_of(cell) for place, cell in enumerate(cells) if place not in skipped and not is_blank(cell)]
        return any(map(_is_of_the_office, texts))

    def _is_heading(self, heading: Mapping[Field, str]) -> bool:
        """Under a closed table a body is a signature ("Ketua PPS"), and a new place begins the next table."""
        return not self._is_closed or not heading.keys() <= {Field.BODY, Field.POSITION}

    def _put_in_force(self, heading: Mapping[Field, str]) -> None:
        self._is_closed = False
        now = dict(self.headings)
        for field in (*_BELOW, Field.POSITION):
            if field not in heading or heading[field] == now.get(field):
                continue
            for lower in _BELOW.get(field, ()):
                now.pop(lower, None)
            now[field] = heading[field]
        if now.get(Field.BODY) == "sekretariat":
            served = (self.headings.get(Field.BODY) or self._body).removeprefix("sek-")
            now[Field.BODY] = f"sek-{served}" if served in _SERVED else ""
        if Field.POSITION in self._columns:
            now.pop(Field.POSITION, None)
        self.headings = MappingProxyType(now)

    def _take_merged(self, cells: tuple[Cell, ...]) -> None:
        said: dict[Field, str] = {}
        for field, place in self._merged:
            text = text_of(self._at(cells, place))
            if text:
                said |= unit_parts(text, self._order) if field is Field.UNIT else {field: text}
        if said:
            self._put_in_force(said)

    def _filled(self, cells: tuple[Cell, ...], fields: Iterable[Field]) -> int:
        return sum(not is_blank(self._cell(cells, field)) for field in fields)

    def _cell(self, cells: tuple[Cell, ...], field: Field) -> Cell:
        return self._at(cells, self._columns.get(field, -1))

    def _at(self, cells: tuple[Cell, ...], place: int) -> Cell:
        return cells[place] if 0 <= place < len(cells) else None


def _is_of_the_office(text: str) -> bool:
    """Whether a text is a signature's, a date's or a note's and nobody's name."""
    return bool(_CLOSING.match(text) or _PLACE_AND_DATE.match(text) or _TOTAL.match(text))


def _is_no_name(text: str) -> bool:
    """Whether a text in the column of names may be none: a signature, a sum, a heading."""
    return _is_of_the_office(text) or begins_place(text) or bool(_TOTAL_OF_SEX.match(text) or heading_in([text]))


def _says_a_word(text: str) -> bool:
    """Whether a text beside a doubtful name speaks for a row of the table, as a desa's bare name or a position do."""
    return any(map(str.isalpha, text)) and not _is_of_the_office(text) and not begins_place(text)


def _says_anything(cell: Cell) -> bool:
    """Whether there is more in a cell than a dash."""
    return any(map(str.isalnum, text_of(cell)))


def names_columns(cells: Sequence[Cell]) -> bool:
    """Whether a row is the header of a table by its own words: NIK or name among three columns or more."""
    texts = [text_of(cell) for cell in cells if not is_blank(cell)]
    matches = [match for text in texts if (match := field_of((text,))) is not None and match.doubt == 0]
    named = {match.field for match in matches}
    return len(named) >= _SEVERAL and len(named) >= _MOST_NAMED * len(texts) and bool(named & {Field.NIK, Field.NAME})
