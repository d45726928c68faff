"""Who serves, as far as a user may see: lists, searches, and single people. Nothing sealed is opened here but by name.

Every search goes through `Assignment.visible_to`, so that another institution's people are not found, as people who do
not exist are not.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from enrolment.models import Assignment, Body, Election, PersonRecord, Position, Region
from enrolment.particulars import name_birth_fp, nik_fp, open_particulars
from enrolment.rules.masking import masked
from enrolment.rules.region_code import Level, level, parent
from enrolment.rules.roster_fields import Field
from pemilu_bpjs.permissions import Right


class Standing(StrEnum):
    """What a list of people may be narrowed to. Reserves stand apart: they take no seat."""

    SEATED = ""
    SERVING = "serving"
    ENDED = "ended"
    NOT_INSURED = "not-insured"
    LACKS = "lacks"
    RESERVE = "reserve"


_STANDING = {
    Standing.SEATED: Q(is_reserve=False),
    Standing.SERVING: Q(is_reserve=False, stop_reason=""),
    Standing.ENDED: Q(is_reserve=False) & ~Q(stop_reason=""),
    Standing.NOT_INSURED: Q(is_reserve=False) & ~Q(not_insured=""),
    Standing.LACKS: Q(is_reserve=False, record__lacks__gt=0),
    Standing.RESERVE: Q(is_reserve=True),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is narrowed to; "" for what nobody asked. `region`: a kecamatan or desa."""

    election: Election
    institution: str = ""
    body: str = ""
    region: str = ""
    standing: Standing = Standing.SEATED
    name: str = ""


def people(user: Any, asked: Asked, right: Right = Right.VIEW_PERSON) -> QuerySet[Assignment]:
    """The seats of the people asked for, in the order of their units; `record` is fetched with them.

    The order is that of the index `assignment_unit`, so that the first page of 170,000 costs what that of 500 does.
    """
    found = Assignment.objects.visible_to(user, right).standing().filter(election=asked.election)
    found = found.filter(_STANDING[asked.standing])
    if asked.institution:
        found = found.filter(institution=asked.institution)
    if asked.body:
        found = found.filter(body=asked.body)
    if asked.region:
        found = found.filter(Q(region_code=asked.region) | Q(region_code__startswith=f"{asked.region}."))
    if asked.name:
        named = PersonRecord.objects.filter(name__icontains=asked.name)
        found = found.filter(record__in=named.values("pk"))
    return found.select_related("record").order_by("region_code", "body", "tps", "pk")


def in_order(keys: Sequence[int]) -> list[Assignment]:
    """The seats of these keys, in their order. Sorting keys alone is what makes page 3,000 as light as the first."""
    found = Assignment.objects.filter(pk__in=keys).select_related("record").in_bulk()
    return [found[key] for key in keys if key in found]


def with_nik(user: Any, nik: str) -> QuerySet[Assignment]:
    """The seats of whoever bears a NIK, reserves included: found by its fingerprint."""
    return _newest(user).filter(person__nik_fp=nik_fp(nik))


def with_name_and_birth(user: Any, name: str, born: datetime.date) -> QuerySet[Assignment]:
    """The seats of everyone of that name and birth date; titles and usual spellings make no difference."""
    return _newest(user).filter(record__name_birth_fp=name_birth_fp(name, born))


def of_same_person(user: Any, assignment: Assignment) -> QuerySet[Assignment]:
    """All that a user may see of one person's service, what was withdrawn left out."""
    return _newest(user).filter(person=assignment.person_id).order_by("start", "pk")


def serves_elsewhere_unseen(user: Any, assignment: Assignment) -> bool:
    """Whether another office's list has the person at an overlapping time, where this user may not look."""
    seated = Assignment.objects.seated().filter(person=assignment.person_id)
    meanwhile = seated.filter(start__lte=assignment.end, end__gte=assignment.start).exclude(pk=assignment.pk)
    unseen = meanwhile.exclude(pk__in=Assignment.objects.visible_to(user).filter(person=assignment.person_id))
    return not assignment.is_reserve and unseen.exists()


def posts_meanwhile(user: Any, person: int, first_day: datetime.date, seat: Assignment) -> list[str]:
    """What else a person does while he would hold a seat, each in a sentence; of what may not be seen, only that."""
    others = Assignment.objects.seated().filter(person=person, start__lte=seat.end, end__gte=first_day)
    posts = list(others.exclude(pk=seat.pk).select_related("record"))
    visible = set(Assignment.objects.visible_to(user).filter(pk__in=[post.pk for post in posts]).values_list("pk"))
    words = words_of(posts)
    seen = [post for post in posts if (post.pk,) in visible]
    told = [
        _("Ia juga bertugas sebagai %(post)s di %(unit)s pada waktu yang sama.")
        % {"post": words.position(post), "unit": words.unit(post)}
        for post in seen
    ]
    return told if len(seen) == len(posts) else [*told, _("Ia juga tercatat di daftar lain pada waktu yang sama.")]


def may_edit(user: Any, assignment: Assignment, right: Right = Right.EDIT_PERSON) -> bool:
    """Whether the right reaches this person's institution and place."""
    return Assignment.objects.visible_to(user, right).filter(pk=assignment.pk).exists()


def lacking(user: Any) -> int:
    """People of whom something that SIPP asks for is missing, whom this user may complete."""
    own = Assignment.objects.visible_to(user, Right.EDIT_PERSON).seated().filter(record=OuterRef("pk"))
    return PersonRecord.objects.filter(lacks__gt=0).filter(Exists(own)).count()


def masked_nik(record: PersonRecord) -> str:
    """The first 4 and the last 2 digits. Raises vault.VaultError."""
    return masked(Field.NIK, open_particulars(record.sealed)[Field.NIK]) or ""


@dataclass(frozen=True, slots=True)
class Words:
    """The names of bodies, positions and places of some seats, fetched in three queries."""

    bodies: Mapping[str, str]
    positions: Mapping[str, str]
    regions: Mapping[str, str]

    def body(self, assignment: Assignment) -> str:
        return self.bodies.get(assignment.body, assignment.body)

    def position(self, assignment: Assignment) -> str:
        return self.positions.get(assignment.position, assignment.position)

    def unit(self, assignment: Assignment) -> str:
        """ "Suka Raja TPS 4, Kec. Muaradua"; "Kec. Muaradua" where the unit is a kecamatan."""
        return self.place(assignment.region_code, assignment.tps)

    def place(self, code: str, tps: int = 0) -> str:
        """The same, of a unit by its code and number."""
        name = self.regions.get(code, code)
        if level(code) is not Level.DESA:
            return f"Kec. {name}"
        numbered = f"{name} TPS {tps}" if tps else name
        above = parent(code) or ""
        return f"{numbered}, Kec. {self.regions.get(above, above)}"


def words_of(assignments: Iterable[Assignment]) -> Words:
    """What these seats are called."""
    return words_for({each.region_code for each in assignments})


def words_for(codes: set[str]) -> Words:
    """The same, by the codes of their regions."""
    codes = codes | {above for code in codes if (above := parent(code))}
    return Words(
        bodies=dict(Body.objects.current().values_list("code", "short_name")),
        positions=dict(Position.objects.current().values_list("code", "name")),
        regions=dict(Region.objects.filter(pk__in=codes).values_list("pk", "name")),
    )


def _newest(user: Any) -> QuerySet[Assignment]:
    found = Assignment.objects.visible_to(user).standing()
    return found.select_related("record", "election").order_by("-start", "-pk")
