"""The shapes in which a roster travels from the sheet to the row that is checked."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from enrolment.rules.raw_row import Cell
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_problems import Problem

Fields = Mapping[Field, Cell]
"""What one row says, by field, as it stands in the cells; fields without a column are absent."""


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """Where a sheet's roster stands. Columns count from 0, row numbers are the sender's."""

    sheet: str | None
    index: int
    """The sheet's place in the file, hidden ones counted."""
    header_rows: tuple[int, ...]
    columns: Mapping[Field, int]
    headers: tuple[str, ...] = ()
    """What stands above each column, the rows of the header joined."""
    body: str = ""
    """The body that the sheet's title or name speaks of, where no column says so."""
    unsure: tuple[Field, ...] = ()
    """Fields whose column was a guess between several, or NIK and name where no column was found: asked once."""
    headings: Mapping[Field, str] = field(default_factory=dict)
    """What the sheet's name and the titles above its table say of kecamatan, desa and TPS."""
    merged: tuple[Field, ...] = ()
    """Columns that are filled only where a group begins, and hold for the rows below."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sheet that was not read, and why: "hidden", "recap", "empty" or, where it begins far below, "late".

    `index`: its place in the file, from 0.
    """

    sheet: str
    why: str
    rows: int = 0
    index: int | None = None


class Passed(NamedTuple):
    """Rows of the sheet at that place of the file, read as nobody; `what` is one of rules/roster_passed_over.py.

    `runs` are first and last rows (of a column its place, twice), `more` how many rows follow them.
    """

    sheet: int
    what: str
    runs: tuple[tuple[int, int], ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """The rosters in a file. `key` is equal for files of one layout, so that what a sender confirmed is found again."""

    sheets: tuple[SheetLayout, ...]
    left_out: tuple[LeftOut, ...] = ()
    key: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether it can be read without asking the sender."""
        return bool(self.sheets) and not any(sheet.unsure for sheet in self.sheets)


class PlacedRow(NamedTuple):
    """A row of data with what the headings above it say (kecamatan, desa, TPS, body)."""

    number: int
    cells: tuple[Cell, ...]
    headings: Mapping[Field, str] = MappingProxyType({})


@dataclass(slots=True)
class RosterRow:
    """One person on one seat, cleaned. "" , 0 and None stand for what is missing or could not be read."""

    nik: str = ""
    """16 digits of right form, or ""."""
    name: str = ""
    birth_date: datetime.date | None = None
    sex: str = ""
    """L or P."""
    kk: str = ""
    birth_place: str = ""
    address: str = ""
    postcode: str = ""
    mother: str = ""
    marital: str = ""
    """Y (married) or T, as SIPP writes it."""
    phone: str = ""
    """Digits, beginning with 0."""
    email: str = ""
    job: str = ""
    kpj: str = ""
    civil: str = ""
    """"asn", "tni" or "polri": insured by another law, so stored and not insured."""
    is_member: bool = False
    """Already in BPJS Ketenagakerjaan by what the row says."""
    body: str = ""
    position: str = ""
    """Code of the position, or ""."""
    region: str = ""
    """Code of the unit's kecamatan or desa, or ""."""
    tps: int = 0
    start: datetime.date | None = None
    end: datetime.date | None = None
    """Days in office: from the row, else the body's tenure in this election."""
    decree_number: str = ""
    decree_date: datetime.date | None = None
    is_reserve: bool = False


@dataclass(slots=True)
class Cleaned:
    """What checking one row on its own came to."""

    row: RosterRow
    problems: list[Problem] = field(default_factory=list)
