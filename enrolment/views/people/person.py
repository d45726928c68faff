"""One person: masked, seen in full for a purpose, corrected, ended, and that taken back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enrolment.actions.people.correcting import correct as correct_person
from enrolment.actions.people.end_taken_back import may_be_taken_back, take_end_back
from enrolment.actions.people.replacing import what_stands_on
from enrolment.actions.rosters.ending import end_assignments
from enrolment.forms.people import EndForm, LookForm, ParticularsForm, typed_from
from enrolment.models import Assignment
from enrolment.people import may_edit, of_same_person, serves_elsewhere_unseen
from enrolment.presenters.people import person as presenters
from enrolment.record_writing import as_row
from enrolment.views.people.access import visible_seat
from pemilu_bpjs import looks
from pemilu_bpjs.access import right_required
from pemilu_bpjs.permissions import Right


@require_safe
@never_cache
@right_required(Right.VIEW_PERSON)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    seat = visible_seat(request, pk)
    return _page(request, seat, LookForm())


@require_POST
@never_cache
@right_required(Right.REVEAL_PERSON)
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Answers with the page itself, so that what was asked for stands in no address and is gone when it is left."""
    seat = visible_seat(request, pk, Right.REVEAL_PERSON)
    form = LookForm(request.POST)
    if not form.is_valid():
        return _page(request, seat, form, status=400)
    asked = form.cleaned_data
    _look(request, seat, asked["what"], asked["purpose"])
    return _page(request, seat, form, shown=form.fields_shown)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@right_required(Right.EDIT_PERSON)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """The form holds everything in full, so that opening it is a look."""
    seat = visible_seat(request, pk, Right.EDIT_PERSON)
    if request.method != "POST":
        _look(request, seat, LookForm.ALL, "perbaikan")
        form = ParticularsForm(initial=typed_from(as_row(seat.record)), seat=seat)
    else:
        form = ParticularsForm(request.POST, seat=seat)
    if form.is_valid():
        try:
            correct_person(assignment=seat, row=form.row, by=request.user)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            _tell(request, form.warnings)
            return redirect("enrolment:person", pk)
    context = {"seat": presenters.seat_lines([seat])[0], "crumbs": presenters.crumbs_to(seat), "form": form}
    return render(request, "enrolment/people/correct.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@right_required(Right.EDIT_PERSON)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Who leaves and nobody comes."""
    seat = visible_seat(request, pk, Right.EDIT_PERSON)
    form = EndForm(request.POST or None, seat=seat)
    if form.is_valid():
        try:
            end_assignments(assignments=[seat.pk], by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Tercatat: %s berhenti.") % seat.record.name)
            return redirect("enrolment:person", pk)
    context = {"seat": presenters.seat_lines([seat])[0], "crumbs": presenters.crumbs_to(seat), "form": form}
    return render(request, "enrolment/people/end.html", context, status=400 if form.errors else 200)


@require_POST
@right_required(Right.EDIT_PERSON)
def end_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was ended by mistake serves again."""
    seat = visible_seat(request, pk, Right.EDIT_PERSON)
    try:
        take_end_back(assignment=seat, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Pencatatan berhenti dibatalkan; %s bertugas kembali.") % seat.record.name)
    return redirect("enrolment:person", pk)


def _page(
    request: HttpRequest, seat: Assignment, form: LookForm, *, shown: Any = (), status: int = 200
) -> HttpResponse:
    links = presenters.links_of(
        seat,
        may_reveal=may_edit(request.user, seat, Right.REVEAL_PERSON),
        may_edit=may_edit(request.user, seat),
        may_report=may_edit(request.user, seat, Right.EDIT_INCIDENT),
        is_replacement=not what_stands_on(seat),
        is_ended_by_hand=may_be_taken_back(seat),
    )
    page = presenters.person_page(
        seat,
        list(of_same_person(request.user, seat)),
        links,
        serves_unseen=seat.voided_at is None and serves_elsewhere_unseen(request.user, seat),
        shown=shown,
    )
    return render(request, "enrolment/people/person.html", {"page": page, "form": form}, status=status)


def _look(request: HttpRequest, seat: Assignment, what: str, purpose: str) -> None:
    looks.look(by=request.user, subject=f"person:{seat.person_id}", region=seat.region_code, what=what, purpose=purpose)


def _tell(request: HttpRequest, warnings: tuple[str, ...]) -> None:
    messages.success(request, _("Data diri tersimpan."))
    for sentence in warnings:
        messages.warning(request, sentence)
