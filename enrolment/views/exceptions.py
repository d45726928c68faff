"""Units with another number of seats than the ratio gives."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from enrolment.actions.exceptions import except_seats, withdraw_exception
from enrolment.catalogue import positions
from enrolment.forms.exceptions import ExceptionForm
from enrolment.models import SeatException
from enrolment.presenters import exceptions as presenters
from enrolment.region_data import index_of
from enrolment.views.elections import editable_election, may_edit, visible_election
from pemilu_bpjs.access import require, right_required
from pemilu_bpjs.permissions import Right

PAGE_SIZE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.VIEW_ELECTION)
def exceptions(request: HttpRequest, code: str) -> HttpResponse:
    """Anyone who sees the election sees its exceptions; the form is for those who may edit."""
    election = visible_election(request, code)
    edit = may_edit(request, election)
    law = positions(election.preset)
    form = None
    if edit:
        initial = {"region": request.GET.get("di", ""), "tps_number": request.GET.get("tps", "")}
        form = ExceptionForm(request.POST or None, initial=initial, law=law, index=index_of(election.region_id))
    if request.method == "POST":
        require(request.user, Right.EDIT_ELECTION, region=election.region_id)
        if form.is_valid():
            try:
                except_seats(election=election, by=request.user, **form.cleaned_data)
            except ValidationError as refused:
                form.add_error(None, refused)
            else:
                messages.success(request, _("Pengecualian tersimpan dan ikut dihitung."))
                return redirect("enrolment:exceptions", code)
    rows = SeatException.objects.filter(election=election, replaced_at=None).select_related("region", "entered_by")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": presenters.exceptions_page(election, law, page, may_edit=edit), "form": form}
    return render(request, "enrolment/exceptions.html", context, status=400 if form and form.errors else 200)


@require_POST
@right_required(Right.EDIT_ELECTION)
def exception_withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    election = editable_election(request, code)
    exception = get_object_or_404(SeatException.objects.select_related("election"), pk=pk, election=election)
    withdraw_exception(exception=exception, by=request.user)
    messages.success(request, _("Pengecualian dicabut; rasio berlaku lagi di sana."))
    return redirect("enrolment:exceptions", code)
