"""Kemendagri region codes as text: "16", "16.09", "16.09.01", "16.09.01.2001".

Codes are compared by whole segments: "16.0" contains nothing of "16.09".
"""

import re
from enum import StrEnum

_FORM = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?")


class Level(StrEnum):
    """The four levels of the region tree, in the field's own words."""

    PROVINSI = "provinsi"
    KABUPATEN = "kabupaten"
    KECAMATAN = "kecamatan"
    DESA = "desa"


_LEVELS = (Level.PROVINSI, Level.KABUPATEN, Level.KECAMATAN, Level.DESA)


def is_code(text: str) -> bool:
    """Whether `text` has the form of a region code; says nothing of its existence."""
    return _FORM.fullmatch(text) is not None


def level(code: str) -> Level:
    """The level a code stands on, by its number of segments."""
    return _LEVELS[code.count(".")]


def parent(code: str) -> str | None:
    """The code one level up; None for a province."""
    head, _, _ = code.rpartition(".")
    return head or None


def lies_within(code: str, region: str) -> bool:
    """Whether `code` is `region` itself or lies below it."""
    return code == region or code.startswith(f"{region}.")


def kabupaten_of(code: str) -> str:
    """16.09.01.2001 → 16.09; of a province, the province itself."""
    return code[:5]


def kecamatan_of(code: str) -> str:
    """The kecamatan (first three segments) that a desa code belongs to."""
    return code[:8]


def is_kelurahan(code: str) -> bool:
    """A desa-level code whose last part begins with 1 is a kelurahan; with 2, a desa."""
    return level(code) is Level.DESA and code[9] == "1"
