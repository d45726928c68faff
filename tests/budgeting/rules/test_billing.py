"""How a month stands with its payer; late interest where its rate is confirmed, and only there."""

from datetime import date
from decimal import Decimal

import pytest

from budgeting.rules.billing import Standing, excess, late_interest, months_late, standing

DUE = date(2024, 2, 15)


@pytest.mark.parametrize(
    ("asked", "paid", "today", "expected"),
    [
        (None, 0, date(2024, 3, 1), Standing.NOT_BILLED),
        (1_000, 0, date(2024, 2, 1), Standing.OPEN),
        (1_000, 400, date(2024, 2, 1), Standing.PARTLY),
        (1_000, 0, date(2024, 2, 8), Standing.SOON),
        (1_000, 999, date(2024, 2, 15), Standing.SOON),  # the day itself is in time
        (1_000, 999, date(2024, 2, 16), Standing.LATE),
        (1_000, 1_000, date(2024, 3, 1), Standing.PAID),
        (1_000, 1_001, date(2024, 2, 1), Standing.CREDIT),
        (0, 0, date(2024, 3, 1), Standing.PAID),
    ],
)
def test_how_a_month_stands(asked: int | None, paid: int, today: date, expected: Standing):
    assert standing(asked, paid, DUE, today) is expected


@pytest.mark.parametrize(("paid", "amount", "beyond"), [(0, 1_000, 0), (400, 600, 0), (400, 601, 1), (1_200, 1, 201)])
def test_how_far_a_payment_goes_beyond_the_bill(paid: int, amount: int, beyond: int):
    assert excess(1_000, paid, amount) == beyond


@pytest.mark.parametrize(
    ("paid_on", "months"),
    [
        (date(2024, 2, 15), 0),
        (date(2024, 2, 16), 1),
        (date(2024, 3, 15), 1),
        (date(2024, 3, 16), 2),
        (date(2025, 2, 1), 12),
        (date(2024, 1, 1), 0),
    ],
)
def test_each_month_begun_is_late(paid_on: date, months: int):
    assert months_late(DUE, paid_on) == months


def test_no_interest_where_nobody_confirmed_the_rate():
    assert late_interest(1_000_000, DUE, date(2024, 6, 1), None) is None


def test_interest_at_a_confirmed_rate_is_rounded_half_up():
    assert late_interest(1_025, DUE, date(2024, 2, 16), Decimal("2")) == 21  # 20.5
    assert late_interest(1_000_000, DUE, date(2024, 3, 16), Decimal("2")) == 40_000
