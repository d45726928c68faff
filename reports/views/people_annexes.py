"""The annex of an election's names: asked for here, made by a job, taken by whoever asked."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from enrolment.models import Election
from enrolment.people import Asked
from pemilu_bpjs import documents
from pemilu_bpjs.access import Right, may, require, right_required
from pemilu_bpjs.models import Document
from reports.annexes_made import annex_of, annexes_of, insured_seats
from reports.presenters import paper as presenters
from reports.tasks import start_people_annex


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.VIEW_PERSON)
def people_annex(request: HttpRequest, code: str) -> HttpResponse:
    election = get_object_or_404(Election.objects.visible_to(request.user).select_related("region"), code=code)
    require(request.user, Right.VIEW_PERSON, region=election.region_id)
    asked = Asked(election)
    if request.method == "POST":
        in_full = request.POST.get("nik") == "lengkap"
        if in_full:
            require(request.user, Right.REVEAL_PERSON, region=election.region_id)
        return redirect("job", start_people_annex(asked, in_full=in_full, by=request.user).pk)
    page = presenters.annex_page(
        election,
        insured_seats(request.user, asked, in_full=False).count(),
        annexes_of(request.user, election),
        may_reveal=may(request.user, Right.REVEAL_PERSON, region=election.region_id),
    )
    return render(request, "reports/people_annexes/annex.html", {"page": page})


@require_safe
@right_required(Right.VIEW_PERSON)
def people_annex_file(request: HttpRequest, document_id: UUID) -> HttpResponseBase:
    document: Document = annex_of(request.user, document_id)
    response = documents.download(document, by=request.user)
    add_never_cache_headers(response)
    return response
