"""A figure as a tree whose arithmetic can be done again, and who says each leaf of it.

A Node names what it is by a code and its particulars; `budgeting.explaining` has the words. `evaluate` computes a
tree from its leaves alone: what it gives is the figure, or the explanation is wrong.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from math import prod
from typing import Any

from budgeting.rules.money import percent_of
from enrolment.rules.period import Period


class Operation(StrEnum):
    """How a node's value comes from its parts."""

    GIVEN = "given"
    """A leaf: somebody says so."""
    SUM = "sum"
    DIFFERENCE = "difference"
    """The first part less all others."""
    PRODUCT = "product"
    PERCENT = "percent"
    """The first part, per cent, of the second, rounded half up to a whole rupiah."""
    MONTHS = "months"
    """A leaf: the number of `params["months"]`."""
    DAYS = "days"
    """A leaf: days from `params["first"]` to `params["last"]`, both included."""


class Measure(StrEnum):
    """What a value counts; besides these, the kinds of units (enrolment.rules.bodies.COUNT_KINDS)."""

    PEOPLE = "people"
    RUPIAH = "rupiah"
    MONTHS = "months"
    DAYS = "days"
    PERCENT = "percent"


class Says(StrEnum):
    """Who a leaf rests on."""

    LAW = "law"
    REGION_DATA = "region-data"
    COUNT = "count"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from. `by` is a person's name; "" and None where nobody typed it in."""

    says: Says
    source: str = ""
    confidence: str = "H"
    by: str = ""
    at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """One value of an explanation. `key`: the figure's own key (explain.keys), "" where it has none."""

    code: str
    value: int | Decimal
    measure: str
    operation: Operation = Operation.GIVEN
    parts: tuple["Node", ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict)
    origins: tuple[Origin, ...] = ()
    key: str = ""

    def named(self, code: str, key: str = "") -> "Node":
        """The same value as another figure."""
        return replace(self, code=code, key=key)

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, parents first."""
        yield self
        for part in self.parts:
            yield from part.walk()


def evaluate(node: Node) -> int | Decimal:
    """The value of a tree from its leaves, whatever its nodes claim."""
    parts = [evaluate(part) for part in node.parts]
    match node.operation:
        case Operation.GIVEN:
            return node.value
        case Operation.SUM:
            return sum(parts)
        case Operation.DIFFERENCE:
            return parts[0] - sum(parts[1:])
        case Operation.PRODUCT:
            return prod(parts)
        case Operation.PERCENT:
            return percent_of(int(parts[1]), Decimal(parts[0]))
        case Operation.MONTHS:
            return len(set(node.params["months"]))
        case Operation.DAYS:
            return Period(node.params["first"], node.params["last"]).days


def given(code: str, value: int | Decimal, measure: str, *origins: Origin, **params: Any) -> Node:
    """A leaf that somebody says."""
    return Node(code, value, measure, params=params, origins=origins)


def added(code: str, measure: str, parts: tuple[Node, ...], key: str = "", **params: Any) -> Node:
    """The sum of the parts; 0 where there are none."""
    return Node(code, sum(part.value for part in parts), measure, Operation.SUM, parts, params, key=key)


def less(code: str, measure: str, parts: tuple[Node, ...], key: str = "", **params: Any) -> Node:
    """The first part less the others."""
    value = parts[0].value - sum(part.value for part in parts[1:])
    return Node(code, value, measure, Operation.DIFFERENCE, parts, params, key=key)


def multiplied(code: str, measure: str, parts: tuple[Node, ...], key: str = "", **params: Any) -> Node:
    """The product of the parts."""
    return Node(code, prod(part.value for part in parts), measure, Operation.PRODUCT, parts, params, key=key)


def month_count(months: tuple[str, ...], *origins: Origin, key: str = "") -> Node:
    """How many months these are."""
    return Node(
        "months", len(months), Measure.MONTHS, Operation.MONTHS, params={"months": months}, origins=origins, key=key
    )


def day_count(code: str, period: Period, *origins: Origin) -> Node:
    """How many days a period has."""
    params = {"first": period.first, "last": period.last}
    return Node(code, period.days, Measure.DAYS, Operation.DAYS, params=params, origins=origins)
