"""Days and calendar months: tenure is a Period of days, coverage a set of months.

A month is written "2024-01", so that sorting text sorts time. BPJS Ketenagakerjaan
counts whole calendar months (domain/bpjs.md §4); tenure counts days.
"""

import calendar
import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, first and last day included."""

    first: datetime.date
    last: datetime.date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"period ends {self.last} before it begins {self.first}")

    @property
    def days(self) -> int:
        """Number of days, at least 1."""
        return (self.last - self.first).days + 1

    def meets(self, other: "Period") -> bool:
        """Whether the two periods share a day."""
        return self.first <= other.last and other.first <= self.last

    def clip(self, other: "Period") -> "Period | None":
        """The days that both periods have; None where they share none."""
        if not self.meets(other):
            return None
        return Period(max(self.first, other.first), min(self.last, other.last))

    def months(self) -> tuple[str, ...]:
        """Every calendar month that the period touches, ascending."""
        return months_between(month_of(self.first), month_of(self.last))


def is_month(text: str) -> bool:
    """Whether `text` is a month such as "2024-01"."""
    return _MONTH.fullmatch(text) is not None


def month_of(day: datetime.date) -> str:
    """The calendar month of a day."""
    return f"{day.year:04d}-{day.month:02d}"


def year_of(month: str) -> int:
    """The fiscal year of a month: 1 January to 31 December (UU 17/2003)."""
    return int(month[:4])


def next_month(month: str) -> str:
    """The month after `month`."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04d}-{number % 12 + 1:02d}"


def month_period(month: str) -> Period:
    """All days of a month."""
    year, number = int(month[:4]), int(month[5:])
    last = calendar.monthrange(year, number)[1]
    return Period(datetime.date(year, number, 1), datetime.date(year, number, last))


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Every month from `first` to `last`, both included; empty if `last` is earlier."""
    return tuple(_walk(first, last))


def _walk(first: str, last: str) -> Iterator[str]:
    month = first
    while month <= last:
        yield month
        month = next_month(month)


def ranges(months: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Sorted months folded into runs without a gap: (first, last) of each run."""
    runs: list[tuple[str, str]] = []
    for month in sorted(set(months)):
        if runs and next_month(runs[-1][1]) == month:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    return tuple(runs)
