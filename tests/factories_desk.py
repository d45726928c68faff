"""Answers of BPJS, batches and bills as the desk meets them: written straight down, since others test how they come."""

import datetime
from typing import Any

from django.utils import timezone

from budgeting.models import Arrangement, Bill, Payment, PersonMonth, Registration
from enrolment.models import Assignment
from pemilu_bpjs import vault
from pemilu_bpjs.models import Office, User
from reports.models import Batch, BatchFile, BatchRow, Certificate
from reports.models.batch import FileKind
from reports.models.certificate import MASKED_KIND
from tests.factories import make_document

VOTING_DAY = datetime.date(2024, 2, 14)
CONFIRMED = datetime.date(2024, 2, 1)
KPJ = "24012345678"


def make_member(seat: Assignment, arrangement: Arrangement, **values: Any) -> Registration:
    """One whom BPJS has taken, unless told otherwise."""
    given = {
        "reference": f"P{arrangement.pk:03d}{seat.person_id:08d}",
        "state": Registration.State.ACTIVE,
        "confirmed_from": CONFIRMED,
        "kpj": vault.seal(KPJ.encode(), "kpj"),
        "kpj_fp": vault.fingerprint("kpj", KPJ),
        "assignment": seat,
    }
    return Registration.objects.create(arrangement=arrangement, person=seat.person, **{**given, **values})


def make_sent(registration: Registration, number: int = 1, **values: Any) -> BatchRow:
    """The batch in which he was sent, with its one file and row."""
    arrangement = registration.arrangement
    now = timezone.now()
    batch = Batch.objects.create(
        arrangement=arrangement, number=number, people=1, frozen_at=now, expires_at=now + datetime.timedelta(days=14)
    )
    file = BatchFile.objects.create(
        batch=batch,
        kind=FileKind.NEW,
        part=1,
        layout="tk-baru",
        name=f"kiriman-{number}-bagian-01/template_tk.xlsx",
        rows=1,
        sha256="0" * 64,
        document=make_document(None, arrangement.office, region=arrangement.region),
    )
    given = {"row": 2, "kind": FileKind.NEW, "assignment": registration.assignment}
    return BatchRow.objects.create(file=file, registration=registration, **{**given, **values})


def make_bill(arrangement: Arrangement, month: str = "2024-02", paid: bool = True, **values: Any) -> Bill:
    """What BPJS asked for a month as we expected it; paid on the 10th of the month after."""
    found = PersonMonth.objects.standing().filter(price__arrangement=arrangement, month=month).select_related("price")
    sums = {"people": len(found), "jkk": sum(m.price.jkk for m in found), "jkm": sum(m.price.jkm for m in found)}
    given = {
        "payment_code": "240212345678",
        **sums,
        **{f"expected_{name}": value for name, value in sums.items()},
        "due": datetime.date(2024, 3, 15),
    }
    bill = Bill.objects.create(arrangement=arrangement, month=month, **{**given, **values})
    if paid:
        Payment.objects.create(bill=bill, amount=bill.total, paid_on=datetime.date(2024, 3, 10), reference="SP2D-12")
    return bill


def make_certificate(seat: Assignment, office: Office, by: User | None = None, **values: Any) -> Certificate:
    """A letter that says the seat's person was covered on voting day; its page is not drawn."""
    given = {
        "day": VOTING_DAY,
        "cover": Certificate.Cover.COVERED,
        "initials": "B. C.",
        "since": CONFIRMED,
        "purpose": "keluarga",
        "document": make_document(by, office, kind=MASKED_KIND, region=seat.region_code),
    }
    return Certificate.objects.create(assignment=seat, issued_by=by, **{**given, **values})
