"""People with two posts at one time: found live from who stands, less what somebody decided to leave so.

Whoever sees one side alone learns that there is another, and nothing of it (design/contracts.md §3).
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from enrolment.models import Assignment, OverlapDecision
from pemilu_bpjs.permissions import Right

_UNIT = ("election", "institution", "body", "region_code", "tps")


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two posts of one person; a side is None where its reader may only know that there is one."""

    person: int
    first: Assignment | None
    second: Assignment | None

    @property
    def seen(self) -> tuple[Assignment, ...]:
        """The sides that the reader may see: one or both."""
        return tuple(each for each in (self.first, self.second) if each is not None)

    @property
    def is_whole(self) -> bool:
        """Whether its reader sees both sides, and so may decide to leave both."""
        return len(self.seen) == 2


def overlapping(user: Any, right: Right = Right.VIEW_PERSON) -> QuerySet[Assignment]:
    """The seats within a user's reach whose people have another post meanwhile, undecided."""
    seats = Assignment.objects.visible_to(user, right).seated()
    return seats.filter(Exists(_meanwhile()), person__in=_with_several_seats())


def open_overlaps(user: Any) -> int:
    """People whose overlap waits for somebody who may act on a side of it."""
    return overlapping(user, Right.EDIT_PERSON).order_by().values("person").distinct().count()


def overlap_people(user: Any) -> QuerySet[Assignment, Any]:
    """The keys of people with an undecided overlap within the user's sight, one each, for paging."""
    return overlapping(user).order_by("person").values_list("person", flat=True).distinct()


def overlaps_of(user: Any, people: Collection[int]) -> list[Overlap]:
    """The undecided overlaps of some people, as this user may see them."""
    posts: defaultdict[int, list[Assignment]] = defaultdict(list)
    seated = Assignment.objects.seated().filter(person__in=people).select_related("record", "election").order_by("pk")
    for post in seated:
        posts[post.person_id].append(post)
    visible = set(Assignment.objects.visible_to(user).filter(person__in=people).values_list("pk", flat=True))
    decided = set(OverlapDecision.objects.filter(first__person__in=people).values_list("first", "second"))
    return [
        Overlap(person, *(side if side.pk in visible else None for side in pair))
        for person in people
        for pair in combinations(posts[person], 2)
        if overlap(*pair) and tuple(side.pk for side in pair) not in decided and visible & {side.pk for side in pair}
    ]


def overlap(one: Assignment, other: Assignment) -> bool:
    """Whether two seats of one person share a day without being the same seat."""
    is_one_unit = all(getattr(one, _key(name)) == getattr(other, _key(name)) for name in _UNIT)
    return not is_one_unit and one.start <= other.end and other.start <= one.end


def _key(name: str) -> str:
    return f"{name}_id" if name == "election" else name


def _with_several_seats() -> QuerySet[Assignment, Any]:
    """Whoever is on more than one list: read from one index alone, and few of 170,000 are left to be looked at."""
    counted = Assignment.objects.order_by().values("person").annotate(seats=Count("pk"))
    return counted.filter(seats__gt=1).values("person")


def _meanwhile() -> QuerySet[Assignment]:
    """Other posts of the same person on a shared day, in another unit, body, institution or election."""
    same_unit = {name: OuterRef(name) for name in _UNIT}
    others = Assignment.objects.seated().filter(
        person=OuterRef("person"), start__lte=OuterRef("end"), end__gte=OuterRef("start")
    )
    decided = OverlapDecision.objects.filter(
        Q(first=OuterRef("pk"), second=OuterRef(OuterRef("pk")))
        | Q(second=OuterRef("pk"), first=OuterRef(OuterRef("pk")))
    )
    return others.exclude(**same_unit).exclude(Exists(decided)).order_by()
