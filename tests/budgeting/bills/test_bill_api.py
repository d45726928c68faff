"""Bills by API: the same way as by the pages, with the same people turned away, and no name in any answer."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from budgeting.actions.bill_lists import keep_lines
from budgeting.models import Bill, Payment
from budgeting.rules.bill_list import ListedPerson
from pemilu_bpjs.models import User
from tests.factories_bills import MONTH, PRICE_JKK, PRICE_JKM, make_bill, make_covered, make_payment, make_treasurer
from tests.factories_budgeting import make_plan
from tests.factories_people import make_nik
from tests.factories_proposals import ENTRIES
from tests.people import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
ApiAs = Callable[[User], APIClient]
LIST = "/api/v1/bills/"


def url(bill: Bill, part: str = "") -> str:
    return f"{LIST}{bill.pk}/{part}"


def fields(response) -> dict[str, str]:
    return {fault["field"]: fault["code"] for fault in response.json()["errors"]}


def asked(arrangement: int) -> dict[str, object]:
    amounts = {"people": 3, "jkk": 3 * PRICE_JKK, "jkm": 3 * PRICE_JKM}
    return {"arrangement": arrangement, "month": MONTH, "payment_code": "2401", **amounts}


def test_the_branch_posts_and_the_treasurer_pays(world: World, api_as: ApiAs):
    arrangement, _ = make_covered(world)
    made = api_as(world.bpjs).post(LIST, asked(arrangement.pk), format="json")
    assert made.status_code == 201
    assert (made.json()["expected_people"], made.json()["due"], made.json()["paid"]) == (3, "2024-02-15", 0)
    bill, treasurer = Bill.objects.get(), api_as(make_treasurer(world))
    paid = {"amount": bill.total, "paid_on": "2024-02-12", "reference": "SP2D 1"}
    assert treasurer.post(url(bill, "payments/"), paid, format="json").status_code == 201
    assert treasurer.post(url(bill, "payments/"), paid, format="json").json()["id"] == Payment.objects.get().pk
    too_much = treasurer.post(url(bill, "payments/"), {**paid, "reference": "2"}, format="json")
    assert (too_much.status_code, fields(too_much)) == (400, {"amount": "payment-beyond-bill"})
    assert treasurer.get(url(bill)).json()["paid"] == bill.total
    void = {"payment": Payment.objects.get().pk, "reason": "salah ketik"}
    assert treasurer.post(url(bill, "voids/"), void, format="json").json()["voided_at"]
    withdrawn = api_as(world.bpjs).post(url(bill, "withdrawal/"), {"reason": "keliru"}, format="json")
    assert withdrawn.json()["void_reason"] == "keliru"
    assert treasurer.get(LIST).json()["results"] == []
    assert len(treasurer.get(f"{LIST}?withdrawn=true").json()["results"]) == 1


def test_another_bill_for_a_month_is_refused(world: World, api_as: ApiAs):
    arrangement, _ = make_covered(world)
    make_bill(arrangement, payment_code="lain")
    refused = api_as(world.bpjs).post(LIST, asked(arrangement.pk), format="json")
    assert (refused.status_code, fields(refused)) == (400, {"": "bill-stands"})


@pytest.mark.parametrize("month", ["9999-12", "0000-01", "0202-01", "2024-13", "\u0662\u0660\u0662\u0664-01"])
def test_only_months_that_can_be_budgeted_are_billed(world: World, api_as: ApiAs, month: str):
    arrangement, _ = make_covered(world)
    refused = api_as(world.bpjs).post(LIST, {**asked(arrangement.pk), "month": month}, format="json")
    assert (refused.status_code, set(fields(refused))) == (400, {"month"})
    assert not Bill.objects.exists()


def test_a_payment_of_another_age_is_a_slip_of_the_finger(world: World, api_as: ApiAs):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    paid = {"amount": 1, "paid_on": "0202-02-12"}
    refused = api_as(make_treasurer(world)).post(url(bill, "payments/"), paid, format="json")
    assert fields(refused) == {"paid_on": "year-absurd"}
    assert not Payment.objects.exists()


@pytest.mark.parametrize("who", ["neighbour", "other_planner"])
def test_another_payer_finds_nothing(world: World, api_as: ApiAs, who: str):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    client = api_as(getattr(world, who))
    assert client.get(LIST).json()["results"] == []
    assert client.get(url(bill)).status_code == 404
    assert client.post(url(bill, "withdrawal/"), {"reason": "x"}, format="json").status_code == 404
    assert fields(client.post(LIST, asked(arrangement.pk), format="json")) == {"arrangement": "does_not_exist"}
    for part in (
        f"three-way/?arrangement={arrangement.pk}&year=2024",
        f"realisation/?arrangement={arrangement.pk}&year=2024",
    ):
        assert fields(client.get(f"/api/v1/{part}")) == {"arrangement": "does_not_exist"}


@pytest.mark.parametrize("who", ["stranger", "kpu", "bawaslu", "satpolpp", "admin"])
def test_whoever_reads_no_bills_is_turned_away(world: World, api_as: ApiAs, who: str):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    client = api_as(getattr(world, who))
    for address in (LIST, url(bill), url(bill, "payments/"), "/api/v1/three-way/", "/api/v1/realisation/"):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("who", ["tapd", "auditor", "head"])
def test_readers_change_nothing(world: World, api_as: ApiAs, who: str):
    arrangement, _ = make_covered(world)
    bill = make_bill(arrangement)
    client = api_as(getattr(world, who))
    assert client.get(url(bill)).status_code == 200
    assert client.post(LIST, asked(arrangement.pk), format="json").status_code == 403
    assert client.post(url(bill, "payments/"), {"amount": 1, "paid_on": "2024-02-12"}, format="json").status_code == 403
    assert client.post(url(bill, "withdrawal/"), {"reason": "x"}, format="json").status_code == 403
    assert not Payment.objects.exists()


def test_the_three_way_check_counts_and_names_nobody(world: World, api_as: ApiAs):
    arrangement, seats = make_covered(world, 3, make_plan(world.office, world.planner, *ENTRIES))
    lines = [ListedPerson(2, make_nik(0), "", "", None, PRICE_JKK, PRICE_JKM)]
    keep_lines(bill=make_bill(arrangement), lines=lines, by=None)
    found = api_as(world.planner).get(f"/api/v1/three-way/?arrangement={arrangement.pk}&month={MONTH}")
    told = found.json()
    assert [month["verdict"] for month in told["months"]] == ["underpaid"]
    assert told["months"][0]["budget_source"] == "planned"
    whole = told["months"][0]["expected"]["total"]
    assert sum(part["expected"]["total"] for part in told["parts"]) == whole
    assert {cause["reason"]: cause["people"] for cause in told["causes"]} == {"not-billed": 2}
    assert all(seat.record.name not in found.content.decode() for seat in seats)
    year = api_as(world.auditor).get(f"/api/v1/three-way/?arrangement={arrangement.pk}&year=2024").json()
    assert [month["month"] for month in year["months"]] == ["2024-01", "2024-02"]
    neither = api_as(world.auditor).get(f"/api/v1/three-way/?arrangement={arrangement.pk}")
    assert fields(neither) == {"year": "required"}


def test_the_realisation(world: World, api_as: ApiAs):
    arrangement, _ = make_covered(world, 3, make_plan(world.office, world.planner, *ENTRIES))
    make_payment(make_bill(arrangement))
    told = api_as(make_treasurer(world)).get(f"/api/v1/realisation/?arrangement={arrangement.pk}&year=2024").json()
    assert told["paid"] == 3 * (PRICE_JKK + PRICE_JKM)
    assert told["left"] == told["budget"] - told["paid"]
    assert told["months"][0]["jkk"]["paid"] == 3 * PRICE_JKK
