"""Batches for tests: people on seats, their months, and what was frozen of them. They need the fixture `reference`."""

import datetime
from typing import Any

from budgeting.actions import cover
from budgeting.models import Arrangement, Registration
from enrolment.models import Assignment, Election
from pemilu_bpjs import vault
from pemilu_bpjs.models import Office
from reports.actions.batches import freeze
from reports.models import Batch
from reports.sending import KPJ
from tests.factories_cover import make_cover
from tests.factories_people import make_nik, make_row, make_seat

BEFORE_VOTING = datetime.date(2024, 2, 1)
AFTER_TENURE = datetime.date(2024, 3, 1)


def seat_people(election: Election, number: int, first: int = 1, **values: Any) -> list[Assignment]:
    """So many KPPS members of one desa, five a TPS, of whom SIPP lacks nothing."""
    return [
        make_seat(election, make_row(make_nik(each), name=_name(each)), **{"tps": (each - 1) // 5 + 1, **values})
        for each in range(first, first + number)
    ]


def make_batch(election: Election, office: Office | None = None, people: int = 3, **settings: Any) -> Batch:
    """`people` who serve, insured and told to BPJS."""
    seat_people(election, people)
    arrangement, _run = make_cover(election, office, **settings)
    return freeze_now(arrangement)


def freeze_now(arrangement: Arrangement, today: datetime.date = BEFORE_VOTING, **values: Any) -> Batch | None:
    """The cover brought up to date, and what is to be told then."""
    cover.run(election=arrangement.election)
    return freeze(arrangement=arrangement, today=today, **values)


def accept_all(arrangement: Arrangement, since: datetime.date = BEFORE_VOTING) -> None:
    """As though BPJS had taken everyone who was sent, each with a number of his own."""
    for place, row in enumerate(Registration.objects.filter(arrangement=arrangement).order_by("pk")):
        number = f"{24_000_000_000 + place}"
        row.state, row.confirmed_from = Registration.State.ACTIVE, since
        row.kpj, row.kpj_fp = vault.seal(number.encode(), KPJ), vault.fingerprint(KPJ, number)
        row.save()


def _name(number: int) -> str:
    """No digits, as names on a KTP have none."""
    return f"Petugas {''.join(chr(ord('A') + int(digit)) for digit in str(number))} Contoh"
