"""The queue of people who may be one under two NIKs, and deciding about a pair."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enrolment.actions.people.same_person import decide_same, decide_two
from enrolment.forms.people import DecideForm
from enrolment.models import Assignment
from enrolment.namesakes import Namesakes, namesakes, pair_of
from enrolment.presenters.people import pairs as presenters
from pemilu_bpjs.access import require, right_required
from pemilu_bpjs.permissions import Right

PAGE_SIZE = 25


@require_safe
@never_cache
@right_required(Right.VIEW_PERSON)
def same_person(request: HttpRequest) -> HttpResponse:
    page = Paginator(namesakes(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    shown = presenters.queue_page(page.object_list, page.paginator.count)
    return render(request, "enrolment/people/same_person.html", {"page": page, "shown": shown})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@right_required(Right.VIEW_PERSON)
def pair(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """Whoever may look sees the two side by side; who may edit both decides."""
    found = pair_of(request.user, first, second)
    if found is None:
        raise Http404
    may_decide = pair_of(request.user, first, second, Right.EDIT_PERSON) is not None
    form = DecideForm(request.POST or None, choices=presenters.right_choices(found)) if may_decide else None
    if request.method == "POST":
        require(request.user, Right.EDIT_PERSON)
        if form is not None and form.is_valid() and _decide(request, found, form):
            return redirect("enrolment:same-person")
    seats = Assignment.objects.visible_to(request.user).standing().filter(person__in=found.key)
    shown = list(seats.select_related("record", "election").order_by("start", "pk"))
    context = {"page": presenters.pair_page(found, shown, may_decide=may_decide), "form": form}
    return render(request, "enrolment/people/pair.html", context, status=400 if form and form.errors else 200)


def _decide(request: HttpRequest, found: Namesakes, form: DecideForm) -> bool:
    answer, reason = form.cleaned_data["answer"], form.cleaned_data["reason"]
    try:
        if answer == DecideForm.TWO:
            decide_two(pair=found, reason=reason, by=request.user)
            messages.success(request, _("Tercatat: dua orang yang berbeda."))
        else:
            decide_same(pair=found, right=int(answer), reason=reason, by=request.user)
            messages.success(request, _("Tercatat: orang yang sama. Tugasnya kini di bawah NIK yang benar."))
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    return True
