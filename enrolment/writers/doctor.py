"""For a file whose NIKs went through Excel: the diagnosis, and a safe template with all the rest filled in."""

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from enrolment import mapping
from enrolment.models import RosterUpload
from enrolment.particulars import open_cells, open_edits
from enrolment.rules.cell_dates import read_date
from enrolment.rules.excel_damage import Diagnosis, Place, Reading, diagnose
from enrolment.rules.roster_cells import field_taker
from enrolment.rules.roster_fields import DATES, Field
from enrolment.rules.roster_rows import Fields, Layout, PlacedRow
from enrolment.rules.roster_settled import MDY, from_json
from enrolment.writers import template_help
from enrolment.writers.filled_rows import FilledRows
from enrolment.writers.roster_template import COLUMNS, MORE_COLUMNS, Column, Heading, close_sheet, open_sheet
from enrolment.writers.template_checks import CHECKS
from enrolment.writers.xlsx import workbook

DAMAGE = "nik-excel-damage"
_AT_ONCE = 2000
_SUFFIX = "-templat-aman"


def diagnosis(upload: RosterUpload) -> Diagnosis:
    """What Excel did to the file's NIKs. Opens the cells of every row: for a file that has such damage, no other."""
    layout = mapping.layout_of(upload)
    return diagnose(
        Reading(Place(sheet, row), fields.get(Field.NIK), is_damaged)
        for sheet, row, fields, is_damaged in _rows(upload, layout)
    )


def doctor_file(upload: RosterUpload) -> tuple[str, bytes]:
    """Name and content of a template that says all that the file said, its rows in their order.

    NIKs that were damaged, or may have been, are left out and typed again from the KTP; whole ones stay. Rows that
    were accepted already are not asked for again.
    """
    layout = mapping.layout_of(upload)
    content = io.BytesIO()
    columns, settled = _columns(layout), from_json(upload.settled)
    heading = Heading("penyelenggara (NIK dilengkapi)", upload.institution, str(upload.election))
    with workbook(content) as book:
        sheet = open_sheet(book, heading, columns)
        filled = FilledRows(book, sheet, columns)
        last = 0
        for last, (index, _row, fields, is_damaged) in enumerate(_rows(upload, layout, waiting=True), 1):
            says = _with_days(fields, settled[index].date_order)
            filled.write(last, {**says, Field.NIK: ""} if is_damaged else says)
        close_sheet(sheet, last, columns)
        template_help.write(book, heading.title, CHECKS)
    return f"{Path(upload.file_name).stem[:180]}{_SUFFIX}.xlsx", content.getvalue()


def _columns(layout: Layout) -> tuple[Column, ...]:
    """The template's, the body (a heading or a title may have said it), and whatever else the file has a column for."""
    said = {Field.BODY, *(field for sheet in layout.sheets for field in sheet.columns)}
    return (*COLUMNS, *(column for column in MORE_COLUMNS if column.field in said))


def _rows(upload: RosterUpload, layout: Layout, *, waiting: bool = False) -> Iterator[tuple[int, int, Fields, bool]]:
    """Sheet, row, what it says by field, and whether its NIK is held for damaged; in the order of the file."""
    says = {sheet.index: field_taker(sheet) for sheet in layout.sheets}
    lines = upload.lines.filter(accepted_at=None) if waiting else upload.lines.all()
    rows = lines.order_by("sheet", "row").values_list("sheet", "row", "problems", "sealed_cells", "sealed_edits")
    for sheet, row, problems, cells, edits in rows.iterator(chunk_size=_AT_ONCE):
        kept = open_cells(cells)
        fields = {**says[sheet](PlacedRow(row, kept.cells, kept.headings)), **open_edits(edits)}
        yield sheet, row, fields, any(problem["code"] == DAMAGE for problem in problems)


def _with_days(fields: Fields, order: Mapping[Field, str]) -> Fields:
    """Texts of a column that puts the month first, as days: without NIKs the new file cannot prove its order."""
    turned = {each: read_date(fields.get(each), order=MDY) for each in DATES if order.get(each) == MDY}
    return {**fields, **{each: day for each, day in turned.items() if day is not None}}
