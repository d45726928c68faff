"""Replacing a person in one step: typed, previewed with its premium, then confirmed; and taken back while it can be."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from budgeting.forms.replacement import ReplacementForm
from budgeting.presenters import replacement as presenters
from budgeting.replacement_cost import cost_of
from enrolment.actions.people.replacing import replace, take_back, why_not_replaced
from enrolment.models import Assignment
from enrolment.people import posts_meanwhile
from enrolment.unit_people import people_around
from enrolment.views.people.access import visible_seat
from pemilu_bpjs.access import right_required
from pemilu_bpjs.permissions import Right


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@right_required(Right.EDIT_PERSON)
def replacement(request: HttpRequest, pk: int) -> HttpResponse:
    """Sent the first time it is previewed; sent again unchanged, it is done."""
    seat = visible_seat(request, pk, Right.EDIT_PERSON)
    refused = why_not_replaced(seat)
    reserves = presenters.reserve_labels(_reserves(seat))
    form = None if refused else ReplacementForm(request.POST or None, seat=seat, reserves=reserves)
    if form is not None and form.is_confirmed and (coming := _replace(request, seat, form)) is not None:
        return redirect("enrolment:person", coming.pk)
    context: dict[str, Any] = {
        "page": presenters.replacement_page(seat, refused=refused, has_reserves=bool(reserves)),
        "form": form,
        "preview": _preview(request, seat, form) if form is not None and form.is_valid() else None,
    }
    return render(request, "budgeting/replacement.html", context, status=400 if form and form.errors else 200)


@require_POST
@right_required(Right.EDIT_PERSON)
def replacement_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    seat = visible_seat(request, pk, Right.EDIT_PERSON)
    try:
        returned = take_back(replacement=seat, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("enrolment:person", pk)
    messages.success(request, _("Penggantian dibatalkan; %s bertugas kembali.") % returned.record.name)
    return redirect("enrolment:person", returned.pk)


def _reserves(seat: Assignment) -> list[Assignment]:
    """Those of the very unit, in the order of the list."""
    own = {name: getattr(seat, name) for name in ("election", "institution", "body", "region_code", "tps")}
    return list(Assignment.objects.standing().filter(is_reserve=True, **own).select_related("record").order_by("pk"))


def _preview(request: HttpRequest, seat: Assignment, form: ReplacementForm) -> presenters.Preview:
    days = {name: form.cleaned_data[name] for name in ("last_day", "first_day")}
    person = form.known_person
    cost = cost_of(request.user, seat, newcomer=person, is_insured=not form.civil, **days)
    meanwhile = [] if person is None else posts_meanwhile(request.user, person, days["first_day"], seat)
    return presenters.preview(seat, form, cost, people_around(seat, **days), serves=meanwhile)


def _replace(request: HttpRequest, seat: Assignment, form: ReplacementForm) -> Assignment | None:
    asked = {
        name: form.cleaned_data[name] for name in ("last_day", "reason", "first_day", "decree_number", "decree_date")
    }
    try:
        coming = replace(assignment=seat, newcomer=form.coming, by=request.user, **asked)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return None
    told = {"leaver": seat.record.name, "newcomer": form.name}
    messages.success(request, _("%(newcomer)s menggantikan %(leaver)s.") % told)
    return coming
