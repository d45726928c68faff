"""Offices, who signs for them and who works in them: for whoever holds MANAGE_OFFICE."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import offices, presenters
from ..access import right_required
from ..forms import MemberForm, OfficeForm, SignatoryForm
from ..models import Membership, Office, Signatory
from ..permissions import Right

PAGE_SIZE = 50
# Three forms on one page: their fields may share a name, never an id.
SIGNATORY_IDS, MEMBER_IDS = "ttd_%s", "anggota_%s"


@require_safe
@right_required(Right.MANAGE_OFFICE)
def office_list(request: HttpRequest) -> HttpResponse:
    found = Office.objects.manageable_by(request.user)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "pemilu_bpjs/offices.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.MANAGE_OFFICE)
def office_new(request: HttpRequest) -> HttpResponse:
    form = OfficeForm(request.POST or None, request.FILES or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        office = offices.save_office(office=form.save(commit=False), changed=form.changed_data, by=request.user)
        messages.success(request, _("Kantor sudah dibuat. Tambahkan penanda tangan dan anggotanya."))
        return redirect("office", office.pk)
    return render(request, "pemilu_bpjs/office_new.html", {"form": form}, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.MANAGE_OFFICE)
def office_detail(request: HttpRequest, pk: int) -> HttpResponse:
    office = _office(request, pk)
    form = OfficeForm(request.POST or None, request.FILES or None, instance=office, by=request.user)
    if request.method == "POST" and form.is_valid():
        offices.save_office(office=form.save(commit=False), changed=form.changed_data, by=request.user)
        messages.success(request, _("Perubahan kantor sudah disimpan."))
        return redirect("office", pk)
    return _office_page(request, pk, office=form)


@require_POST
@right_required(Right.MANAGE_OFFICE)
def signatory_new(request: HttpRequest, pk: int) -> HttpResponse:
    office = _office(request, pk)
    form = SignatoryForm(request.POST, instance=Signatory(office=office), auto_id=SIGNATORY_IDS)
    if not form.is_valid():
        return _office_page(request, pk, signatory=form)
    offices.save_signatory(signatory=form.save(commit=False), by=request.user)
    messages.success(request, _("Penanda tangan sudah dicatat."))
    return redirect("office", pk)


@require_POST
@right_required(Right.MANAGE_OFFICE)
def member_new(request: HttpRequest, pk: int) -> HttpResponse:
    office = _office(request, pk)
    form = MemberForm(request.POST, auto_id=MEMBER_IDS)
    if not form.is_valid():
        return _office_page(request, pk, member=form)
    new = offices.add_member(office=office, by=request.user, **form.cleaned_data)
    if not new.password:
        messages.success(request, _("Anggota sudah ditambahkan."))
        return redirect("office", pk)
    return _password_page(request, new.membership, new.password, is_new=True)


@require_POST
@right_required(Right.MANAGE_OFFICE)
def member_password(request: HttpRequest, pk: int) -> HttpResponse:
    membership = _membership(request, pk)
    password = offices.reset_password(membership=membership, by=request.user)
    return _password_page(request, membership, password, is_new=False)


@require_POST
@right_required(Right.MANAGE_OFFICE)
def member_end(request: HttpRequest, pk: int) -> HttpResponse:
    membership = _membership(request, pk)
    offices.end_membership(membership=membership, last_day=timezone.localdate(), by=request.user)
    messages.success(request, _("Keanggotaan berakhir setelah hari ini."))
    return redirect("office", membership.office_id)


@require_safe
@login_required
def office_logo(request: HttpRequest, pk: int) -> FileResponse:
    """For those who set the office up and those who work in it."""
    found = Office.objects.manageable_by(request.user) | Office.objects.filter(memberships__user=request.user)
    office = get_object_or_404(found.distinct(), pk=pk)
    if not office.logo:
        raise Http404
    return FileResponse(office.logo.open("rb"))


def _office(request: HttpRequest, pk: int) -> Office:
    return get_object_or_404(Office.objects.manageable_by(request.user), pk=pk)


def _membership(request: HttpRequest, pk: int) -> Membership:
    found = Membership.objects.manageable_by(request.user).select_related("user", "office")
    return get_object_or_404(found, pk=pk, office__isnull=False)


def _password_page(request: HttpRequest, membership: Membership, password: str, *, is_new: bool) -> HttpResponse:
    """Shown in this answer and never again, so it is not put into a message, which would be stored."""
    context = {
        "office": membership.office,
        "username": membership.user.username,
        "password": password,
        "is_new": is_new,
    }
    response = render(request, "pemilu_bpjs/member_password.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _office_page(
    request: HttpRequest,
    pk: int,
    *,
    office: OfficeForm | None = None,
    signatory: SignatoryForm | None = None,
    member: MemberForm | None = None,
) -> HttpResponse:
    """The page with its three forms; the one that was sent back keeps what was typed."""
    stored = _office(request, pk)
    sent = office or signatory or member
    context = {
        "page": presenters.office_page(stored),
        "office_form": office or OfficeForm(instance=stored, by=request.user),
        "signatory_form": signatory or SignatoryForm(auto_id=SIGNATORY_IDS),
        "member_form": member or MemberForm(auto_id=MEMBER_IDS),
    }
    return render(request, "pemilu_bpjs/office.html", context, status=_status(sent))


def _status(form: OfficeForm | SignatoryForm | MemberForm | None) -> int:
    return 400 if form is not None and form.is_bound and not form.is_valid() else 200
