"""People and rupiah that belong together, and how they add up."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Amount:
    """People and rupiah that belong together. `headcount` is gross, `insured` net."""

    headcount: int = 0
    insured: int = 0
    jkk: int = 0
    jkm: int = 0

    @property
    def total(self) -> int:
        """JKK + JKM, rupiah."""
        return self.jkk + self.jkm

    def __add__(self, other: Self) -> Self:
        return type(self)(
            self.headcount + other.headcount,
            self.insured + other.insured,
            self.jkk + other.jkk,
            self.jkm + other.jkm,
        )
