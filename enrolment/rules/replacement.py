"""What replacing one person by another does to a seat's months: who carries which, and what it costs more or less.

BPJS Ketenagakerjaan counts whole calendar months, and one premium covers one person for one month, whatever he does in
it (domain/bpjs.md §4). So whoever leaves keeps the month in which he leaves; whoever comes begins with the month in
which he comes, unless another post of his carries that month already. Only a change at the turn of a month leaves a
seat with one premium in every month.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from enrolment.rules.period import Period

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Serving:
    """One of the two: whether his premium is paid here, and the months that other posts of his carry already."""

    is_insured: bool = True
    elsewhere: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Replacement:
    """`seat`: the days that the leaver would have served; he serves until `last_day`, the other one from `first_day`.

    `paid`: the months for which the position is insured by a plan; None: every month that is served in.
    """

    seat: Period
    last_day: datetime.date
    first_day: datetime.date
    leaver: Serving = field(default_factory=Serving)
    newcomer: Serving = field(default_factory=Serving)
    paid: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class MonthOfSeat:
    """One month of a seat: premiums before and after, and who carries it now."""

    month: str
    before: int
    after: int
    by_leaver: bool
    by_newcomer: bool
    leaver_elsewhere: bool
    """The leaver serves in it, and another post of his carries it."""
    newcomer_elsewhere: bool
    """The newcomer serves in it, and another post of his carries it."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a replacement comes to.

    `vacant`: the days on which nobody sits; `uncovered`: days of the newcomer in office in months that nobody pays for.
    """

    months: tuple[MonthOfSeat, ...]
    vacant: Period | None
    uncovered: int

    @property
    def before(self) -> int:
        """Premiums of the seat had nobody left: person-months."""
        return sum(each.before for each in self.months)

    @property
    def after(self) -> int:
        """Premiums of the seat with both of them: person-months."""
        return sum(each.after for each in self.months)


def effect(change: Replacement) -> Effect:
    """Raises ValueError where the days are out of order (the newcomer after the leaver, within the seat's time)."""
    served = Period(change.first_day, change.seat.last)
    stayed = Period(change.seat.first, change.last_day) if change.last_day >= change.seat.first else None
    if change.first_day <= change.last_day:
        raise ValueError("the newcomer begins before the leaver has left")
    planned = _carried(change.seat, change.leaver, change.paid)
    leaver = _carried(stayed, change.leaver, change.paid)
    newcomer = _carried(served, change.newcomer, change.paid)
    months = tuple(
        MonthOfSeat(
            month=month,
            before=int(month in planned),
            after=int(month in leaver) + int(month in newcomer),
            by_leaver=month in leaver,
            by_newcomer=month in newcomer,
            leaver_elsewhere=stayed is not None and month in stayed.months() and month in change.leaver.elsewhere,
            newcomer_elsewhere=month in served.months() and month in change.newcomer.elsewhere,
        )
        for month in change.seat.months()
    )
    vacant = (
        Period(change.last_day + _DAY, change.first_day - _DAY) if change.first_day - change.last_day > _DAY else None
    )
    return Effect(months, vacant, _uncovered(served, newcomer | change.newcomer.elsewhere, change.newcomer.is_insured))


def _carried(days: Period | None, who: Serving, paid: frozenset[str] | None) -> frozenset[str]:
    """The months of some days that this seat pays for."""
    if days is None or not who.is_insured:
        return frozenset()
    months = frozenset(days.months()) - who.elsewhere
    return months if paid is None else months & paid


def _uncovered(days: Period, covered: Iterable[str], is_insured: bool) -> int:
    """Days in office in months that nobody pays for; none for who is insured elsewhere by law."""
    if not is_insured:
        return 0
    known = frozenset(covered)
    open_days = (days.first + n * _DAY for n in range(days.days))
    return sum(f"{day.year:04d}-{day.month:02d}" not in known for day in open_days)
