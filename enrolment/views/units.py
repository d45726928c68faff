"""Entering unit counts: totals, or one kind for every part of a region."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from enrolment.actions.units import enter_counts, enter_totals
from enrolment.forms.units import GridForm, TotalsForm
from enrolment.models import Election, UnitCount
from enrolment.presenters import units as presenters
from enrolment.views.elections import editable_election, region_of
from pemilu_bpjs.access import right_required
from pemilu_bpjs.permissions import Right


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.EDIT_ELECTION)
def units(request: HttpRequest, code: str) -> HttpResponse:
    """One total of each kind."""
    election = editable_election(request, code)
    rows = UnitCount.objects.filter(election=election, region=election.region_id, replaced_at=None)
    standing = {row.kind: (row.count, row.source) for row in rows}
    form = TotalsForm(request.POST or None, standing=standing)
    if form.is_valid():
        try:
            changed = enter_totals(election=election, entries=form.entries(), by=request.user)
        except ValidationError as refused:
            form.refuse(refused)
        else:
            _tell(request, changed)
            return redirect("enrolment:election", code)
    context = {"page": presenters.totals_page(election), "form": form}
    return render(request, "enrolment/units.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.EDIT_ELECTION)
def units_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One kind of count for the regions right below one, or for all its desa."""
    election = editable_election(request, code)
    asked = presenters.asked(election, region_of(election, request.GET.get("di", election.region_id)), request.GET)
    form = GridForm(request.POST or None, regions=asked.regions, standing=_standing(election, asked))
    if form.is_valid():
        try:
            changed = enter_counts(
                election=election,
                kind=asked.kind,
                counts=form.counts(),
                source=form.cleaned_data["source"],
                by=request.user,
            )
        except ValidationError as refused:
            form.refuse(refused)
        else:
            _tell(request, changed)
            return redirect("enrolment:region", code, asked.region.pk)
    context = {"page": presenters.grid_page(election, asked), "form": form}
    return render(request, "enrolment/units_detail.html", context, status=400 if form.errors else 200)


def _standing(election: Election, asked: presenters.Asked) -> dict[str, int]:
    rows = UnitCount.objects.filter(election=election, kind=asked.kind, replaced_at=None)
    return dict(rows.filter(region__in=[code for code, _name in asked.regions]).values_list("region_id", "count"))


def _tell(request: HttpRequest, changed: int) -> None:
    if changed:
        messages.success(request, _("Angka tersimpan. Angka sebelumnya tetap tercatat dalam riwayat."))
    else:
        messages.info(request, _("Tidak ada angka yang berubah."))
