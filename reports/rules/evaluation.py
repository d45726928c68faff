"""The evaluation of an election's cover: who was covered, what was claimed, what it cost. Counts and rupiah, no names.

Every part meets the whole: days by body are days by kecamatan are all days, and each day in office is covered, unpaid,
or paid and not confirmed by BPJS.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Days:
    """Days in office of some seats, up to the day of the report.

    `hit`: seats with any day without cover; `unpaid`: days in no paid month; `unconfirmed`: days in a paid month before
    BPJS took the person.
    """

    seats: int = 0
    hit: int = 0
    days: int = 0
    unpaid: int = 0
    unconfirmed: int = 0

    @property
    def covered(self) -> int:
        """Days that were paid for and confirmed."""
        return self.days - self.unpaid - self.unconfirmed

    @property
    def uncovered(self) -> int:
        """Days on which nobody could have claimed, as far as the records go."""
        return self.unpaid + self.unconfirmed

    def __add__(self, other: "Days") -> "Days":
        return Days(
            self.seats + other.seats,
            self.hit + other.hit,
            self.days + other.days,
            self.unpaid + other.unpaid,
            self.unconfirmed + other.unconfirmed,
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """The seats of one body in one kecamatan, by the names that print."""

    body: str
    kecamatan: str
    days: Days


@dataclass(frozen=True, slots=True)
class Counted:
    """People or seats under one reason."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Claims:
    """Incidents of one kind and how far they came; `amount` is what BPJS granted, rupiah."""

    kind: str
    reported: int
    covered: int
    claimed: int
    granted: int
    refused: int
    amount: int

    @property
    def waiting(self) -> int:
        """Claims that nobody has decided."""
        return self.claimed - self.granted - self.refused


@dataclass(frozen=True, slots=True)
class Money:
    """One programme in one month of cover, whole rupiah; `billed` None where BPJS has sent no bill."""

    budget: int
    expected: int
    billed: int | None
    paid: int


@dataclass(frozen=True, slots=True)
class MonthMoney:
    """A month of cover: JKK and JKM."""

    month: str
    jkk: Money
    jkm: Money

    @property
    def budget(self) -> int:
        return self.jkk.budget + self.jkm.budget

    @property
    def expected(self) -> int:
        return self.jkk.expected + self.jkm.expected

    @property
    def billed(self) -> int:
        """Nothing where no bill came."""
        return (self.jkk.billed or 0) + (self.jkm.billed or 0)

    @property
    def paid(self) -> int:
        return self.jkk.paid + self.jkm.paid


@dataclass(frozen=True, slots=True)
class EvaluationFigures:
    """All that the report says. `on`: the day up to which it counts; `cut`: what TAPD took off the budget's lines.

    `budget_source`: a sentence on where the budget comes from. Seats and days are the election's, whoever pays; months
    and money the payer's.
    """

    election_name: str
    region_name: str
    payer: str
    voting_day: datetime.date
    on: datetime.date
    people: int
    paid_people: int
    cells: tuple[Cell, ...]
    voting_people: int
    voting_uncovered: int
    voting_seats: tuple[Counted, ...]
    """Seats on voting day, covered ones first, then by what was lacking."""
    excluded: tuple[Counted, ...]
    claims: tuple[Claims, ...]
    months: tuple[MonthMoney, ...]
    budget_source: str
    cut: int
    saved_months: int
    saved_rupiah: int

    @property
    def days(self) -> Days:
        """Everybody's."""
        return total(cell.days for cell in self.cells)

    @property
    def by_body(self) -> tuple[tuple[str, Days], ...]:
        """In the order of the cells' bodies, each once."""
        return _by(((cell.body, cell.days) for cell in self.cells), dict.fromkeys(cell.body for cell in self.cells))

    @property
    def by_kecamatan(self) -> tuple[tuple[str, Days], ...]:
        """By name."""
        names = sorted({cell.kecamatan for cell in self.cells})
        return _by(((cell.kecamatan, cell.days) for cell in self.cells), names)

    @property
    def budget(self) -> int:
        return sum(month.budget for month in self.months)

    @property
    def expected(self) -> int:
        return sum(month.expected for month in self.months)

    @property
    def billed(self) -> int:
        return sum(month.billed for month in self.months)

    @property
    def paid(self) -> int:
        return sum(month.paid for month in self.months)

    @property
    def left(self) -> int:
        """What the budget still holds after the cut and what was paid."""
        return self.budget - self.cut - self.paid


def total(days: Iterable[Days]) -> Days:
    """The sum of some days; of none, nothing."""
    return sum(days, Days())


def share(part: int, whole: int) -> str:
    """ "97,3 %" of a whole; "–" where there is none. Never 100 while anything lacks, never 0 while there is any."""
    if not whole:
        return "–"
    thousandths = part * 1000 // whole
    if part and not thousandths:
        thousandths = 1
    return f"{thousandths // 10},{thousandths % 10} %"


def _by(pairs: Iterable[tuple[str, Days]], order: Iterable[str]) -> tuple[tuple[str, Days], ...]:
    ordered = sorted(pairs, key=lambda pair: pair[0])
    sums = {name: total(days for _, days in group) for name, group in groupby(ordered, key=lambda pair: pair[0])}
    return tuple((name, sums[name]) for name in order)
