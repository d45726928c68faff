"""Where two NIKs differ, for whoever decides whether one of them was mistyped."""

from dataclasses import dataclass

_SHOWN_FIRST, _SHOWN_LAST = 4, 2
_SLIPS = 4
"""A slip of the finger changes a digit or two, or exchanges neighbours; where more differ, they are shown no more."""
_HIDDEN = "*"


@dataclass(frozen=True, slots=True)
class Digit:
    """One place of a NIK as it may be shown: the digit or a star, and whether the other NIK has another there."""

    shown: str
    differs: bool


def digits_beside(nik: str, other: str) -> tuple[Digit, ...]:
    """A NIK beside another of 16 digits: masked as everywhere, the digits that differ shown where they are few."""
    differs = [mine != its for mine, its in zip(nik, other, strict=True)]
    tells = sum(differs) <= _SLIPS
    last = len(nik) - _SHOWN_LAST
    return tuple(
        Digit(digit if place < _SHOWN_FIRST or place >= last or (tells and other_here) else _HIDDEN, other_here)
        for place, (digit, other_here) in enumerate(zip(nik, differs, strict=True))
    )
