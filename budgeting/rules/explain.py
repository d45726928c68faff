"""Why this number? Any figure of a plan by its key, as a tree down to the counts, the law and who said so.

Keys: "line:<code>:<field>" (LINE_FIELDS); "body:<code>", "institution:<name>", "year:2024", "month:2024-01", each
with ":<field>" of GROUP_FIELDS behind it where another figure than the total is meant; "total:<field>";
"unit:<kind>".
"""

from collections.abc import Callable, Iterator
from types import MappingProxyType

from budgeting.rules.explain_line import LINE_FIELDS, LineFigures, NoSuchFigure, UnitOrigins, unit_node
from budgeting.rules.explanation import Measure, Node, added
from budgeting.rules.line import Line
from budgeting.rules.plan import Plan
from budgeting.rules.rates import Programme
from enrolment.rules.bodies import COUNT_KINDS
from enrolment.rules.period import year_of

__all__ = ["GROUP_FIELDS", "LINE_FIELDS", "NoSuchFigure", "UnitOrigins", "explain", "in_year", "keys"]

_NOBODY: UnitOrigins = MappingProxyType({})

GROUP_FIELDS = ("total", "jkk", "jkm", "headcount", "insured")

_PEOPLE = frozenset({"headcount", "insured"})
_GROUPS: dict[str, Callable[[Line, str], bool]] = {
    "body": lambda line, name: line.body == name,
    "institution": lambda line, name: line.institution == name,
    "year": lambda line, name: any(str(year_of(month)) == name for month in line.months),
    "month": lambda line, name: name in line.months,
}


def explain(plan: Plan, key: str, origins: UnitOrigins = _NOBODY) -> Node:
    """The tree of one figure. Raises NoSuchFigure where the plan has no figure of that key."""
    kind, _, rest = key.partition(":")
    if kind == "line":
        code, _, name = rest.rpartition(":")
        return _line(plan, code, origins).of(name)
    if kind == "unit":
        return _unit(plan, rest, origins)
    if kind == "total" and rest in GROUP_FIELDS:
        return _group(plan, plan.lines, "total", rest, rest, origins)
    if kind in _GROUPS:
        return _group_of(plan, kind, rest, origins)
    raise NoSuchFigure(key)


def in_year(plan: Plan, line: Line, year: int, origins: UnitOrigins = _NOBODY) -> Node:
    """A line's JKK + JKM in one fiscal year."""
    months = tuple(month for month in line.months if year_of(month) == year)
    return LineFigures(plan, line, origins).total(months)


def keys(plan: Plan) -> Iterator[str]:
    """Every key that the plan has a figure for."""
    for line in plan.lines:
        figures = LineFigures(plan, line, _NOBODY)
        yield from (f"line:{line.code}:{name}" for name in LINE_FIELDS if _has(figures, name))
    names = {
        "body": plan.by_body,
        "institution": plan.by_institution,
        "year": [str(year) for year in plan.by_year],
        "month": plan.by_month,
    }
    for kind, found in names.items():
        for name in found:
            yield f"{kind}:{name}"
            yield from (f"{kind}:{name}:{field}" for field in GROUP_FIELDS[1:])
    yield from (f"total:{field}" for field in GROUP_FIELDS)
    yield from (f"unit:{kind}" for kind in COUNT_KINDS if getattr(plan.units, kind) is not None)


def _has(figures: LineFigures, name: str) -> bool:
    try:
        figures.of(name)
    except NoSuchFigure:
        return False
    return True


def _line(plan: Plan, code: str, origins: UnitOrigins) -> LineFigures:
    for line in plan.lines:
        if line.code == code:
            return LineFigures(plan, line, origins)
    raise NoSuchFigure(code)


def _unit(plan: Plan, kind: str, origins: UnitOrigins) -> Node:
    count = getattr(plan.units, kind) if kind in COUNT_KINDS else None
    if count is None:
        raise NoSuchFigure(kind)
    return unit_node(plan, kind, origins, count)


def _group_of(plan: Plan, kind: str, rest: str, origins: UnitOrigins) -> Node:
    """A body's own name may hold a colon, so the whole is tried as a name before its end is taken for a field."""
    name, _, field = rest.rpartition(":")
    for wanted, figure in ((rest, "total"), (name, field)):
        lines = tuple(line for line in plan.lines if _GROUPS[kind](line, wanted))
        if lines and figure in GROUP_FIELDS:
            return _group(plan, lines, kind, wanted, figure, origins)
    raise NoSuchFigure(f"{kind}:{rest}")


def _group(plan: Plan, lines: tuple[Line, ...], kind: str, name: str, field: str, origins: UnitOrigins) -> Node:
    parts = tuple(_share(LineFigures(plan, line, origins), kind, name, field) for line in lines)
    measure = Measure.PEOPLE if field in _PEOPLE else Measure.RUPIAH
    own = name if kind == "total" or field == "total" else f"{name}:{field}"
    preset = lines[0].preset if kind == "body" else None
    called = preset.position.body_name if preset else name
    return added(f"sum-{field}", measure, parts, f"{kind}:{own}", kind=kind, name=called)


def _share(figures: LineFigures, kind: str, name: str, field: str) -> Node:
    """What one line adds to a group: its whole figure, or that of the group's months alone."""
    if field in _PEOPLE:
        return figures.of(field)
    months = figures.line.months
    if kind in ("year", "month"):
        months = tuple(month for month in months if month == name or str(year_of(month)) == name)
    if field == "total":
        return figures.total(months)
    return figures.cost(Programme(field.upper()), months)
