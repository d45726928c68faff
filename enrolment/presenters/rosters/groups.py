"""The faults of an upload by kind, and words that can be mended for all their rows at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.http import urlencode

from enrolment import roster_wording, wording
from enrolment.actions.rosters.meaning import MEANT
from enrolment.models import RosterUpload
from enrolment.roster_groups import Group
from enrolment.roster_lines import as_problem
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_problems import SEVERITY, Severity

MENDABLE = frozenset({"region-unknown", "region-ambiguous", "position-unknown"})
"""Faults of a word that means one thing in all its rows."""

MOST_WORDS = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    meaning: str
    label: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """One word as the file has it, in `rows` rows, and what it may mean."""

    field: str
    word: str
    rows: str
    sentence: str
    candidates: tuple[Candidate, ...]
    names_region: bool
    """Whether its meaning is a region (found by its name) or a position (chosen from a list)."""


@dataclass(frozen=True, slots=True)
class FaultGroup:
    code: str
    title: str
    cure: str
    rows: str
    url: str
    """The rows that have it."""
    spellings: tuple[Spelling, ...]
    more_spellings: int


def fault_groups(upload: RosterUpload, groups: Iterable[Group], severity: Severity) -> tuple[FaultGroup, ...]:
    """Those of one severity: first what one click mends, then the most frequent."""
    wanted = [group for group in groups if SEVERITY[group.code] is severity]
    by_code = {code: list(found) for code, found in groupby(sorted(wanted, key=_by_code), key=_by_code)}
    ordered = sorted(by_code.items(), key=lambda each: (each[0] not in MENDABLE, -_rows(each[1])))
    return tuple(_fault_group(upload, code, found) for code, found in ordered)


def _by_code(group: Group) -> str:
    return group.code


def _rows(groups: list[Group]) -> int:
    return sum(group.rows for group in groups)


def _fault_group(upload: RosterUpload, code: str, groups: list[Group]) -> FaultGroup:
    spelt = [group for group in groups if group.word and group.field in MEANT] if code in MENDABLE else []
    address = reverse("enrolment:roster", args=[upload.pk])
    return FaultGroup(
        code=code,
        title=roster_wording.kind(code),
        cure=roster_wording.cure(code),
        rows=wording.number(_rows(groups)),
        url=f"{address}?{urlencode({'keadaan': 'semua', 'kode': code})}#baris",
        spellings=tuple(_spelling(group) for group in spelt[:MOST_WORDS]),
        more_spellings=max(0, len(spelt) - MOST_WORDS),
    )


def _spelling(group: Group) -> Spelling:
    kept = {"code": group.code, "field": group.field, "value": group.word, "particulars": group.particulars}
    return Spelling(
        field=group.field,
        word=group.word,
        rows=wording.number(group.rows),
        sentence=roster_wording.message(as_problem(kept)),
        candidates=tuple(Candidate(code, name) for code, name in roster_wording.candidates(group.particulars)),
        names_region=Field(group.field) is not Field.POSITION,
    )
