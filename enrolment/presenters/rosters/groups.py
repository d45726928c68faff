"""The faults of an upload by kind, and words that can be mended for all their rows at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.urls import reverse
from django.utils.http import urlencode

from enrolment import roster_wording, wording
from enrolment.actions.rosters.meaning import MEANT
from enrolment.models import RosterUpload
from enrolment.roster_groups import MENDABLE, Group
from enrolment.roster_lines import as_problem
from enrolment.rules.bodies import Position as Post
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_problems import SEVERITY, Severity

MOST_WORDS = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    meaning: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Choosing:
    """What a word may be taken for. `bodies` are those that the file is known to list; `typed`, a meaning just refused:
    the field, the word and the meaning, as the form sent them. `columns_url`: where columns are given another meaning,
    "" where none can be."""

    posts: Sequence[Post] = ()
    bodies: frozenset[str] = frozenset()
    typed: Mapping[str, str] = field(default_factory=dict)
    columns_url: str = ""

    def meaning_typed(self, group: Group) -> str:
        is_this = (self.typed.get("field"), self.typed.get("word")) == (group.field, group.word)
        return self.typed.get("meaning", "") if is_this else ""

    def likely(self, group: Group) -> tuple[tuple[str, str], ...]:
        """(code, name) of what the word may mean; of positions those of the file's own bodies alone, if any is."""
        found = roster_wording.candidates(group.particulars)
        own = {post.code for post in self.posts if post.body in self.bodies}
        return tuple(each for each in found if each[0] in own) or found

    def positions(self, chosen: str) -> tuple[Candidate, ...]:
        """All that may be chosen, those of the file's own bodies first."""
        ordered = sorted(self.posts, key=lambda post: post.body not in self.bodies)
        return tuple(Candidate(post.code, post.name, post.code == chosen) for post in ordered)


@dataclass(frozen=True, slots=True)
class Spelling:
    """One word as the file has it, in `rows` ("3 baris"), and what it may mean."""

    field: str
    word: str
    rows: str
    sentence: str
    candidates: tuple[Candidate, ...]
    positions: tuple[Candidate, ...]
    """What a position is chosen from; none where the meaning is a region, found by its name."""
    typed: str
    """The meaning that was refused."""


@dataclass(frozen=True, slots=True)
class FaultGroup:
    code: str
    title: str
    cure: str
    empty: str
    """The cure of those rows that say nothing, where others have a word to choose for."""
    columns_url: str
    """Where rows say nothing: perhaps the column was not read as what it is."""
    rows: str
    url: str
    """The rows that have it."""
    spellings: tuple[Spelling, ...]
    more_spellings: str
    """How many more words there are; "" where all are listed."""


def fault_groups(
    upload: RosterUpload, groups: Iterable[Group], severity: Severity, choosing: Choosing
) -> tuple[FaultGroup, ...]:
    """Those of one severity: first what one click mends, then the most frequent."""
    wanted = [group for group in groups if SEVERITY[group.code] is severity]
    by_code = {code: list(found) for code, found in groupby(sorted(wanted, key=_by_code), key=_by_code)}
    ordered = sorted(by_code.items(), key=lambda each: (each[0] not in MENDABLE, -_rows(each[1])))
    return tuple(_fault_group(upload, code, found, choosing) for code, found in ordered)


def rows_url(upload: RosterUpload, code: str) -> str:
    """The rows that have a fault, on the upload's page."""
    asked = urlencode({"keadaan": "semua", "kode": code})
    return f"{reverse('enrolment:roster', args=[upload.pk])}?{asked}#baris"


def _by_code(group: Group) -> str:
    return group.code


def _rows(groups: list[Group]) -> int:
    return sum(group.rows for group in groups)


def _fault_group(upload: RosterUpload, code: str, groups: list[Group], choosing: Choosing) -> FaultGroup:
    spelt = [group for group in groups if group.word and group.field in MEANT] if code in MENDABLE else []
    empty = _rows([group for group in groups if code in MENDABLE and roster_wording.is_empty(group.particulars)])
    is_all_empty = empty == _rows(groups)
    return FaultGroup(
        code=code,
        title=roster_wording.kind(code, empty=is_all_empty),
        cure=roster_wording.cure(code, empty=is_all_empty),
        empty=_empty_words(code, empty) if empty and not is_all_empty else "",
        columns_url=choosing.columns_url if empty else "",
        rows=wording.rows(_rows(groups)),
        url=rows_url(upload, code),
        spellings=tuple(_spelling(group, choosing) for group in spelt[:MOST_WORDS]),
        more_spellings=wording.number(len(spelt) - MOST_WORDS) if len(spelt) > MOST_WORDS else "",
    )


def _empty_words(code: str, rows: int) -> str:
    return f"{wording.rows(rows)}: {roster_wording.cure(code, empty=True)}"


def _spelling(group: Group, choosing: Choosing) -> Spelling:
    likely, typed = choosing.likely(group), choosing.meaning_typed(group)
    particulars = {**group.particulars, "near": "; ".join(name for _code, name in likely)}
    kept = {"code": group.code, "field": group.field, "value": group.word, "particulars": particulars}
    return Spelling(
        field=group.field,
        word=group.word,
        rows=wording.rows(group.rows),
        sentence=roster_wording.message(as_problem(kept if likely else {**kept, "particulars": group.particulars})),
        candidates=tuple(Candidate(code, name) for code, name in likely),
        positions=choosing.positions(typed) if Field(group.field) is Field.POSITION else (),
        typed=typed,
    )
