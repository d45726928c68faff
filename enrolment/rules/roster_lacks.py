"""What SIPP asks for and a row does not say: one bit each, kept beside the person in the clear."""

from enum import IntFlag

from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_rows import Fields, RosterRow


class Lacks(IntFlag):
    """The particulars that SIPP's template marks as required and rosters often lack (domain/bpjs.md §7.1)."""

    MOTHER = 1
    ADDRESS = 2
    BIRTH_PLACE = 4
    MARITAL = 8
    POSTCODE = 16
    PHONE = 32


FIELD_OF = {
    Lacks.MOTHER: Field.MOTHER,
    Lacks.ADDRESS: Field.ADDRESS,
    Lacks.BIRTH_PLACE: Field.BIRTH_PLACE,
    Lacks.MARITAL: Field.MARITAL,
    Lacks.POSTCODE: Field.POSTCODE,
    Lacks.PHONE: Field.PHONE,
}

FILE_LEVEL = {
    Field.BIRTH_PLACE: "birthplace-missing",
    Field.MARITAL: "marital-missing",
    Field.POSTCODE: "postcode-missing",
}
"""What is told once a file, with the number of rows, and only where the file has such a column."""


def lacks_of(row: RosterRow) -> int:
    """The bits of what a row does not say."""
    return (
        (not row.mother)
        | (not row.address) << 1
        | (not row.birth_place) << 2
        | (not row.marital) << 3
        | (not row.postcode) << 4
        | (not row.phone) << 5
    )


def lacking(bits: int) -> tuple[Field, ...]:
    """The fields behind the bits, in the order of their bits."""
    return tuple(each for lack, each in FIELD_OF.items() if bits & lack)


def file_level(fields: Fields, row: RosterRow) -> tuple[str, ...]:
    """The codes told once a file to whose number this row adds: there is a column, and it says nothing here."""
    # Written out for speed: every row of a file comes by here, and nearly none adds to anything.
    if row.birth_place and row.marital and row.postcode:
        return ()
    return tuple(code for each, code in FILE_LEVEL.items() if each in fields and not getattr(row, each.value))
