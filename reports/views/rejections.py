"""Whom BPJS refused: work for the secretariat that sent them, and for the planner."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgeting.models import Arrangement, Registration
from enrolment.models import Assignment
from pemilu_bpjs.access import Right, may, right_required
from reports.actions.batches import put_back
from reports.forms.rejections import AgainForm, RejectedFilter
from reports.models import BatchRow
from reports.presenters.batches import payer_name
from reports.presenters.rejections import rejected_lines
from reports.rejections import WAITING, rejected_rows
from reports.tasks.batch_previews import start_held_list

PAGE_SIZE = 25
_RELATED = ("assignment__record", "registration__arrangement__office")


@require_safe
@never_cache
@right_required(Right.VIEW_PERSON)
def rejected(request: HttpRequest) -> HttpResponse:
    form = RejectedFilter(request.GET or None)
    rows = rejected_rows(request.user)
    narrowed = form.narrow(rows).select_related(*_RELATED).order_by("assignment__region_code", "pk")
    page = Paginator(narrowed, PAGE_SIZE).get_page(request.GET.get("page"))
    seats = [row.assignment_id for row in page.object_list]
    registrations = [row.registration_id for row in page.object_list]
    editable = Assignment.objects.visible_to(request.user, Right.EDIT_PERSON).filter(pk__in=seats)
    own = Registration.objects.visible_to(request.user, Right.SEND_BATCH).filter(pk__in=registrations)
    sendable = set(own.values_list("pk", flat=True))
    context = {
        "form": form,
        "page": page,
        "lines": rejected_lines(
            page.object_list,
            editable=frozenset(editable.values_list("pk", flat=True)),
            resendable=frozenset(
                row.pk for row in page.object_list if row.stands == WAITING and row.registration_id in sendable
            ),
        ),
        "is_narrowed": bool(request.GET),
        "held": _held_choices(request),
    }
    return render(request, "reports/rejections/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@right_required(Right.SEND_BATCH)
def rejected_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Sent again as he is, for a reason that stands on record."""
    rows = rejected_rows(request.user).filter(
        registration__in=Registration.objects.visible_to(request.user, Right.SEND_BATCH)
    )
    row: BatchRow = get_object_or_404(rows.select_related(*_RELATED), pk=pk)
    form = AgainForm(request.POST or None)
    if form.is_valid():
        try:
            put_back(registration=row.registration, reason=form.cleaned_data["reason"], by=request.user)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("Orang ini ikut kiriman berikutnya, apa adanya."))
            return redirect("reports:rejected")
    context = {
        "form": form,
        "name": row.assignment.record.name,
        "crumbs": [(_("Ditolak BPJS"), reverse("reports:rejected"))],
    }
    return render(request, "reports/rejections/again.html", context, status=400 if form.errors else 200)


@require_POST
@right_required(Right.REVEAL_PERSON)
def held_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Who of the user's own people is held back from the next batch, as a workbook."""
    arrangement = get_object_or_404(_with_own_people(request), pk=pk)
    return redirect("job", start_held_list(arrangement, "", by=request.user).pk)


def _held_choices(request: HttpRequest) -> list[tuple[str, str]]:
    """(what it is of, address) of each list that the user may have made."""
    if not may(request.user, Right.REVEAL_PERSON):
        return []
    found = _with_own_people(request).select_related("election", "office")
    return [(payer_name(each), reverse("reports:held-list", args=[each.pk])) for each in found]


def _with_own_people(request: HttpRequest) -> QuerySet[Arrangement]:
    own = Assignment.objects.visible_to(request.user, Right.REVEAL_PERSON).filter(election=OuterRef("election"))
    return Arrangement.objects.filter(Exists(own))
