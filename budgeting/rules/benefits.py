"""What a worker's family would get, beside what the premium costs (domain/bpjs.md §5).

JKK death = 48 x wage base + 12 m periodic + 10 m funeral; JKM death = 42 m. A low base makes the
premium cheap and the benefit small. What KPU or Bawaslu pay themselves is named, never added.
"""

from dataclasses import dataclass
from decimal import Decimal

from budgeting.rules.premium import Basis
from budgeting.rules.rates import MembershipClass

_SURENESS = "HDML"


@dataclass(frozen=True, slots=True)
class Stated:
    """One published value: rupiah, or a multiple of the wage base."""

    value: Decimal
    confidence: str = "M"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Benefits:
    """The published values that a family's benefit is made of; None where none is known.

    `kpu_death` and `kpu_funeral` are the election agency's own money.
    """

    jkk_multiple: Stated | None = None
    jkk_periodic: Stated | None = None
    jkk_funeral: Stated | None = None
    jkm_death: Stated | None = None
    scholarship: Stated | None = None
    kpu_death: Stated | None = None
    kpu_funeral: Stated | None = None


@dataclass(frozen=True, slots=True)
class FamilyBenefit:
    """Rupiah on a death: by a work accident (JKK), by anything else (JKM). None: not known.

    `scholarship` is the most for two children, and has its own conditions.
    """

    jkk: int | None
    jkm: int | None
    scholarship: int | None


def of_basis(basis: Basis, benefits: Benefits) -> FamilyBenefit:
    """What the family of one person insured on this basis would get.

    For BPU the JKK benefit follows the declared income, which nobody has declared: not known.
    """
    return FamilyBenefit(_jkk(basis, benefits), _rupiah(benefits.jkm_death), _rupiah(benefits.scholarship))


def least_sure(*stated: Stated | None) -> str:
    """The confidence of a figure that is made of these: that of the least sure of them."""
    return max((each.confidence for each in stated if each is not None), key=_SURENESS.index, default="L")


def _jkk(basis: Basis, benefits: Benefits) -> int | None:
    parts = (benefits.jkk_multiple, benefits.jkk_periodic, benefits.jkk_funeral)
    multiple, periodic, funeral = parts
    if basis.membership is MembershipClass.BPU or basis.wage is None:
        return None
    if multiple is None or periodic is None or funeral is None:
        return None
    return int(basis.wage * multiple.value + periodic.value + funeral.value)


def _rupiah(stated: Stated | None) -> int | None:
    return None if stated is None else int(stated.value)
