"""Sums of plan lines by body, institution, fiscal year and month; all of them meet."""

from collections.abc import Callable, Iterable

from budgeting.rules.amount import Amount
from budgeting.rules.line import Line
from enrolment.rules.period import year_of


def of_line(line: Line) -> Amount:
    """A line's own amount."""
    return Amount(line.headcount, line.insured, line.jkk, line.jkm)


def total(lines: Iterable[Line]) -> Amount:
    """The sum of all lines."""
    return sum((of_line(line) for line in lines), Amount())


def by_body(lines: Iterable[Line]) -> dict[str, Amount]:
    """Sums by body code, in the order of the lines."""
    return _grouped(lines, lambda line: line.body)


def by_institution(lines: Iterable[Line]) -> dict[str, Amount]:
    """Sums by institution, in the order of the lines."""
    return _grouped(lines, lambda line: line.institution)


def by_month(lines: Iterable[Line]) -> dict[str, Amount]:
    """Sums by calendar month, ascending. Insured are those whose month is paid."""
    sums: dict[str, Amount] = {}
    for line in lines:
        for part in line.parts:
            jkk, jkm = line.insured * part.price.jkk, line.insured * part.price.jkm
            one = Amount(line.headcount, line.insured, jkk, jkm)
            for month in part.months:
                sums[month] = sums.get(month, Amount()) + one
    return dict(sorted(sums.items()))


def by_year(lines: Iterable[Line]) -> dict[int, Amount]:
    """Sums by fiscal year, ascending. A person paid in both years stands in both."""
    lines = tuple(lines)
    years = sorted({year_of(month) for line in lines for month in line.months})
    return {year: sum((line.in_year(year) for line in lines), Amount()) for year in years}


def _grouped(lines: Iterable[Line], key: Callable[[Line], str]) -> dict[str, Amount]:
    sums: dict[str, Amount] = {}
    for line in lines:
        sums[key(line)] = sums.get(key(line), Amount()) + of_line(line)
    return sums
