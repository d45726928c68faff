"""For a file whose NIKs went through Excel: the diagnosis, and a safe template with all the rest filled in."""

import io
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

from enrolment import mapping
from enrolment.models import RosterUpload
from enrolment.particulars import open_cells, open_edits
from enrolment.rules.excel_damage import Diagnosis, Place, Reading, diagnose
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_rows import Fields, Layout
from enrolment.writers import template_help
from enrolment.writers.filled_rows import FilledRows
from enrolment.writers.roster_template import COLUMNS, MORE_COLUMNS, Column, Heading, close_sheet, open_sheet
from enrolment.writers.sent_cells import fields_of
from enrolment.writers.template_checks import CHECKS
from enrolment.writers.xlsx import options

DAMAGE = "nik-excel-damage"
_AT_ONCE = 2000
_SUFFIX = "-templat-aman"


def diagnosis(upload: RosterUpload) -> Diagnosis:
    """What Excel did to the file's NIKs. Opens the cells of every row: for a file that has such damage, no other."""
    layout = mapping.layout_from_json(upload.layout)
    return diagnose(
        Reading(Place(sheet, row), fields.get(Field.NIK), is_damaged)
        for sheet, row, fields, is_damaged in _rows(upload, layout)
    )


def doctor_file(upload: RosterUpload) -> tuple[str, bytes]:
    """Name and content of a template that says all that the file said, its rows in their order.

    NIKs that were damaged, or may have been, are left out and typed again from the KTP; whole ones stay. Rows that
    were accepted already are not asked for again.
    """
    layout = mapping.layout_from_json(upload.layout)
    content = io.BytesIO()
    columns = _columns(layout)
    heading = Heading("penyelenggara (NIK dilengkapi)", upload.institution, str(upload.election))
    with xlsxwriter.Workbook(content, options()) as book:
        sheet = open_sheet(book, heading, columns)
        filled = FilledRows(book, sheet, columns)
        last = 0
        for last, (_sheet, _row, fields, is_damaged) in enumerate(_rows(upload, layout, waiting=True), 1):
            filled.write(last, {**fields, Field.NIK: ""} if is_damaged else fields)
        close_sheet(sheet, last, columns)
        template_help.write(book, heading.title, CHECKS)
    return f"{Path(upload.file_name).stem[:180]}{_SUFFIX}.xlsx", content.getvalue()


def _columns(layout: Layout) -> tuple[Column, ...]:
    """The template's, the body (a heading or a title may have said it), and whatever else the file has a column for."""
    said = {Field.BODY, *(field for sheet in layout.sheets for field in sheet.columns)}
    return (*COLUMNS, *(column for column in MORE_COLUMNS if column.field in said))


def _rows(upload: RosterUpload, layout: Layout, *, waiting: bool = False) -> Iterator[tuple[int, int, Fields, bool]]:
    """Sheet, row, what it says by field, and whether its NIK is held for damaged; in the order of the file."""
    sheets = {sheet.index: sheet for sheet in layout.sheets}
    lines = upload.lines.filter(accepted_at=None) if waiting else upload.lines.all()
    rows = lines.order_by("sheet", "row").values_list("sheet", "row", "problems", "sealed_cells", "sealed_edits")
    for index, row, problems, cells, edits in rows.iterator(chunk_size=_AT_ONCE):
        sheet = sheets[index]
        says = {Field.BODY: sheet.body, **fields_of(sheet, row, open_cells(cells)), **open_edits(edits)}
        yield index, row, says, any(problem["code"] == DAMAGE for problem in problems)
