"""People of one name and birth date under two NIKs: one person with a slip of the finger, or two. Somebody decides.

A pair is seen only by whoever may see both of its people; across institutions that is the planner.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from enrolment.models import Assignment, PersonRecord, SamePersonDecision
from pemilu_bpjs.permissions import Right


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Two people of one name and birth date, each by one record."""

    first: PersonRecord
    second: PersonRecord

    @property
    def key(self) -> tuple[int, int]:
        """Their persons' keys, in order."""
        return self.first.person_id, self.second.person_id


def namesakes(user: Any, right: Right = Right.VIEW_PERSON) -> list[Namesakes]:
    """The undecided pairs within a user's sight, in a fixed number of queries however many people there are.

    Who was found to be one with another, and whose wrong NIK has come again since, waits again.
    """
    alike = _alike(user, right)
    pairs = {pair.key: pair for pair in _pairs(alike)}
    people = {record.person_id for record in alike}
    told = SamePersonDecision.objects.filter(first__in=people, is_same=False).values_list("first", "second")
    return [pairs[key] for key in sorted(pairs.keys() - set(told))]


def open_same_person(user: Any) -> int:
    """Pairs that wait for this user's decision."""
    return len(namesakes(user, Right.EDIT_PERSON))


def pair_of(user: Any, first: int, second: int, right: Right = Right.VIEW_PERSON) -> Namesakes | None:
    """One undecided pair by its persons' keys; None where there is none that the user may see."""
    return next((pair for pair in namesakes(user, right) if pair.key == (first, second)), None)


def _alike(user: Any, right: Right) -> list[PersonRecord]:
    """The records within reach whose name and birth date stand under several people."""
    several = PersonRecord.objects.values("name_birth_fp").annotate(records=Count("pk")).filter(records__gt=1)
    # Two questions, the few answers of the first carried over: planners take the first for half of all people.
    candidates = PersonRecord.objects.filter(name_birth_fp__in=list(several.values_list("name_birth_fp", flat=True)))
    return list(candidates.filter(Exists(_seats(user, right))).order_by("person", "institution"))


def _seats(user: Any, right: Right) -> QuerySet[Assignment]:
    return Assignment.objects.visible_to(user, right).standing().filter(record=OuterRef("pk")).order_by()


def _pairs(records: Iterable[PersonRecord]) -> Iterable[Namesakes]:
    """Every two people of one fingerprint, the lower key first."""
    alike: defaultdict[bytes, dict[int, PersonRecord]] = defaultdict(dict)
    for record in records:
        alike[bytes(record.name_birth_fp)].setdefault(record.person_id, record)
    for people in alike.values():
        for first, second in combinations(sorted(people), 2):
            yield Namesakes(people[first], people[second])
