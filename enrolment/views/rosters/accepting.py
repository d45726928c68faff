"""Accepting an upload after seeing what it changes; taking it back; throwing it away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from enrolment.actions.rosters.closing import close, reopen
from enrolment.actions.rosters.comparing import compare
from enrolment.actions.rosters.discarding import discard
from enrolment.actions.rosters.undoing import NotUndoable
from enrolment.actions.rosters.upload_state import NotOpen
from enrolment.forms.rosters import AcceptForm, EndForm
from enrolment.models import Assignment, RosterUpload
from enrolment.presenters.rosters.compare import compare_page
from enrolment.presenters.rosters.standing import is_busy, is_reviewable
from enrolment.tasks import start_acceptance, start_undoing
from enrolment.views.rosters.access import may_send, own_upload, visible_upload
from enrolment.views.rosters.ending import compared_again, end_people, own_people, ticked_moves
from pemilu_bpjs.access import right_required
from pemilu_bpjs.permissions import Right

State = RosterUpload.State


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@right_required(Right.VIEW_ROSTER)
def roster_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What accepting will change. A POST ends the seats of people who are no longer in the file, by a person's word."""
    upload = visible_upload(request, pk)
    if is_busy(upload) or not is_reviewable(upload) or upload.state == State.UNDONE:
        return redirect("enrolment:roster", pk)
    form = None
    if request.method == "POST":
        upload = own_upload(request, pk)
        form = EndForm(request.POST, people=own_people(request, upload))
        if form.is_valid() and end_people(request, upload, form, form.cleaned_data["assignments"]):
            return compared_again(request, pk)
    page = compare_page(upload, compare(upload=upload), may_send=may_send(request, upload))
    shown = form or EndForm(None, people=Assignment.objects.none())
    context = {"page": page, "form": shown, "ticked": ticked_moves(request)}
    return render(request, "enrolment/rosters/compare.html", context, status=400 if shown.errors else 200)


@require_POST
@right_required(Right.SEND_ROSTER)
def roster_accept(request: HttpRequest, pk: int) -> HttpResponse:
    upload = own_upload(request, pk)
    form = AcceptForm(request.POST, people=own_people(request, upload))
    if not form.is_valid():
        return get_object_or_404(Assignment.objects.none())
    try:
        start_acceptance(upload=upload, by=request.user, ends=form.cleaned_data["ends"], agreed=form.agreed)
    except NotOpen as refused:
        messages.error(request, str(refused))
    return redirect("enrolment:roster", pk)


@require_POST
@right_required(Right.SEND_ROSTER)
def roster_undo(request: HttpRequest, pk: int) -> HttpResponse:
    upload = own_upload(request, pk)
    try:
        start_undoing(upload=upload, by=request.user)
    except NotUndoable as refused:
        for reason in refused.reasons:
            messages.error(request, _("Unggahan ini tidak dapat dibatalkan: %s") % reason)
    except NotOpen as refused:
        messages.error(request, str(refused))
    return redirect("enrolment:roster", pk)


@require_POST
@right_required(Right.SEND_ROSTER)
def roster_close(request: HttpRequest, pk: int) -> HttpResponse:
    upload = own_upload(request, pk)
    try:
        close(upload=upload, by=request.user)
    except NotOpen as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Daftar ini ditutup; baris yang ditolak tidak lagi menunggu siapa pun."))
    return redirect("enrolment:roster", pk)


@require_POST
@right_required(Right.SEND_ROSTER)
def roster_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    upload = own_upload(request, pk)
    try:
        reopen(upload=upload, by=request.user)
    except NotOpen as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Daftar ini dibuka lagi; baris yang ditolak menunggu diperbaiki."))
    return redirect("enrolment:roster", pk)


@require_POST
@right_required(Right.SEND_ROSTER)
def roster_discard(request: HttpRequest, pk: int) -> HttpResponse:
    upload = own_upload(request, pk)
    try:
        discard(upload=upload, by=request.user)
    except NotOpen as refused:
        messages.error(request, str(refused))
        return redirect("enrolment:roster", pk)
    messages.success(request, _("Unggahan dibuang; berkas dan baris-barisnya sudah dihapus."))
    return redirect(reverse("enrolment:rosters"))
