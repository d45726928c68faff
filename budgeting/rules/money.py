"""Whole rupiah and the one rounding of the house.

No published rule fixes how a premium is rounded (domain/bpjs.md §1), so the product has
exactly one: half up to a whole rupiah, per person, month and programme, before anything
is multiplied (design/contracts.md §2).
"""

from decimal import ROUND_HALF_UP, Decimal

_RUPIAH = Decimal(1)
_HUNDRED = Decimal(100)


def round_rupiah(amount: Decimal) -> int:
    """An amount in rupiah, rounded half up to a whole rupiah: 2.5 → 3."""
    return int(amount.quantize(_RUPIAH, rounding=ROUND_HALF_UP))


def percent_of(base: int, percent: Decimal) -> int:
    """`percent` per cent of `base` rupiah, rounded: 0.24 % of 1,100,000 = 2,640."""
    return round_rupiah(base * percent / _HUNDRED)
