"""Who serves without cover on a day, and days lost so far. Counts reach as far as the quota board, names less far."""

import datetime
from dataclasses import replace

from django.core.paginator import Page, Paginator
from django.db.models import Max, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from budgeting import uncovered
from budgeting.forms.cover import RiskFilter
from budgeting.presenters import risk as presenters
from budgeting.tasks import start_risk_list
from budgeting.uncovered import Asked
from enrolment.catalogue import positions
from enrolment.models import Assignment, Election, Region
from enrolment.presenters.quota import Choice
from enrolment.quota import elections_on_board, offices_of
from enrolment.rules.region_code import Level
from pemilu_bpjs.access import may, right_required
from pemilu_bpjs.permissions import Right

PAGE_SIZE = 50
_LONGEST_NUMBER = 10


class _Counted(Paginator):
    """Pages of what is asked for page by page: the list itself is never whole in memory."""

    def __init__(self, count: int) -> None:
        super().__init__(range(count), PAGE_SIZE)


@require_safe
@right_required(Right.VIEW_QUOTA)
def risks(request: HttpRequest) -> HttpResponse:
    """Which election's; one alone needs no choosing."""
    found = [election for election, _region in elections_on_board(request.user)]
    if len(found) == 1:
        return redirect("budgeting:risk", found[0].code)
    choices = [Choice(each.name, each.region.name, each.voting_day, presenters.address(each)) for each in found]
    return render(request, "budgeting/cover/choose.html", {"choices": choices})


@require_safe
@never_cache
@right_required(Right.VIEW_QUOTA)
def risk(request: HttpRequest, code: str) -> HttpResponse:
    asked, form, names = _asked(request, code)
    cells = uncovered.counts(asked)
    own = cells if uncovered.are_all_named(request.user) else uncovered.counts(replace(asked, right=Right.VIEW_PERSON))
    count = sum(cell.seats for cell in own if cell.risk in form.risks)
    page = _Counted(count).get_page(request.GET.get("page"))
    rows = uncovered.risky_seats(asked, risks=form.risks, limit=PAGE_SIZE, offset=PAGE_SIZE * (page.number - 1))
    may_see = may(request.user, Right.VIEW_PERSON)
    context = {
        "shown": presenters.risk_page(
            asked.election, asked.day, asked.region, cells, uncovered.people(asked), names, may_export=may_see
        ),
        "form": form,
        "page": page,
        "rows": presenters.seat_rows(rows),
        "may_see": may_see,
    }
    return render(request, "budgeting/cover/risk.html", context)


@require_POST
@right_required(Right.VIEW_PERSON)
def risk_export(request: HttpRequest, code: str) -> HttpResponse:
    asked, _form, _names = _asked(request, code)
    return redirect("job", start_risk_list(asked=asked, by=request.user).pk)


@require_safe
@never_cache
@right_required(Right.VIEW_QUOTA)
def lost_days(request: HttpRequest, code: str) -> HttpResponse:
    asked, form, names = _asked(request, code)
    own, page = _lost_page(asked, request.GET.get("page"))
    found = own.cells if uncovered.are_all_named(request.user) else uncovered.lost(asked)
    context = {
        "shown": presenters.days_page(asked.election, asked.day, asked.region, found, names),
        "form": form,
        "page": page,
        "rows": presenters.day_rows(own.seats),
        "may_see": may(request.user, Right.VIEW_PERSON),
    }
    return render(request, "budgeting/cover/days.html", context)


def _lost_page(asked: Asked, number: str | None) -> tuple[uncovered.LostPage, Page]:
    """The page that was asked for, and the nearest where there are fewer."""
    wanted = int(number) if number and number.isdecimal() and len(number) < _LONGEST_NUMBER else 1
    found = uncovered.lost_page(asked, limit=PAGE_SIZE, offset=PAGE_SIZE * (max(wanted, 1) - 1))
    page = _Counted(sum(cell.hit for cell in found.cells)).get_page(number)
    if page.number != wanted:
        found = uncovered.lost_page(asked, limit=PAGE_SIZE, offset=PAGE_SIZE * (page.number - 1))
    return found, page


def _asked(request: HttpRequest, code: str) -> tuple[Asked, RiskFilter, presenters.Names]:
    """An election beyond the reader's reach is not found, as one that does not exist."""
    election = Election.objects.select_related("region").filter(code=code).first()
    reach = {each.pk for each, _region in elections_on_board(request.user)}
    if election is None or election.pk not in reach:
        raise Http404
    kecamatan = dict(Region.objects.below(election.region_id, Level.KECAMATAN).values_list("pk", "name"))
    data = request.POST if request.method == "POST" else request.GET
    form = RiskFilter(data, day=_usual_day(election), places=kecamatan.items())
    names = presenters.Names(
        kecamatan=kecamatan,
        bodies={each.body: each.body_name for each in positions(election.preset)},
        offices=offices_of(election.region_id),
    )
    return Asked(election, form.day, request.user, form.region), form, names


def _usual_day(election: Election) -> datetime.date:
    """Today while anybody serves, else the voting day."""
    span = Assignment.objects.seated().filter(election=election).aggregate(first=Min("start"), last=Max("end"))
    today = timezone.localdate()
    is_serving = span["first"] is not None and span["first"] <= today <= span["last"]
    return today if is_serving else election.voting_day
