"""What can be wrong with a roster, by code (design/contracts.md §3): people script these, so they never drift.

A problem knows no language: `enrolment/roster_wording.py` turns its code and particulars into a sentence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as made_by  # a problem has a `field` of its own
from enum import StrEnum
from types import MappingProxyType

from enrolment.rules.roster_fields import PERSONAL


class Severity(StrEnum):
    """What a problem does: refuses the file, refuses the row, or lets the row pass with a warning."""

    FATAL = "fatal"
    ERROR = "error"
    WARNING = "warning"


_FATAL = "file-unreadable file-too-large file-encrypted file-bomb file-no-header file-empty"
_ERRORS = (
    "nik-missing nik-not-digits nik-length nik-date nik-serial nik-excel-damage nik-twice-in-file name-missing "
    "birth-date-missing birth-date-invalid sex-invalid too-young region-unknown region-ambiguous region-outside "
    "tps-unknown position-unknown position-not-yours unit-overfull leader-twice period-invalid"
)
_WARNINGS = (
    "nik-birth-date nik-sex nik-region birth-date-from-nik sex-from-nik under-advised-age over-advised-age unit-short "
    "leader-missing already-serving same-person-maybe excluded-asn period-outside already-member position-mapped "
    "phone-invalid mother-missing address-missing birthplace-missing marital-missing postcode-missing"
)

SEVERITY: Mapping[str, Severity] = MappingProxyType(
    dict.fromkeys(_FATAL.split(), Severity.FATAL)
    | dict.fromkeys(_ERRORS.split(), Severity.ERROR)
    | dict.fromkeys(_WARNINGS.split(), Severity.WARNING)
)

Particulars = Mapping[str, str | int]

WORDS_IN_PARTICULARS = frozenset({"word", "place"})
"""Particulars that repeat a word of the row; all others are codes, numbers, names of places and of posts."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one row. Where it stands (sheet, row, column), its holder knows from `field`.

    `value` is what the cell says, already masked where it is personal; `particulars` fill the sentence.
    """

    code: str
    field: str | None = None
    value: str | None = None
    particulars: Particulars = made_by(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """Raises KeyError for a code that no contract names."""
        return SEVERITY[self.code]


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """One unit of a body: a kecamatan or desa by its code; `tps` 0 where the unit is no TPS."""

    code: str
    tps: int
    body: str


@dataclass(frozen=True, slots=True)
class UnitProblem:
    """Something wrong with a unit and not with one row of it."""

    unit: Unit
    code: str
    particulars: Particulars = made_by(default_factory=dict)


def repeats_cell(field: str | None, value: str | None) -> bool:
    """Whether a problem's value is what its cell says; that of a personal field is masked."""
    return value is not None and field not in PERSONAL


def repeats_words(problems: Iterable[Problem]) -> bool:
    """Whether any of them tells in the clear what was typed, which in a wrong column may be anything."""
    return any(
        repeats_cell(each.field, each.value) or not WORDS_IN_PARTICULARS.isdisjoint(each.particulars)
        for each in problems
    )


def worst(problems: "list[Problem] | tuple[Problem, ...]") -> Severity | None:
    """What the row comes to: an error where there is any, else a warning where there is any, else nothing."""
    found = {SEVERITY[problem.code] for problem in problems}
    return next((each for each in (Severity.ERROR, Severity.WARNING) if each in found), None)
