"""The figures of one plan line as explanations: units x ratio → people, months x base x rate → rupiah."""

from collections.abc import Mapping
from dataclasses import dataclass

from budgeting.rules.explanation import (
    Measure,
    Node,
    Operation,
    Origin,
    Says,
    added,
    day_count,
    given,
    less,
    month_count,
    multiplied,
)
from budgeting.rules.line import Line
from budgeting.rules.plan import Plan
from budgeting.rules.premium import Part, Price
from budgeting.rules.rates import Programme, Rate, RateKind
from enrolment.rules.bodies import TPS_OVER_400, Position, Seats, Tenure
from enrolment.rules.period import month_period

LINE_FIELDS = (
    *("headcount", "insured", "excluded", "months", "wage", "jkk_month", "jkm_month"),
    *("jkk", "jkm", "total", "uncovered_days"),
)


UnitOrigins = Mapping[str, Origin]
"""Who says the unit counts, by kind."""


class NoSuchFigure(LookupError):
    """The plan has no figure of that key."""


@dataclass(frozen=True, slots=True)
class LineFigures:
    """Explains the figures of a line; those of rupiah for all of its months, or for some of them."""

    plan: Plan
    line: Line
    units: UnitOrigins

    def of(self, name: str) -> Node:
        """The figure of one of LINE_FIELDS. Raises NoSuchFigure where this line has no such figure."""
        if name not in LINE_FIELDS:
            raise NoSuchFigure(name)
        found = {
            "headcount": self.headcount,
            "insured": self.insured,
            "excluded": self._excluded,
            "months": self._all_months,
            "wage": self._wage,
            "jkk_month": lambda: self._only_price(Programme.JKK),
            "jkm_month": lambda: self._only_price(Programme.JKM),
            "jkk": lambda: self.cost(Programme.JKK, self.line.months),
            "jkm": lambda: self.cost(Programme.JKM, self.line.months),
            "total": lambda: self.total(self.line.months),
            "uncovered_days": self._uncovered_days,
        }[name]()
        if found is None:
            raise NoSuchFigure(f"{self.line.code}:{name}")
        return found

    def headcount(self) -> Node:
        """Gross people: units x ratio, exceptions of single units, or the number that was given."""
        line, key = self.line, self._key("headcount")
        if line.seats is None or line.preset is None:
            return Node(
                "headcount-given",
                line.headcount,
                Measure.PEOPLE,
                params={"name": line.name, "reason": line.reason or ""},
                origins=(self._stated(),),
                key=key,
            )
        position = line.preset.position
        parts = (self._seats(line.seats, position), *self._extra(position), *self._exceptions())
        if len(parts) == 1:
            return parts[0].named("headcount", key)
        return added("headcount", Measure.PEOPLE, parts, key, name=line.name)

    def insured(self) -> Node:
        """People whose premium is paid; where nobody is excluded, simply all."""
        if not self.line.excluded:
            return self.headcount().named("insured", self._key("insured"))
        parts = (self.headcount(), self._excluded())
        return less("insured", Measure.PEOPLE, parts, self._key("insured"), name=self.line.name)

    def cost(self, programme: Programme, months: tuple[str, ...]) -> Node:
        """Rupiah of one programme for `months` of the line's own."""
        line, code = self.line, f"line-{programme.value.lower()}"
        runs = [(part, tuple(month for month in part.months if month in months)) for part in line.parts]
        nodes = tuple(self._run(code, programme, part, paid) for part, paid in runs if paid)
        key = self._key(programme.value.lower()) if months == line.months else ""
        if len(nodes) == 1:
            return nodes[0].named(code, key)
        return added(code, Measure.RUPIAH, nodes, key, name=line.name)

    def total(self, months: tuple[str, ...]) -> Node:
        """JKK + JKM for `months` of the line's own."""
        parts = (self.cost(Programme.JKK, months), self.cost(Programme.JKM, months))
        key = self._key("total") if months == self.line.months else ""
        return added("line-total", Measure.RUPIAH, parts, key, name=self.line.name)

    def _key(self, name: str) -> str:
        return f"line:{self.line.code}:{name}"

    def _stated(self) -> Origin:
        """The plan itself, with what its [sources] say of this line."""
        sources = self.plan.input.sources
        return Origin(Says.PLAN, sources.get(self.line.code) or sources.get(self.line.body) or "")

    def _seats(self, seats: Seats, position: Position) -> Node:
        line, unit = self.line, position.unit.value
        overridden = any(entry.code == line.code and entry.per_unit is not None for entry in self.plan.input.entries)
        says = self._stated() if overridden else Origin(Says.LAW, position.source, position.confidence)
        reason = line.reason if overridden and line.reason else ""
        ratio = given("per-unit", seats.per_unit, Measure.PEOPLE, says, unit=unit, reason=reason)
        parts = (unit_node(self.plan, unit, self.units, seats.units), ratio)
        return multiplied("seats", Measure.PEOPLE, parts, name=line.name, unit=unit)

    def _extra(self, position: Position) -> tuple[Node, ...]:
        if not position.extra_per_over_400:
            return ()
        says = Origin(Says.LAW, position.source, position.confidence)
        over = unit_node(self.plan, TPS_OVER_400, self.units, self.plan.units.tps_over_400 or 0)
        each = given("per-over-400", position.extra_per_over_400, Measure.PEOPLE, says, unit=TPS_OVER_400)
        return (multiplied("extra", Measure.PEOPLE, (over, each)),)

    def _exceptions(self) -> tuple[Node, ...]:
        says = Origin(Says.COUNT)
        return tuple(
            given("exception", each.people, Measure.PEOPLE, says, where=each.where, reason=each.reason)
            for each in self.line.adjustments
        )

    def _excluded(self) -> Node:
        line = self.line
        by_law = line.excluded_by_law
        return Node(
            "excluded-asn" if by_law else "excluded",
            line.excluded,
            Measure.PEOPLE,
            params={"name": line.name, "reason": "" if by_law or not line.excluded else line.reason or ""},
            origins=(Origin(Says.LAW, "PP 70/2015", "M") if by_law else self._stated(),),
            key=self._key("excluded"),
        )

    def _all_months(self) -> Node:
        return self._months(self.line.months)

    def _months(self, months: tuple[str, ...]) -> Node:
        line = self.line
        stated = any(entry.code in (line.code, line.body) and entry.coverage for entry in self.plan.input.entries)
        tenure = line.preset.tenure if line.preset else None
        says = self._stated() if stated or tenure is None else _of_tenure(tenure)
        return month_count(months, says, key=self._key("months") if months == line.months else "")

    def _wage(self) -> Node | None:
        line = self.line
        if line.basis.wage is None:
            return None
        says = self._stated()
        if line.wage_origin == "honorarium" and line.preset is not None and line.preset.honorarium is not None:
            says = Origin(Says.LAW, line.preset.honorarium.source, line.preset.honorarium.confidence)
        params = {"name": line.name, "origin": line.wage_origin}
        return Node("wage", line.basis.wage, Measure.RUPIAH, params=params, origins=(says,), key=self._key("wage"))

    def _run(self, code: str, programme: Programme, part: Part, months: tuple[str, ...]) -> Node:
        parts = (self.insured(), self._months(months), self._price(programme, part.price))
        return multiplied(f"{code}-run", Measure.RUPIAH, parts, name=self.line.name, months=months)

    def _only_price(self, programme: Programme) -> Node | None:
        """One person's premium for one month, where all months have the same one."""
        return self._price(programme, self.line.parts[0].price) if len(self.line.parts) == 1 else None

    def _price(self, programme: Programme, price: Price) -> Node:
        rate = price.jkk_rate if programme is Programme.JKK else price.jkm_rate
        amount = price.jkk if programme is Programme.JKK else price.jkm
        code = f"{programme.value.lower()}-month"
        key = self._key(f"{programme.value.lower()}_month") if len(self.line.parts) == 1 else ""
        wage = self._wage()
        if rate.kind is RateKind.FLAT or wage is None:
            return Node(code, amount, Measure.RUPIAH, origins=(self._rate_says(rate),), key=key)
        percent = given("rate", rate.value, Measure.PERCENT, self._rate_says(rate), programme=programme.value)
        return Node(code, amount, Measure.RUPIAH, Operation.PERCENT, (percent, wage), key=key)

    def _rate_says(self, rate: Rate) -> Origin:
        return self._stated() if rate.given else Origin(Says.LAW, rate.source, rate.confidence)

    def _uncovered_days(self) -> Node | None:
        line = self.line
        if line.tenure is None:
            return None
        known = line.preset.tenure if line.preset else None
        own = known is None or line.start_given or line.end_given
        says = self._stated() if own or known is None else _of_tenure(known)
        clipped = (line.tenure.clip(month_period(month)) for month in line.months)
        covered = tuple(day_count("covered-days", period) for period in clipped if period is not None)
        parts = (day_count("tenure-days", line.tenure, says), *covered)
        return less("uncovered-days", Measure.DAYS, parts, self._key("uncovered_days"), name=line.name)


def unit_node(plan: Plan, kind: str, origins: UnitOrigins, count: int) -> Node:
    """A unit count with whoever says it: the plan itself, an entered count or TPS list, or the region data."""
    known = getattr(plan.units, kind) is not None
    says = origins.get(kind) or _unit_says(plan, kind)
    # A count that nobody knows is counted as 0, and rests on nobody's word.
    return Node(
        "units",
        count,
        kind,
        params={"unit": kind},
        origins=(says,) if known else (),
        key=f"unit:{kind}" if known else "",
    )


def _unit_says(plan: Plan, kind: str) -> Origin:
    sources = plan.input.sources
    if getattr(plan.input.units, kind) is None and kind in ("kecamatan", "desa"):
        return Origin(Says.REGION_DATA)
    return Origin(Says.PLAN, sources.get(kind) or sources.get(f"{kind}_file") or "")


def _of_tenure(tenure: Tenure) -> Origin:
    """The law's tenure, as sure as the less sure of its two days."""
    sure = "L" if "L" in (tenure.start_confidence, tenure.end_confidence) else tenure.start_confidence
    return Origin(Says.LAW, tenure.source, sure)
