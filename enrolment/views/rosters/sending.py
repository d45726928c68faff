"""The uploads of a sender, and sending one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enrolment.actions.rosters.receiving import receive
from enrolment.actions.rosters.upload_state import NotOpen
from enrolment.forms.rosters import SendForm, UploadFilter
from enrolment.models import Election
from enrolment.presenters.rosters import uploads as presenters
from enrolment.sending_offices import sending_office
from enrolment.tasks import start_roster_check
from enrolment.views.rosters.access import own_upload, visible_uploads
from pemilu_bpjs.access import may, right_required
from pemilu_bpjs.permissions import Right

PAGE_SIZE = 25


@require_safe
@never_cache
@right_required(Right.VIEW_ROSTER)
def roster_list(request: HttpRequest) -> HttpResponse:
    visible = visible_uploads(request)
    form = UploadFilter(request.GET, elections=Election.objects.filter(rosters__in=visible).distinct())
    page = Paginator(form.narrow(visible), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": presenters.upload_lines(page.object_list),
        "is_first": not page.object_list and not visible.exists(),
        "may_send": may(request.user, Right.SEND_ROSTER),
    }
    return render(request, "enrolment/rosters/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.SEND_ROSTER)
def roster_send(request: HttpRequest) -> HttpResponse:
    form = SendForm(request.POST or None, request.FILES or None, user=request.user)
    if form.is_valid():
        given = dict(form.cleaned_data)
        file = given.pop("file")
        office = sending_office(request.user, given["institution"], given["region"])
        received = receive(**given, office=office, name=file.name or "", content=file.read(), by=request.user)
        if received.is_same_file:
            messages.info(
                request, _("Berkas yang sama sudah pernah diunggah; inilah keadaannya. Tidak ada yang berubah.")
            )
        else:
            start_roster_check(upload=received.upload, by=request.user)
        return redirect("enrolment:roster", received.upload.pk)
    context = {"form": form, "crumbs": presenters.crumbs()}
    return render(request, "enrolment/rosters/send.html", context, status=400 if form.errors else 200)


@require_POST
@right_required(Right.SEND_ROSTER)
def roster_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Once more from the beginning, after a check that came to no end."""
    upload = own_upload(request, pk)
    try:
        start_roster_check(upload=upload, by=request.user)
    except NotOpen as refused:
        messages.error(request, str(refused))
    return redirect("enrolment:roster", pk)
