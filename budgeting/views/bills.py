"""Bills: the months of every payer, posting a bill, what is paid on it, taking either back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgeting import bill_sums
from budgeting.actions import bills as actions
from budgeting.bills_due import months_due
from budgeting.forms.bills import BillForm, BillListForm, PaymentForm, ReasonForm
from budgeting.forms.faults import refuse
from budgeting.late_fees import late_rate
from budgeting.models import Arrangement, Bill, Payment
from budgeting.presenters import bills as presenters
from budgeting.rules.billing import is_billable
from budgeting.rules.notes import Faults
from pemilu_bpjs import documents
from pemilu_bpjs.access import Right, right_required
from pemilu_bpjs.localised import month_long
from pemilu_bpjs.models import Document

PAGE_SIZE = 50
_RELATED = ("election__region", "office", "plan")


@require_safe
@right_required(Right.VIEW_BILL)
def bills(request: HttpRequest) -> HttpResponse:
    arrangements = list(Arrangement.objects.visible_to(request.user, Right.VIEW_BILL).select_related(*_RELATED))
    months = months_due(arrangements, timezone.localdate())
    page = Paginator(months, PAGE_SIZE).get_page(request.GET.get("page"))
    posting, paying = (_keys(request, right) for right in (Right.POST_BILL, Right.PAY_BILL))
    lines = presenters.bill_rows(page.object_list, posting=posting, paying=paying)
    return render(request, "budgeting/bills/list.html", {"lines": lines, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.POST_BILL)
def bill_new(request: HttpRequest, arrangement: int, month: str) -> HttpResponse:
    found = get_object_or_404(
        Arrangement.objects.visible_to(request.user, Right.POST_BILL).select_related(*_RELATED), pk=arrangement
    )
    if not is_billable(month):
        raise Http404
    form = BillForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.post_bill(arrangement=found, month=month, by=request.user, **form.cleaned_data)
        except Faults as refused:
            refuse(form, refused.notes, {})
        else:
            messages.success(request, _("Tagihan tercatat. Unggah rincian pesertanya bila BPJS memberikannya."))
            return redirect("budgeting:bill", made.pk)
    known = bill_sums.expected(found, month)
    context = {
        "form": form,
        "title": _("Tagihan %(month)s") % {"month": month_long(month)},
        "about": presenters.payer_name(found),
        "crumbs": presenters.crumbs(),
        "expected": known,
        "carried": presenters.carried_words(known.carried),
    }
    return render(request, "budgeting/bills/new.html", context, status=400 if form.errors else 200)


@require_safe
@right_required(Right.VIEW_BILL)
def bill(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, found_bill(request, pk))


@require_POST
@right_required(Right.PAY_BILL)
def bill_pay(request: HttpRequest, pk: int) -> HttpResponse:
    found = found_bill(request, pk, Right.PAY_BILL)
    form = PaymentForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.pay(bill=found, by=request.user, **form.cleaned_data)
        except Faults as refused:
            refuse(form, refused.notes, {})
        else:
            messages.success(request, _("Pembayaran tercatat."))
            return redirect("budgeting:bill", pk)
    return _page(request, found, paying=form, code=400)


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.PAY_BILL)
def payment_void(request: HttpRequest, pk: int, payment: int) -> HttpResponse:
    found = found_bill(request, pk, Right.PAY_BILL)
    row = get_object_or_404(Payment, pk=payment, bill=found)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.void_payment(payment=row, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Pembayaran dibatalkan; catatannya tetap tersimpan."))
        return redirect("budgeting:bill", pk)
    context = {"form": form, "bill": found, "payment": row, "crumbs": _crumbs_of(found)}
    return render(request, "budgeting/bills/void.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.POST_BILL)
def bill_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = found_bill(request, pk, Right.POST_BILL)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(bill=found, reason=form.cleaned_data["reason"], by=request.user)
        except Faults as refused:
            refuse(form, refused.notes, {})
        else:
            messages.success(request, _("Tagihan dicabut. Catat tagihan yang benar."))
            return redirect("budgeting:bill-new", found.arrangement_id, found.month)
    context = {"form": form, "bill": found, "crumbs": _crumbs_of(found)}
    return render(request, "budgeting/bills/withdraw.html", context, status=400 if form.errors else 200)


@require_safe
@right_required(Right.VIEW_BILL)
def bill_paper(request: HttpRequest, pk: int) -> FileResponse:
    """What BPJS sent may name people: it is for those who post or pay, not for every reader of sums."""
    return _download(request, _working(request, pk).document)


@require_safe
@right_required(Right.VIEW_BILL)
def payment_proof(request: HttpRequest, pk: int, payment: int) -> FileResponse:
    row = get_object_or_404(Payment.objects.select_related("document"), pk=payment, bill=_working(request, pk))
    return _download(request, row.document)


def found_bill(request: HttpRequest, pk: int, right: Right = Right.VIEW_BILL) -> Bill:
    """One that the right reaches; any other is not found."""
    rows = Bill.objects.visible_to(request.user, right)
    related = ("run", "document", *(f"arrangement__{each}" for each in _RELATED))
    return get_object_or_404(rows.select_related(*related), pk=pk)


def may_on(request: HttpRequest, found: Bill, right: Right) -> bool:
    return Bill.objects.visible_to(request.user, right).filter(pk=found.pk).exists()


def _keys(request: HttpRequest, right: Right) -> set[int]:
    return set(Arrangement.objects.visible_to(request.user, right).values_list("pk", flat=True))


def _working(request: HttpRequest, pk: int) -> Bill:
    found = found_bill(request, pk)
    if not any(may_on(request, found, right) for right in (Right.POST_BILL, Right.PAY_BILL)):
        raise Http404
    return found


def _download(request: HttpRequest, document: Document | None) -> FileResponse:
    if document is None:
        raise Http404
    return documents.download(document, by=request.user, inline=True)


def _crumbs_of(found: Bill) -> Any:
    here = (month_long(found.month), redirect("budgeting:bill", found.pk).url)
    return (*presenters.crumbs(), here)


def _page(request: HttpRequest, found: Bill, *, paying: PaymentForm | None = None, code: int = 200) -> HttpResponse:
    """The bill's page with its forms; the one that was refused keeps what was typed."""
    page = presenters.bill_page(
        found,
        today=timezone.localdate(),
        rate=late_rate(),
        may_post=may_on(request, found, Right.POST_BILL),
        may_pay=may_on(request, found, Right.PAY_BILL),
    )
    context = {"page": page, "paying": paying or PaymentForm(), "listing": BillListForm()}
    return render(request, "budgeting/bills/bill.html", context, status=code)
