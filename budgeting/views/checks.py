"""The three-way check, and realisation against budget: sums for every reader, names for those who may see them."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from budgeting import bill_sums
from budgeting.authority import budgeted_months
from budgeting.checks import detail, year_check
from budgeting.forms.checks import CheckForm
from budgeting.models import Arrangement, Bill
from budgeting.presenters import bills as bill_presenters
from budgeting.presenters import checks as presenters
from budgeting.presenters.bill_words import authority_words
from budgeting.presenters.realisation import realisation_page
from budgeting.realisation import realisation
from budgeting.writers.realisation import Heading, realisation_workbook
from enrolment.writers.xlsx import MEDIA_TYPE
from pemilu_bpjs import audit
from pemilu_bpjs.access import Right, right_required


@dataclass(frozen=True)
class _Asked:
    form: CheckForm
    arrangement: Arrangement | None
    year: int
    month: str


@require_safe
@right_required(Right.VIEW_BILL)
def three_way(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    context = {"form": asked.form, "crumbs": bill_presenters.crumbs(), "year": asked.year}
    if asked.arrangement is None:
        return render(request, "budgeting/checks/three_way.html", context)
    if asked.month:
        found = detail(asked.arrangement, asked.month)
        context |= {
            "page": presenters.month_page(asked.arrangement, found, request.user),
            "source": authority_words(found.check.budget),
            "carried": _carried(asked, found.check.bill),
        }
        return render(request, "budgeting/checks/month.html", context)
    checks = year_check(asked.arrangement, asked.year)
    budget = next((check.budget for check in checks if check.budget), None)
    context |= {"rows": presenters.month_rows(asked.arrangement, checks), "source": authority_words(budget)}
    return render(request, "budgeting/checks/three_way.html", context)


@require_safe
@right_required(Right.VIEW_BILL)
def realisation_view(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    context = {"form": asked.form, "crumbs": bill_presenters.crumbs(), "year": asked.year, "asked": asked}
    if asked.arrangement is not None:
        context["page"] = realisation_page(realisation(asked.arrangement, asked.year))
    return render(request, "budgeting/checks/realisation.html", context)


@require_safe
@right_required(Right.VIEW_BILL)
def realisation_export(request: HttpRequest) -> HttpResponse:
    """Sums alone: written while its reader waits. Files speak Indonesian."""
    asked = _asked(request)
    arrangement = asked.arrangement
    if arrangement is None:
        raise Http404
    with translation.override("id"):
        found = realisation(arrangement, asked.year)
        heading = Heading(
            payer=str(arrangement.office or arrangement.region),
            election=str(arrangement.election),
            source=authority_words(found.authority),
        )
        content = realisation_workbook(found, heading)
        name = _("realisasi-iuran-%s.xlsx") % asked.year
    audit.record(
        "realisation.export",
        by=request.user,
        subject=f"arrangement:{arrangement.pk}",
        office=arrangement.office,
        region=arrangement.region,
        detail={"year": asked.year},
    )
    return HttpResponse(content, MEDIA_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _asked(request: HttpRequest) -> _Asked:
    visible = Arrangement.objects.visible_to(request.user, Right.VIEW_BILL)
    rows = visible.select_related("election__region", "office", "plan").order_by("-election__voting_day", "pk")
    form = CheckForm(request.GET, arrangements=rows)
    arrangement = form.arrangement()
    if arrangement is None and request.GET.get("iuran"):
        raise Http404
    form.offer(_months(arrangement) if arrangement else ())
    return _Asked(form, arrangement, form.year(timezone.localdate().year), form.month())


def _months(arrangement: Arrangement) -> set[str]:
    """Every month that is covered, billed or budgeted."""
    covered = {month for _key, month in bill_sums.charges([arrangement])}
    billed = Bill.objects.standing().filter(arrangement=arrangement).values_list("month", flat=True)
    return covered | set(billed) | budgeted_months(arrangement)


def _carried(asked: _Asked, bill: Bill | None) -> list[str]:
    if asked.arrangement is None:
        return []
    run = bill.run if bill else bill_sums.last_run(asked.arrangement)
    return bill_presenters.carried_words(bill_sums.carried(asked.arrangement, asked.month, run))
