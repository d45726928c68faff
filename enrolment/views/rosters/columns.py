"""What the columns of a file mean: our guess above its first rows, for the sender to confirm or change."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from enrolment import mapping
from enrolment.actions.rosters.columns import choosable_layout, confirm_columns, sheet_heads
from enrolment.actions.rosters.upload_state import NotOpen, State
from enrolment.forms.roster_columns import ColumnsForm
from enrolment.presenters.rosters.columns import columns_page
from enrolment.presenters.rosters.standing import is_busy
from enrolment.tasks import start_roster_check
from enrolment.views.rosters.access import own_upload
from enrolment.views.rosters.typed import survives_sign_in, typed_before
from pemilu_bpjs.access import right_required
from pemilu_bpjs.permissions import Right


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@survives_sign_in
@right_required(Right.SEND_ROSTER)
def roster_columns(request: HttpRequest, pk: int) -> HttpResponse:
    upload = own_upload(request, pk)
    if is_busy(upload) or upload.state not in (State.ASKING, State.READY, State.DONE) or upload.document is None:
        return redirect("enrolment:roster", pk)
    heads = sheet_heads(upload)
    layout = choosable_layout(upload, heads)
    read = {each.index for each in mapping.layout_of(upload).sheets}
    typed: QueryDict | None = request.POST if request.method == "POST" else typed_before(request)
    form = ColumnsForm(typed, layout=layout, heads=heads, read=read)
    if request.method == "POST" and form.is_valid():
        try:
            confirm_columns(upload=upload, heads=heads, choices=form.choices(), by=request.user)
            start_roster_check(upload=upload, by=request.user)
        except mapping.ChoiceError as refused:
            form.refuse(refused)
        except NotOpen as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("enrolment:roster", pk)
    page = columns_page(upload, layout, heads, form)
    return render(request, "enrolment/rosters/columns.html", {"page": page, "form": form}, status=_status(form))


def _status(form: ColumnsForm) -> int:
    return 400 if form.errors else 200
