"""Holidays: which days move a due date, and where each comes from."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from budgeting.actions import holidays as actions
from budgeting.forms.bills import HolidayForm
from budgeting.forms.faults import refuse
from budgeting.models import Holiday
from budgeting.rules.notes import Faults
from pemilu_bpjs.access import EVERYWHERE, Right, may, require, right_required


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.VIEW_REFERENCE)
def holidays(request: HttpRequest) -> HttpResponse:
    form = HolidayForm(request.POST or None)
    if request.method == "POST":
        require(request.user, Right.EDIT_REFERENCE, region=EVERYWHERE)
        if form.is_valid() and _added(request, form):
            return redirect("budgeting:holidays")
    context = {
        "form": form,
        "rows": Holiday.objects.select_related("entered_by").order_by("-day"),
        "may_edit": may(request.user, Right.EDIT_REFERENCE, region=EVERYWHERE),
    }
    return render(request, "budgeting/holidays/list.html", context, status=400 if form.errors else 200)


@require_POST
@right_required(Right.EDIT_REFERENCE)
def holiday_remove(request: HttpRequest, pk: int) -> HttpResponse:
    actions.remove_holiday(holiday=get_object_or_404(Holiday, pk=pk), by=request.user)
    messages.success(request, _("Hari libur dihapus. Tagihan yang sudah dicatat tetap memakai jatuh temponya."))
    return redirect("budgeting:holidays")


def _added(request: HttpRequest, form: HolidayForm) -> bool:
    try:
        actions.add_holiday(by=request.user, **form.cleaned_data)
    except Faults as refused:
        refuse(form, refused.notes, {})
        return False
    messages.success(request, _("Hari libur ditambahkan."))
    return True
