"""What the rules of a row look things up in: law, places, TPS, words. Built once an upload, from plain values.

A roster repeats few words in many rows, so that each distinct place and post is understood once and kept here.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from enrolment.rules.bodies import Unit
from enrolment.rules.period import Period
from enrolment.rules.region_index import RegionIndex
from enrolment.rules.roster_fields import Field

# Linmas serve the TPS but belong to Satpol PP; the list comes from either (design/contracts.md §3).
_ALSO_SENT_BY = {"linmas": frozenset({"KPU"})}


@dataclass(frozen=True, slots=True)
class PositionLaw:
    """What the law and this election say of a position; ages in years, None where no rule is published."""

    code: str
    name: str
    body: str
    institution: str
    unit: Unit
    is_leader: bool = False
    always_asn: bool = False
    min_age: int | None = None
    min_age_error: int | None = None
    advised_max_age: int | None = None
    tenure: Period | None = None

    def may_be_sent_by(self, institution: str | None) -> bool:
        """Whether an institution's roster may hold this position; None: nobody's, a command's."""
        also = _ALSO_SENT_BY.get(self.body, frozenset())
        return institution is None or institution == self.institution or institution in also


class Elsewhere(Protocol):
    """The regions beyond the election's."""

    def known(self, kabupaten: str, kecamatan: str, desa: str) -> bool:
        """Whether such a place exists by its names; "" for what the row does not say."""
        ...


class Nowhere:
    """No region beyond the election's is known."""

    def known(self, kabupaten: str, kecamatan: str, desa: str) -> bool:
        """Nothing is."""
        return False


class NotKnownHere(Exception):
    """A row speaks of the nation's regions where nobody can look them up."""


class Unasked:
    """The regions beyond the election's can not be looked up here."""

    def known(self, kabupaten: str, kecamatan: str, desa: str) -> bool:
        """Raises NotKnownHere."""
        raise NotKnownHere


class Suggestions:
    """How many more words may be looked for by their likeness, which is slow.

    A column read as the wrong field has another unknown word in every row, and nobody picks from thousands of them.
    """

    def __init__(self, left: int = 1_000) -> None:
        self._left = left

    def may_be_sought(self) -> bool:
        """Whether one more may; counts it."""
        self._left -= 1
        return self._left >= 0


@dataclass(frozen=True)
class Lookups:
    """What the cells of one upload are held against."""

    voting_day: datetime.date
    institution: str | None
    """Whose roster it is; None where nobody says."""
    region: str
    """How far the sender's region reaches; inside the index's."""
    body: str
    """The body chosen for the upload, or ""."""
    index: RegionIndex
    """Kecamatan and desa of the election's region."""
    kabupaten: Mapping[str, str]
    """Names of the election region's kabupaten and kota, by code."""
    laws: Mapping[str, PositionLaw]
    """Positions of this election, by code."""
    posts: Mapping[str, tuple[str, ...]]
    """Position codes by the joined words of their names and synonyms: "ketuakpps" → ("kpps-ketua",)."""
    bodies: Mapping[str, str]
    """Body codes by the words of their names and synonyms: "panwaslu kecamatan" → "panwascam"."""
    tps: Mapping[Unit, Mapping[str, frozenset[int]]] = field(default_factory=dict)
    """TPS numbers by desa code, for Unit.TPS (DPT) and Unit.TPS_COKLIT; a desa without a list is absent."""
    words: Mapping[tuple[Field, str], str] = field(default_factory=dict)
    """What the sender's words were found to mean: a position's or a desa's code (see roster_words.word_of)."""
    nik_regions: frozenset[str] = frozenset()
    """First four digits that a NIK may begin with."""
    elsewhere: Elsewhere = field(default_factory=Nowhere)
    suggestions: Suggestions = field(default_factory=Suggestions, compare=False, repr=False)
    understood: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """What was understood already, by the cells that said it."""
