"""The demo's cover: people told to BPJS, its answers, two bills, what was paid on them, and one who fell ill.

All of it at once or nothing, and only where nobody has arranged cover yet: what a user has done since stays as it is.
Its story ends in March 2024; whatever comes later is what the pages then say of today.
"""

import datetime
from collections.abc import Iterator, Mapping

from django.db import transaction

from budgeting.actions import cover
from budgeting.actions.bills import pay, post_bill
from budgeting.actions.holidays import add_holiday
from budgeting.bill_sums import expected
from budgeting.models import Arrangement, Holiday, PersonMonth, Plan, Registration
from budgeting.rules.bill_list import ListedPerson
from budgeting.rules.billing import Charge, summed
from enrolment.models import Assignment
from pemilu_bpjs.models import User
from reports.actions import incidents
from reports.actions.answer_reading import read
from reports.actions.answers import apply, receive
from reports.actions.batches import freeze
from reports.incident_details import Details, Reporter
from reports.models import Batch, BatchRow
from reports.rules.incident_claim import Kind
from reports.rules.incident_papers import Paper
from reports.writers.text_workbook import Sheet, text_workbook

PLANNER, BRANCH, TREASURER, ASKED, KEEPER = _ACTORS = ("perencana", "bpjs", "bendahara", "jawaban", "admin")

_TOLD_ON = datetime.date(2024, 1, 29)
_SINCE = "25-01-2024"
_FIRST, _SECOND = "2024-01", "2024-02"
_FIRST_CODE, _SECOND_CODE = "240200001609", "240300001609"
_PAID_ON, _PARTLY_PAID_ON = datetime.date(2024, 2, 12), datetime.date(2024, 3, 14)
_FELL_ILL = datetime.date(2024, 2, 15)

# Due days move by what was decreed; whoever keeps the law adds the rest, with a source each.
_HOLIDAY = datetime.date(2024, 2, 14)
_HOLIDAY_NAME = "Hari pemungutan suara Pemilu 2024"
_HOLIDAY_SOURCE = "Keputusan Presiden Nomor 10 Tahun 2024, menurut pemberitaan 6–7 Februari 2024"

_COLUMNS = ("NO_PEGAWAI", "STATUS", "KETERANGAN", "NO_KPJ", "TGL_KEPESERTAAN")
_REFUSALS = {
    11: "NIK tidak ditemukan di Adminduk",
    47: "Nama tidak sesuai dengan data Adminduk",
    83: "NIK sudah terdaftar aktif di perusahaan lain",
}
_SILENT = 5
"""The last of the batch, whom the branch has not answered yet."""


def make_sample_cover(*, region: str) -> Batch | None:
    """From the region's first plan to a bill that is partly paid; None where that stands already, or nobody is told."""
    users = {user.username: user for user in User.objects.filter(username__in=_ACTORS)}
    plan = Plan.objects.filter(election__region=region).select_related("election", "office").order_by("pk").first()
    if plan is None or len(users) < len(_ACTORS):
        return None
    with transaction.atomic():
        if Arrangement.objects.filter(election=plan.election_id).exists():
            return None
        arrangement = cover.arrange(election=plan.election, office=plan.office, plan=plan, by=users[PLANNER])
        cover.run(election=plan.election, by=users[PLANNER])
        batch = freeze(arrangement=arrangement, by=users[PLANNER], today=_TOLD_ON)
        if batch is not None:
            _go_on(batch, users)
    return batch


def _go_on(batch: Batch, users: Mapping[str, User]) -> None:
    """What followed a batch that went."""
    rows = list(BatchRow.objects.filter(file__batch=batch).select_related("registration").order_by("file", "row"))
    _answer(batch, rows, by=users[BRANCH])
    _keep_holiday(by=users[KEEPER])
    _bill(batch.arrangement, users)
    _fall_ill(rows[1].assignment, by=users[ASKED])


def _answer(batch: Batch, rows: list[BatchRow], *, by: User) -> None:
    """Most are taken, a few refused, the last not answered yet."""
    given = text_workbook([Sheet("Hasil", _COLUMNS, list(_answers(rows[:-_SILENT])))])
    received = receive(arrangement=batch.arrangement, batch=batch, name="hasil-sipp.xlsx", content=given, by=by)
    apply(answer=read(answer=received.answer), by=by)


def _answers(rows: list[BatchRow]) -> Iterator[tuple[str, ...]]:
    for place, row in enumerate(rows, 1):
        reference = row.registration.reference
        if place in _REFUSALS:
            yield reference, "GAGAL", _REFUSALS[place], "", ""
        else:
            yield reference, "BERHASIL", "", f"2401{place * 7919 % 10_000_000:07d}", _SINCE


def _bill(arrangement: Arrangement, users: Mapping[str, User]) -> None:
    """The first month as expected, and paid; the second for those alone whom BPJS has taken, and half of it paid."""
    charge = expected(arrangement, _FIRST).charge
    first = post_bill(
        arrangement=arrangement, month=_FIRST, payment_code=_FIRST_CODE, by=users[BRANCH],
        people=charge.people, jkk=charge.jkk, jkm=charge.jkm,
    )  # fmt: skip
    pay(bill=first, amount=first.total, paid_on=_PAID_ON, reference="SP2D 0117/2024", by=users[TREASURER])
    lines = list(_lines(arrangement))
    asked = summed(Charge(1, line.jkk, line.jkm) for line in lines)
    second = post_bill(
        arrangement=arrangement, month=_SECOND, payment_code=_SECOND_CODE, by=users[BRANCH],
        people=asked.people, jkk=asked.jkk, jkm=asked.jkm, lines=lines,
    )  # fmt: skip
    part = second.total // 2
    pay(bill=second, amount=part, paid_on=_PARTLY_PAID_ON, reference="SP2D 0254/2024", by=users[TREASURER])


def _lines(arrangement: Arrangement) -> Iterator[ListedPerson]:
    """BPJS's list of the second month: those whom it has taken, by our own number."""
    taken = Registration.objects.confirmed().filter(arrangement=arrangement)
    references = dict(taken.values_list("person", "reference"))
    months = PersonMonth.objects.standing().filter(price__arrangement=arrangement, month=_SECOND)
    found = months.filter(person__in=references).select_related("price").order_by("pk")
    for row, each in enumerate(found, 2):
        price, reference = each.price, references[each.person_id]
        cells = (reference, str(price.base or ""), str(price.jkk), str(price.jkm))
        yield ListedPerson(row, "", "", reference, price.base, price.jkk, price.jkm, cells)


def _keep_holiday(*, by: User) -> None:
    if not Holiday.objects.filter(day=_HOLIDAY).exists():
        add_holiday(day=_HOLIDAY, name=_HOLIDAY_NAME, source=_HOLIDAY_SOURCE, by=by)


def _fall_ill(seat: Assignment, *, by: User) -> None:
    details = Details(
        Kind.ILLNESS,
        _FELL_ILL,
        on_duty=True,
        place="Puskesmas Muaradua",
        story="Pingsan karena kelelahan sesudah penghitungan suara; dirawat satu malam.",
        reporter=Reporter("Halimah Contoh", "081255000001", "saudara"),
    )
    incident = incidents.report(assignment=seat, details=details, by=by)
    incidents.keep_papers(incident=incident, papers=[Paper.OWN_IDENTITY], by=by)
