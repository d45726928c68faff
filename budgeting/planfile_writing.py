"""PlanInput → the plan file of design/contracts.md §2; what is written reads back to the same plan."""

from collections.abc import Iterable
from typing import Any

import tomlkit
from tomlkit.items import Table

from budgeting.rules.plan_input import Entry, PlanInput, PremiumSettings
from enrolment.rules.bodies import UnitCounts
from enrolment.rules.period import ranges

_PLAIN = ("start", "end", "per_unit", "headcount", "wage", "excluded", "reason")


def dump(plan: PlanInput) -> str:
    """The plan as TOML text, in the order of the contract; nothing that is left to the preset is written."""
    document = tomlkit.document()
    for key in ("name", "region", "election"):
        document.add(key, getattr(plan, key))
    for key, table in (("units", _units(plan.units)), ("premium", _premium(plan.premium))):
        if table:
            document.add(key, table)
    if plan.sources:
        document.add("sources", _table(plan.sources.items()))
    if plan.entries:
        positions = tomlkit.aot()
        for entry in plan.entries:
            positions.append(_entry(entry))
        document.add("position", positions)
    return tomlkit.dumps(document)


def _table(items: Iterable[tuple[str, Any]]) -> Table:
    table = tomlkit.table()
    for key, value in items:
        if value is not None:
            table.add(key, value)
    return table


def _units(units: UnitCounts) -> Table:
    keys = ("tps", "tps_coklit", "tps_over_400", "kecamatan", "desa")
    return _table((key, getattr(units, key)) for key in keys)


def _premium(premium: PremiumSettings) -> Table:
    table = _table([("membership", premium.membership.value), ("wage_base", premium.wage_base or "honorarium")])
    for key in ("jkk_percent", "jkm_percent"):
        value = getattr(premium, key)
        if value is not None:
            table.add(key, f"{value:f}")
    return table


def _entry(entry: Entry) -> Table:
    table = _table([("code", entry.code)])
    if entry.own is not None:
        for key in ("name", "body", "institution"):
            table.add(key, getattr(entry.own, key))
    if entry.coverage is not None:
        spans = [f"{first}/{last}" for first, last in ranges(entry.coverage)]
        table.add("coverage", spans[0] if len(spans) == 1 else spans)
    for key in _PLAIN:
        value = getattr(entry, key)
        if value is not None:
            table.add(key, value)
    return table
