"""The cells of a TPS list: what a desa, a TPS number and a number of voters may look like."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from enrolment.rules import tps_problems as say
from enrolment.rules.raw_row import Cell, excerpt, is_blank, text_of, whole_number
from enrolment.rules.region_code import kecamatan_of, lies_within
from enrolment.rules.region_index import RegionIndex
from enrolment.rules.tps_header import DESA, DESA_CODE, KECAMATAN, TPS, VOTERS
from enrolment.rules.tps_problems import Sentence

# Pilkada allows 600 voters at a TPS, the law 800 (domain/bodies.md §3). Far above that it is
# a desa's sum or another column.
MOST_VOTERS = 5000

_CODE = re.compile(r"'?([0-9]{2})([.\- ]?)([0-9]{2})\2([0-9]{2})\2([0-9]{4})")
_SCIENTIFIC = re.compile(r"[0-9]+([.,][0-9]+)?[eE][+-]?[0-9]+")
_TPS = re.compile(r"(?:tps[ .\-]*)?0*([1-9][0-9]{0,2})", re.IGNORECASE)
_COUNT = re.compile(r"-?(?:[0-9]{1,3}(?:[.,][0-9]{3})+|[0-9]{1,9})")
_MOST_NAMED = 5


class Place(NamedTuple):
    """The cells that say where a TPS is; None where the list has no such column."""

    code: Cell
    kecamatan: Cell
    desa: Cell


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the cell of a row that tells `about`, one of the header's fields."""

    about: str
    sentence: Sentence
    params: Mapping[str, str | int] = field(default_factory=dict)


def find_desa(place: Place, index: RegionIndex) -> str | None:
    """The one desa that the cells name; a code goes before names. None: see `why_no_desa`."""
    if not is_blank(place.code):
        code = desa_code(place.code)
        return code if code in index.desa else None
    found = _named(place, index)
    return found[0] if len(found) == 1 else None


def desa_code(cell: Cell) -> str | None:
    """A desa code from "16.09.01.2001", "1609012001" or the number 1609012001.

    A number of ten digits is exact, so the code it was typed as is certain; whether there
    is such a desa is for the caller to see. Anything else that Excel made of a code is None.
    """
    match = _CODE.fullmatch(text_of(cell))
    return ".".join(match.group(1, 3, 4, 5)) if match else None


def tps_number(cell: Cell) -> int | Fault:
    """A TPS number from 1 to 999: 7, "007", "TPS 07"."""
    if is_blank(cell):
        return Fault(TPS, say.TPS_MISSING)
    match = _TPS.fullmatch(text_of(cell))
    return int(match[1]) if match else Fault(TPS, say.TPS_INVALID, {"value": excerpt(cell)})


def voter_count(cell: Cell) -> int | Fault | None:
    """Voters of one TPS, None for an empty cell: 287, "287", "1.204"."""
    if is_blank(cell):
        return None
    number = whole_number(cell)
    if number is None and isinstance(cell, str) and _COUNT.fullmatch(cell.strip()):
        number = int(re.sub(r"[.,\s]", "", cell))
    if number is None:
        return Fault(VOTERS, say.VOTERS_INVALID, {"value": excerpt(cell)})
    if number < 0:
        return Fault(VOTERS, say.VOTERS_NEGATIVE, {"value": excerpt(cell)})
    if number > MOST_VOTERS:
        return Fault(VOTERS, say.VOTERS_TOO_MANY, {"value": excerpt(cell), "most": MOST_VOTERS})
    return number


def why_no_desa(place: Place, index: RegionIndex) -> Fault:
    """Why `find_desa` found none, and what to do; looks for similar names, so it is slow."""
    if not is_blank(place.code):
        return _why_no_code(place, index)
    if is_blank(place.desa):
        return Fault(DESA_CODE, say.DESA_MISSING)
    value = excerpt(place.desa)
    if not is_blank(place.kecamatan) and not index.kecamatan_named(text_of(place.kecamatan)):
        return _why_no_kecamatan(place.kecamatan, index)
    found = _named(place, index)
    if found:
        return Fault(DESA, say.AMBIGUOUS, {"value": value, "near": _described(found, index)})
    near = index.desa_like(text_of(place.desa), _kecamatan(place, index))
    if near:
        return Fault(DESA, say.DESA_UNKNOWN_NEAR, {"value": value, "near": _described(near, index)})
    return Fault(DESA, say.DESA_UNKNOWN, {"value": value})


def _why_no_code(place: Place, index: RegionIndex) -> Fault:
    value = excerpt(place.code)
    code = desa_code(place.code)
    if code is None:
        damaged = isinstance(place.code, float | datetime.date | datetime.time | datetime.timedelta)
        if (damaged and whole_number(place.code) is None) or _SCIENTIFIC.fullmatch(value):
            return Fault(DESA_CODE, say.CODE_DAMAGED, {"value": value})
        return Fault(DESA_CODE, say.CODE_FORM, {"value": value})
    if not lies_within(code, index.region):
        return Fault(DESA_CODE, say.OUTSIDE, {"value": code, "region": index.region})
    named = _named(place, index)
    if named:
        near = _described(named, index)
        return Fault(DESA_CODE, say.CODE_UNKNOWN_BUT_NAMED, {"value": code, "near": near})
    return Fault(DESA_CODE, say.CODE_UNKNOWN, {"value": code})


def _why_no_kecamatan(cell: Cell, index: RegionIndex) -> Fault:
    near = ", ".join(index.kecamatan[code] for code in index.kecamatan_like(text_of(cell)))
    if near:
        return Fault(KECAMATAN, say.KECAMATAN_UNKNOWN_NEAR, {"value": excerpt(cell), "near": near})
    return Fault(KECAMATAN, say.KECAMATAN_UNKNOWN, {"value": excerpt(cell)})


def _named(place: Place, index: RegionIndex) -> tuple[str, ...]:
    """Codes of all desa that the names in the row fit."""
    if is_blank(place.desa):
        return ()
    return index.desa_named(text_of(place.desa), _kecamatan(place, index))


def _kecamatan(place: Place, index: RegionIndex) -> tuple[str, ...] | None:
    return None if is_blank(place.kecamatan) else index.kecamatan_named(text_of(place.kecamatan))


def _described(codes: Sequence[str], index: RegionIndex) -> str:
    """ "Sukaraja II, Kec. Muara Dua (16.09.01.2005)"; the first few where there are many."""
    described = [
        f"{index.desa[code]}, Kec. {index.kecamatan.get(kecamatan_of(code), kecamatan_of(code))} ({code})"
        for code in codes[:_MOST_NAMED]
    ]
    return "; ".join(described) + ("; …" if len(codes) > _MOST_NAMED else "")
