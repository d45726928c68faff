"""Clashes of an upload worked out over all its rows, and written where they differ from what stood there."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from enrolment.models import Assignment, Person, PersonRecord, RosterLine, RosterUpload
from enrolment.roster_lines import as_problem, state_of, with_clashes
from enrolment.rules.roster_clashes import Clashes, Key, SeatRow, clashes
from enrolment.rules.roster_packing import kept, problems_to_json
from enrolment.rules.roster_problems import Problem, UnitProblem
from enrolment.rules.unit_seats import SeatLaw
from enrolment.serving import people_version
from enrolment.staging import ClashUpdate, counts, update_clashes
from enrolment.standing import standing
from enrolment.table_counts import count_if_grown, count_if_unknown

_COLUMNS = (
    "sheet", "row", "nik_fp", "name_birth_fp", "body", "position", "region_code", "tps", "start", "end", "is_reserve",
    "accepted_at",
)  # fmt: skip

TAKEN = ("rows", "ok", "warned", "rejected", "unit_problems", "checked_version")
"""The columns of an upload that `take_clashes` fills."""


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """Clashes, and against which people (serving.people_version) they were worked out; None: against none that are."""

    clashes: Clashes
    version: int | None


def work_out(upload: RosterUpload, rows: Sequence[SeatRow], law: SeatLaw, leaving: Collection[int] = ()) -> WorkedOut:
    """`leaving`: assignments that count as gone. The version is read first: who changes after it is seen to have.

    What holds only once somebody has left is of no version, so that it is worked out anew whatever becomes of it.
    """
    version = None if leaving else people_version(upload.election_id)
    count_if_unknown(Person, PersonRecord, Assignment, rows=len(rows))
    count_if_grown(Person, PersonRecord, Assignment)
    return WorkedOut(clashes(rows, standing(upload, leaving), law, sheet_names(upload)), version)


def seat_rows(upload: RosterUpload, law: SeatLaw) -> list[SeatRow]:
    """What clashes need of the upload's lines, in the file's order; no seal is opened."""
    lines = RosterLine.objects.filter(upload=upload).order_by("sheet", "row").values_list(*_COLUMNS)
    return [
        SeatRow(
            sheet,
            row,
            None if nik is None else bytes(nik),
            None if name_birth is None else bytes(name_birth),
            body,
            position,
            code if law.is_seat(body, position, code, tps) else "",
            tps,
            start,
            end,
            is_reserve,
            accepted_at is not None,
        )
        for sheet, row, nik, name_birth, body, position, code, tps, start, end, is_reserve, accepted_at in lines
    ]


def standing_clashes(upload: RosterUpload) -> dict[Key, list[dict[str, Any]]]:
    """The clashes that the upload's lines bear now."""
    lines = RosterLine.objects.filter(upload=upload, accepted_at=None).exclude(clashes=[])
    return {(sheet, row): found for sheet, row, found in lines.values_list("sheet", "row", "clashes")}


def own_states(upload: RosterUpload, keys: Collection[Key]) -> dict[Key, str]:
    """What those lines come to by their own problems alone."""
    rows_by_sheet: dict[int, list[int]] = {}
    for sheet, row in keys:
        rows_by_sheet.setdefault(sheet, []).append(row)
    return {
        (sheet, row): state_of([as_problem(each) for each in problems])
        for sheet, rows in rows_by_sheet.items()
        for row, problems in _problems(upload, sheet, rows)
    }


def write(
    upload: RosterUpload,
    found: Mapping[Key, Sequence[Problem]],
    *,
    before: Mapping[Key, list[dict[str, Any]]],
    own: Callable[[Collection[Key]], Mapping[Key, str]],
) -> frozenset[Key]:
    """Clashes and states of the lines whose clashes differ from those `before`; `own`: their states without any.

    Returns which lines these are.
    """
    keys = sorted(key for key in found.keys() | before.keys() if kept(found.get(key, ())) != before.get(key, []))
    states = own(keys)
    update_clashes(
        [
            ClashUpdate(problems_to_json(now), with_clashes(states[key], now), upload.pk, *key)
            for key in keys
            for now in (found.get(key, ()),)
        ]
    )
    return frozenset(keys)


def take_clashes(upload: RosterUpload, found: WorkedOut) -> None:
    """What the upload itself keeps of them (the columns TAKEN), and its counts; not saved yet."""
    upload.rows, upload.ok, upload.warned, upload.rejected = counts(upload.pk)
    upload.unit_problems = _kept_units(found.clashes.units)
    upload.checked_version = found.version


def _kept_units(problems: Sequence[UnitProblem]) -> list[dict[str, Any]]:
    """As an upload keeps them, and as the command tells them (design/contracts.md §3)."""
    return [
        {
            "unit": {"code": each.unit.code, "tps": each.unit.tps or None, "body": each.unit.body},
            "code": each.code,
            "particulars": dict(each.particulars),
        }
        for each in problems
    ]


def sheet_names(upload: RosterUpload) -> dict[int, str | None]:
    """Names of the upload's sheets by their place in the file."""
    return {sheet["index"]: sheet["sheet"] for sheet in upload.layout.get("sheets", [])}


def _problems(upload: RosterUpload, sheet: int, rows: list[int]) -> list[tuple[int, list[dict[str, Any]]]]:
    """In portions: a database takes only so many values at once."""
    found: list[tuple[int, list[dict[str, Any]]]] = []
    for start in range(0, len(rows), 1_000):
        lines = RosterLine.objects.filter(upload=upload, sheet=sheet, row__in=rows[start : start + 1_000])
        found += lines.values_list("row", "problems")
    return found
