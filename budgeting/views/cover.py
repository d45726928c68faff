"""Person-months: who arranges them for an election, what they come to, the computation, and what it changed."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgeting.actions import cover as actions
from budgeting.cover_sums import changed_people
from budgeting.forms.cover import ArrangementForm
from budgeting.models import Arrangement, CoverRun
from budgeting.presenters import cover as presenters
from budgeting.tasks import start_cover_run
from enrolment.catalogue import positions
from enrolment.models import Election
from enrolment.rules.region_code import parent
from pemilu_bpjs.access import lies_within, may, right_required, within
from pemilu_bpjs.models import Office
from pemilu_bpjs.permissions import Right

PAGE_SIZE = 50
_RELATED = ("election__region", "office", "plan")


@require_safe
@right_required(Right.VIEW_COVER)
def covers(request: HttpRequest) -> HttpResponse:
    found = list(Arrangement.objects.visible_to(request.user).select_related(*_RELATED))
    context = {
        "lines": presenters.cover_lines(found),
        "missing": presenters.missing_lines(_not_arranged(request)),
    }
    return render(request, "budgeting/cover/list.html", context)


@require_safe
@right_required(Right.VIEW_COVER)
def cover(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    bodies = {each.body: each.body_name for each in positions(found.election.preset)}
    may_run = may(request.user, Right.RUN_COVER, region=found.region, office_id=found.office_id)
    may_count = may(request.user, Right.VIEW_QUOTA, region=found.region)
    page = presenters.cover_page(found, may_run=may_run, may_count=may_count, bodies=bodies)
    return render(request, "budgeting/cover/cover.html", {"page": page})


@require_POST
@right_required(Right.RUN_COVER)
def cover_run(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk, Right.RUN_COVER)
    return redirect("job", start_cover_run(arrangement=found, by=request.user).pk)


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.RUN_COVER)
def cover_new(request: HttpRequest) -> HttpResponse:
    """For the election and payer that the address names; without the payer, the reader is asked which."""
    code, key = request.GET.get("pemilihan", ""), request.GET.get("kantor", "")
    if code and not key:
        return _choose_payer(request, code)
    for election, office in _not_arranged(request):
        if election.code == code and str(office.pk) == key:
            return _settings(request, election, office, None)
    # A second press of the button finds what the first has made.
    own = Arrangement.objects.visible_to(request.user, Right.RUN_COVER).filter(election__code=code)
    made = own.filter(office=key).first() if key.isdecimal() else None
    if made is None:
        raise Http404
    return redirect("budgeting:cover-settings", made.pk)


def _choose_payer(request: HttpRequest, code: str) -> HttpResponse:
    """Where only one can pay, nobody is asked."""
    keys = [office.pk for election, office in _not_arranged(request) if election.code == code]
    if len(keys) != 1:
        return redirect("budgeting:covers")
    return redirect(f"{reverse('budgeting:cover-new')}?{urlencode({'pemilihan': code, 'kantor': keys[0]})}")


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.RUN_COVER)
def cover_settings(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk, Right.RUN_COVER)
    return _settings(request, found.election, found.office, found)


@require_safe
@never_cache
@right_required(Right.VIEW_COVER)
def cover_changes(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Who was added and removed by one run: names only of people whom the reader may see."""
    found = _found(request, pk)
    run = get_object_or_404(CoverRun, election=found.election_id, number=number)
    page = Paginator(changed_people(run, request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "run": run,
        "page": page,
        "lines": presenters.change_lines(page.object_list, run),
        "crumbs": (*presenters.crumbs(), (found.election.name, presenters.address(found))),
    }
    return render(request, "budgeting/cover/changes.html", context)


def _settings(
    request: HttpRequest, election: Election, office: Office | None, found: Arrangement | None
) -> HttpResponse:
    standing = found or Arrangement()
    initial = {"plan": standing.plan_id, **{name: getattr(standing, name) for name in actions.SETTINGS}}
    form = ArrangementForm(request.POST or None, initial=initial, election=election, office=office)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("plan", *actions.SETTINGS)}
        try:
            made = actions.arrange(election=election, office=office, by=request.user, **given)
        except ValidationError as refused:
            _refuse(form, refused)
        else:
            messages.success(request, _("Pengaturan disimpan. Hitung orang-bulannya supaya berlaku."))
            return redirect("budgeting:cover", made.pk)
    context = {"form": form, "election": election, "office": office, "crumbs": presenters.crumbs()}
    return render(request, "budgeting/cover/settings.html", context, status=400 if form.errors else 200)


def _refuse(form: ArrangementForm, refused: ValidationError) -> None:
    """Each sentence beside the field that it is about."""
    for field, faults in refused.message_dict.items():
        for fault in faults:
            form.add_error(field if field in form.fields else None, fault)


def _found(request: HttpRequest, pk: int, right: Right = Right.VIEW_COVER) -> Arrangement:
    return get_object_or_404(Arrangement.objects.visible_to(request.user, right).select_related(*_RELATED), pk=pk)


def _not_arranged(request: HttpRequest) -> list[tuple[Election, Office]]:
    """Elections and payers that the reader may arrange and nobody has yet."""
    offices = list(Office.objects.of(request.user, Right.RUN_COVER).payers())
    elections: QuerySet[Election, Any] = Election.objects.filter(
        within(request.user, Right.RUN_COVER, region_field="region__code")
    )
    done = set(Arrangement.objects.filter(office__in=offices).values_list("election", "office"))
    return [
        (election, office)
        for election in elections.select_related("region")
        for office in offices
        if (election.pk, office.pk) not in done and _pays_there(office, election)
    ]


def _pays_there(office: Office, election: Election) -> bool:
    """A province's payer does not pay for each of its kabupaten unless it says so: its own region and the one above."""
    return office.region in {election.region_id, parent(election.region_id)} and lies_within(
        election.region_id, office.region
    )
