"""The annex of names: people by kecamatan and desa, counted as they pass, so that a list of any length stays light."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import groupby
from typing import NamedTuple

from enrolment.rules.region_code import Level, is_kelurahan, kecamatan_of, level
from pemilu_bpjs.formats import thousands

RESTRICTED = "LAMPIRAN TERBATAS"
KEEP_SAFE = (
    "Memuat data pribadi (UU Nomor 27 Tahun 2022). Hanya untuk penerima surat ini; tidak untuk digandakan atau "
    "disebarluaskan."
)
MASKED = "NIK ditampilkan sebagian."
IN_FULL = "NIK ditampilkan lengkap; setiap pengambilan berkas ini tercatat."
_KECAMATAN_ITSELF = "Tingkat kecamatan"


class Depth(IntEnum):
    """The groups of the list, the outermost first."""

    SECTION = 0
    KECAMATAN = 1
    DESA = 2


class Listed(NamedTuple):
    """One person as the list shows him. They come in the order of `section` and `region`, the unit's code."""

    section: str
    region: str
    name: str
    sex: str
    nik: str
    post: str
    tps: int
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True)
class Count:
    """People of a group. `men + women <= people`: of some the sex may be unknown."""

    people: int
    men: int
    women: int

    @property
    def text(self) -> str:
        """ "1.204 orang (L 700, P 504)"."""
        return f"{thousands(self.people)} orang (L {thousands(self.men)}, P {thousands(self.women)})"


class Opened(NamedTuple):
    """A group begins."""

    depth: Depth
    title: str


class Row(NamedTuple):
    """A person with his number in the whole list."""

    number: int
    person: Listed


class Closed(NamedTuple):
    """A group ends: its title and who was in it."""

    depth: Depth
    title: str
    tally: Count


Line = Opened | Row | Closed


class _Tally:
    """The people of one open group."""

    __slots__ = ("men", "people", "women")

    def __init__(self) -> None:
        self.people = self.men = self.women = 0

    def add(self, sex: str) -> None:
        self.people += 1
        self.men += sex == "L"
        self.women += sex == "P"

    @property
    def count(self) -> Count:
        return Count(self.people, self.men, self.women)


def lines(people: Iterable[Listed], names: Mapping[str, str]) -> Iterator[Line]:
    """Groups, people and sums in the order in which they print. `names`: of regions by code.

    A section without a title opens and closes unseen; where people come out of order a group simply opens again.
    """
    number = 0
    for section, of_section in groupby(people, lambda each: each.section):
        if section:
            yield Opened(Depth.SECTION, section)
        whole = _Tally()
        for kecamatan, of_kecamatan in groupby(of_section, lambda each: kecamatan_of(each.region)):
            title = kecamatan_title(kecamatan, names)
            yield Opened(Depth.KECAMATAN, title)
            above = _Tally()
            for desa, of_desa in groupby(of_kecamatan, lambda each: each.region):
                below = _Tally()
                yield Opened(Depth.DESA, desa_title(desa, names))
                for person in of_desa:
                    number += 1
                    for tally in (below, above, whole):
                        tally.add(person.sex)
                    yield Row(number, person)
                yield Closed(Depth.DESA, desa_title(desa, names), below.count)
            yield Closed(Depth.KECAMATAN, title, above.count)
        if section:
            yield Closed(Depth.SECTION, section, whole.count)


def kecamatan_title(code: str, names: Mapping[str, str]) -> str:
    """ "Kecamatan Muaradua"; a code that is no kecamatan's stands under its own name."""
    name = names.get(code, code)
    return f"Kecamatan {name}" if level(code) is Level.KECAMATAN else name


def desa_title(code: str, names: Mapping[str, str]) -> str:
    """ "Desa Suka Raja", "Kelurahan Pasar"; what serves the whole kecamatan stands apart."""
    if level(code) is not Level.DESA:
        return _KECAMATAN_ITSELF
    return f"{'Kelurahan' if is_kelurahan(code) else 'Desa'} {names.get(code, code)}"


@cache
def period(first: datetime.date, last: datetime.date) -> str:
    """ "25-01-2024 s.d. 25-02-2024"."""
    return f"{first:%d-%m-%Y} s.d. {last:%d-%m-%Y}"
