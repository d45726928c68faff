"""The covering letter of a batch: made once, taken by the payer and by the branch of BPJS."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pemilu_bpjs import documents
from pemilu_bpjs.access import Right, right_required
from reports.actions.batch_letter_files import letters_of, take_batch_letter
from reports.models import Batch
from reports.presenters import paper as presenters
from reports.presenters.batches import crumbs
from reports.tasks import start_batch_letter

_SHOWN = {"tersamar": False, "lengkap": True}


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.VIEW_BATCH)
def batch_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Which letters of the batch there are; a POST has one made."""
    batch = _batch(request, pk)
    may_reveal = _may_reveal(request, batch)
    if request.method == "POST":
        in_full = _in_full(request.POST.get("nik", ""), may_reveal=may_reveal)
        return redirect("job", start_batch_letter(batch, in_full=in_full, by=request.user).pk)
    page = presenters.letter_page(batch, letters_of(batch), may_reveal=may_reveal)
    return render(request, "reports/batch_letters/letter.html", {"page": page, "crumbs": crumbs(batch)})


@require_safe
@right_required(Right.VIEW_BATCH)
def batch_letter_file(request: HttpRequest, pk: int, shown: str) -> HttpResponseBase:
    """The letter itself; with whole NIKs only as long as the batch's files may be taken."""
    batch = _batch(request, pk)
    in_full = _in_full(shown, may_reveal=_may_reveal(request, batch))
    if in_full and batch.expires_at <= timezone.now():
        messages.error(request, _("Masa unduh kiriman ini sudah lewat. Kantor pembayar dapat membukanya kembali."))
        return redirect("reports:batch-letter", pk)
    document = take_batch_letter(batch, in_full=in_full, by=request.user)
    if document is None:
        raise Http404
    response = documents.download(document, by=request.user)
    add_never_cache_headers(response)
    return response


def _batch(request: HttpRequest, pk: int) -> Batch:
    visible = Batch.objects.visible_to(request.user, Right.VIEW_BATCH)
    return get_object_or_404(visible.select_related("arrangement__election", "arrangement__office"), pk=pk)


def _may_reveal(request: HttpRequest, batch: Batch) -> bool:
    """Whole NIKs are for those who work on the answers: the payer's planner, and the branch that has the files."""
    return Batch.objects.visible_to(request.user, Right.ANSWER_BATCH).filter(pk=batch.pk).exists()


def _in_full(shown: str, *, may_reveal: bool) -> bool:
    if shown not in _SHOWN:
        raise Http404
    if _SHOWN[shown] and not may_reveal:
        raise PermissionDenied(_("NIK lengkap hanya untuk perencana kantor pembayar dan cabang BPJS."))
    return _SHOWN[shown]
