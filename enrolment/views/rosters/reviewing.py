"""The review of an upload: what was found, row by row, and mending it in place."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from enrolment import mapping
from enrolment.actions.rosters.comparing import brings_news
from enrolment.actions.rosters.meaning import mean
from enrolment.actions.rosters.rechecking import recheck_clashes
from enrolment.actions.rosters.upload_state import NotOpen
from enrolment.catalogue import positions
from enrolment.forms.roster_review import LineFilter, MeaningForm
from enrolment.models import RosterLine, RosterUpload
from enrolment.presenters.rosters import review, standing
from enrolment.region_data import index_of
from enrolment.roster_groups import bodies_of, fault_groups
from enrolment.views.rosters.access import may_send, own_upload, visible_upload
from enrolment.views.rosters.typed import keep_typed, typed_before
from pemilu_bpjs.access import right_required
from pemilu_bpjs.formats import thousands
from pemilu_bpjs.permissions import Right

PAGE_SIZE = 50
SEALED = ("sealed_cells", "sealed_edits", "sealed", "nik_fp", "name_birth_fp", "content_fp")
"""What the list of rows never reads; the words of its problems it does."""


class CountedPaginator(Paginator):
    """Counts only what the upload itself has not counted."""

    def __init__(self, rows: QuerySet[RosterLine], known: int | None) -> None:
        super().__init__(rows, PAGE_SIZE)
        if known is not None:
            self.count = known


@require_safe
@never_cache
@right_required(Right.VIEW_ROSTER)
def roster(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the upload has come: at work, asking about its columns, refused, or its review."""
    upload = visible_upload(request, pk)
    if request.htmx:  # the part that follows the job; once it is over, the page comes anew
        return _progress(request, upload) if standing.is_busy(upload) else HttpResponse(headers={"HX-Refresh": "true"})
    if standing.is_busy(upload) or not standing.is_reviewable(upload):
        page = standing.standing_page(upload, may_send=may_send(request, upload))
        return render(request, "enrolment/rosters/standing.html", {"page": page})
    return render(request, "enrolment/rosters/review.html", _review(request, upload))


@require_POST
@right_required(Right.SEND_ROSTER)
def roster_recheck(request: HttpRequest, pk: int) -> HttpResponse:
    """Its rows against whoever stands by now; the file itself is not read again, and nothing typed is lost."""
    upload = own_upload(request, pk)
    if upload.state == RosterUpload.State.READY and not standing.is_busy(upload):
        recheck_clashes(upload=upload)
        if upload.state == RosterUpload.State.READY:
            messages.success(request, _("Semua baris dibandingkan lagi dengan petugas yang tersimpan."))
    return redirect("enrolment:roster", pk)


@require_POST
@right_required(Right.SEND_ROSTER)
def roster_mean(request: HttpRequest, pk: int) -> HttpResponse:
    """One spelling of the file = that desa or position, in all its rows."""
    upload = own_upload(request, pk)
    posts = {post.code: post.name for post in review.own_posts(upload, positions(upload.election.preset))}
    form = MeaningForm(request.POST, positions=posts, index=index_of(upload.region))
    address = reverse("enrolment:roster", args=[pk])
    if not (form.is_valid() and _mean(request, upload, form)):
        keep_typed(request, address)
    for fault in (fault for faults in form.errors.values() for fault in faults):
        messages.error(request, fault)
    return redirect(f"{address}#pesan")  # what came of it, with the counts below


def _mean(request: HttpRequest, upload: RosterUpload, form: MeaningForm) -> bool:
    """Whether the rows are read so from now on; if not, the form says why."""
    given = form.cleaned_data
    try:
        rows = mean(upload=upload, by=request.user, **given)
    except NotOpen as refused:
        form.add_error(None, str(refused))
        return False
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return False
    said = {"word": given["word"], "meaning": form.said(), "rows": thousands(rows)}
    messages.success(request, _("“%(word)s” kini dibaca sebagai %(meaning)s; %(rows)s baris diperiksa lagi.") % said)
    return True


def _progress(request: HttpRequest, upload: RosterUpload) -> HttpResponse:
    return render(request, "enrolment/rosters/_progress.html", {"work": standing.work(upload)})


def _review(request: HttpRequest, upload: RosterUpload) -> dict[str, Any]:
    layout = mapping.layout_of(upload)
    groups, index = fault_groups(upload), index_of(upload.region)
    form = LineFilter(
        request.GET,
        codes=[*(group.code for group in groups), *(kept["code"] for kept in upload.file_problems)],
        layout=layout,
        index=index,
    )
    lines = RosterLine.objects.filter(upload=upload).defer(*SEALED).order_by("sheet", "row")
    narrowed = form.narrow(lines, has_faults=bool(upload.warned or upload.rejected))
    rows = CountedPaginator(narrowed, form.known_count(upload)).get_page(request.GET.get("page"))
    typed = typed_before(request)
    found = review.Found(
        layout,
        groups,
        rows,
        index,
        positions(upload.election.preset),
        bodies=bodies_of(upload) if any(group.code == "position-unknown" for group in groups) else frozenset(),
        typed=typed.dict() if typed else {},
        brings_news=brings_news(upload=upload),
    )
    page = review.review_page(upload, found, request.user, may_send=may_send(request, upload))
    return {"page": page, "form": form}
