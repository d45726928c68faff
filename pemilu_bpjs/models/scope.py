"""How far a user's rights reach: the one place where memberships turn into query conditions.

Rights come from memberships alone. A superuser runs the admin site, yet sees no office's work without one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from ..permissions import Right
from ..roles import REGION_WIDE, RIGHTS, Role

NOWHERE = Q(pk__in=[])

EVERYWHERE = ""
"""The region of what belongs to no region alone: law holds for all, and only a reach without bounds covers it."""


@dataclass(frozen=True)
class Reach:
    """Where a right holds: a region and all below it ("": everywhere); one office, or (None) all there."""

    region: str
    office_id: int | None = None

    def covers(self, region: str | None, office_id: int | None) -> bool:
        """Whether a thing of that region and office lies within; None asks for no such limit."""
        return (region is None or lies_within(region, self.region)) and (
            office_id is None or self.office_id in (None, office_id)
        )


@dataclass(frozen=True)
class TokenScope:
    """What an API token leaves of its owner's rights; no rights named means all that the owner has."""

    reach: Reach
    rights: frozenset[Right] | None = None

    def narrow(self, right: Right, reach: Reach) -> Reach | None:
        """The part of the owner's reach that the token keeps, or None."""
        if self.rights is not None and right not in self.rights:
            return None
        if lies_within(reach.region, self.reach.region):
            region = reach.region
        elif lies_within(self.reach.region, reach.region):
            region = self.reach.region
        else:
            return None
        offices = {reach.office_id, self.reach.office_id} - {None}
        return Reach(region, *offices) if len(offices) < 2 else None


def lies_within(code: str, region: str) -> bool:
    """Whole segments only: 16.09.01 lies within 16.09, 16.091 does not. Everything lies within ""."""
    return not region or code == region or code.startswith(region + ".")


def reaches(user: Any, right: Right) -> tuple[Reach, ...]:
    """Where the user holds the right. One query for all rights, kept on the user object while it lives."""
    if not user.is_authenticated or not user.is_active:
        return ()
    scope: TokenScope | None = getattr(user, "token_scope", None)
    found = (reach for role, reach in _standing(user) if right in RIGHTS[role])
    if scope is not None:
        found = (kept for reach in found if (kept := scope.narrow(right, reach)) is not None)
    return tuple(dict.fromkeys(found))


def forget(user: Any) -> None:
    """Drop what was kept, after a user's memberships changed within the same request."""
    user.__dict__.pop("_standing_reaches", None)


def within(user: Any, right: Right, *, region_field: str, office_field: str | None = None) -> Q:
    """The condition that limits a queryset to where the user holds the right.

    `region_field` holds a region code as text; `office_field` names the office's key (or a relation to it).
    Without `office_field` the region alone decides.
    """
    return _any_of(reaches(user, right), region_field, office_field)


def office_bound(user: Any, right: Right, *, region_field: str, office_field: str) -> Q:
    """As `within`, for those reaches alone that are tied to an office."""
    bound = (reach for reach in reaches(user, right) if reach.office_id is not None)
    return _any_of(bound, region_field, office_field)


def region_wide(user: Any, right: Right, *, region_field: str) -> Q:
    """As `within`, for those reaches alone that are not tied to an office (TAPD, Inspektorat)."""
    return _any_of((reach for reach in reaches(user, right) if reach.office_id is None), region_field, None)


def _any_of(found: Iterable[Reach], region_field: str, office_field: str | None) -> Q:
    condition = NOWHERE
    for reach in found:
        condition |= _inside(reach, region_field, office_field)
    return condition


def _inside(reach: Reach, region_field: str, office_field: str | None) -> Q:
    condition = Q()
    if reach.region:
        condition &= Q((region_field, reach.region)) | Q((f"{region_field}__startswith", reach.region + "."))
    if office_field and reach.office_id is not None:
        condition &= Q((office_field, reach.office_id))
    # An empty Q would vanish in an OR with NOWHERE; everywhere must be said.
    return condition or ~NOWHERE


def _standing(user: Any, today: date | None = None) -> tuple[tuple[Role, Reach], ...]:
    kept: tuple[tuple[Role, Reach], ...] | None = user.__dict__.get("_standing_reaches")
    if kept is None:
        rows = user.memberships.active(today or timezone.localdate()).values_list("role", "region", "office_id")
        kept = tuple(
            (Role(role), Reach(region, None if role in REGION_WIDE else office_id)) for role, region, office_id in rows
        )
        user.__dict__["_standing_reaches"] = kept
    return kept
