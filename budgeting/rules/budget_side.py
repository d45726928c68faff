"""What a budget holds for one month, by body and kecamatan, and what of it was paid. People, whole rupiah."""

from collections.abc import Iterable, Mapping, Sequence

from budgeting.rules.billing import NOTHING, Charge, summed
from budgeting.rules.figures import FigureLine, RecapRow

Part = tuple[str, str]
"""A body and a kecamatan; "" for the share of a body that no kecamatan holds."""


def month_charge(lines: Iterable[FigureLine], month: str) -> Charge:
    """The whole month: people x rate of every line that is paid in it."""
    return summed(_charge(line, line.insured) for line in lines if month in line.months)


def month_parts(lines: Sequence[FigureLine], recap: Iterable[RecapRow], month: str) -> Mapping[Part, Charge]:
    """The month by body and kecamatan; all parts together are `month_charge`, to the rupiah.

    A recap counts seats before anyone is taken off, so people who are excluded without a place stand, negative, in
    their body's share without kecamatan; own lines and headcounts stand there as well.
    """
    codes = tuple(dict.fromkeys(line.code for line in lines))
    paid = {line.code: line for line in lines if month in line.months}
    found: dict[Part, Charge] = {}
    for row in recap:
        if row.level != "kecamatan":
            continue
        for code, people in zip(codes, row.seats, strict=True):
            if code in paid and people:
                _add(found, (paid[code].body, row.code), _charge(paid[code], people))
    for body in dict.fromkeys(line.body for line in paid.values()):
        whole = summed(_charge(line, line.insured) for line in paid.values() if line.body == body)
        placed = summed(charge for (of, _place), charge in found.items() if of == body)
        if rest := whole - placed:
            _add(found, (body, ""), rest)
    return found


def split_paid(paid: int, jkk: int, jkm: int) -> tuple[int, int]:
    """What was paid on a bill, by programme in the proportion of the bill, half a rupiah up; both add up to `paid`."""
    total = jkk + jkm
    if not total:
        return 0, paid
    first = (2 * paid * jkk + total) // (2 * total)
    return first, paid - first


def _charge(line: FigureLine, people: int) -> Charge:
    return Charge(people, people * line.jkk_month, people * line.jkm_month)


def _add(found: dict[Part, Charge], part: Part, charge: Charge) -> None:
    found[part] = found.get(part, NOTHING) + charge
