"""Due dates and money that comes too late (domain/bpjs.md §4, apbd.md §5)."""

from datetime import date

import pytest

from budgeting.rules.calendar import PayDays, cash_rows, due_date, lateness, money_from
from tests.factories_figures import POSTS, make_line

DAYS = PayDays()


@pytest.mark.parametrize(
    ("month", "membership", "due"),
    [
        ("2023-10", "PU", date(2023, 11, 15)),
        ("2023-12", "PU", date(2024, 1, 15)),
        ("2023-06", "PU", date(2023, 7, 17)),  # the 15th is a Saturday
        ("2023-09", "PU", date(2023, 10, 16)),  # the 15th is a Sunday
        ("2023-10", "BPU", date(2023, 10, 16)),
        ("2023-11", "BPU", date(2023, 11, 15)),
    ],
)
def test_pu_is_due_in_the_next_month_and_bpu_in_the_same(month: str, membership: str, due: date):
    assert due_date(month, membership, DAYS) == due


@pytest.mark.parametrize(
    ("holidays", "due"),
    [
        ({date(2023, 11, 15)}, date(2023, 11, 16)),
        ({date(2023, 11, 14)}, date(2023, 11, 15)),  # another day's holiday moves nothing
        ({date(2023, 11, 15), date(2023, 11, 16), date(2023, 11, 17)}, date(2023, 11, 20)),  # on into a weekend
    ],
)
def test_a_holiday_moves_a_due_day_to_the_next_working_day(holidays: set[date], due: date):
    assert due_date("2023-10", "PU", DAYS, holidays) == due
    assert [row.due for row in cash_rows([make_line(POSTS[0], ("2023-10",))], DAYS, holidays)] == [due]


def test_a_pay_day_that_a_month_lacks_is_its_last_day():
    assert due_date("2023-01", "PU", PayDays(pu_next_month=31)) == date(2023, 2, 28)


def test_a_month_owes_for_those_who_are_paid_in_it():
    leaders = make_line(POSTS[0], ("2023-11", "2023-12"))  # 10 at Rp6.000 and Rp7.500
    members = make_line(POSTS[1], ("2023-12",))  # 40 at Rp5.280 and Rp6.600
    november, december = cash_rows([leaders, members], DAYS)
    assert (november.month, november.insured, november.total) == ("2023-11", 10, 135_000)
    assert (december.insured, december.jkk, december.jkm) == (50, 271_200, 339_000)


@pytest.mark.parametrize(
    ("kind", "stated", "begins"),
    [
        ("murni", None, date(2023, 1, 1)),
        ("perubahan", None, date(2023, 10, 1)),
        ("pergeseran", None, None),
        ("pergeseran", date(2023, 8, 7), date(2023, 8, 7)),
        ("murni", date(2023, 2, 1), date(2023, 2, 1)),
    ],
)
def test_when_money_can_exist(kind: str, stated: date | None, begins: date | None):
    assert money_from(kind, 2023, stated) == begins


def notes(kind: str, months: tuple[str, ...], stated: date | None = None) -> dict[str, object]:
    lines = [make_line(POSTS[0], months)]
    found = lateness(lines, cash_rows(lines, DAYS), kind, int(months[0][:4]), stated)
    return {note.code: note.params.get("months", note.params.get("month")) for note in found}


def test_months_before_the_budget_exists_are_named():
    half_year = tuple(f"2023-{month:02d}" for month in range(7, 12))
    early = ("2023-07", "2023-08", "2023-09")
    assert notes("perubahan", half_year) == {"coverage-before-money-estimated": early}
    assert notes("perubahan", half_year, date(2023, 9, 1)) == {"coverage-before-money": early[:2]}
    assert notes("murni", half_year) == {}
    assert notes("pergeseran", half_year) == {"money-date-unknown": None}


def test_decembers_premium_falls_due_in_the_next_fiscal_year():
    assert notes("murni", ("2023-11", "2023-12")) == {"due-next-year": "2023-12"}
    assert notes("murni", ("2023-10", "2023-11")) == {}
