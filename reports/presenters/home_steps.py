"""The chain count → plan → propose → enrol → pay → answer, and how far the newest election has come on it."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from pemilu_bpjs.access import Right, may
from pemilu_bpjs.formats import thousands
from pemilu_bpjs.models import User
from reports.cover_standing import CoverStanding
from reports.presenters.home_parts import Step
from reports.waiting import Standing


def steps(standing: Standing, come: CoverStanding, user: User, today: datetime.date) -> tuple[Step, ...]:
    """The first that is not done is the current one; enrolling and paying begin when the budget may be spent."""
    is_over = come.is_over(today)
    done = (
        standing.has_tps,
        standing.has_plan,
        standing.has_authority,
        come.is_enrolled,
        come.is_paid,
        is_over and come.is_enrolled and come.is_paid,
    )
    current = next((place for place, is_done in enumerate(done) if not is_done), len(done))
    marks = ["done" if is_done else "current" if place == current else "todo" for place, is_done in enumerate(done)]
    urls = _urls(standing, user)
    election = "" if standing.has_tps else _("jumlah TPS belum ada")
    proposed = "" if standing.has_authority else _("sampai DPA sah")
    return (
        Step(_("Hitung"), marks[0], urls[0], election),
        Step(_("Rencanakan"), marks[1], urls[1]),
        Step(_("Usulkan"), marks[2], urls[2], proposed),
        Step(_("Daftarkan"), marks[3], urls[3], _enrolled(standing, come)),
        Step(_("Bayar"), marks[4], urls[4], _paid(come)),
        Step(_("Jawab"), marks[5], urls[5]),
    )


def _urls(standing: Standing, user: User) -> tuple[str, ...]:
    """Of the six, "" where the user may not go."""
    enrol = "reports:batches" if may(user, Right.VIEW_BATCH) else "budgeting:covers"
    ways = (
        ("budgeting:plans", Right.VIEW_PLAN),
        ("budgeting:proposals", Right.VIEW_PROPOSAL),
        (enrol, Right.VIEW_COVER),
        ("budgeting:bills", Right.VIEW_BILL),
        ("reports:desk", Right.ASK_COVER),
    )
    first = reverse("enrolment:election", args=[standing.election.code]) if standing.election else ""
    return (first, *(reverse(route) if may(user, right) else "" for route, right in ways))


def _enrolled(standing: Standing, come: CoverStanding) -> str:
    if come.people:
        told = {"taken": thousands(come.taken), "people": thousands(come.people)}
        return _("%(taken)s dari %(people)s orang diterima BPJS") % told
    return "" if standing.has_authority else _("sesudah DPA sah")


def _paid(come: CoverStanding) -> str:
    if not come.months:
        return ""
    told = {"paid": thousands(come.paid), "months": thousands(come.months)}
    return _("%(paid)s dari %(months)s bulan lunas") % told
