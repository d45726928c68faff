"""Units x ratios x premiums → plan lines whose totals meet (design/contracts.md §2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from budgeting.rules.amount import Amount
from budgeting.rules.entries import Chosen, choose
from budgeting.rules.law import Law
from budgeting.rules.line import Line, draft_line
from budgeting.rules.notes import Faults, Note
from budgeting.rules.plan_input import PlanInput
from budgeting.rules.plan_warnings import line_warnings, plan_warnings
from budgeting.rules.sums import by_body, by_institution, by_month, by_year, total
from enrolment.rules.bodies import SeatException, UnitCounts

# Bounds beyond which a count is a slip of the finger rather than a region: the largest
# province has 627 kecamatan and 8,563 desa (Kemendagri codes); the whole country 820,161 TPS.
_MOST = {
    "kecamatan": 1_000,
    "desa": 20_000,
    "tps": 900_000,
    "tps_coklit": 900_000,
    "tps_over_400": 900_000,
}
_MOST_TPS_PER_DESA = 1_000


@dataclass(frozen=True, slots=True)
class Plan:
    """A computed plan. All amounts whole rupiah, all counts people."""

    input: PlanInput
    units: UnitCounts
    lines: tuple[Line, ...]
    warnings: tuple[Note, ...] = ()

    @property
    def total(self) -> Amount:
        """The sum of all lines."""
        return total(self.lines)

    @property
    def by_body(self) -> dict[str, Amount]:
        """Sums by body code, in the order of the lines."""
        return by_body(self.lines)

    @property
    def by_institution(self) -> dict[str, Amount]:
        """Sums by institution, in the order of the lines."""
        return by_institution(self.lines)

    @property
    def by_year(self) -> dict[int, Amount]:
        """Sums by fiscal year, ascending."""
        return by_year(self.lines)

    @property
    def by_month(self) -> dict[str, Amount]:
        """Sums by calendar month, ascending."""
        return by_month(self.lines)


@dataclass(slots=True)
class _Draft:
    lines: list[Line] = field(default_factory=list)
    faults: list[Note] = field(default_factory=list)
    warnings: list[Note] = field(default_factory=list)


def draft(
    plan: PlanInput,
    law: Law,
    units: UnitCounts,
    exceptions: Mapping[str, Sequence[SeatException]] | None = None,
) -> Plan:
    """Compute a plan. `units`: the effective counts (the region's, with the plan's overrides).

    `exceptions`: units with other seats than the ratio gives, by position code.
    Raises notes.Faults with every fault of the input; warnings stand in the result.
    """
    chosen, faults = choose(plan.entries, law.preset)
    work = _Draft(faults=[*faults, *check_units(units)])
    for each in chosen:
        _draft_one(work, each, plan, law, units, (exceptions or {}).get(each.entry.code, ()))
    if work.faults:
        # The positions of one body have one entry's faults in common: each is told once.
        raise Faults(tuple(fault for at, fault in enumerate(work.faults) if fault not in work.faults[:at]))
    warnings = (*work.warnings, *plan_warnings(work.lines, law))
    return Plan(plan, units, tuple(work.lines), warnings)


def _draft_one(
    work: _Draft,
    chosen: Chosen,
    plan: PlanInput,
    law: Law,
    units: UnitCounts,
    exceptions: Sequence[SeatException],
) -> None:
    position = chosen.preset.position if chosen.preset else None
    counted = position is None or chosen.entry.headcount is not None
    if not counted and position is not None and units.of(position.unit) is None:
        params = {"name": position.name, "unit": position.unit.value}
        if chosen.listed:
            work.faults.append(Note("unit-unknown", f"units.{position.unit.value}", params))
        else:
            work.warnings.append(Note("unit-unknown", f"units.{position.unit.value}", params))
        return
    result = draft_line(chosen, plan, law, units, tuple(exceptions))
    if isinstance(result, Line):
        work.lines.append(result)
        work.warnings.extend(line_warnings(result, units))
    else:
        work.faults.extend(result)


def check_units(units: UnitCounts) -> list[Note]:
    """Every count that no region can have: below 1, or beyond any real number."""
    notes = []
    for name, most in _MOST.items():
        count = getattr(units, name)
        least = 0 if name == "tps_over_400" else 1
        if count is not None and not least <= count <= most:
            params = {"count": count, "least": least, "most": most}
            notes.append(Note("count-absurd", f"units.{name}", params))
    return notes or _check_together(units)


def _check_together(units: UnitCounts) -> list[Note]:
    notes = []
    for name in ("tps", "tps_coklit"):
        count = getattr(units, name)
        if count and units.desa and count > units.desa * _MOST_TPS_PER_DESA:
            params = {"count": count, "desa": units.desa}
            notes.append(Note("tps-per-desa-absurd", f"units.{name}", params))
    over, coklit = units.tps_over_400, units.tps_coklit
    if over and coklit is not None and over > coklit:
        params = {"count": over, "coklit": coklit}
        notes.append(Note("over-400-above-coklit", "units.tps_over_400", params))
    return notes
