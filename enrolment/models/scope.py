"""Whose people a user may see: those of his institution, in his region. Offices of the region itself see all three.

An office's kind says which institution it works for; a right held for a KPU office reaches KPU's people alone.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from pemilu_bpjs.models import Office
from pemilu_bpjs.models.scope import NOWHERE, Reach, lies_within, reaches
from pemilu_bpjs.permissions import Right

INSTITUTIONS = {Office.Kind.KPU: "KPU", Office.Kind.BAWASLU: "Bawaslu", Office.Kind.SATPOLPP: "Satpol PP"}
ALL_INSTITUTIONS = tuple(INSTITUTIONS.values())


def people_within(
    user: Any, right: Right, *, region_field: str = "region", institution_field: str = "institution"
) -> Q:
    """The condition that limits rows about people to where, and to whose people, the right reaches."""
    condition = NOWHERE
    for region, institution in _reaches(user, right):
        inside = Q((region_field, region)) | Q((f"{region_field}__startswith", f"{region}.")) if region else ~NOWHERE
        condition |= inside & Q((institution_field, institution)) if institution else inside
    return condition


def institutions(user: Any, right: Right, region: str) -> tuple[str, ...]:
    """The institutions for whose people the user holds the right in a region, in the order of the law."""
    found = {institution for reach, institution in _reaches(user, right) if lies_within(region, reach)}
    return ALL_INSTITUTIONS if None in found else tuple(each for each in ALL_INSTITUTIONS if each in found)


def reach_regions(user: Any, right: Right, region: str) -> tuple[str, ...]:
    """The regions inside (or equal to) `region` for which the user holds the right."""
    found = (reach for reach, _institution in _reaches(user, right))
    inside = (region if lies_within(region, reach) else reach for reach in found)
    return tuple(dict.fromkeys(each for each in inside if lies_within(each, region)))


def _reaches(user: Any, right: Right) -> tuple[tuple[str, str | None], ...]:
    """(region, institution; None: all) of every reach."""
    found = reaches(user, right)
    kinds = office_kinds(user, found)
    return tuple((reach.region, INSTITUTIONS.get(kinds.get(reach.office_id, ""))) for reach in found)


def office_kinds(user: Any, found: Iterable[Reach]) -> Mapping[int | None, str]:
    """The kinds of the offices that the reaches are tied to; asked once a user object."""
    offices = {reach.office_id for reach in found if reach.office_id is not None}
    kept: dict[int | None, str] = user.__dict__.setdefault("_office_kinds", {})
    if offices - kept.keys():
        kept.update(Office.objects.filter(pk__in=offices - kept.keys()).values_list("pk", "kind"))
    return kept
