"""Months as a table has room for them."""

from collections.abc import Iterable

from enrolment.rules.period import ranges
from pemilu_bpjs.localised import month_long


def short_months(months: Iterable[str]) -> str:
    """("2023-11", "2023-12", "2024-01", "2024-03") → "Nov 2023–Jan 2024, Mar 2024"."""
    return ", ".join(_run(first, last) for first, last in ranges(months))


def _run(first: str, last: str) -> str:
    if first == last:
        return _short(first)
    same_year = first[:4] == last[:4]
    return f"{_short(first)[:3] if same_year else _short(first)}–{_short(last)}"


def _short(month: str) -> str:
    name, year = month_long(month).split()
    return f"{name[:3]} {year}"
