"""The list of people beside a bill: sending it, and saying which column holds what where the file does not."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from budgeting import bill_lists
from budgeting.actions.bill_lists import BILL_LIST, receive_list
from budgeting.forms.bills import BillListForm, ListColumnsForm
from budgeting.presenters import bill_lists as presenters
from budgeting.tasks import start_bill_list
from budgeting.views.bills import found_bill
from enrolment.sheets import SheetError
from pemilu_bpjs import documents
from pemilu_bpjs.access import Right, right_required
from pemilu_bpjs.models import Document


@require_POST
@right_required(Right.POST_BILL)
def bill_list_send(request: HttpRequest, pk: int) -> HttpResponse:
    found = found_bill(request, pk, Right.POST_BILL)
    form = BillListForm(request.POST, request.FILES)
    if not form.is_valid():
        for faults in form.errors.values():
            messages.error(request, " ".join(faults))
        return redirect("budgeting:bill", pk)
    file = form.cleaned_data["file"]
    kept = receive_list(bill=found, name=file.name or "", content=file.read(), by=request.user)
    return redirect("job", start_bill_list(bill=found, file=kept, by=request.user).pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@right_required(Right.POST_BILL)
def bill_list_columns(request: HttpRequest, pk: int, file: str) -> HttpResponse:
    """The first rows in view. Their cells are personal data: shown, with numbers masked, to who sent the file alone."""
    found = found_bill(request, pk, Right.POST_BILL)
    rows = Document.objects.filter(kind=BILL_LIST, source=f"bill:{found.pk}", created_by=request.user)
    kept = get_object_or_404(rows, pk=file)
    try:
        sheets = bill_lists.look(kept.name, documents.content(kept))
    except SheetError as refused:
        messages.error(request, refused.message)
        return redirect("budgeting:bill", pk)
    asked = request.GET.get("lembar", "")
    sheet = next((each for each in sheets if str(each.head.index) == asked), sheets[0])
    form = ListColumnsForm(request.POST or None, sheet=sheet)
    if request.method == "POST" and form.is_valid():
        job = start_bill_list(bill=found, file=kept, by=request.user, layout=form.layout())
        messages.info(request, _("Rincian sedang dibaca dengan kolom yang Anda pilih."))
        return redirect("job", job.pk)
    context = {"form": form, "page": presenters.columns_page(found, kept, sheets, sheet)}
    return render(request, "budgeting/bills/columns.html", context, status=400 if form.errors else 200)
