"""Ending the seats of people who are no longer in a file: those who were ticked, or everybody after one more look."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enrolment.actions.rosters.comparing import SHOWN, gone_seats
from enrolment.actions.rosters.ending import end_assignments
from enrolment.actions.rosters.rechecking import recheck_clashes
from enrolment.forms.rosters import EndAllForm, LeavingForm
from enrolment.models import Assignment, RosterUpload
from enrolment.presenters.rosters.compare import end_all_page
from enrolment.presenters.rosters.standing import is_busy, is_reviewable
from enrolment.views.rosters.access import own_upload
from pemilu_bpjs.access import right_required
from pemilu_bpjs.formats import thousands
from pemilu_bpjs.permissions import Right

_LONGEST_PK = 18


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@right_required(Right.SEND_ROSTER)
def roster_end_all(request: HttpRequest, pk: int) -> HttpResponse:
    """How many they are, with the day and reason as they stand so far; ends them once that number is agreed to."""
    upload = own_upload(request, pk)
    if is_busy(upload) or not is_reviewable(upload) or upload.state == RosterUpload.State.UNDONE:
        return redirect("enrolment:roster", pk)
    people = own_people(request, upload).filter(pk__in=gone_seats(upload=upload))
    number = people.count()
    if not number:
        return redirect("enrolment:roster-compare", pk)
    form = EndAllForm(request.POST) if "people" in request.POST else EndAllForm(initial=request.POST.dict())
    if form.is_valid() and _is_agreed(form, number) and end_people(request, upload, form, people):
        return compared_again(request, pk)
    first = list(people.select_related("record").order_by("region_code", "tps", "pk")[:SHOWN])
    context = {"page": end_all_page(upload, number, first), "form": form, "ticked": ticked_moves(request)}
    return render(request, "enrolment/rosters/end_all.html", context, status=400 if form.errors else 200)


def ticked_moves(request: HttpRequest) -> list[str]:
    """The moves that were ticked in the other form of the comparison, which its script sends along with this one."""
    sent = (request.POST if request.method == "POST" else request.GET).getlist("ends")
    return [each for each in sent[: 2 * SHOWN] if each.isdecimal() and len(each) <= _LONGEST_PK]


def compared_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever ends people has not yet stored anybody: what he ticked for that stays ticked."""
    address, ticked = reverse("enrolment:roster-compare", args=[pk]), ticked_moves(request)
    return redirect(f"{address}?{urlencode({'ends': ticked}, doseq=True)}" if ticked else address)


def own_people(request: HttpRequest, upload: RosterUpload) -> QuerySet[Assignment]:
    """Those whom this upload speaks of and the user may edit."""
    own = Assignment.objects.visible_to(request.user, Right.EDIT_PERSON)
    return own.standing().filter(election=upload.election_id, institution=upload.institution)


def end_people(request: HttpRequest, upload: RosterUpload, form: LeavingForm, people: Iterable[Assignment]) -> bool:
    """Who leaves makes room, so that rows which had none are looked at again."""
    given = form.cleaned_data
    keys = [each.pk for each in people]
    try:
        ended = end_assignments(assignments=keys, last_day=given["last_day"], reason=given["reason"], by=request.user)
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    if upload.state == RosterUpload.State.READY:
        recheck_clashes(upload=upload)
    messages.success(
        request, ngettext("%s orang diakhiri tugasnya.", "%s orang diakhiri tugasnya.", ended) % thousands(ended)
    )
    return True


def _is_agreed(form: EndAllForm, number: int) -> bool:
    """Nobody is ended whom the number on the button did not count."""
    if number <= form.cleaned_data["people"]:
        return True
    form.add_error(
        None,
        _("Jumlahnya berubah sejak Anda melihatnya: kini %s orang. Periksa, lalu setujui lagi.") % thousands(number),
    )
    return False
