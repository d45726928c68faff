"""The job that reads the list of people beside a bill."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from budgeting.actions.bill_lists import BILL_LIST, apply_list
from budgeting.actions.bills import BILL_PAPER, PAYMENT_PROOF
from budgeting.bill_lists import Layout
from budgeting.models import Bill
from budgeting.models.payer_scope import kept_for
from budgeting.rules.bill_list import Column
from budgeting.rules.notes import Faults
from budgeting.wording import sentence
from enrolment.sheets import SheetError
from pemilu_bpjs import documents, jobs
from pemilu_bpjs.models import Document
from pemilu_bpjs.permissions import Right

READ_BILL_LIST = "bill-list"
READ = gettext_noop("Rincian tagihan selesai dibaca.")
ASKING = gettext_noop("Satu hal perlu Anda pastikan: kolom mana berisi apa.")
NOT_YOURS = gettext_noop("Tagihan ini tidak boleh lagi Anda ubah.")

_posters, _workers = kept_for(Right.POST_BILL), kept_for(Right.POST_BILL, Right.PAY_BILL)
documents.register_kind(BILL_LIST, _("Rincian tagihan dari BPJS"), stays_in_office=True, seen_where=_posters)
documents.register_kind(BILL_PAPER, _("Tagihan BPJS"), stays_in_office=True, seen_where=_workers)
documents.register_kind(PAYMENT_PROOF, _("Bukti bayar iuran"), stays_in_office=True, seen_where=_workers)


def start_bill_list(*, bill: Bill, file: Document, by: Any, layout: Layout | None = None) -> jobs.Job:
    """One that already waits or runs for the same file and columns is enough."""
    params: dict[str, Any] = {"bill": bill.pk, "file": str(file.pk)}  # names a bill and a file, and no person
    if layout is not None:
        columns = {column.value: place for column, place in layout.columns.items()}
        params["layout"] = {"sheet": layout.sheet, "header_row": layout.header_row, "columns": columns}
    standing = jobs.Job.objects.unfinished().filter(kind=READ_BILL_LIST, owner=by, params=params).first()
    if standing is not None:
        return standing
    arrangement = bill.arrangement
    return jobs.start(READ_BILL_LIST, by=by, office=arrangement.office, region=arrangement.region, params=params)


@jobs.handler(READ_BILL_LIST, label=_("Membaca rincian tagihan"))
def read_bill_list(job: jobs.Job, progress: jobs.Progress) -> dict[str, Any]:
    # Asked again here: rights may have ended while the job waited.
    visible = Bill.objects.visible_to(job.owner, Right.POST_BILL).select_related("arrangement__office", "run")
    bill = visible.filter(pk=job.params["bill"]).first()
    if bill is None:
        raise jobs.JobFailed(NOT_YOURS)
    file = Document.objects.get(pk=job.params["file"], source=f"bill:{bill.pk}")
    link = {"link": reverse("budgeting:bill", args=[bill.pk])}
    columns = {"link": reverse("budgeting:bill-list-columns", args=[bill.pk, file.pk])}
    try:
        kept = apply_list(bill=bill, file=file, layout=_layout(job), by=job.owner)
    except SheetError as refused:
        raise jobs.JobFailed(refused.message, link) from refused
    except Faults as refused:
        raise jobs.JobFailed(" ".join(map(sentence, refused.notes)), columns) from refused
    return {"sentence": ASKING, **columns} if kept is None else {"sentence": READ, **link}


def _layout(job: jobs.Job) -> Layout | None:
    chosen = job.params.get("layout")
    if chosen is None:
        return None
    columns = {Column(name): place for name, place in chosen["columns"].items()}
    return Layout(chosen["sheet"], chosen["header_row"], columns)
