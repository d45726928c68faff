"""Posting, paying, taking back; a second click; what later runs of the ledger make of a bill."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from budgeting import bill_sums
from budgeting.actions import cover
from budgeting.actions.bills import Paper, pay, post_bill, void_payment, withdraw
from budgeting.bill_sums import Changes
from budgeting.models import Bill, Holiday, Payment
from budgeting.rules.billing import Charge
from budgeting.rules.notes import Faults
from enrolment.models import Assignment
from pemilu_bpjs.models import AuditEvent
from tests.factories_bills import MONTH, PRICE_JKK, PRICE_JKM, make_bill, make_covered, make_payment
from tests.factories_people import make_nik, make_row, make_seat
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
ONE = Charge(1, PRICE_JKK, PRICE_JKM)


def code_of(refused: pytest.ExceptionInfo[Faults]) -> tuple[str, str]:
    note = refused.value.notes[0]
    return note.code, note.key


def test_a_bill_is_frozen_beside_what_we_expect(world: World):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement, world.bpjs, people=4)
    assert (bill.expected_people, bill.expected_jkk, bill.expected_jkm) == (3, 3 * PRICE_JKK, 3 * PRICE_JKM)
    assert bill.run is not None
    assert bill.run.number == 1
    assert bill.due == date(2024, 2, 15)
    assert AuditEvent.objects.filter(action="bill.post", subject=f"bill:{bill.pk}").count() == 1


def test_a_holiday_moves_the_due_day_of_a_bill(world: World):
    arrangement, _ = make_covered(world)
    Holiday.objects.create(day=date(2024, 2, 15), name="Hari contoh", source="SKB contoh")
    assert make_bill(arrangement).due == date(2024, 2, 16)


def test_the_same_bill_twice_is_one(world: World):
    arrangement, _ = make_covered(world)
    assert make_bill(arrangement) == make_bill(arrangement)
    assert Bill.objects.count() == 1


def test_another_bill_for_the_month_waits_until_the_first_is_withdrawn(world: World):
    arrangement, _ = make_covered(world)
    first = make_bill(arrangement)
    with pytest.raises(Faults) as refused:
        make_bill(arrangement, payment_code="lain")
    assert code_of(refused) == ("bill-stands", "")
    withdraw(bill=first, reason="kode iuran keliru", by=world.planner)
    assert make_bill(arrangement, payment_code="lain").pk != first.pk
    first.refresh_from_db()
    assert first.void_reason == "kode iuran keliru"


def test_a_bill_that_was_paid_is_not_withdrawn(world: World):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    payment = make_payment(bill)
    with pytest.raises(Faults) as refused:
        withdraw(bill=bill, reason="keliru", by=None)
    assert code_of(refused) == ("bill-has-payments", "")
    void_payment(payment=payment, reason="salah ketik", by=None)
    assert withdraw(bill=bill, reason="keliru", by=None).voided_at is not None


def test_paid_in_parts_and_no_part_twice(world: World):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    half = make_payment(bill, amount=bill.total // 2, reference="1")
    assert make_payment(bill, amount=bill.total // 2, reference="1") == half  # the button pressed twice
    make_payment(bill, amount=bill.total - bill.total // 2, reference="2")
    assert bill_sums.paid_on([bill]) == {bill.pk: bill.total}


def test_more_than_is_open_is_refused_with_the_sum_in_sight_unless_it_is_a_credit(world: World):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    make_payment(bill, amount=bill.total - 1_000, reference="1")
    with pytest.raises(Faults) as refused:
        make_payment(bill, amount=3_000, reference="2")
    assert code_of(refused) == ("payment-beyond-bill", "amount")
    assert refused.value.notes[0].params == {"left": "Rp1.000", "beyond": "Rp2.000"}
    make_payment(bill, amount=3_000, reference="2", as_credit=True)
    assert bill_sums.paid_on([bill])[bill.pk] == bill.total + 2_000


@pytest.mark.parametrize(("amount", "days", "code"), [(0, 0, "payment-nothing"), (1, 1, "payment-in-future")])
def test_payments_that_cannot_be(world: World, amount: int, days: int, code: str):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    with pytest.raises(Faults) as refused:
        pay(bill=bill, amount=amount, paid_on=timezone.localdate() + timedelta(days=days), by=None)
    assert code_of(refused)[0] == code
    assert not Payment.objects.exists()


def test_a_withdrawn_bill_is_not_paid(world: World):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    withdraw(bill=bill, reason="keliru", by=None)
    with pytest.raises(Faults) as refused:
        make_payment(bill)
    assert code_of(refused) == ("bill-withdrawn", "")


def test_a_bill_of_no_month_is_refused(world: World):
    arrangement, _ = make_covered(world)
    with pytest.raises(Faults) as refused:
        post_bill(arrangement=arrangement, month="2024-13", payment_code="1", people=1, jkk=1, jkm=1, by=None)
    assert code_of(refused) == ("bill-month", "month")


def test_the_paper_of_a_bill_is_sealed(world: World):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement, world.bpjs, document=Paper("tagihan.pdf", b"%PDF-1.7 nama orang"))
    assert bill.document is not None
    assert bill.document.is_personal
    assert b"nama orang" not in bill.document.file.open("rb").read()
    assert bill.document.content() == b"%PDF-1.7 nama orang"


def leave(seat: Assignment) -> None:
    Assignment.objects.filter(pk=seat.pk).update(voided_at=timezone.now())


def test_who_comes_and_leaves_after_a_bill_is_an_addition_and_a_credit(world: World):
    arrangement, seats = make_covered(world)
    bill = make_bill(arrangement)
    assert bill_sums.changes_since(bill) == Changes()
    leave(seats[0])
    for number in (7, 8):
        make_seat(arrangement.election, make_row(make_nik(number)))
    cover.run(election=arrangement.election)
    changes = bill_sums.changes_since(bill)
    assert changes.additions == ONE + ONE
    assert changes.credits == ONE
    assert changes.net == ONE
    bill.refresh_from_db()
    assert bill.expected_people == 3  # what was expected on its day stays


def test_changes_of_billed_months_are_carried_to_the_next_bill_and_only_to_it(world: World):
    arrangement, seats = make_covered(world)
    make_bill(arrangement)
    leave(seats[0])
    cover.run(election=arrangement.election)
    february = bill_sums.expected(arrangement, "2024-02")
    assert february.charge.people == 2
    assert february.carried == Changes(credits=ONE)
    make_bill(arrangement, month="2024-02", payment_code="2402")
    assert bill_sums.expected(arrangement, "2024-03").carried == Changes()
    leave(seats[1])
    cover.run(election=arrangement.election)
    assert bill_sums.expected(arrangement, "2024-03").carried == Changes(credits=ONE + ONE)  # of both months


def test_who_came_and_left_between_two_bills_was_never_asked_for(world: World):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    passing = make_seat(arrangement.election, make_row(make_nik(9)))
    cover.run(election=arrangement.election)
    leave(passing)
    cover.run(election=arrangement.election)
    assert bill_sums.changes_since(bill) == Changes()
    assert bill_sums.expected(arrangement, MONTH).charge.people == 3
