"""When premiums fall due and when the money for them can exist (domain/bpjs.md §4, apbd.md §5).

Weekends and the holidays that are given move a due date to the next working day. A holiday that nobody entered is not
known here, so a due date may in truth be a day or two later, never earlier.
"""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from budgeting.rules.figures import CashRow, FigureLine
from budgeting.rules.notes import Note
from enrolment.rules.period import month_period, next_month, year_of

_SATURDAY = 5

Holidays = Collection[datetime.date]
NO_HOLIDAYS: Holidays = frozenset()


@dataclass(frozen=True, slots=True)
class PayDays:
    """The day of a month by which a month's premium is paid: PU in the next month, BPU in the same one."""

    pu_next_month: int = 15
    bpu_same_month: int = 15


def due_date(month: str, membership: str, pay_days: PayDays, holidays: Holidays = NO_HOLIDAYS) -> datetime.date:
    """The last day on which the premium of `month` is paid in time: "2023-10" PU → 15 November 2023.

    A day that is a weekend or one of `holidays` gives way to the next that is neither (domain/bpjs.md §4, M).
    """
    if membership == "BPU":
        return _working_day(_day_of(month, pay_days.bpu_same_month), holidays)
    return _working_day(_day_of(next_month(month), pay_days.pu_next_month), holidays)


def cash_rows(lines: Iterable[FigureLine], pay_days: PayDays, holidays: Holidays = NO_HOLIDAYS) -> tuple[CashRow, ...]:
    """What is owed for each month of the lines, ascending."""
    lines = tuple(lines)
    months = sorted({month for line in lines for month in line.months})
    return tuple(
        _cash_row(month, [line for line in lines if month in line.months], pay_days, holidays) for month in months
    )


def _cash_row(month: str, lines: Sequence[FigureLine], pay_days: PayDays, holidays: Holidays) -> CashRow:
    return CashRow(
        month=month,
        insured=sum(line.insured for line in lines),
        jkk=sum(line.insured * line.jkk_month for line in lines),
        jkm=sum(line.insured * line.jkm_month for line in lines),
        due=max(due_date(month, line.membership, pay_days, holidays) for line in lines),
    )


def money_from(budget_kind: str, year: int, stated: datetime.date | None) -> datetime.date | None:
    """The day from which the budget can be spent: as stated, else 1 January (murni) or about 1 October (perubahan).

    None for a pergeseran of which nobody said when it is enacted: it has no season of its own.
    """
    if stated is not None:
        return stated
    if budget_kind == "murni":
        return datetime.date(year, 1, 1)
    return datetime.date(year, 10, 1) if budget_kind == "perubahan" else None


def lateness(
    lines: Sequence[FigureLine], cash: Sequence[CashRow], kind: str, year: int, stated: datetime.date | None
) -> tuple[Note, ...]:
    """Where money comes too late: months before the budget exists, and premiums due in the next fiscal year."""
    return (*_before_money(lines, kind, year, stated), *_after_year_end(cash, year))


def _before_money(lines: Sequence[FigureLine], kind: str, year: int, stated: datetime.date | None) -> tuple[Note, ...]:
    begins = money_from(kind, year, stated)
    if begins is None:
        return (Note("money-date-unknown", "money_from"),)
    paid = {month for line in lines for month in line.months}
    early = tuple(sorted(month for month in paid if month_period(month).first < begins))
    if not early:
        return ()
    code = "coverage-before-money" if stated is not None else "coverage-before-money-estimated"
    return (Note(code, "money_from", {"months": early, "start": begins}),)


def _after_year_end(cash: Sequence[CashRow], year: int) -> tuple[Note, ...]:
    late = [row for row in cash if row.due.year > year and year_of(row.month) == year]
    return tuple(
        Note("due-next-year", row.month, {"month": row.month, "start": row.due, "amount": row.total, "year": year + 1})
        for row in late
    )


def _day_of(month: str, day: int) -> datetime.date:
    period = month_period(month)
    return min(period.first + datetime.timedelta(days=day - 1), period.last)


def _working_day(day: datetime.date, holidays: Holidays) -> datetime.date:
    while day.weekday() >= _SATURDAY or day in holidays:
        day += datetime.timedelta(days=1)
    return day
