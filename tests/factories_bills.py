"""Bills and payments made by the actions that people use; they need the fixture `reference`."""

from datetime import date
from typing import Any

from budgeting.actions import cover
from budgeting.actions.bills import pay, post_bill
from budgeting.bill_sums import expected
from budgeting.models import Arrangement, Bill, Payment, Plan
from enrolment.models import Assignment, Election
from pemilu_bpjs.models import User
from pemilu_bpjs.roles import Role
from tests.factories import make_member
from tests.factories_cover import make_arrangement
from tests.factories_enrolment import make_election
from tests.factories_people import make_nik, make_row, make_seat
from tests.people import World

MONTH = "2024-01"
PRICE_JKK, PRICE_JKM = 2_640, 3_300
"""Of an anggota KPPS of Pemilu 2024: 0.24 % and 0.30 % of Rp1.100.000."""


def make_covered(
    world: World, people: int = 3, plan: Plan | None = None, election: Election | None = None
) -> tuple[Arrangement, list[Assignment]]:
    """The payer's arrangement with so many anggota KPPS of one TPS, each insured in January and February 2024."""
    election = election or (plan.election if plan else make_election())
    seats = [make_seat(election, make_row(make_nik(number), f"Petugas Contoh {number}")) for number in range(people)]
    arrangement = make_arrangement(election, world.office, plan)
    cover.run(election=election)
    return arrangement, seats


def make_bill(arrangement: Arrangement, by: User | None = None, month: str = MONTH, **values: Any) -> Bill:
    """What BPJS asks, as expected unless told otherwise."""
    known = expected(arrangement, month).charge
    given = {"payment_code": "2401-000123", "people": known.people, "jkk": known.jkk, "jkm": known.jkm}
    return post_bill(arrangement=arrangement, month=month, by=by, **{**given, **values})


def make_payment(bill: Bill, by: User | None = None, **values: Any) -> Payment:
    given = {"amount": bill.total, "paid_on": date(2024, 2, 12), "reference": "SP2D 12/2024"}
    return pay(bill=bill, by=by, **{**given, **values})


def make_treasurer(world: World, username: str = "treasurer") -> User:
    return make_member(Role.TREASURER, world.office, username)
