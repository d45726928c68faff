"""What only a whole column can tell: which number of a date is the day, and whether Excel has eaten its NIKs.

"03-12-1990" is read day first, as Indonesia writes, unless the column proves otherwise: by numbers that can be no
month, and by NIKs, in which day and month stand in an order of their own. A NIK ending in 0 is one in ten; a column in
which half of them do went through Excel, which keeps 15 digits of a number.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from enrolment.rules.cell_dates import day_and_month
from enrolment.rules.nik import is_scientific, read_nik
from enrolment.rules.raw_row import NUMBERS, Cell
from enrolment.rules.roster_fields import DATES, Field
from enrolment.rules.roster_rows import Fields

DMY = "dmy"
MDY = "mdy"

_ENOUGH_NIKS = 5


@dataclass(slots=True)
class Proofs:
    """How many rows of a column prove that the day stands first, and how many that the month does."""

    dmy: int = 0
    mdy: int = 0


@dataclass(frozen=True, slots=True)
class Settled:
    """What the columns of a sheet came to, and on what evidence."""

    date_order: Mapping[Field, str] = field(default_factory=dict)
    """ "dmy" or "mdy" by field; a field that is absent is day first."""
    nik_column_damaged: bool = False
    proofs: Mapping[Field, Proofs] = field(default_factory=dict)
    niks: int = 0
    """NIKs of 16 digits that stand as text."""
    niks_ending_in_zero: int = 0
    """Those of them that end in 0: one in ten by chance."""
    numeric_niks: int = 0
    """NIK cells that are numbers: their last digits are lost."""
    scientific_niks: int = 0
    """NIK cells like "3,20E+15": most of their digits are lost."""

    def reads_like(self, other: "Settled") -> bool:
        """Whether every row comes to the same by either; their evidence may differ."""
        return self._month_first() == other._month_first() and self.nik_column_damaged == other.nik_column_damaged

    def _month_first(self) -> set[Field]:
        return {each for each, order in self.date_order.items() if order == MDY}


class Settling:
    """Looks at every row of a sheet once, before any is checked."""

    def __init__(self) -> None:
        self._proofs: dict[Field, Proofs] = {}
        self._niks = self._ending_in_zero = self._numeric = self._scientific = 0

    def look(self, fields: Fields) -> None:
        """Take in one row."""
        nik = self._look_at_nik(fields.get(Field.NIK))
        for each, cell in fields.items():
            if each in DATES and isinstance(cell, str) and (found := day_and_month(cell)) is not None:
                self._weigh(each, found, nik if each is Field.BIRTH_DATE else "")

    def settled(self) -> Settled:
        """What the rows looked at so far come to."""
        return Settled(
            date_order={each: MDY if found.mdy > found.dmy else DMY for each, found in self._proofs.items()},
            nik_column_damaged=self._niks >= _ENOUGH_NIKS and 2 * self._ending_in_zero >= self._niks,
            proofs=dict(self._proofs),
            niks=self._niks,
            niks_ending_in_zero=self._ending_in_zero,
            numeric_niks=self._numeric,
            scientific_niks=self._scientific,
        )

    def _look_at_nik(self, cell: Cell) -> str:
        """Counts a NIK, and gives back what can be asked as a witness."""
        if not isinstance(cell, str):
            self._numeric += isinstance(cell, NUMBERS)
            return ""
        if len(cell) == 16 and cell.isdecimal():  # nearly all; whether it is a good one, only a witness has to show
            self._niks += 1
            self._ending_in_zero += cell[-1] == "0"
            return cell
        read = read_nik(cell)
        if read.nik or read.digits == 16:
            self._niks += 1
            self._ending_in_zero += cell.rstrip().endswith("0")
        elif is_scientific(cell):
            self._scientific += 1
        return read.nik

    def _weigh(self, about: Field, found: tuple[int, int], said: str) -> None:
        first, second = found
        if first == second:
            return
        proofs = self._proofs.setdefault(about, Proofs())
        if first > 12 or second > 12:
            proofs.dmy += second <= 12
            proofs.mdy += first <= 12
        elif nik := read_nik(said).nik:
            in_nik = (int(nik[6:8]) % 40 or 40, int(nik[8:10]))
            proofs.dmy += in_nik == (first, second)
            proofs.mdy += in_nik == (second, first)


def to_json(sheets: Mapping[int, Settled]) -> dict[str, Any]:
    """What the sheets of a file came to, by their place in it, as an upload keeps it."""
    return {
        str(index): {
            "date_order": {str(each): order for each, order in found.date_order.items()},
            "nik_column_damaged": found.nik_column_damaged,
            "proofs": {str(each): [proofs.dmy, proofs.mdy] for each, proofs in found.proofs.items()},
            "niks": found.niks,
            "niks_ending_in_zero": found.niks_ending_in_zero,
            "numeric_niks": found.numeric_niks,
            "scientific_niks": found.scientific_niks,
        }
        for index, found in sheets.items()
    }


def from_json(kept: Mapping[str, Any]) -> dict[int, Settled]:
    """The sheets that `to_json` kept."""
    return {
        int(index): Settled(
            **{
                **found,
                "date_order": {Field(each): order for each, order in found["date_order"].items()},
                "proofs": {Field(each): Proofs(*counts) for each, counts in found["proofs"].items()},
            }
        )
        for index, found in kept.items()
    }
