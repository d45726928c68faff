"""What a payer pays for one person, by position and month: from its plan, or from the election's preset without one."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from budgeting.models import Arrangement, CoverPrice
from budgeting.planning import check_election, compute
from budgeting.rules.law import Honorarium, Law
from budgeting.rules.line import Line
from budgeting.rules.premium import Basis, Price, parts
from budgeting.rules.rates import MembershipClass, NoRate
from enrolment.rules.bodies import Position, Tenure
from enrolment.rules.period import month_period


@dataclass(frozen=True, slots=True)
class Priced:
    """The columns of a CoverPrice, but for whose it is and since when it is out of force."""

    position: str
    body: str
    month: str
    first: date
    last: date
    order: int
    membership: str
    base: int | None
    jkk: int
    jkm: int
    jkk_rate: Decimal
    jkm_rate: Decimal
    sources: tuple[str, ...]


def renew(arrangement: Arrangement) -> None:
    """Brings the arrangement's prices up to date: equal ones stay, others are replaced. Raises notes.Faults.

    In the caller's transaction, which holds the election.
    """
    wanted = {(each.position, each.month): each for each in prices_of(arrangement)}
    standing = CoverPrice.objects.filter(arrangement=arrangement, replaced_at=None)
    kept = {(row.position, row.month) for row in standing if wanted.get((row.position, row.month)) == _plain(row)}
    gone = [row.pk for row in standing if (row.position, row.month) not in kept]
    CoverPrice.objects.filter(pk__in=gone).update(replaced_at=timezone.now())
    CoverPrice.objects.bulk_create(
        [
            CoverPrice(arrangement=arrangement, **_columns(each))
            for key, each in sorted(wanted.items())
            if key not in kept
        ],
        batch_size=500,
    )


def prices_of(arrangement: Arrangement) -> tuple[Priced, ...]:
    """As plan and law have them now; lines that are no position of the catalogue have none. Raises notes.Faults."""
    found = _of_plan(arrangement) if arrangement.plan_id else _of_preset(check_election(arrangement.election.preset))
    return tuple(found)


def _of_plan(arrangement: Arrangement) -> Iterator[Priced]:
    for order, line in enumerate(compute(arrangement.plan).plan.lines):
        if line.preset is not None and not line.excluded_by_law:
            yield from _of_line(line, order)


def _of_line(line: Line, order: int) -> Iterator[Priced]:
    for part in line.parts:
        for month in part.months:
            yield _priced(line.code, line.body, month, order, line.basis, part.price, line.sources)


def _of_preset(law: Law) -> Iterator[Priced]:
    for order, each in enumerate(law.preset.positions):
        tenure, honorarium = each.tenure, each.honorarium
        if tenure is not None and honorarium is not None and not each.position.always_asn:
            yield from _of_position(each.position, tenure, honorarium, order, law)


def _of_position(position: Position, tenure: Tenure, honorarium: Honorarium, order: int, law: Law) -> Iterator[Priced]:
    basis = Basis(MembershipClass.PU, honorarium.amount)
    sources = (honorarium.source, tenure.source)
    try:
        runs = parts(basis, tenure.period.months(), law.rates)
    except NoRate:
        return  # nobody knows its price: whoever holds the post is shown as at risk
    for run in runs:
        for month in run.months:
            rates = (run.price.jkk_rate.source, run.price.jkm_rate.source)
            yield _priced(position.code, position.body, month, order, basis, run.price, _once((*sources, *rates)))


def _priced(
    position: str, body: str, month: str, order: int, basis: Basis, price: Price, sources: tuple[str, ...]
) -> Priced:
    days = month_period(month)
    return Priced(
        position=position,
        body=body,
        month=month,
        first=days.first,
        last=days.last,
        order=order,
        membership=basis.membership.value,
        base=basis.wage if basis.membership is MembershipClass.PU else None,
        jkk=price.jkk,
        jkm=price.jkm,
        jkk_rate=price.jkk_rate.value,
        jkm_rate=price.jkm_rate.value,
        sources=sources,
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _plain(row: CoverPrice) -> Priced:
    names = [name for name in Priced.__slots__ if name != "sources"]
    return Priced(**{name: getattr(row, name) for name in names}, sources=tuple(row.sources))


def _columns(each: Priced) -> dict[str, Any]:
    return {**asdict(each), "sources": list(each.sources)}
