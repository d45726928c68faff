"""Rows of an upload as the sender knows them: by sheet, row and column of his own file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enrolment import roster_wording, wording
from enrolment.models import RosterLine
from enrolment.presenters.rosters.seats import SeatNames
from enrolment.roster_lines import problems_of
from enrolment.rules.raw_row import column_letter
from enrolment.rules.roster_fields import COMBINED, Field
from enrolment.rules.roster_problems import SEVERITY, Problem, Severity
from enrolment.rules.roster_rows import Layout

SHOWN = "tampil"
"""By this name the closed rows of a page say which they are: an edit brings those anew that it makes stale."""

TONES = {RosterLine.State.OK: "good", RosterLine.State.WARNED: "warn", RosterLine.State.REJECTED: "bad"}


@dataclass(frozen=True, slots=True)
class Fault:
    """`where` is the column as the sender sees it: "C (NIK)"."""

    where: str
    value: str
    sentence: str
    is_error: bool


@dataclass(frozen=True, slots=True)
class RowLine:
    pk: int
    sheet: str
    row: str
    name: str
    seat: str
    state: str
    tone: str
    outcome: str
    faults: tuple[Fault, ...]
    url: str
    """Where it is edited; "" for who may not, and for a row that stands already."""


def row_lines(lines: Sequence[RosterLine], layout: Layout, names: SeatNames, *, may_edit: bool) -> tuple[RowLine, ...]:
    return tuple(row_line(line, layout, names, may_edit=may_edit) for line in lines)


def row_line(line: RosterLine, layout: Layout, names: SeatNames, *, may_edit: bool) -> RowLine:
    state = RosterLine.State(line.state)
    places = places_of(layout, line.sheet)
    may_edit = may_edit and line.accepted_at is None
    return RowLine(
        pk=line.pk,
        sheet=sheet_name(layout, line.sheet),
        row=str(line.row),
        name=line.name or _("(tanpa nama)"),
        seat=names.seat(
            body=line.body,
            position=line.position,
            region=line.region_code,
            tps=line.tps,
            is_reserve=line.is_reserve,
        ),
        state=str(state.label),
        tone=TONES[state],
        outcome=_outcome(line),
        faults=tuple(_fault(each, places) for each in problems_of(line.problems, line.clashes, line.sealed_words)),
        url=reverse("enrolment:roster-line", args=[line.upload_id, line.pk]) if may_edit else "",
    )


def sheet_name(layout: Layout, index: int) -> str:
    """ "" for a CSV, which has no sheets."""
    return next((sheet.sheet or "" for sheet in layout.sheets if sheet.index == index), "")


def places_of(layout: Layout, index: int) -> Mapping[Field, int]:
    """The column of every field of a sheet; what a combined column holds stands in that column."""
    columns = next((sheet.columns for sheet in layout.sheets if sheet.index == index), {})
    combined = {part: columns[whole] for whole, parts in COMBINED.items() if whole in columns for part in parts}
    return {**combined, **columns}


def _fault(problem: Problem, places: Mapping[Field, int]) -> Fault:
    return Fault(
        where=column_words(problem.field, places),
        value=problem.value or "",
        sentence=roster_wording.message(problem),
        is_error=SEVERITY[problem.code] is Severity.ERROR,
    )


def column_words(field: str | None, places: Mapping[Field, int]) -> str:
    """ "C (NIK)"; only the field's name where it came from a heading and has no column."""
    if not field:
        return wording.MISSING
    label = roster_wording.field_label(Field(field))
    place = places.get(Field(field))
    return label if place is None else f"{column_letter(place)} ({label})"


def _outcome(line: RosterLine) -> str:
    if line.accepted_at is None:
        return ""
    return _("tersimpan: %s") % RosterLine.Outcome(line.outcome).label if line.outcome else _("tersimpan")
