"""Seats against the people on them, in sums that meet: seats + surplus = people + vacancies, in every cell.

All figures are people or seats, whole numbers. Where nobody knows how many seats a region has, those taken are the
seats that it surely has; the others stand with the region above it, as "belum dirinci" (not yet broken down).
"""

from collections.abc import Iterable
from dataclasses import dataclass

FULL = 100


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of one body in one region.

    `surplus`: people beyond the seats of their own unit, so that one unit's surplus fills no other's vacancy.
    """

    people: int = 0
    surplus: int = 0
    reserves: int = 0
    faults: int = 0
    overlaps: int = 0

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(
            self.people + other.people,
            self.surplus + other.surplus,
            self.reserves + other.reserves,
            self.faults + other.faults,
            self.overlaps + other.overlaps,
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """One cell of a quota board. `is_known`: somebody knows how many seats there are; else those taken are counted.

    `reserves` take no seat; `faults` are rows of lists that wait to be mended; `overlaps` people with two posts.
    """

    seats: int = 0
    people: int = 0
    vacancies: int = 0
    surplus: int = 0
    reserves: int = 0
    faults: int = 0
    overlaps: int = 0
    is_known: bool = True

    @property
    def share(self) -> int | None:
        """Seats taken in whole per cent: 100 only where none is vacant, above it where people have no seat.

        None where the seats are not known or there are none.
        """
        if not self.is_known or self.seats <= 0:
            return None
        if self.vacancies or not self.surplus:
            return (self.people - self.surplus) * FULL // self.seats
        return max(FULL + 1, self.people * FULL // self.seats)

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all is told."""
        return not (
            self.seats or self.people or self.surplus or self.vacancies or self.reserves or self.faults or self.overlaps
        )


def tally(seats: int | None, counted: Counted) -> Tally:
    """Seats of one body in one region against its people; None: nobody knows how many there are."""
    due = counted.people - counted.surplus if seats is None else seats
    # More people than seats in all, though in no unit that is known: they must be too many in one of the others.
    surplus = max(counted.surplus, counted.people - due)
    return Tally(
        seats=due,
        people=counted.people,
        vacancies=due + surplus - counted.people,
        surplus=surplus,
        reserves=counted.reserves,
        faults=counted.faults,
        overlaps=counted.overlaps,
        is_known=seats is not None,
    )


def rest(seats: int | None, parts: Iterable[Tally], counted: Counted) -> Tally:
    """What a region of `seats` has beyond its parts, so that parts and rest meet the whole.

    `counted`: what stands in none of the parts. The seats may be below 0, where the parts have more than the whole.
    """
    return tally(None if seats is None else seats - sum(part.seats for part in parts), counted)


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of cells; known where all of them are."""
    found = list(tallies)
    return Tally(
        seats=sum(each.seats for each in found),
        people=sum(each.people for each in found),
        vacancies=sum(each.vacancies for each in found),
        surplus=sum(each.surplus for each in found),
        reserves=sum(each.reserves for each in found),
        faults=sum(each.faults for each in found),
        overlaps=sum(each.overlaps for each in found),
        is_known=all(each.is_known for each in found),
    )
