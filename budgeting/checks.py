"""The three-way check: budget = people x months x rate = bill, by month, and by body and kecamatan inside a month."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.functions import Substr

from budgeting import bill_sums
from budgeting.authority import Authority, authority
from budgeting.models import Arrangement, Bill, BillLine, PersonMonth, Registration
from budgeting.rules.billing import NOTHING, Charge
from budgeting.rules.budget_side import Part
from budgeting.rules.three_way import Compared, Explained, Listed, Priced, Sides, compare, explain, told_apart
from enrolment.rules.period import year_of

_KECAMATAN_LETTERS = 8
NO_PLACE: Part = ("", "")


@dataclass(frozen=True, slots=True)
class MonthCheck:
    """One month of a payer. `budget` says where its budget comes from, None where there is none."""

    month: str
    sides: Sides
    compared: Compared
    bill: Bill | None
    budget: Authority | None


@dataclass(frozen=True, slots=True)
class PartCheck:
    """A body's share of a month in one kecamatan. What was paid is known for the whole bill only."""

    part: Part
    sides: Sides
    compared: Compared


@dataclass(frozen=True, slots=True)
class Detail:
    """A month down to people. Without a list from BPJS `explained` is None and `candidates` say where to look.

    `is_split` false: the list gives a total for both programmes, so that only totals are compared.
    """

    check: MonthCheck
    parts: tuple[PartCheck, ...]
    explained: Explained | None
    candidates: Mapping[str, int]
    is_split: bool = True


def year_check(arrangement: Arrangement, year: int) -> tuple[MonthCheck, ...]:
    """Every month of the year that is budgeted, covered or billed."""
    budget = authority(arrangement, year)
    prefix = f"{year}-"
    charges = {
        month: charge for (_key, month), charge in bill_sums.charges([arrangement]).items() if month.startswith(prefix)
    }
    bills = {bill.month: bill for bill in _bills(arrangement).filter(month__startswith=prefix)}
    paid = bill_sums.paid_on(bills.values())
    budgeted = {month for line in budget.lines for month in line.months} if budget else set()
    return tuple(
        _month(month, budget, charges.get(month, NOTHING), bills.get(month), paid)
        for month in sorted(budgeted | charges.keys() | bills.keys())
    )


def month_check(arrangement: Arrangement, month: str) -> MonthCheck:
    bill = _bills(arrangement).filter(month=month).first()
    budget = authority(arrangement, year_of(month))
    charge = bill_sums.charges([arrangement], month).get((arrangement.pk, month), NOTHING)
    return _month(month, budget, charge, bill, bill_sums.paid_on([bill] if bill else []))


def detail(arrangement: Arrangement, month: str) -> Detail:
    """The month by body and kecamatan, and who explains the difference."""
    check = month_check(arrangement, month)
    run = check.bill.run if check.bill else None
    rows = _rows(arrangement, month, check.bill)
    prices = {row.person: row.price for row in rows}
    lines, is_split = _lines(check.bill, prices)
    if check.bill is None or not lines:
        expected = bill_sums.by_part(arrangement, month, run)
        return Detail(check, _parts(check, expected, None), None, candidates(arrangement, month, check.bill))
    found = explain(prices, lines, bill_charge(check.bill))
    return Detail(check, _parts(check, _expected(rows), _billed(rows, lines)), found, {}, is_split)


def candidates(arrangement: Arrangement, month: str, bill: Bill | None) -> dict[str, int]:
    """Where no list says who was billed: people of the month by what BPJS has answered; "unsent": who never went out.

    "removed": who left the month after the bill. Candidates only: whether BPJS billed them is not known.
    """
    rows = bill_sums.ledger(arrangement, month, bill.run if bill else None)
    members = Registration.objects.filter(arrangement=arrangement)
    states = dict.fromkeys((Registration.State.SENT, Registration.State.REJECTED), 0)
    found = {state.value: members.filter(state=state, person__in=rows.values("person")).count() for state in states}
    found["unsent"] = rows.exclude(person__in=members.values("person")).count()
    found["removed"] = bill_sums.changes_since(bill).credits.people if bill else 0
    return {name: people for name, people in found.items() if people}


def bill_charge(bill: Bill) -> Charge:
    return Charge(bill.people, bill.jkk, bill.jkm)


def expected_charge(bill: Bill) -> Charge:
    """What was expected on the day that the bill was posted."""
    return Charge(bill.expected_people, bill.expected_jkk, bill.expected_jkm)


def _bills(arrangement: Arrangement) -> QuerySet[Bill]:
    return Bill.objects.standing().filter(arrangement=arrangement).select_related("run", "arrangement")


def _month(
    month: str, budget: Authority | None, charge: Charge, bill: Bill | None, paid: Mapping[int, int]
) -> MonthCheck:
    sides = Sides(
        budget=budget.month(month) if budget else None,
        expected=expected_charge(bill) if bill else charge,
        billed=bill_charge(bill) if bill else None,
        paid=paid.get(bill.pk, 0) if bill else None,
    )
    return MonthCheck(month, sides, compare(sides), bill, budget)


@dataclass(frozen=True, slots=True)
class _Row:
    """A person's month of the ledger."""

    person: int
    part: Part
    price: Priced


def _rows(arrangement: Arrangement, month: str, bill: Bill | None) -> list[_Row]:
    rows = bill_sums.ledger(arrangement, month, bill.run if bill else None)
    named = rows.annotate(kecamatan=Substr("region_code", 1, _KECAMATAN_LETTERS))
    values = named.values_list("person", "price__body", "kecamatan", "price__jkk", "price__jkm")
    return [_Row(person, (body, place), Priced(jkk, jkm)) for person, body, place, jkk, jkm in values]


def _lines(bill: Bill | None, prices: Mapping[int, Priced]) -> tuple[list[Listed], bool]:
    """Of the bill's list, and whether it tells both programmes apart."""
    if bill is None:
        return [], True
    lines, is_split = [], True
    rows = BillLine.objects.filter(bill=bill).order_by("row")
    for row, person, jkk, jkm, total in rows.values_list("row", "person", "jkk", "jkm", "total"):
        if jkk is None or jkm is None:
            is_split = False
            jkk, jkm = told_apart(total, prices.get(person))
        lines.append(Listed(row, person, jkk, jkm))
    return lines, is_split


def _expected(rows: Iterable[_Row]) -> dict[Part, Charge]:
    found: dict[Part, Charge] = {}
    for row in rows:
        found[row.part] = found.get(row.part, NOTHING) + Charge(1, row.price.jkk, row.price.jkm)
    return found


def _billed(rows: Iterable[_Row], lines: Iterable[Listed]) -> dict[Part, Charge]:
    """By where the ledger has the person; who is not in it has no place."""
    part_of = {row.person: row.part for row in rows}
    found: dict[Part, Charge] = {}
    for line in lines:
        part = part_of.get(line.person, NO_PLACE) if line.person is not None else NO_PLACE
        found[part] = found.get(part, NOTHING) + Charge(1, line.jkk, line.jkm)
    return found


def _parts(
    check: MonthCheck, expected: Mapping[Part, Charge], billed: Mapping[Part, Charge] | None
) -> tuple[PartCheck, ...]:
    budget = check.budget.parts(check.month) if check.budget else None
    keys = {*expected, *(billed or ()), *(budget or ())}
    return tuple(
        _part(
            part,
            None if budget is None else budget.get(part, NOTHING),
            expected.get(part, NOTHING),
            None if billed is None else billed.get(part, NOTHING),
        )
        for part in sorted(keys, key=lambda each: (each[0] == "", each[0], each[1] == "", each[1]))
    )


def _part(part: Part, budget: Charge | None, expected: Charge, billed: Charge | None) -> PartCheck:
    sides = Sides(budget, expected, billed)
    return PartCheck(part, sides, compare(sides))


def together(checks: Sequence[PartCheck], place: int) -> tuple[PartCheck, ...]:
    """The parts summed by body (`place` 0) or by kecamatan (1), in order, the one without a name last."""
    groups: dict[str, list[PartCheck]] = {}
    for each in checks:
        groups.setdefault(each.part[place], []).append(each)
    names = sorted(groups, key=lambda name: (name == "", name))
    return tuple(_summed((name, "") if place == 0 else ("", name), groups[name]) for name in names)


def _summed(part: Part, checks: Sequence[PartCheck]) -> PartCheck:
    def side(charges: list[Charge | None]) -> Charge | None:
        known = [charge for charge in charges if charge is not None]
        return sum(known, NOTHING) if known else None

    return _part(
        part,
        side([each.sides.budget for each in checks]),
        sum((each.sides.expected for each in checks), NOTHING),
        side([each.sides.billed for each in checks]),
    )


def assignments_of(arrangement: Arrangement, month: str, people: Iterable[int]) -> dict[int, int]:
    """The post that carries each person's month, removed months included; the latest where there are several."""
    rows = PersonMonth.objects.filter(price__arrangement=arrangement, month=month, person__in=list(people))
    return dict(rows.order_by("pk").values_list("person", "assignment"))
