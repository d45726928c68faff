"""Any date that people write into a cell → a day.

Real dates, Excel's serial numbers, "12-03-1990", "12/3/90", "1990-03-12", "12 Maret 1990", "15-Sept-77", "Senin, 12
Pebruari 1990", with or without a time behind it. Whether the day or the month stands first, a whole column tells
(roster_settled.py).
"""

import datetime
import re

from enrolment.rules.raw_row import Cell

_EXCEL_EPOCH = datetime.date(1899, 12, 30)
_LAST_SERIAL = 60_000  # 8 April 2064
_SERIAL_DIGITS = 5
_LONGEST_DATE = 60  # a cell may hold 32,767 letters, and no date that long is worth the search
_CENTURY = 100
# Nobody on a list was born earlier: what says so is a year that a sheet holds for a number of days (1990 → June 1905).
_FIRST_YEAR, _LAST_YEAR = 1910, 2100

_TIME = re.compile(
    r"[T ,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp][Mm]|[Zz]|WI[BT]A?|[+-]\d{2}:?\d{2})?$"
)
_NUMBERS = re.compile(r"(\d{1,4})\s*[-/.,\s]\s*(\d{1,2})\s*[-/.,\s]\s*(\d{1,4})")
_PLAIN = re.compile(r"(\d{2})(\d{2})(\d{4})")
_PARTS = re.compile(r"\d+|[^\W\d_]+")

# The beginnings by which a month's name is known, the languages and old spellings that lists use side by side.
_MONTH_NAMES = (
    ("jan", "jnr"), ("feb", "peb", "pbr"), ("mar", "mrt", "maart"), ("apr",), ("mei", "may", "mey"), ("jun",), ("jul",),
    ("agu", "agt", "aug", "ags"), ("sep",), ("okt", "oct"), ("nov", "nop", "npv"), ("des", "dec"),
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
_SHORTEST_MONTH = 3
_LONGEST_MONTH = len("september")
_WEEKDAYS = frozenset(
    "senin selasa rabu kamis jumat sabtu minggu ahad monday tuesday wednesday thursday friday saturday sunday "
    "mon tue wed thu fri sat sun sen sel rab kam jum sab min".split()
)
_AROUND = frozenset({"tgl", "tanggal", "bulan", "tahun", "th"})


def read_date(
    cell: Cell, *, order: str = "dmy", near: int | None = None, last_year: int = 2069
) -> datetime.date | None:
    """The day in a cell, or None where none can be read.

    `order` says what "03/12/1990" means: "dmy" or "mdy". Of two-digit years, `near` is believed where it ends in the
    same digits; else the latest year up to `last_year`.
    """
    if isinstance(cell, str):
        return _from_text(cell, order, near, last_year)
    if isinstance(cell, int | float) and 0 < cell <= _LAST_SERIAL:
        cell = _EXCEL_EPOCH + datetime.timedelta(days=int(cell))
    if isinstance(cell, datetime.datetime):
        cell = cell.date()
    return cell if isinstance(cell, datetime.date) and _FIRST_YEAR <= cell.year < _LAST_YEAR else None


def day_and_month(text: str) -> tuple[int, int] | None:
    """The first and the second number of a date of numbers with its year last; None of any other text."""
    if len(text) == 10 and text[2] == text[5] and text[2] in "-/." and (text[:2] + text[3:5]).isdecimal():
        return int(text[:2]), int(text[3:5])
    text = text.strip()
    match = _NUMBERS.fullmatch(_TIME.sub("", text)) if len(text) <= _LONGEST_DATE else None
    return (int(match[1]), int(match[2])) if match and len(match[1]) <= 2 else None


def _from_text(text: str, order: str, near: int | None, last_year: int) -> datetime.date | None:
    if len(text) == 10 and text[2] == text[5] and order == "dmy":
        # Nearly every date of a template; what is no number falls through to the patient reader.
        day, month, year = text[:2], text[3:5], text[6:]
        if day.isdecimal() and month.isdecimal() and year.isdecimal() and text[2] in "-/.":
            return _day(int(year), int(month), int(day))
    text = text.strip()
    if len(text) > _LONGEST_DATE:
        return None
    text = _TIME.sub("", text).replace("'", "")
    if len(text) == _SERIAL_DIGITS and text.isdecimal():
        return read_date(int(text))  # a workbook's serial number that went through a CSV
    match = _NUMBERS.fullmatch(text) or _PLAIN.fullmatch(text)
    if match:
        return _from_numbers(match.groups(), order, near, last_year)
    return _from_words(text, near, last_year)


def _from_numbers(parts: tuple[str, ...], order: str, near: int | None, last_year: int) -> datetime.date | None:
    first, second, third = parts
    if len(first) == 4:
        return _day(int(first), int(second), int(third))
    if len(first) > 2 or len(third) not in (2, 4):
        return None
    year = full_year(third, near, last_year)
    day, month = (first, second) if order == "dmy" else (second, first)
    return _day(year, int(month), int(day))


def _from_words(text: str, near: int | None, last_year: int) -> datetime.date | None:
    """ "Senin, 12 Maret 1990", "15-Sept-77", "March 12, 1990": a month's name and two numbers."""
    parts = [part for part in _PARTS.findall(text.lower()) if part not in _WEEKDAYS and part not in _AROUND]
    if len(parts) != 3 or not parts[-1].isdecimal():
        return None
    names = [part for part in parts if not part.isdecimal()]
    numbers = [part for part in parts if part.isdecimal()]
    month = _month(names[0]) if len(names) == 1 else None
    if month is None or len(numbers) != 2:
        return None
    day, year = reversed(numbers) if len(numbers[0]) == 4 else numbers
    return _day(full_year(year, near, last_year), month, int(day)) if len(day) <= 2 else None


def _month(name: str) -> int | None:
    """ "sept" → 9, "pebruari" → 2; "marina" is longer than any month that begins so, but "februari" is not."""
    if not _SHORTEST_MONTH <= len(name) <= _LONGEST_MONTH:
        return None
    return _MONTHS.get(name[:3]) or _MONTHS.get(name[:5])


def full_year(digits: str, near: int | None, last_year: int) -> int:
    """Four digits as they stand; two with the century of `near`, else the latest up to `last_year`."""
    year = int(digits)
    if len(digits) != 2:
        return year
    if near is not None and near % _CENTURY == year:
        return near
    return last_year - (last_year - year) % _CENTURY


def _day(year: int, month: int, day: int) -> datetime.date | None:
    if not _FIRST_YEAR <= year < _LAST_YEAR:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
