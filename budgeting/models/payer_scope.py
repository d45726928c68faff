"""Whose covers, bills and batches a user may see: his payer's; a branch of BPJS sees every payer of its region."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from enrolment.models.scope import office_kinds
from pemilu_bpjs.models import Office
from pemilu_bpjs.models.scope import NOWHERE, Reach, reaches
from pemilu_bpjs.permissions import Right


def payer_within(user: Any, right: Right, *, region_field: str, office_field: str) -> Q:
    """The condition that limits rows which belong to a payer to where the right reaches.

    A reach that is tied to a branch of BPJS is tied to no payer: every payer of the region is its member.
    """
    condition = NOWHERE
    for reach in _freed(user, reaches(user, right)):
        inside = ~NOWHERE
        if reach.region:
            inside &= Q((region_field, reach.region)) | Q((f"{region_field}__startswith", f"{reach.region}."))
        if reach.office_id is not None:
            inside &= Q((office_field, reach.office_id))
        condition |= inside
    return condition


def kept_for(*rights: Right) -> Callable[[Any], Q]:
    """For `documents.register_kind(seen_where=…)`: files of a payer that are for those who hold one of these rights.

    An office that pays may send people as well, and whoever sends them has no part in what is paid.
    """

    def guard(user: Any) -> Q:
        condition = NOWHERE
        for right in rights:
            condition |= payer_within(user, right, region_field="region", office_field="office")
        return condition

    return guard


def _freed(user: Any, found: tuple[Reach, ...]) -> tuple[Reach, ...]:
    """The same reaches, those of BPJS branches without their office."""
    kinds = office_kinds(user, found)
    return tuple(Reach(reach.region) if kinds.get(reach.office_id) == Office.Kind.BPJS else reach for reach in found)
