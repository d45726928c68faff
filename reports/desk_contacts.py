"""Whom the desk sends people to: the branch of BPJS, the payer, or the secretariat that appointed somebody."""

from django.db.models import Q

from budgeting.rules.risk import Actor
from enrolment.models.scope import INSTITUTIONS
from enrolment.rules.region_code import kabupaten_of
from pemilu_bpjs.models import Office
from reports.answering import CoverAnswer
from reports.rules.cover_answer import ACTS

_KINDS = {institution: kind for kind, institution in INSTITUTIONS.items()}


def contacts(answer: CoverAnswer) -> tuple[Office, ...]:
    """The offices to call, the nearest first; none where the region has not entered any."""
    if answer.seat is None:
        return ()
    actor = ACTS.get(answer.verdict, Actor.BPJS)
    payer = answer.arrangement.office if answer.arrangement is not None and answer.is_seen else None
    if actor is Actor.PLANNER and payer is not None:
        return (payer,)
    code = kabupaten_of(answer.seat.region_code)
    if actor is Actor.BPJS:
        wanted = Q(kind=Office.Kind.BPJS)
    elif actor is Actor.SECRETARIAT:
        wanted = Q(kind=_KINDS.get(answer.seat.institution, Office.Kind.OTHER))
    else:
        wanted = Q(is_payer=True)
    near = Office.objects.filter(wanted, region__in=(code, code.partition(".")[0]))
    return tuple(near.order_by("-region", "pk")[:3])
