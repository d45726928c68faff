"""The number of a letter, from an office's own pattern. Pure.

A pattern is text with names in braces: "500.15.14/{nomor}/Disnakertrans/{bulan_romawi}/{tahun}".
"""

import re
from datetime import date

PLACES = ("nomor", "tahun", "bulan", "bulan_romawi")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_PLACE = re.compile(r"\{([^{}]*)\}")


def unknown_places(pattern: str) -> tuple[str, ...]:
    """Names in braces that mean nothing, and stray braces, in the order in which they stand."""
    unknown = [name for name in _PLACE.findall(pattern) if name not in PLACES]
    return (*unknown, *re.findall(r"[{}]", _PLACE.sub("", pattern)))


def fill(pattern: str, *, number: str, on: date) -> str:
    """fill("500/{nomor}/{tahun}", number="12", on=2023-10-03) → "500/12/2023".

    Raises ValueError for a pattern with unknown places.
    """
    if unknown := unknown_places(pattern):
        raise ValueError(f"unknown places in a letter number's pattern: {', '.join(unknown)}")
    values = {
        "nomor": number,
        "tahun": str(on.year),
        "bulan": f"{on.month:02}",
        "bulan_romawi": _ROMAN[on.month - 1],
    }
    return _PLACE.sub(lambda place: values[place[1]], pattern)
