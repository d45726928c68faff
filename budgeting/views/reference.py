"""The reference data: what stands, where it comes from, how it came to be, and the row that takes another's place."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgeting.actions.law import DefaultStands, RowStands, add_row, supersede_row
from budgeting.forms.reference import RegionFilter, RowFilter, RowForm, form_of
from budgeting.presenters import reference as presenters
from budgeting.presenters.reference_values import Names
from budgeting.reference_rows import found, names_of_codes, versions
from budgeting.reference_tables import TABLES, ReferenceTable
from enrolment.models import Region
from pemilu_bpjs.access import EVERYWHERE, may, require, right_required
from pemilu_bpjs.models import AlreadySuperseded
from pemilu_bpjs.models.dated import DatedRow
from pemilu_bpjs.permissions import Right

PAGE_SIZE = 100


@require_safe
@right_required(Right.VIEW_REFERENCE)
def reference_index(request: HttpRequest) -> HttpResponse:
    return render(request, "budgeting/reference/index.html", {"groups": presenters.index_page()})


@require_safe
@right_required(Right.VIEW_REFERENCE)
def reference_table(request: HttpRequest, kind: str) -> HttpResponse:
    table = _table(kind)
    form = RowFilter(request.GET, table=table)
    asked = form.asked()
    page = Paginator(found(table, asked), PAGE_SIZE).get_page(request.GET.get("page"))
    aside = 0 if table.aside is None or asked.aside else table.rows().current().filter(table.aside).count()
    context = {
        "form": form,
        "page": page,
        "head": presenters.head_label(table),
        "table": presenters.table_page(table, page, names_of_codes(table.fields), aside=aside, edit=_may_edit(request)),
    }
    return render(request, "budgeting/reference/table.html", context)


@require_safe
@right_required(Right.VIEW_REFERENCE)
def regions(request: HttpRequest) -> HttpResponse:
    form = RegionFilter(request.GET)
    asked = form.narrow(Region.objects.select_related("parent__parent__parent"))
    page = Paginator(asked, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": presenters.region_lines(page),
        "crumbs": presenters.region_crumbs(),
    }
    return render(request, "budgeting/reference/regions.html", context)


@require_safe
@right_required(Right.VIEW_REFERENCE)
def reference_row(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The matter that a row speaks of, whichever of its versions the address names."""
    table = _table(kind)
    history = versions(_row(table, pk))
    page = presenters.row_page(table, history, names_of_codes(table.fields), edit=_may_edit(request))
    return render(request, "budgeting/reference/row.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.EDIT_REFERENCE)
def reference_replace(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Where someone was quicker: a sentence, what was typed, and the row in force now to hold it against."""
    require(request.user, Right.EDIT_REFERENCE, region=EVERYWHERE)
    table = _table(kind)
    names = names_of_codes(table.fields)
    row = _row(table, pk)
    latest = versions(row)[-1]
    if request.method != "POST":
        form = form_of(table)(table=table, names=names, like=latest, replaces=True)
        return _form_page(request, table, latest, form, names)
    form = form_of(table)(request.POST, table=table, names=names, like=row, replaces=True)
    if form.is_valid():
        try:
            new = supersede_row(table=table, row=row, values=form.values(), by=request.user)
        except AlreadySuperseded:
            latest = versions(row)[-1]
            form.add_error(None, _overtaken(table, latest, names))
            return _form_page(request, table, latest, form, names, status=409)
        except RowStands as standing:
            form.add_error(None, _refused(table, standing, names))
        else:
            messages.success(request, _("Baris baru berlaku. Baris sebelumnya tetap tersimpan di riwayat."))
            return redirect("budgeting:reference-row", kind, new.pk)
    return _form_page(request, table, latest, form, names)


@require_http_methods(["GET", "HEAD", "POST"])
@right_required(Right.EDIT_REFERENCE)
def reference_add(request: HttpRequest, kind: str) -> HttpResponse:
    """A row beside those that stand; `?like=` names one to begin from."""
    require(request.user, Right.EDIT_REFERENCE, region=EVERYWHERE)
    table = _table(kind)
    names = names_of_codes(table.fields)
    asked = request.GET.get("like", "")
    like = _row(table, int(asked)) if asked.isdecimal() and len(asked) < 10 else None
    form = form_of(table)(request.POST or None, table=table, names=names, like=like)
    if request.method == "POST" and form.is_valid():
        try:
            new = add_row(table=table, values=form.values(), by=request.user)
        except RowStands as standing:
            form.add_error(None, _refused(table, standing, names))
        else:
            messages.success(request, _("Baris baru tersimpan dan berlaku di samping yang sudah ada."))
            return redirect("budgeting:reference-row", kind, new.pk)
    return _form_page(request, table, None, form, names)


def _form_page(
    request: HttpRequest,
    table: ReferenceTable,
    row: DatedRow | None,
    form: RowForm,
    names: Names,
    *,
    status: int | None = None,
) -> HttpResponse:
    context = {"page": presenters.form_page(table, row, names), "form": form}
    faulty = form.is_bound and not form.is_valid()
    return render(request, "budgeting/reference/form.html", context, status=status or (400 if faulty else 200))


def _overtaken(table: ReferenceTable, latest: DatedRow, names: Names) -> str:
    return _(
        "Baris ini sudah diganti oleh %(who)s saat Anda mengisi; yang berlaku sekarang bersumber “%(source)s”. "
        "Bandingkan dahulu; bila isian Anda tetap benar, simpan sekali lagi untuk mengganti baris itu."
    ) % {"who": latest.entered_by or _("orang lain"), "source": latest.source}


def _refused(table: ReferenceTable, standing: RowStands, names: Names) -> str:
    name = presenters.title_of(table, standing.row, names)
    if isinstance(standing, DefaultStands):
        return (
            _("Hanya satu baris yang dipakai bila tidak dipilih, dan sekarang itu “%s”. Ganti baris itu dahulu.") % name
        )
    return _("“%s” sudah ada dan berlaku. Ganti baris itu, atau beri tanggal mulai atau kode yang lain.") % name


def _table(kind: str) -> ReferenceTable:
    if kind not in TABLES:
        raise Http404
    return TABLES[kind]


def _row(table: ReferenceTable, pk: int) -> DatedRow:
    return get_object_or_404(table.model, pk=pk)


def _may_edit(request: HttpRequest) -> bool:
    return may(request.user, Right.EDIT_REFERENCE, region=EVERYWHERE)
