"""What a planner must see before anything is submitted: warnings, never refusals."""

from collections.abc import Iterable, Iterator

from budgeting.rules.coverage import months_without_tenure
from budgeting.rules.law import Law
from budgeting.rules.line import Line
from budgeting.rules.notes import Note
from enrolment.rules.bodies import UnitCounts
from enrolment.rules.period import year_of


def line_warnings(line: Line, units: UnitCounts) -> Iterator[Note]:
    """The warnings of one line."""
    key = line.code
    if line.excluded_by_law:
        yield Note("asn-excluded", key, {"name": line.name, "people": line.excluded})
    if _over_400_unknown(line, units):
        yield Note("tps-over-400-unknown", "units.tps_over_400", {"name": line.name})
    if line.tenure is not None:
        idle = months_without_tenure(line.tenure, line.months)
        if idle:
            yield Note("coverage-outside-tenure", key, {"name": line.name, "months": idle})
    if line.uncovered_days and line.insured:
        params = {"name": line.name, "days": line.uncovered_days, "people": line.insured}
        yield Note("uncovered-days", key, params)
    if _tenure_unverified(line):
        yield Note("tenure-unverified", key, {"name": line.name})


def plan_warnings(lines: Iterable[Line], law: Law) -> Iterator[Note]:
    """The warnings that concern the plan as a whole, each once."""
    lines = tuple(lines)
    rates = {
        rate: None
        for line in lines
        for part in line.parts
        for rate in (part.price.jkk_rate, part.price.jkm_rate)
        if rate.is_unverified
    }
    for rate in rates:
        params = {"programme": rate.programme.value, "value": rate.value, "source": rate.source}
        yield Note("rate-unverified", rate.programme.value, params)
    years = sorted({year_of(month) for line in lines for month in line.months})
    for year in years:
        if year not in law.code_years:
            yield Note("no-code-regime", str(year), {"year": year})


def _over_400_unknown(line: Line, units: UnitCounts) -> bool:
    counted = line.preset is not None and line.seats is not None
    if not counted or line.preset is None or not line.preset.position.extra_per_over_400:
        return False
    return units.tps_over_400 is None


def _tenure_unverified(line: Line) -> bool:
    tenure = line.preset.tenure if line.preset else None
    if tenure is None:
        return False
    start = not line.start_given and tenure.start_confidence == "L"
    end = not line.end_given and tenure.end_confidence == "L"
    return start or end
