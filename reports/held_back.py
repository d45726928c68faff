"""Who serves in an election and is in nobody's batch: not insured there, or sent in a roster and never accepted."""

import datetime
from collections import Counter

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from budgeting.models import Arrangement, PersonMonth
from enrolment.models import Assignment, Election, RosterLine, RosterUpload
from enrolment.rules.roster_lacks import Lacks
from reports.rules.sipp_faults import CODES, EXCLUDED, NOT_ACCEPTED
from reports.sending import candidates

# Of these nobody is asked for any more rows: taken over whole or closed, taken back, or never read.
_OVER = (RosterUpload.State.DONE, RosterUpload.State.UNDONE, RosterUpload.State.REFUSED)

_LACKS = {"mother-missing": Lacks.MOTHER, "marital-missing": Lacks.MARITAL}


def excluded(election: Election, body: str = "") -> QuerySet[Assignment]:
    """Seats of people for whom this election pays no month: ASN, members whom the payer leaves out, posts out of plan.

    Reserves take no seat and are not looked for.
    """
    carried = PersonMonth.objects.standing().filter(person=OuterRef("person"), price__arrangement__election=election.pk)
    seats = Assignment.objects.seated().filter(~Exists(carried), election=election)
    return seats.filter(body=body) if body else seats


def not_accepted(election: Election, body: str = "") -> QuerySet[RosterLine]:
    """Rows that were sent for the election and whose people do not serve, as far as their NIK can be read."""
    serves = Assignment.objects.standing().filter(election=election, person__nik_fp=OuterRef("nik_fp"))
    lines = RosterLine.objects.filter(
        Q(nik_fp=None) | ~Exists(serves), upload__election=election, upload__is_trial=False, accepted_at=None
    ).exclude(upload__state__in=_OVER)
    return lines.filter(Q(body=body) | Q(body="", upload__body=body)) if body else lines


def of_election(election: Election, body: str = "") -> Counter[str]:
    """People by code; whoever is sent twice counts once, a row without a readable NIK as one person."""
    lines = not_accepted(election, body)
    named = lines.exclude(nik_fp=None).order_by().values("nik_fp").distinct()
    return Counter(
        {
            EXCLUDED: excluded(election, body).order_by().values("person").distinct().count(),
            NOT_ACCEPTED: named.count() + lines.filter(nik_fp=None).count(),
        }
    )


def seats_of(arrangement: Arrangement, code: str, body: str = "", *, today: datetime.date) -> list[int]:
    """The seat of each person whom a reason holds back now, in the order of the files; of NOT_ACCEPTED nobody sits.

    Opens the particulars of everybody who is still to be told of, as counting them does; for what a seat's record says
    in the clear that it lacks, of those people alone.
    """
    if code == EXCLUDED:
        each_once = excluded(arrangement.election, body).order_by().values("person")
        return sorted(each_once.annotate(first=Min("pk")).values_list("first", flat=True))
    with candidates(arrangement, body=body, today=today) as found:
        told = found.lacking(_LACKS[code]) if code in _LACKS else found
        return [each.assignment_id for each in told if code in each.codes]


def as_list(found: Counter[str]) -> list[dict[str, str | int]]:
    """[{"code", "people"}] in the order of the contract; no code without people."""
    return [{"code": code, "people": found[code]} for code in CODES if found[code]]
