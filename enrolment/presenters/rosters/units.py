"""Units that an upload leaves short or without a leader: no fault of a row, so they stand apart, quietly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from enrolment import roster_wording
from enrolment.presenters.rosters.seats import SeatNames
from enrolment.rules.roster_problems import Unit, UnitProblem


@dataclass(frozen=True, slots=True)
class UnitLine:
    body: str
    place: str
    sentence: str


def stored_unit_problem(kept: Mapping[str, Any]) -> UnitProblem:
    unit = kept["unit"]
    return UnitProblem(
        Unit(unit["code"], unit.get("tps") or 0, unit["body"]), kept["code"], kept.get("particulars") or {}
    )


def unit_lines(kept: Sequence[Mapping[str, Any]], names: SeatNames) -> tuple[UnitLine, ...]:
    problems = [stored_unit_problem(each) for each in kept]
    return tuple(
        UnitLine(
            names.bodies.get(problem.unit.body, problem.unit.body),
            names.place(problem.unit.code, problem.unit.tps),
            roster_wording.unit_message(problem),
        )
        for problem in problems
    )
