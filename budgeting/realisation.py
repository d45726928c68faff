"""Realisation against budget: by account and month of one fiscal year, with what is left. Whole rupiah."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from budgeting import budget_codes
from budgeting.authority import Authority
from budgeting.budget_codes import Chosen
from budgeting.checks import MonthCheck, year_check
from budgeting.models import Arrangement, Payment
from budgeting.rules.budget_side import split_paid
from budgeting.rules.figures import Coded


@dataclass(frozen=True, slots=True)
class AccountMonth:
    """One account in one month of cover; `expected` by the ledger, `billed` None where BPJS has sent no bill."""

    budget: int
    expected: int
    billed: int | None
    paid: int

    @property
    def left(self) -> int:
        """What the budget of the month still holds."""
        return self.budget - self.paid


@dataclass(frozen=True, slots=True)
class MonthRow:
    month: str
    jkk: AccountMonth
    jkm: AccountMonth
    paid_on: date | None
    due: date | None
    later_year: int
    """Rupiah of it that were paid in another fiscal year than the month's."""

    @property
    def budget(self) -> int:
        return self.jkk.budget + self.jkm.budget

    @property
    def paid(self) -> int:
        return self.jkk.paid + self.jkm.paid


@dataclass(frozen=True, slots=True)
class Realisation:
    """A payer's fiscal year. Partial payments are split between the accounts in the proportion of their bill."""

    year: int
    authority: Authority | None
    jkk_account: Coded
    jkm_account: Coded
    months: tuple[MonthRow, ...]

    @property
    def budget(self) -> int:
        return sum(row.budget for row in self.months)

    @property
    def paid(self) -> int:
        return sum(row.paid for row in self.months)

    @property
    def cut(self) -> int:
        """What TAPD took off the budget of the lines."""
        return self.authority.cut if self.authority else 0

    @property
    def left(self) -> int:
        """What the year still holds after what was paid and what TAPD took off."""
        return self.budget - self.cut - self.paid


def realisation(arrangement: Arrangement, year: int) -> Realisation:
    checks = year_check(arrangement, year)
    payments = _payments(arrangement, checks)
    found = next((check.budget for check in checks if check.budget), None)
    codes = budget_codes.codes_of(year, arrangement.region, Chosen())
    return Realisation(
        year=year,
        authority=found,
        jkk_account=found.jkk_account if found else codes.jkk_account,
        jkm_account=found.jkm_account if found else codes.jkm_account,
        months=tuple(_row(check, payments.get(check.month, [])) for check in checks),
    )


def _payments(arrangement: Arrangement, checks: Iterable[MonthCheck]) -> dict[str, list[tuple[date, int]]]:
    bills = [check.bill.pk for check in checks if check.bill]
    rows = Payment.objects.filter(bill__in=bills, voided_at=None).order_by("paid_on", "pk")
    found: dict[str, list[tuple[date, int]]] = {}
    for month, day, amount in rows.values_list("bill__month", "paid_on", "amount"):
        found.setdefault(month, []).append((day, amount))
    return found


def _row(check: MonthCheck, payments: list[tuple[date, int]]) -> MonthRow:
    sides = check.sides
    billed = sides.billed
    paid = sum(amount for _day, amount in payments)
    jkk, jkm = split_paid(paid, billed.jkk, billed.jkm) if billed else (0, 0)
    year = check.month[:4]
    return MonthRow(
        month=check.month,
        jkk=AccountMonth(
            sides.budget.jkk if sides.budget else 0, sides.expected.jkk, billed.jkk if billed else None, jkk
        ),
        jkm=AccountMonth(
            sides.budget.jkm if sides.budget else 0, sides.expected.jkm, billed.jkm if billed else None, jkm
        ),
        paid_on=payments[-1][0] if payments else None,
        due=check.bill.due if check.bill else None,
        later_year=sum(amount for day, amount in payments if f"{day:%Y}" != year),
    )
