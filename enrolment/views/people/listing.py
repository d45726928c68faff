"""Lists of people: those who serve, reserves, and who is looked for by NIK."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enrolment.forms.people import FindForm, LacksForm, PeopleFilter
from enrolment.models import Assignment
from enrolment.people import Standing, in_order, with_name_and_birth, with_nik
from enrolment.people import people as people_asked
from enrolment.presenters.people import listing as presenters
from enrolment.presenters.people.lacks import lacks_choices
from enrolment.tasks import start_lacks, start_people_export
from enrolment.views.people.access import elections_with_people
from pemilu_bpjs.access import may, right_required
from pemilu_bpjs.permissions import Right

PAGE_SIZE = 50
MOST_FOUND = 50


@require_safe
@never_cache
@right_required(Right.VIEW_PERSON)
def people(request: HttpRequest) -> HttpResponse:
    return _list(request, are_reserves=False)


@require_safe
@never_cache
@right_required(Right.VIEW_PERSON)
def reserves(request: HttpRequest) -> HttpResponse:
    return _list(request, are_reserves=True)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@right_required(Right.VIEW_PERSON)
def people_find(request: HttpRequest) -> HttpResponse:
    """The answer stands on the page that was posted to, so that no NIK is ever part of an address."""
    form = FindForm(request.POST or None)
    seats: Any = Assignment.objects.none()
    if form.is_valid():
        asked = form.cleaned_data
        found = with_nik(request.user, asked["nik"]) if asked["nik"] else None
        seats = with_name_and_birth(request.user, asked["name"], asked["born"]) if found is None else found
    page = presenters.found_page(seats[:MOST_FOUND], was_asked=form.is_bound and form.is_valid())
    status = 400 if form.errors else 200
    return render(request, "enrolment/people/find.html", {"page": page, "form": form}, status=status)


@require_POST
@right_required(Right.REVEAL_PERSON)
def people_export(request: HttpRequest) -> HttpResponse:
    """The list as a workbook, every number in full: only whom the user may see so, and on record."""
    form = PeopleFilter(request.POST, user=request.user, elections=elections_with_people(request))
    asked = form.asked()
    if asked is None:
        return redirect("enrolment:people")
    return redirect("job", start_people_export(asked=asked, by=request.user).pk)


@require_POST
@right_required(Right.REVEAL_PERSON)
def people_lacks(request: HttpRequest) -> HttpResponse:
    """Who lacks what, as a workbook to be filled in and sent as a list: every number in full, and on record."""
    form = LacksForm(request.POST, user=request.user, elections=elections_with_people(request))
    if not form.is_valid():
        raise Http404
    return redirect("job", start_lacks(**form.cleaned_data, by=request.user).pk)


def _list(request: HttpRequest, *, are_reserves: bool) -> HttpResponse:
    elections = elections_with_people(request)
    form = PeopleFilter(request.GET, user=request.user, elections=elections, are_reserves=are_reserves)
    asked = form.asked()
    seats = people_asked(request.user, asked) if asked else Assignment.objects.none()
    page = Paginator(seats.values_list("pk", flat=True), PAGE_SIZE).get_page(request.GET.get("page"))
    shown = presenters.people_page(
        in_order(list(page.object_list)),
        page.paginator.count,
        request.GET,
        are_reserves=are_reserves,
        has_election=asked is not None,
        may_export=may(request.user, Right.REVEAL_PERSON),
    )
    is_of_lacks = asked is not None and asked.standing is Standing.LACKS
    context = {
        "page": page,
        "shown": shown,
        "form": form,
        "hidden": _asked_words(request),
        "lacks": lacks_choices(request.user, asked) if asked and is_of_lacks else (),
        "annex_url": presenters.annex_url(asked.election) if asked and not are_reserves else "",
    }
    return render(request, "enrolment/people/list.html", context)


def _asked_words(request: HttpRequest) -> list[tuple[str, str]]:
    """What the list was narrowed to, to be sent along with its export."""
    return [(name, value) for name, value in request.GET.items() if value and name in PeopleFilter.base_fields]
