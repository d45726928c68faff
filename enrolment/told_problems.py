"""An upload's problems as the roster command and the API tell them (design/contracts.md §3): exact, never drifting."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from enrolment import mapping
from enrolment.models import RosterLine, RosterUpload
from enrolment.particulars import open_cells, open_edits
from enrolment.roster_lines import problems_of
from enrolment.roster_wording import file_message, message, unit_message
from enrolment.rules.masking import masked
from enrolment.rules.raw_row import column_letter
from enrolment.rules.roster_cells import take_fields
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_lacks import FILE_LEVEL
from enrolment.rules.roster_problems import SEVERITY, Unit, UnitProblem
from enrolment.rules.roster_rows import PlacedRow, SheetLayout
from enrolment.writers.sent_cells import column_of

Told = dict[str, Any]

_FIELD_OF_FILE_PROBLEM = {code: str(field) for field, code in FILE_LEVEL.items()}


def told(upload: RosterUpload) -> list[Told]:
    """Every problem: those of rows by sheet, row and column, then those of the whole file, then those of units."""
    lines = RosterLine.objects.filter(upload=upload).exclude(problems=[], clashes=[]).order_by("sheet", "row")
    return [*told_lines(upload, lines.iterator(chunk_size=2_000)), *told_of_file(upload), *told_of_units(upload)]


def told_lines(upload: RosterUpload, lines: Iterable[RosterLine]) -> Iterator[Told]:
    """The problems of some of its lines, each line's by column; those without a column last."""
    sheets = {sheet.index: sheet for sheet in mapping.layout_of(upload).sheets}
    for line in lines:
        sheet = sheets[line.sheet]
        values = _values(line, sheet) if line.clashes else {}
        found = problems_of(line.problems, line.clashes, line.sealed_words)
        placed = [(column_of(sheet, each.field), each) for each in found]
        placed.sort(key=lambda each: (each[0] is None, each[0]))
        for column, problem in placed:
            yield _told(
                problem.code,
                sheet=sheet.sheet,
                row=line.row,
                column=None if column is None else column_letter(column),
                field=problem.field,
                value=problem.value or values.get(problem.field),
                message=message(problem),
            )


def told_of_file(upload: RosterUpload) -> list[Told]:
    """A refusal, or what rows lack all over the file."""
    return [
        _told(each["code"], field=_FIELD_OF_FILE_PROBLEM.get(each["code"]), message=file_message(each))
        for each in upload.file_problems
    ]


def told_of_units(upload: RosterUpload) -> list[Told]:
    """Vacancies. They stand outside the counts of rows."""
    return [
        {
            **_told(each["code"], message=unit_message(_unit_problem(each))),
            "unit": each["unit"],
        }
        for each in upload.unit_problems
    ]


def _told(
    code: str,
    *,
    message: str,
    sheet: str | None = None,
    row: int | None = None,
    column: str | None = None,
    field: str | None = None,
    value: str | None = None,
) -> Told:
    return {
        "sheet": sheet,
        "row": row,
        "column": column,
        "field": field,
        "code": code,
        "severity": str(SEVERITY[code]),
        "value": value,
        "message": message,
    }


def _values(line: RosterLine, sheet: SheetLayout) -> Mapping[str | None, str | None]:
    """What the cells of a line say, masked, for clashes: they are found without opening any."""
    kept = open_cells(line.sealed_cells)
    fields = take_fields(PlacedRow(line.row, kept.cells, kept.headings), sheet) | open_edits(line.sealed_edits)
    return {str(field): masked(field, fields.get(field)) for field in (Field.NIK, Field.NAME, Field.POSITION)}


def _unit_problem(kept: Mapping[str, Any]) -> UnitProblem:
    unit = kept["unit"]
    return UnitProblem(Unit(unit["code"], unit["tps"] or 0, unit["body"]), kept["code"], kept["particulars"])
