"""The queue of people with two posts at one time, and leaving both with a reason."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enrolment.actions.people.overlaps import keep_both
from enrolment.forms.people import KeepBothForm
from enrolment.models import Assignment
from enrolment.overlapping import overlap_people, overlaps_of
from enrolment.presenters.people import overlaps as presenters
from enrolment.presenters.people.listing import crumbs
from enrolment.presenters.people.seats import seat_lines
from enrolment.views.people.access import visible_seat
from pemilu_bpjs.access import right_required
from pemilu_bpjs.permissions import Right

PAGE_SIZE = 25


@require_safe
@never_cache
@right_required(Right.VIEW_PERSON)
def overlaps(request: HttpRequest) -> HttpResponse:
    page = Paginator(overlap_people(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    found = overlaps_of(request.user, list(page.object_list))
    seats = [seat.pk for overlap in found for seat in overlap.seen]
    own = Assignment.objects.visible_to(request.user, Right.EDIT_PERSON).filter(pk__in=seats)
    shown = presenters.overlaps_page(found, frozenset(own.values_list("pk", flat=True)), page.paginator.count)
    return render(request, "enrolment/people/overlaps.html", {"page": page, "shown": shown})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@right_required(Right.EDIT_PERSON)
def keep(request: HttpRequest, first: int, second: int) -> HttpResponse:
    sides = [visible_seat(request, pk, Right.EDIT_PERSON) for pk in (first, second)]
    if sides[0].person_id != sides[1].person_id:
        raise Http404
    form = KeepBothForm(request.POST or None)
    if form.is_valid():
        try:
            keep_both(first=sides[0], second=sides[1], reason=form.cleaned_data["reason"], by=request.user)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Tercatat: kedua tugas dibiarkan."))
            return redirect("enrolment:overlaps")
    trail = (*crumbs(), (_("Tumpang tindih"), reverse("enrolment:overlaps")))
    context = {"crumbs": trail, "seats": seat_lines(sides), "form": form}
    return render(request, "enrolment/people/keep.html", context, status=400 if form.errors else 200)
