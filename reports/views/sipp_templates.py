"""Newer templates of a branch: uploaded once, mapped, and filled from then on."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from budgeting.models.payer_scope import payer_within
from pemilu_bpjs.access import Right, right_required
from pemilu_bpjs.models import Office
from reports.actions.sipp_templates import drop_template, keep_template, map_template
from reports.forms.sipp_templates import MappingForm, TemplateForm
from reports.models import SippTemplate
from reports.presenters import sipp_templates as presenters
from reports.presenters.batches import crumbs
from reports.rules.sipp_layout import Kind


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.SEND_BATCH)
def sipp_templates(request: HttpRequest) -> HttpResponse:
    offices = Office.objects.filter(
        payer_within(request.user, Right.SEND_BATCH, region_field="region", office_field="pk"), is_payer=True
    )
    form = TemplateForm(request.POST or None, request.FILES or None, offices=offices)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = keep_template(
                office=form.chosen_office,
                kind=Kind(form.cleaned_data["kind"]),
                name=file.name or "",
                content=file.read(),
                by=request.user,
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("reports:sipp-template", made.pk)
    context = {
        "form": form,
        "lines": presenters.template_lines(_own(request)),
        "crumbs": crumbs(),
    }
    return render(request, "reports/sipp_templates/list.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.SEND_BATCH)
def sipp_template(request: HttpRequest, pk: int) -> HttpResponse:
    template = get_object_or_404(_own(request), pk=pk)
    form = MappingForm(request.POST or None, template=template)
    if form.is_valid():
        try:
            map_template(template=template, values=form.values(), by=request.user)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("Susunan tersimpan; kiriman berikutnya memakai templat ini."))
            return redirect("reports:sipp-template", pk)
    context = {"page": presenters.template_page(template, form), "form": form}
    return render(request, "reports/sipp_templates/template.html", context, status=400 if form.errors else 200)


@require_POST
@right_required(Right.SEND_BATCH)
def sipp_template_drop(request: HttpRequest, pk: int) -> HttpResponse:
    drop_template(template=get_object_or_404(_own(request), pk=pk), by=request.user)
    messages.success(request, _("Templat tidak dipakai lagi; berkas ditulis dengan susunan bawaan."))
    return redirect("reports:sipp-templates")


def _own(request: HttpRequest) -> QuerySet[SippTemplate]:
    """Those that stand, of the user's payer."""
    own = payer_within(request.user, Right.SEND_BATCH, region_field="office__region", office_field="office")
    return SippTemplate.objects.filter(own, replaced_at=None).select_related("office")
