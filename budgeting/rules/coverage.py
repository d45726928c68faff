"""Coverage is a set of calendar months; tenure is a span of days. What one lacks of the other.

A worker died on 7 February after training, before cover began: the days of tenure outside the
paid months are the risk that a plan must show before anything is submitted.
"""

from collections.abc import Iterable

from enrolment.rules.period import Period, month_period


def covered_days(tenure: Period, months: Iterable[str]) -> int:
    """Days of tenure that lie in paid months."""
    shared = (tenure.clip(month_period(month)) for month in set(months))
    return sum(period.days for period in shared if period is not None)


def uncovered_days(tenure: Period, months: Iterable[str]) -> int:
    """Days of tenure outside the paid months, per person.

    25 January to 25 February with only January paid: 32 days, 7 covered, 25 uncovered.
    """
    return tenure.days - covered_days(tenure, months)


def months_without_tenure(tenure: Period, months: Iterable[str]) -> tuple[str, ...]:
    """Paid months that hold no day of tenure, ascending: money for nobody in office."""
    return tuple(sorted(month for month in set(months) if not tenure.meets(month_period(month))))


def uncovered_spans(tenure: Period, months: Iterable[str]) -> tuple[Period, ...]:
    """The uncovered days as spans within calendar months, ascending, for people to read."""
    paid = set(months)
    open_months = (month for month in tenure.months() if month not in paid)
    spans = (tenure.clip(month_period(month)) for month in open_months)
    return tuple(span for span in spans if span is not None)
