"""Two or more plans side by side: people, months, rupiah, and what a family would get (design/product.md, 3)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from budgeting.rules.benefits import Benefits, FamilyBenefit, of_basis
from budgeting.rules.line import Line
from budgeting.rules.plan import Plan


@dataclass(frozen=True, slots=True)
class Share:
    """What one plan spends on some of its lines, and what that leaves open.

    `months`: different calendar months paid for. `person_months`: people insured x months. `uncovered`: people insured
    x days of their tenure outside the paid months. Amounts in rupiah.
    """

    headcount: int
    insured: int
    months: int
    person_months: int
    jkk: int
    jkm: int
    uncovered: int

    @property
    def total(self) -> int:
        """JKK + JKM, rupiah."""
        return self.jkk + self.jkm


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One body; None where a plan leaves it out."""

    code: str
    name: str
    shares: tuple[Share | None, ...]


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """What the family of one person in a position would get; None where a plan insures nobody in it."""

    code: str
    name: str
    benefits: tuple[FamilyBenefit | None, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The plans in the order given; bodies and positions in the order of the first plan that has them."""

    totals: tuple[Share, ...]
    bodies: tuple[BodyRow, ...]
    families: tuple[FamilyRow, ...]


def compare(plans: Sequence[Plan], benefits: Benefits) -> Comparison:
    """The plans side by side; of the same election or not."""
    lines = [plan.lines for plan in plans]
    return Comparison(
        totals=tuple(share(each) for each in lines),
        bodies=tuple(_body_row(code, lines) for code in _in_order(lines, lambda line: line.body)),
        families=tuple(_family_row(code, lines, benefits) for code in _in_order(lines, lambda line: line.code)),
    )


def share(lines: Iterable[Line]) -> Share:
    """What these lines come to."""
    lines = tuple(lines)
    return Share(
        headcount=sum(line.headcount for line in lines),
        insured=sum(line.insured for line in lines),
        months=len({month for line in lines for month in line.months}),
        person_months=sum(line.insured * len(line.months) for line in lines),
        jkk=sum(line.jkk for line in lines),
        jkm=sum(line.jkm for line in lines),
        uncovered=sum(line.insured * (line.uncovered_days or 0) for line in lines),
    )


def _in_order(plans: Sequence[Sequence[Line]], key: Callable[[Line], str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key(line) for lines in plans for line in lines))


def _body_row(code: str, plans: Sequence[Sequence[Line]]) -> BodyRow:
    own = [[line for line in lines if line.body == code] for lines in plans]
    first = next(line for lines in own for line in lines)
    name = first.preset.position.body_name if first.preset else code
    return BodyRow(code, name, tuple(share(lines) if lines else None for lines in own))


def _family_row(code: str, plans: Sequence[Sequence[Line]], benefits: Benefits) -> FamilyRow:
    own = [next((line for line in lines if line.code == code), None) for lines in plans]
    name = next(line.name for line in own if line is not None)
    return FamilyRow(
        code, name, tuple(of_basis(line.basis, benefits) if line is not None and line.insured else None for line in own)
    )
