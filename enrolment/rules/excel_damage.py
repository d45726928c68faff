"""What Excel does to NIKs, and how much of it a file shows.

Excel keeps 15 digits of a number, so a NIK typed as one loses its sixteenth: it reads 0 from then on, and the cell may
show 1,60903E+15. The digits are gone; nobody can work them out, so nothing here tries to (design/contracts.md §3).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from enrolment.rules.nik import DIGITS, is_scientific
from enrolment.rules.raw_row import Cell, text_of, whole_number


class Harm(StrEnum):
    """What became of a NIK."""

    NUMBER = "number"
    """The cell is a number: its last digit is surely lost."""
    SCIENTIFIC = "scientific"
    """The cell is text like 3,20E+15: most digits are surely lost."""
    DOUBTFUL = "doubtful"
    """Sixteen digits of text that end in 0 in a column full of such: one in ten may be right, nobody knows which."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A row as its sender counts it; sheets by their place in the file."""

    sheet: int
    row: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The NIK cell of one row, and whether the check held it for damaged."""

    place: Place
    cell: Cell
    is_damaged: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Rows that follow one another in a sheet, the first and the last of them."""

    sheet: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All NIKs of a file: how many are hurt and how, and which rows can be relied on."""

    rows: int
    numbers: int
    scientific: int
    doubtful: int
    niks: int
    """Cells of sixteen digits, as text or as a number."""
    niks_ending_in_zero: int
    certain: tuple[Span, ...]
    """Rows whose NIK is surely damaged."""
    uncertain: tuple[Span, ...]
    """Rows whose NIK may be right."""
    sound: tuple[Span, ...]
    """Rows whose NIK is whole: text of sixteen digits that gave no reason for doubt."""

    @property
    def damaged(self) -> int:
        """Rows whose NIK has to be looked up again."""
        return self.numbers + self.scientific + self.doubtful

    @property
    def percent_ending_in_zero(self) -> int:
        """Of the sixteen-digit NIKs, rounded down; 10 would be chance."""
        return 100 * self.niks_ending_in_zero // self.niks if self.niks else 0


def harm(reading: Reading) -> Harm | None:
    """What was done to a NIK that the check held for damaged; None for any other."""
    if not reading.is_damaged:
        return None
    if not isinstance(reading.cell, str):
        return Harm.NUMBER
    return Harm.SCIENTIFIC if is_scientific(reading.cell) else Harm.DOUBTFUL


def diagnose(readings: Iterable[Reading]) -> Diagnosis:
    """Readings come in the order of the file."""
    rows = niks = ending_in_zero = 0
    places: dict[Harm | None, list[Place]] = {None: [], **{each: [] for each in Harm}}
    for reading in readings:
        rows += 1
        digits = _sixteen_digits(reading.cell)
        niks += bool(digits)
        ending_in_zero += digits.endswith("0")
        done = harm(reading)
        if done is not None or (digits and isinstance(reading.cell, str)):
            places[done].append(reading.place)
    return Diagnosis(
        rows=rows,
        numbers=len(places[Harm.NUMBER]),
        scientific=len(places[Harm.SCIENTIFIC]),
        doubtful=len(places[Harm.DOUBTFUL]),
        niks=niks,
        niks_ending_in_zero=ending_in_zero,
        certain=spans(sorted(places[Harm.NUMBER] + places[Harm.SCIENTIFIC])),
        uncertain=spans(places[Harm.DOUBTFUL]),
        sound=spans(places[None]),
    )


def spans(places: Sequence[Place]) -> tuple[Span, ...]:
    """Rows in order drawn together: 2, 3, 4, 7 → 2–4, 7–7."""
    found: list[Span] = []
    for place in places:
        if found and (found[-1].sheet, found[-1].last + 1) == (place.sheet, place.row):
            found[-1] = Span(place.sheet, found[-1].first, place.row)
        else:
            found.append(Span(place.sheet, place.row, place.row))
    return tuple(found)


def _sixteen_digits(cell: Cell) -> str:
    """The digits of a cell that holds sixteen of them, else ""."""
    text = text_of(cell) if isinstance(cell, str) or whole_number(cell) is not None else ""
    digits = "".join(char for char in text if char not in " .'")
    return digits if len(digits) == DIGITS and digits.isdecimal() else ""
