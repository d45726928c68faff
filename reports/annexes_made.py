"""The annexes of names: who is on one, and which of those that were made a user may take."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from budgeting.models import Arrangement
from enrolment.models import Assignment, Election
from enrolment.people import Asked, people
from pemilu_bpjs.models import Document
from pemilu_bpjs.models.scope import reaches
from pemilu_bpjs.permissions import Right

MASKED_KIND, FULL_KIND = "people-annex", "people-annex-full"
_RIGHTS = {MASKED_KIND: Right.VIEW_PERSON, FULL_KIND: Right.REVEAL_PERSON}


def insured_seats(user: Any, asked: Asked, *, in_full: bool) -> QuerySet[Assignment]:
    """The seats that an annex lists: of whom the user may see so much of, and some payer insures."""
    right = Right.REVEAL_PERSON if in_full else Right.VIEW_PERSON
    insured = Q(not_insured="")
    if Arrangement.objects.filter(election=asked.election, takes_members=True).exists():
        insured |= Q(not_insured=Assignment.NotInsured.MEMBER)
    return people(user, asked, right).filter(insured)


def annexes_of(user: Any, election: Election) -> QuerySet[Document]:
    """Those of the election that the user made and still may see, newest first."""
    return _own(user).filter(source=source_of(election)).select_related("created_by")


def annex_of(user: Any, key: UUID) -> Document:
    """Raises Http404 for another's, and for one's own where the right to it has ended."""
    return get_object_or_404(_own(user).select_related("office"), pk=key)


def source_of(election: Election) -> str:
    """What documents about an election's people name as their source."""
    return f"election:{election.code}"


def _own(user: Any) -> QuerySet[Document]:
    """One's own alone: what a colleague made may hold people beyond one's own reach."""
    allowed = Q(pk__in=[])
    for kind, right in _RIGHTS.items():
        for reach in reaches(user, right):
            inside = Q(kind=kind)
            if reach.region:
                inside &= Q(region=reach.region) | Q(region__startswith=f"{reach.region}.")
            if reach.office_id is not None:
                inside &= Q(office=reach.office_id)
            allowed |= inside
    return Document.objects.filter(allowed, created_by=user)
