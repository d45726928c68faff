"""Who is held back from a batch for one reason, by name: for those who may see them."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from budgeting.models import Arrangement
from enrolment.models import Assignment, RosterUpload
from enrolment.people import in_order
from pemilu_bpjs.access import Right, right_required
from reports.held_back import not_accepted, seats_of
from reports.presenters import held as presenters
from reports.rules.sipp_faults import CODES, NOT_ACCEPTED
from reports.views.batches import payer_arrangements

PAGE_SIZE = 50
_SEALED = ("sealed_cells", "sealed_edits", "sealed")


@require_safe
@never_cache
@right_required(Right.VIEW_PERSON)
def held_people(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """As it is now: whoever was mended since it was counted is gone. `?badan=` leaves one body."""
    arrangement = get_object_or_404(payer_arrangements(request), pk=pk)
    if code not in CODES:
        raise Http404
    show = _rows if code == NOT_ACCEPTED else _people
    return show(request, arrangement, code)


def _people(request: HttpRequest, arrangement: Arrangement, code: str) -> HttpResponse:
    held = seats_of(arrangement, code, request.GET.get("badan", ""), today=timezone.localdate())
    own = Assignment.objects.visible_to(request.user).filter(election=arrangement.election_id)
    visible = set(own.values_list("pk", flat=True)) if held else set()
    seats = [seat for seat in held if seat in visible]
    page = Paginator(seats, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = presenters.people_page(
        arrangement, code, in_order(list(page.object_list)), seen=len(seats), unseen=len(held) - len(seats)
    )
    return render(request, "reports/batches/held_people.html", {"shown": shown, "page": page})


def _rows(request: HttpRequest, arrangement: Arrangement, code: str) -> HttpResponse:
    own = RosterUpload.objects.visible_to(request.user)
    lines = not_accepted(arrangement.election, request.GET.get("badan", "")).filter(upload__in=own)
    ordered = lines.select_related("upload").defer(*_SEALED).order_by("upload", "sheet", "row")
    page = Paginator(ordered, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = presenters.rows_page(arrangement, code, page.object_list, seen=page.paginator.count)
    return render(request, "reports/batches/held_people.html", {"shown": shown, "page": page})
