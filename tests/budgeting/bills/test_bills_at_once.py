"""Two desks at the same moment: one bill a month, and no rupiah paid beyond it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from budgeting.models import Bill, Payment
from budgeting.rules.notes import Faults
from tests.factories_bills import make_bill, make_covered, make_payment
from tests.people import World

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(deed: Callable[[str], Any]) -> list[str]:
    """What three who do it at the same moment, each with a number of his own, are told: "" or a fault's code."""

    def work(number: str) -> str:
        try:
            deed(number)
        except Faults as refused:
            return refused.notes[0].code
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(3) as pool:
        return sorted(pool.map(work, ("1", "2", "3")))


def test_a_bill_is_paid_once(reference: None, world: World):
    bill = make_bill(make_covered(world)[0])
    assert at_once(lambda number: make_payment(bill, reference=number)) == ["", *["payment-beyond-bill"] * 2]
    assert Payment.objects.get().amount == bill.total


def test_a_month_has_one_bill(reference: None, world: World):
    arrangement, _ = make_covered(world)
    assert at_once(lambda number: make_bill(arrangement, payment_code=number)) == ["", *["bill-stands"] * 2]
    assert Bill.objects.count() == 1
