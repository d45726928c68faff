"""What the law and the election's preset give a plan: dated values with source and confidence."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from budgeting.rules.rates import Rate
from enrolment.rules.bodies import Position, Tenure


@dataclass(frozen=True, slots=True)
class Honorarium:
    """Rupiah per person and month that KPU or Bawaslu pays for a position."""

    amount: int
    source: str = ""
    confidence: str = "H"


@dataclass(frozen=True, slots=True)
class PresetPosition:
    """A position of an election's preset with its tenure and honorarium, where known."""

    position: Position
    tenure: Tenure | None = None
    honorarium: Honorarium | None = None


@dataclass(frozen=True, slots=True)
class Preset:
    """An election's bodies in the order of the law."""

    code: str
    kind: str
    name: str
    voting_day: datetime.date
    positions: tuple[PresetPosition, ...]

    def position(self, code: str) -> PresetPosition | None:
        """The position with that code; None where there is none."""
        return next((each for each in self.positions if each.position.code == code), None)

    def of_body(self, code: str) -> tuple[PresetPosition, ...]:
        """All positions of a body; empty where there is no such body."""
        return tuple(each for each in self.positions if each.position.body == code)


@dataclass(frozen=True, slots=True)
class Law:
    """All that a plan is computed from besides its own input.

    `rates`: active default rows. `code_years`: fiscal years whose account and activity codes
    are known.
    """

    preset: Preset
    rates: tuple[Rate, ...]
    code_years: frozenset[int]

    @classmethod
    def of(cls, preset: Preset, rates: Iterable[Rate], code_years: Iterable[int]) -> "Law":
        """A Law from any iterables."""
        return cls(preset, tuple(rates), frozenset(code_years))
