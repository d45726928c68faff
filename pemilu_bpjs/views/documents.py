"""The files that left the house: the list, the download, and the page for whoever holds a printed code."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from .. import documents, presenters
from ..access import right_required
from ..address import client_address
from ..forms import CodeForm, DocumentFilter
from ..models import Document
from ..permissions import Right
from ..ratelimit import hit

PAGE_SIZE = 25
TRIES, TRIES_SECONDS = 30, 60


@require_safe
@right_required(Right.VIEW_DOCUMENT)
def document_list(request: HttpRequest) -> HttpResponse:
    visible = Document.objects.visible_to(request.user)
    kinds = visible.order_by("kind").values_list("kind", flat=True).distinct()
    form = DocumentFilter(request.GET, kinds=[(kind, documents.kind_label(kind)) for kind in kinds])
    page = Paginator(form.narrow(visible.select_related("created_by")), PAGE_SIZE).get_page(request.GET.get("page"))
    lines = [presenters.document_line(document) for document in page]
    return render(request, "pemilu_bpjs/documents.html", {"form": form, "page": page, "lines": lines})


@require_safe
@right_required(Right.VIEW_DOCUMENT)
def document_file(request: HttpRequest, document_id: UUID) -> FileResponse:
    """The file itself; `?tampil=1` opens a PDF in the browser. Every look is on record."""
    document = get_object_or_404(Document.objects.visible_to(request.user).select_related("office"), pk=document_id)
    return documents.download(document, by=request.user, inline="tampil" in request.GET)


@require_safe
def verify_form(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.GET or None)
    if form.is_valid():
        return redirect("verify", code=form.cleaned_data["code"].replace("/", ""))
    return render(request, "pemilu_bpjs/verify_form.html", {"form": form})


@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Open to all: says that this document with this hash exists, and how it stands. Nothing else."""
    if not hit(f"verify:{client_address(request)}", TRIES, TRIES_SECONDS):
        return render(request, "pemilu_bpjs/verify_wait.html", status=429)
    found = documents.verified(code)
    context = {"found": presenters.verification(found) if found else None, "form": CodeForm({"code": code})}
    response = render(request, "pemilu_bpjs/verify.html", context, status=200 if found else 404)
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response
