"""Personal values as a message may repeat them: enough to find the cell again, too little to learn from.

Numbers keep the first 4 and the last 2 digits, names 3 letters, dates their year, everything else its first letter.
"""

import datetime
import re

from enrolment.rules.raw_row import Cell, excerpt, is_blank
from enrolment.rules.roster_fields import DATES, PERSONAL, Field

_KEPT_FIRST, _KEPT_LAST = 4, 2
_KEPT_OF_NAME = 3
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")

_REGION_CODE = re.compile(r"'?\d{2}([.\- ]?)\d{2}\1\d{2}(?:\1\d{4})?")
_MOST_DIGITS_OF_A_SEAT = 5

# Ten digits together, a NIK in fours, a phone number in parts: no decree is numbered so, and no date written.
_LONG_NUMBER = re.compile(r"\d{10,}|(?<!\d)(?:\d{4}(?:[ -]\d{4}){3}|0\d{2,3}[ -]\d{3,4}[ -]\d{2,5})(?!\d)")

_NUMBERS = frozenset({Field.NIK, Field.KK, Field.KPJ, Field.PHONE, Field.POSTCODE})
_NAMES = frozenset({Field.NAME, Field.MOTHER})


def masked(field: Field, cell: Cell) -> str | None:
    """What a problem may repeat of a cell; None of a blank one. What is not personal stays in the clear."""
    if is_blank(cell):
        return None
    if field not in PERSONAL:
        return excerpt(cell) if field in DATES else plainly(cell)
    text = f"{cell:%d-%m-%Y}" if isinstance(cell, datetime.date) else excerpt(cell)
    if field in _NUMBERS:
        return masked_number(text)
    if field in DATES:
        return _masked_date(text)
    return masked_name(text) if field in _NAMES else _first_letters(text, 1)


def plainly(cell: Cell) -> str:
    """The text of a cell that tells of a seat, in the clear: "DS. LUBAR", "16.09.05.2008", "TPS 004".

    A column read as the wrong field may hold NIKs, phones or dates of birth: a long number that is no region's code
    is masked all the same.
    """
    text = excerpt(cell)
    digits = len(_DIGIT.findall(text))
    return text if digits <= _MOST_DIGITS_OF_A_SEAT or _REGION_CODE.fullmatch(text) else masked_number(text)


def without_numbers(text: str) -> str:
    """A name or a decree's number, which stand in the clear: a NIK or phone number that was typed into it is left out.

    "Siti 1609011203900001" → "Siti"; "HP 0812-3456-7890" → "HP"; "188.45/1203/KPTS/2023" stays.
    """
    if _DIGIT.search(text) is None or _LONG_NUMBER.search(text) is None:  # the cheap question first
        return text
    return " ".join(_LONG_NUMBER.sub(" ", text).split())


def masked_number(text: str) -> str:
    """ "1609011009009033" → "1609**********33"; a short number shows only its first digit."""
    places = [match.start() for match in _LETTER_OR_DIGIT.finditer(text)]
    is_long = len(places) > _KEPT_FIRST + _KEPT_LAST
    kept = {*places[:_KEPT_FIRST], *places[-_KEPT_LAST:]} if is_long else {*places[:1]}
    return "".join("*" if at in places and at not in kept else char for at, char in enumerate(text))


def masked_name(text: str) -> str:
    """ "Mahmud Subagyo" → "Mah***": as many stars whatever its length."""
    return _first_letters(text, _KEPT_OF_NAME)


def _masked_date(text: str) -> str:
    """ "30-02-1991" → "**-**-1991"; where no year can be told, no digit stays."""
    year = _YEAR.search(text)
    hidden = _DIGIT.sub("*", text)
    return hidden if year is None else hidden[: year.start()] + year[0] + hidden[year.end() :]


def _first_letters(text: str, number: int) -> str:
    """No more than half of a name: "Ani" keeps one letter."""
    return f"{text[: min(number, len(text) // 2)]}***"
