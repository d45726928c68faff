"""Incidents: whom one is reported of, the report, and every step of the claim. Opening one is a look on record."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enrolment.forms.people import FindForm
from enrolment.models import Assignment
from pemilu_bpjs.access import Right, may, right_required
from reports.actions import incidents as actions
from reports.forms import incidents as forms
from reports.incident_details import Decision, details_of
from reports.incident_looks import may_search, note_look, note_search
from reports.incidents import Opened, found_seats, incidents, open_one, opened, posts_to_end, seats_of
from reports.models import Incident
from reports.presenters import incidents as presenters

PAGE_SIZE = 50
_DEEDS: Mapping[str, Any] = {
    "papers": actions.keep_papers,
    "claim": actions.claim,
    "decide": actions.decide,
    "close": actions.close,
    "reopen": actions.reopen,
}


@require_safe
@never_cache
@right_required(Right.VIEW_INCIDENT)
def incident_list(request: HttpRequest) -> HttpResponse:
    form = forms.IncidentFilter(request.GET)
    page = Paginator(form.narrow(incidents(request.user)), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": presenters.incident_lines(opened(page.object_list)),
        "may_report": may(request.user, Right.EDIT_INCIDENT),
        "may_sum": may(request.user, Right.VIEW_COVER),
    }
    return render(request, "reports/incidents/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@right_required(Right.EDIT_INCIDENT)
def incident_find(request: HttpRequest) -> HttpResponse:
    """Whom it happened to. The answer stands on the page that was posted to: no NIK is ever part of an address."""
    form = FindForm(request.POST or None)
    seats: list[Assignment] = []
    if form.is_bound and form.is_valid():
        if not may_search(request.user):
            form.add_error(None, _("Terlalu banyak pencarian. Tunggu satu menit, lalu coba lagi."))
        else:
            seats = found_seats(request.user, **form.cleaned_data)
            note_search(request.user, seats)
    context = {
        "form": form,
        "crumbs": presenters.crumbs(),
        "found": presenters.found_seats(seats),
        "was_asked": form.is_bound and not form.errors,
    }
    return render(request, "reports/incidents/find.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@right_required(Right.EDIT_INCIDENT)
def incident_new(request: HttpRequest, seat: int) -> HttpResponse:
    found = get_object_or_404(seats_of(request.user), pk=seat)
    form = forms.IncidentForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            made = actions.report(assignment=found, by=request.user, **form.told())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Kejadian tercatat. Berkas dan klaimnya diurus dari halaman ini."))
            return redirect("reports:incident", made.pk)
    return _form_page(request, form, found, _("Laporkan kejadian"), presenters.crumbs())


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@right_required(Right.EDIT_INCIDENT)
def incident_amend(request: HttpRequest, pk: int) -> HttpResponse:
    incident = _found(request, pk, Right.EDIT_INCIDENT)
    if request.method != "POST":
        note_look(request.user, incident)
    form = forms.IncidentForm(request.POST or None, initial=forms.typed_from(details_of(incident)))
    if form.is_bound and form.is_valid():
        try:
            actions.amend(incident=incident, by=request.user, **form.told())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Laporan dibetulkan."))
            return redirect("reports:incident", pk)
    crumbs = presenters.crumbs_to(incident)
    return _form_page(request, form, incident.assignment, _("Betulkan laporan"), crumbs)


@require_safe
@never_cache
@right_required(Right.VIEW_INCIDENT)
def incident(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    note_look(request.user, found)
    return _page(request, found)


@require_POST
@never_cache
@right_required(Right.EDIT_INCIDENT)
def incident_step(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """Papers, claim, decision, end and reopening: `move` is one of those that routes name."""
    found = _found(request, pk, Right.EDIT_INCIDENT)
    form = _bound(found, move, request.POST)
    if form.is_valid():
        try:
            _DEEDS[move](incident=found, by=request.user, **form.told())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Tercatat."))
            return redirect("reports:incident", pk)
    note_look(request.user, found)
    return _page(request, found, form)


@require_POST
@never_cache
@right_required(Right.EDIT_INCIDENT)
def incident_end_post(request: HttpRequest, pk: int, seat: int) -> HttpResponse:
    """The post of somebody who died, ended at the word of whoever may change who serves."""
    found = _found(request, pk, Right.EDIT_INCIDENT)
    try:
        ended = actions.end_post(incident=found, seat=seat, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Tercatat: %s berhenti karena meninggal dunia.") % ended.record.name)
    return redirect("reports:incident", pk)


def _found(request: HttpRequest, pk: int, right: Right = Right.VIEW_INCIDENT) -> Incident:
    """Another region's or institution's incident is not found, as one that does not exist."""
    return get_object_or_404(incidents(request.user, right), pk=pk)


def _bound(incident: Incident, move: str, data: Any) -> Any:
    return _forms(open_one(incident), {move: data})[move]


def _forms(found: Opened, data: Mapping[str, Any]) -> dict[str, Any]:
    """Every step's form, begun with what is known; the one that was sent is bound."""
    return {
        "papers": forms.PapersForm(
            data.get("papers"),
            needed=presenters.checklist(found),
            initial={"papers": sorted(found.told.papers)},
        ),
        "claim": forms.ClaimForm(data.get("claim"), initial=_claim(found)),
        "decide": forms.DecisionForm(data.get("decide"), initial=_decision(found.told.decision)),
        "close": forms.CloseForm(data.get("close")),
        "reopen": forms.ReopenForm(data.get("reopen")),
    }


def _claim(found: Opened) -> dict[str, Any]:
    """What was claimed; before that the programme that is proposed."""
    made, proposed = found.told.claim, found.proposal.programme
    if made is None:
        return {"programme": proposed.value if proposed else ""}
    return {"programme": made.programme.value, "claimed_on": made.day, "number": made.number}


def _decision(made: Decision | None) -> dict[str, Any]:
    if made is None:
        return {}
    return {"is_granted": "ya" if made.is_granted else "tidak", "amount": made.amount, "decided_on": made.day}


def _page(request: HttpRequest, incident: Incident, sent: Any = None) -> HttpResponse:
    found = open_one(incident)
    seen = Assignment.objects.visible_to(request.user).filter(pk=incident.assignment_id)
    page = presenters.incident_page(
        found,
        incident.steps.select_related("by"),
        posts_to_end(request.user, incident, found.told),
        may_edit=incidents(request.user, Right.EDIT_INCIDENT).filter(pk=incident.pk).exists(),
        may_open=seen.exists(),
    )
    made = _forms(found, {})
    if sent is not None:
        made[sent.name] = sent
    context = {"page": page, "forms": {name: form for name, form in made.items() if name in page.moves}}
    return render(request, "reports/incidents/incident.html", context, status=400 if sent is not None else 200)


def _form_page(request: HttpRequest, form: Any, seat: Assignment, title: str, crumbs: Any) -> HttpResponse:
    context = {"form": form, "title": title, "crumbs": crumbs, "who": presenters.who(seat)}
    return render(request, "reports/incidents/form.html", context, status=400 if form.errors else 200)
