"""Who did and saw what."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .. import presenters
from ..access import right_required
from ..forms import AuditFilter
from ..models import AuditEvent
from ..permissions import Right

PAGE_SIZE = 50


@require_safe
@right_required(Right.VIEW_AUDIT)
def audit_list(request: HttpRequest) -> HttpResponse:
    form = AuditFilter(request.GET or None)
    found = form.narrow(AuditEvent.objects.visible_to(request.user))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    lines = [presenters.audit_line(event) for event in page]
    return render(request, "pemilu_bpjs/audit.html", {"form": form, "page": page, "lines": lines})
