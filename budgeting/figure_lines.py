"""Lines of a computed plan as the rows that one fiscal year's documents print."""

from collections.abc import Iterable
from decimal import Decimal

from budgeting.rules.figures import FigureLine, RateUsed, YearAmount
from budgeting.rules.line import Line
from budgeting.rules.plan import Plan
from budgeting.rules.premium import Part
from budgeting.rules.rates import Rate, RateKind
from budgeting.wording import line_reason
from enrolment.rules.period import year_of
from pemilu_bpjs.formats import rupiah


def of_year(lines: Iterable[Line], year: int) -> tuple[FigureLine, ...]:
    """One row per position and run of months at one price, those months alone that lie in `year`."""
    rows = []
    for line in lines:
        for part in line.parts:
            months = tuple(month for month in part.months if year_of(month) == year)
            if months:
                rows.append(_row(line, part, months))
    return tuple(rows)


def year_amounts(plan: Plan) -> tuple[YearAmount, ...]:
    """Every fiscal year of the plan with its months, ascending; their sum is the plan's total."""
    months = sorted({month for line in plan.lines for month in line.months})
    return tuple(
        YearAmount(year, amount.jkk, amount.jkm, tuple(month for month in months if year_of(month) == year))
        for year, amount in plan.by_year.items()
    )


def rate_label(rate: Rate) -> str:
    """A rate as it prints: "0,24%", or "Rp6.800" for a flat one."""
    if rate.kind is RateKind.FLAT:
        return rupiah(int(rate.value))
    return f"{percent(rate.value)}%"


def percent(value: Decimal) -> str:
    """Decimal("0.30") → "0,30": two decimals as the ministries print them, more where the rate has more."""
    places = max(2, -int(value.normalize().as_tuple().exponent))
    return f"{value:.{places}f}".replace(".", ",")


def _row(line: Line, part: Part, months: tuple[str, ...]) -> FigureLine:
    position = line.preset.position if line.preset else None
    counted = line.seats if position else None
    paid = line.insured * len(months)
    return FigureLine(
        code=line.code,
        name=line.name,
        body=line.body,
        body_name=position.body_name if position else line.body,
        institution=line.institution,
        membership=line.membership.value,
        unit=position.unit.value if position and counted else None,
        unit_count=counted.units if counted else None,
        per_unit=counted.per_unit if counted else None,
        # Extra seats of the law, and of single units that differ: units x per_unit + extra = headcount.
        extra=line.headcount - counted.units * counted.per_unit if counted else 0,
        headcount=line.headcount,
        excluded=line.excluded,
        insured=line.insured,
        reason=line_reason(line) or "",
        wage=line.basis.wage,
        months=months,
        jkk_rate=_used(part.price.jkk_rate),
        jkm_rate=_used(part.price.jkm_rate),
        jkk_month=part.price.jkk,
        jkm_month=part.price.jkm,
        jkk=paid * part.price.jkk,
        jkm=paid * part.price.jkm,
        start=line.tenure.first if line.tenure else None,
        end=line.tenure.last if line.tenure else None,
        uncovered_days=line.uncovered_days,
        sources=line.sources,
    )


def _used(rate: Rate) -> RateUsed:
    return RateUsed(rate_label(rate), rate.source, rate.confidence)
