"""What the rows of a file that SIPP gives out come to: wages and corrections (domain/bpjs.md §7.2).

Every row that names somebody is in exactly one outcome. Only some columns of such a file may be edited: where another
one says something else than we know, the branch alone can put it right, and that is told.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from enrolment.rules.cell_dates import read_date
from enrolment.rules.raw_row import Cell, text_of
from reports.rules.sipp_layout import Layout
from reports.rules.sipp_values import VALUES, Member, cell_text, date_text

_FEWEST_DIGITS, _MOST_DIGITS = 9, 14
_PREFIXES = ("08", "628")


class RowOutcome(StrEnum):
    WRITTEN = "written"
    UNCHANGED = "unchanged"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    DOUBLED = "doubled"
    HELD = "held"


def outcome_of(named: Sequence[int], seen: Mapping[int, int], changed: Mapping[int, bool]) -> RowOutcome:
    """`named`: whom the row's numbers name; `seen`: the row in which each was met before; `changed`: of whom there is
    something to tell, and whether anything keeps it back."""
    people = set(named)
    if not people:
        return RowOutcome.UNKNOWN
    if len(people) > 1:
        return RowOutcome.AMBIGUOUS
    (person,) = people
    if person in seen:
        return RowOutcome.DOUBLED
    if person not in changed:
        return RowOutcome.UNCHANGED
    return RowOutcome.HELD if changed[person] else RowOutcome.WRITTEN


def takes_phone(number: str) -> bool:
    """HANDPHONE of a correction: 9 to 14 digits that begin with 08 or 628 (H)."""
    is_number = number.isascii() and number.isdecimal() and _FEWEST_DIGITS <= len(number) <= _MOST_DIGITS
    return is_number and number.startswith(_PREFIXES)


def beyond(layout: Layout, editable: frozenset[str], cells: Sequence[Cell], member: Member) -> tuple[str, ...]:
    """Our values that the file has otherwise and in columns that may not be edited; blank cells say nothing."""
    told = zip(layout.columns, cells, strict=False)
    return tuple(
        column.value
        for column, cell in told
        if column.value in _COMPARED and column.header not in editable and _differs(column.value, cell, member)
    )


_COMPARED = frozenset({"name", "nik", "birth_place", "birth_date", "sex", "mother"})


def _differs(value: str, cell: Cell, member: Member) -> bool:
    theirs, ours = text_of(cell), VALUES[value](member)
    if value == "birth_date":
        theirs = date_text(read_date(cell))
    return bool(theirs and ours) and _plain(theirs) != _plain(ours)


def _plain(text: str) -> str:
    return "".join(letter for letter in cell_text(text).upper() if letter.isalnum())
