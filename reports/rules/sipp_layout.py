"""Layouts of the files that go to BPJS through SIPP: sheets, headers in order, and what stands in which column.

The layouts themselves are data (reports/rules/sipp_layouts.py); each says its source and how far it is confirmed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

UNKNOWN_NPP = "00000000"
"""Stands in a file's name where nobody has entered the payer's NPP: the branch's own digits have to replace it."""

_NPP_DIGITS = 8
_NPP_PLACE = "<8 digits>"


class Kind(StrEnum):
    """What a file tells BPJS."""

    NEW = "new"
    CONTINUING = "continuing"
    LEAVER = "leaver"
    WAGE = "wage"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its header. `value`: which of ours stands there (reports/rules/sipp_values.py); "" leaves it empty.

    `is_marked`: yellow in the template, which means required; `is_checked`: an upload is refused where it is empty.
    `is_editable`: of a file that comes prefilled, whether we may write into it. `also`: another header of the same
    column, which is met as well.
    """

    header: str
    value: str = ""
    is_marked: bool = False
    is_checked: bool = False
    is_date: bool = False
    is_editable: bool = False
    also: str = ""

    def is_headed(self, header: str) -> bool:
        """Whether that header, in capitals, is this column's."""
        return bool(header) and header in (self.header, self.also)


@dataclass(frozen=True, slots=True)
class Layout:
    """One version of one template. `sheets` in their order; `data_sheet` is the one with the people.

    `max_rows`: people a file holds at most. `writes`: we make this file; `is_prefilled`: SIPP gives it out with the
    people in it, and only its editable columns are ours; neither: recognised where somebody sends it. `confidence` as
    in domain/bpjs.md: H the file itself, M one public source, L not confirmed.
    """

    code: str
    kind: Kind
    variant: str
    columns: tuple[Column, ...]
    file_name: str
    data_sheet: str
    sheets: tuple[str, ...]
    source: str
    confidence: str
    max_rows: int = 10_000
    date_format: str = "dd-mm-yyyy"
    writes: bool = False
    is_prefilled: bool = False

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(column.header for column in self.columns)

    @property
    def values(self) -> tuple[str, ...]:
        """Which of our values stands in each column, "" where none does."""
        return tuple(column.value for column in self.columns)


def npp_digits(npp: str) -> str:
    """The eight digits that a template's name ends in; UNKNOWN_NPP where there are none.

    "JJ012345678 / 000" → "01234567": the number, without what names its division.
    """
    digits = "".join(letter for letter in npp if letter.isascii() and letter.isdecimal())
    return digits[:_NPP_DIGITS] if len(digits) >= _NPP_DIGITS else UNKNOWN_NPP


def file_name(layout: Layout, npp: str) -> str:
    """The template's own name, which SIPP wants unchanged: "template_tk_01234567.xlsx"."""
    return layout.file_name.replace(_NPP_PLACE, npp_digits(npp))


def of_headers(layouts: Sequence[Layout], headers: Sequence[str]) -> Layout | None:
    """The layout whose columns these are, in this order; what stands to the right of them is not looked at.

    Where several fit, the one with the most columns: V-32 begins as V-29 does.
    """
    told = tuple(" ".join(header.split()).upper() for header in headers)
    fitting = [layout for layout in layouts if _fits(layout, told)]
    return max(fitting, key=lambda layout: len(layout.columns), default=None)


def _fits(layout: Layout, told: Sequence[str]) -> bool:
    columns = layout.columns
    return len(told) >= len(columns) and all(map(Column.is_headed, columns, told))
