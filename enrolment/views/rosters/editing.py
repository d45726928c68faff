"""One row of an upload, mended in place: its cells as they were sent, checked again at once."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from enrolment import mapping
from enrolment.actions.rosters.comparing import brings_news
from enrolment.actions.rosters.editing import edit_cells
from enrolment.actions.rosters.upload_state import NotOpen
from enrolment.forms.roster_review import CellsForm
from enrolment.models import RosterLine
from enrolment.presenters.rosters.cells import CellsAsked, cells_asked
from enrolment.presenters.rosters.head import head
from enrolment.presenters.rosters.lines import SHOWN, RowLine, row_line, row_lines
from enrolment.presenters.rosters.review import summary
from enrolment.presenters.rosters.seats import seat_names
from enrolment.rules.roster_clashes import Key
from enrolment.views.rosters.access import own_line
from enrolment.views.rosters.reviewing import PAGE_SIZE, SEALED
from enrolment.views.rosters.typed import survives_sign_in, typed_before
from pemilu_bpjs import looks
from pemilu_bpjs.access import may, right_required
from pemilu_bpjs.permissions import Right

Context = dict[str, Any]

MOST_SHOWN = 100
_LONGEST_PK = 18


@require_http_methods(["GET", "HEAD", "POST"])
@survives_sign_in
@right_required(Right.SEND_ROSTER)
def roster_line(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """The row open for editing; to htmx the row alone, else a page of its own. `?tutup=1`: the row closed again."""
    found = own_line(request, pk, line)
    if "tutup" in request.GET or found.accepted_at is not None:
        return _closed(request, found)
    if request.method == "POST":
        return _save(request, found)
    typed = typed_before(request)
    # A form that comes back has the cells it had: one that it never showed would return empty, as if it were emptied.
    shown = None if typed is None else frozenset(typed)
    asked = _asked(request, found, every="sel" in request.GET or typed is not None, shown=shown)
    form = CellsForm(typed, **asked.form_values())
    return _open(request, found, asked, form, restored=typed is not None)


def _save(request: HttpRequest, line: RosterLine) -> HttpResponse:
    asked = _asked(request, line, every=True, shown=frozenset(request.POST))
    form = CellsForm(request.POST, **asked.form_values())
    if not form.is_valid():
        return _open(request, line, asked, form, status=400)
    changed: Collection[Key] = ()
    try:
        if texts := form.edits():
            changed = edit_cells(upload=line.upload, line=line, texts=texts, by=request.user).changed
    except NotOpen as refused:
        form.add_error(None, str(refused))
        return _open(request, line, asked, form, status=409)
    line = own_line(request, line.upload_id, line.pk)
    if line.state != RosterLine.State.REJECTED:
        return _closed(request, line, beside=_beside(request, line, changed))
    asked = _asked(request, line, every=False)
    form = CellsForm(None, **asked.form_values())
    return _open(request, line, asked, form, beside=_beside(request, line, changed))


def _beside(request: HttpRequest, saved: RosterLine, changed: Collection[Key]) -> Context:
    """What else an edit makes stale on the page: the counts, and those of its closed rows that clash otherwise now."""
    if not request.htmx:
        return {}
    asked = request.POST.getlist(SHOWN)[:MOST_SHOWN]
    shown = [int(pk) for pk in asked if pk.isdecimal() and len(pk) <= _LONGEST_PK]
    lines = RosterLine.objects.filter(upload=saved.upload_id, pk__in=shown).exclude(pk=saved.pk).defer(*SEALED)
    stale = [line for line in lines if (line.sheet, line.row) in changed]
    names = seat_names(line.region_code for line in stale)
    layout = mapping.layout_of(saved.upload)
    return {
        "summary": summary(saved.upload, may_send=True, brings_news=brings_news(upload=saved.upload)),
        "others": row_lines(stale, layout, names, may_edit=True),
    }


def _asked(request: HttpRequest, line: RosterLine, *, every: bool, shown: frozenset[str] | None = None) -> CellsAsked:
    """The cells of the form, as they were sent or typed over since. Who is shown them in full has looked: on record."""
    may_reveal = may(request.user, Right.REVEAL_PERSON, region=line.upload.region)
    asked = cells_asked(line, mapping.layout_of(line.upload), every=every, may_reveal=may_reveal)
    if shown is not None:
        return asked.only(shown)
    if asked.revealed:
        upload = line.upload
        what, subject = ",".join(asked.revealed), f"roster-line:{line.pk}"
        looks.look(by=request.user, subject=subject, region=upload.region, office=upload.office, what=what)
    return asked


def _open(
    request: HttpRequest,
    line: RosterLine,
    asked: CellsAsked,
    form: CellsForm,
    *,
    restored: bool = False,
    beside: Context | None = None,
    status: int = 200,
) -> HttpResponse:
    row = _row(line)
    upload_head = head(line.upload, may_send=True, is_below=True)
    context: Context = {
        **(beside or {}),
        "line": row,
        "form": form,
        "restored": restored,
        "crumbs": upload_head.crumbs,
        "close_url": f"{upload_head.url}#baris-{line.pk}",
        "all_url": "" if asked.is_every else f"{row.url}?sel=semua",
        "in_place": bool(request.htmx),
    }
    if request.htmx:
        # htmx swaps in nothing but a success; the form says itself what is wrong with it.
        return _fresh(request, "enrolment/rosters/_edited.html", {**context, "is_open": True})
    return _fresh(request, "enrolment/rosters/line.html", context, status)


def _closed(request: HttpRequest, line: RosterLine, *, beside: Context | None = None) -> HttpResponse:
    if not request.htmx:
        return redirect(_in_review(line))
    context = {**(beside or {}), "line": _row(line), "focus": True}
    return _fresh(request, "enrolment/rosters/_edited.html", context)


def _in_review(line: RosterLine) -> str:
    """Where the review shows the row. By itself it shows what is left to do; a row that is stored stands among all."""
    address = head(line.upload, may_send=True).url
    if line.accepted_at is None:
        return f"{address}#baris-{line.pk}"
    rows = RosterLine.objects.filter(upload=line.upload)
    before = rows.filter(Q(sheet__lt=line.sheet) | Q(sheet=line.sheet, row__lt=line.row)).count()
    return f"{address}?keadaan=semua&page={before // PAGE_SIZE + 1}#baris-{line.pk}"


def _fresh(request: HttpRequest, template: str, context: Context, status: int = 200) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"  # a cell in full stays in nobody's browser
    return response


def _row(line: RosterLine) -> RowLine:
    names = seat_names([line.region_code])
    return row_line(line, mapping.layout_of(line.upload), names, may_edit=True)
