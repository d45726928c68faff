"""How figures and dates are written in Indonesian, on pages and on paper. Pure: standard library only."""

from datetime import date

_MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_BYTES = ("bita", "kB", "MB", "GB")


def thousands(number: int) -> str:
    """17570520 → "17.570.520"; a minus stands before the digits."""
    return f"{number:,}".replace(",", ".")


def rupiah(amount: int) -> str:
    """17570520 rupiah → "Rp17.570.520"; a negative amount → "-Rp5.000"."""
    return f"{'-' if amount < 0 else ''}Rp{thousands(abs(amount))}"


def date_long(day: date) -> str:
    """2023-09-29 → "29 September 2023"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_long(month: str) -> str:
    """ "2023-07" → "Juli 2023". Raises ValueError for anything but a year and a month."""
    year, number = month.split("-")
    if not 1 <= int(number) <= len(_MONTHS):
        raise ValueError(f"not a month: {month!r}")
    return f"{_MONTHS[int(number) - 1]} {int(year)}"


def size(count: int) -> str:
    """Bytes in the unit a person would choose, steps of 1,000: 1536000 → "1,5 MB"."""
    amount, unit = float(count), 0
    while amount >= 1000 and unit < len(_BYTES) - 1:
        amount, unit = amount / 1000, unit + 1
    return f"{amount:.1f} {_BYTES[unit]}".replace(".", ",") if unit else f"{count} {_BYTES[0]}"
