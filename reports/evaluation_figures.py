"""Fetches what the evaluation report says: the ledger, the days, bills, payments and incidents of one payer's election.

Words stand in the active language; whoever prints activates Indonesian first.
"""

import datetime

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy

from budgeting import cover_sums, uncovered
from budgeting.models import Arrangement, Bill, CoverPrice, CoverRun, PersonMonth
from budgeting.presenters.bill_words import authority_words
from budgeting.realisation import AccountMonth, MonthRow, realisation
from budgeting.rules.risk import Risk
from enrolment.models import Assignment, Body, Election, Region
from reports.incident_wording import kind_words
from reports.incidents import kind_totals
from reports.rules.evaluation import Cell, Claims, Counted, Days, EvaluationFigures, Money, MonthMoney
from reports.rules.incident_claim import Kind
from reports.rules.words import election_alone

COVERED = gettext_lazy("Terlindungi")
RISKS = {
    Risk.UNPLANNED: gettext_lazy("Bulan atau jabatannya tidak ada dalam rencana iuran"),
    Risk.STALE: gettext_lazy("Ada dalam rencana, orang-bulan belum dihitung"),
    Risk.INCOMPLETE: gettext_lazy("Datanya belum lengkap untuk SIPP"),
    Risk.UNSENT: gettext_lazy("Belum dikirim ke BPJS"),
    Risk.REJECTED: gettext_lazy("Ditolak BPJS"),
    Risk.UNANSWERED: gettext_lazy("Dikirim, belum dijawab BPJS"),
    Risk.LATER: gettext_lazy("Diterima BPJS sejak hari sesudahnya"),
    Risk.ENDED: gettext_lazy("Sudah dinonaktifkan"),
}


def evaluate(arrangement: Arrangement, *, on: datetime.date | None = None) -> EvaluationFigures:
    """Everything as it stands now, days counted up to `on` (today)."""
    election = arrangement.election
    day = on or timezone.localdate()
    voting = uncovered.Asked(election, election.voting_day)
    at_vote = uncovered.people(voting)
    run = CoverRun.objects.filter(election=election).order_by("-number").first()
    years = [realisation(arrangement, year) for year in _years(arrangement)]
    return EvaluationFigures(
        election_name=election_alone(election.name, election.region.name),
        region_name=election.region.name,
        payer=arrangement.office.name if arrangement.office else "",
        voting_day=election.voting_day,
        on=day,
        people=_distinct_people(election),
        paid_people=_paid_people(arrangement),
        cells=_cells(election, day),
        voting_people=at_vote.people,
        voting_uncovered=at_vote.uncovered,
        voting_seats=_voting_seats(voting),
        excluded=_excluded(election),
        claims=_claims(election),
        months=tuple(_month(row) for year in years for row in year.months),
        budget_source=" ".join(dict.fromkeys(authority_words(year.authority) for year in years)),
        cut=sum(year.cut for year in years),
        saved_months=run.saved_months if run else 0,
        saved_rupiah=run.saved_rupiah if run else 0,
    )


def _years(arrangement: Arrangement) -> list[int]:
    """The fiscal years in which a month is priced or billed."""
    prices = CoverPrice.objects.filter(arrangement=arrangement, replaced_at=None).order_by().values_list("month")
    bills = Bill.objects.standing().filter(arrangement=arrangement).order_by().values_list("month")
    return sorted({int(month[:4]) for (month,) in (*prices.distinct(), *bills.distinct())})


def _distinct_people(election: Election) -> int:
    seats = Assignment.objects.seated().filter(election=election)
    return seats.order_by().aggregate(people=Count("person", distinct=True))["people"]


def _paid_people(arrangement: Arrangement) -> int:
    months = PersonMonth.objects.standing().filter(price__arrangement=arrangement)
    return months.aggregate(people=Count("person", distinct=True))["people"]


def _cells(election: Election, day: datetime.date) -> tuple[Cell, ...]:
    """Bodies in the order of the law, kecamatan by their codes."""
    lost = uncovered.lost(uncovered.Asked(election, day))
    bodies = dict(Body.objects.current().order_by("order", "code").values_list("code", "short_name"))
    order = {code: place for place, code in enumerate(bodies)}
    places = dict(Region.objects.filter(pk__in={each.kecamatan for each in lost}).values_list("pk", "name"))
    ordered = sorted(lost, key=lambda each: (order.get(each.body, len(order)), each.body, each.kecamatan))
    return tuple(
        Cell(
            bodies.get(each.body, each.body),
            places.get(each.kecamatan, each.kecamatan),
            Days(each.seats, each.hit, each.days, each.unpaid, each.unconfirmed),
        )
        for each in ordered
    )


def _voting_seats(asked: uncovered.Asked) -> tuple[Counted, ...]:
    seats: dict[Risk | None, int] = {None: 0}
    for cell in uncovered.counts(asked):
        seats[cell.risk] = seats.get(cell.risk, 0) + cell.seats
    lacking = (Counted(str(RISKS[risk]), seats[risk]) for risk in Risk if risk in seats)
    return (Counted(str(COVERED), seats[None]), *lacking)


def _excluded(election: Election) -> tuple[Counted, ...]:
    labels = dict(Assignment.NotInsured.choices)
    return tuple(
        Counted(str(labels.get(each.reason, each.reason)), each.people) for each in cover_sums.excluded(election)
    )


def _claims(election: Election) -> tuple[Claims, ...]:
    """By kind alone: a count of two in one kecamatan would say who fell ill."""
    return tuple(
        Claims(
            kind_words(Kind(each.kind)),
            each.reported,
            each.covered,
            each.claimed,
            each.granted,
            each.refused,
            each.amount,
        )
        for each in kind_totals(election)
    )


def _month(row: MonthRow) -> MonthMoney:
    return MonthMoney(row.month, _money(row.jkk), _money(row.jkm))


def _money(account: AccountMonth) -> Money:
    return Money(account.budget, account.expected, account.billed, account.paid)
