"""Elections, and their regions down to the TPS."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from enrolment.actions.elections import create_election
from enrolment.counting import final_tps
from enrolment.forms.elections import ElectionForm, RegionSearch
from enrolment.models import Election, Region, StageCode
from enrolment.presenters import elections as presenters
from enrolment.rules.region_code import Level, lies_within
from enrolment.seating import seating
from pemilu_bpjs.access import may, right_required
from pemilu_bpjs.permissions import Right

PAGE_SIZE = 25


@require_safe
@right_required(Right.VIEW_ELECTION)
def election_list(request: HttpRequest) -> HttpResponse:
    visible = Election.objects.visible_to(request.user).select_related("region")
    page = Paginator(visible, PAGE_SIZE).get_page(request.GET.get("page"))
    lines = presenters.election_lines(page.object_list, final_tps([each.pk for each in page.object_list]))
    context = {"page": page, "lines": lines, "may_edit": may(request.user, Right.EDIT_ELECTION)}
    return render(request, "enrolment/elections.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.EDIT_ELECTION)
def election_new(request: HttpRequest) -> HttpResponse:
    """The search is a GET of the same form, so that it works without JavaScript and keeps what was chosen."""
    data = request.POST if request.method == "POST" else request.GET
    search = RegionSearch(data, user=request.user)
    regions = search.found()
    if request.method == "POST":
        form = ElectionForm(request.POST, regions=_with_chosen(regions, search, request.POST.get("region", "")))
        election = _create(request, form) if form.is_valid() else None
        if election is not None:
            messages.success(request, _("Pemilihan sudah disiapkan. Sekarang isi jumlah TPS."))
            return redirect("enrolment:election", election.code)
    else:
        form = ElectionForm(initial=_initial(request, regions), regions=regions)
    context = {"form": form, "search": search, "crumbs": presenters.crumbs()}
    return render(request, "enrolment/election_new.html", context, status=400 if form.errors else 200)


@require_safe
@right_required(Right.VIEW_ELECTION)
def election_detail(request: HttpRequest, code: str) -> HttpResponse:
    election = visible_election(request, code)
    page = presenters.election_page(election, seating(election, election.region), may_edit=may_edit(request, election))
    return render(request, "enrolment/election.html", {"page": page})


@require_safe
@right_required(Right.VIEW_ELECTION)
def region_detail(request: HttpRequest, code: str, region: str) -> HttpResponse:
    election = visible_election(request, code)
    if region == election.region_id:
        return redirect("enrolment:election", code)
    place = region_of(election, region)
    found, edit = seating(election, place), may_edit(request, election)
    if place.level == Level.DESA:
        page = presenters.desa_page(election, place, found, request.GET.get("page"), may_edit=edit)
        return render(request, "enrolment/desa.html", {"page": page})
    return render(
        request, "enrolment/region.html", {"page": presenters.region_page(election, place, found, may_edit=edit)}
    )


def visible_election(request: HttpRequest, code: str) -> Election:
    """404 for an election of another region, as for one that does not exist."""
    visible = Election.objects.visible_to(request.user).select_related("region")
    return get_object_or_404(visible, code=code)


def editable_election(request: HttpRequest, code: str) -> Election:
    editable = Election.objects.editable_by(request.user).select_related("region")
    return get_object_or_404(editable, code=code)


def region_of(election: Election, code: str) -> Region:
    region = get_object_or_404(Region.objects.select_related("parent__parent"), pk=code)
    if not lies_within(region.pk, election.region_id):
        return get_object_or_404(Region.objects.none())
    return region


def may_edit(request: HttpRequest, election: Election) -> bool:
    return may(request.user, Right.EDIT_ELECTION, region=election.region_id)


def _initial(request: HttpRequest, regions: list[tuple[str, str]]) -> dict[str, Any]:
    """What was chosen before a search; one region alone needs no choosing."""
    only = regions[0][0] if len(regions) == 1 else ""
    return {
        "preset": request.GET.get("preset", ""),
        "region": request.GET.get("region", only) or only,
        "stages": request.GET.getlist("stages") or [StageCode.COKLIT, StageCode.DPT],
    }


def _with_chosen(regions: list[tuple[str, str]], search: RegionSearch, chosen: str) -> list[tuple[str, str]]:
    """A region chosen before the search words were changed stays a valid choice, if it is within reach."""
    if chosen in dict(regions):
        return regions
    found = search.reachable.filter(pk=chosen).values_list("pk", "name")
    return [*regions, *((code, f"{name} ({code})") for code, name in found)]


def _create(request: HttpRequest, form: ElectionForm) -> Election | None:
    try:
        return create_election(by=request.user, **form.cleaned_data)
    except ValidationError as refused:
        form.add_error(None, refused)
        return None
