"""How figures and dates are written, on pages and on paper. Pure: standard library only.

Dates and sizes follow the language given, Indonesian unless told. Figures do not: Rp17.570.520 is what stands on the
paper beside the screen, and a point that means a thousand here and a fraction there would make two amounts of one.
"""

from datetime import date, datetime

_MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(),
    "en": "January February March April May June July August September October November December".split(),
}
_CLOCK = {"id": "%H.%M", "en": "%H:%M"}
_BYTES = {"id": ("bita", "kB", "MB", "GB"), "en": ("bytes", "kB", "MB", "GB")}


def thousands(number: int) -> str:
    """17570520 → "17.570.520"; a minus stands before the digits."""
    return f"{number:,}".replace(",", ".")


def rupiah(amount: int) -> str:
    """17570520 rupiah → "Rp17.570.520"; a negative amount → "-Rp5.000"."""
    return f"{'-' if amount < 0 else ''}Rp{thousands(abs(amount))}"


def date_long(day: date, language: str = "id") -> str:
    """2023-09-29 → "29 September 2023"."""
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


def date_from(text: str) -> date | None:
    """The day that `date_long` wrote in Indonesian; None for any other text."""
    words = text.split(" ")
    if len(words) != 3 or words[1] not in _MONTHS["id"] or not (words[0] + words[2]).isdecimal():
        return None
    return date(int(words[2]), _MONTHS["id"].index(words[1]) + 1, int(words[0]))


def moment_long(moment: datetime, language: str = "id") -> str:
    """The day and the time on its clock: "29 September 2023 14.05", in English "29 September 2023 14:05"."""
    return f"{date_long(moment, language)} {moment.strftime(_CLOCK[language])}"


def month_long(month: str, language: str = "id") -> str:
    """ "2023-07" → "Juli 2023", in English "July 2023". Raises ValueError for anything but a year and a month."""
    year, number = month.split("-")
    names = _MONTHS[language]
    if not 1 <= int(number) <= len(names):
        raise ValueError(f"not a month: {month!r}")
    return f"{names[int(number) - 1]} {int(year)}"


def size(count: int, language: str = "id") -> str:
    """Bytes in the unit a person would choose, steps of 1,000: 1536000 → "1,5 MB"."""
    amount, unit, units = float(count), 0, _BYTES[language]
    while amount >= 1000 and unit < len(units) - 1:
        amount, unit = amount / 1000, unit + 1
    return f"{amount:.1f} {units[unit]}".replace(".", ",") if unit else f"{count} {units[0]}"


def masked(number: str) -> str:
    """What a screen shows of a NIK or KK number, whole or not: "1609031203900001" → "1609**********01".

    The first 4 and the last 2 characters; of fewer than 7 nothing.
    """
    hidden = len(number) - 6
    return f"{number[:4]}{'*' * hidden}{number[-2:]}" if hidden > 0 else "*" * len(number)
