"""The workbook that goes back: the sender's own, marked; or, where that cannot be, a new one of its faulty rows."""

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from enrolment import mapping
from enrolment.confined import MIB, ConfinedFault, run_confined
from enrolment.models import RosterUpload
from enrolment.rules.roster_columns import REASONS_HEADER, RESULT_HEADER
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_problems import Severity
from enrolment.rules.roster_rows import Layout, SheetLayout
from enrolment.writers.checked_lines import FAULTY, CheckedLine, checked_lines
from enrolment.writers.faulty_rows import faulty_rows
from enrolment.writers.sent_cells import column_of, typed_elsewhere, typed_over
from pemilu_bpjs import documents, scratch

MOST_MARKED = 20_000
"""Rows up to which the sender's own workbook is marked: openpyxl needs 8 s and 140 MiB for 13,600."""

_PROGRAM = Path(__file__).with_name("mark_workbook.py")
_MEMORY, _DISK, _SECONDS = 512 * MIB, 256 * MIB, 60
_AUTHOR = "Payung Pemilu"
_SUFFIX = "-diperiksa"
_TEXT_FIELDS = (Field.NIK, Field.KK, Field.PHONE, Field.KPJ, Field.POSTCODE)
_WORKBOOK_NAMES = frozenset({".xlsx", ".xlsm"})
_ZIP, _WORKBOOK = b"PK\x03\x04", b"xl/workbook.xml"


def returned_file(upload: RosterUpload, content: bytes | None = None) -> tuple[str, bytes]:
    """The name and content of what goes back, with what was mended in the review already in its cells.

    XLSX up to 20,000 rows come back as they were sent. Other kinds, larger ones, and workbooks that cannot be opened
    for writing come back as a new workbook of the faulty rows in the sender's columns. `content`: the file as sent,
    where the upload keeps no document.
    """
    content = documents.content(upload.document) if content is None else content
    layout = mapping.layout_of(upload)
    name = returned_name(upload.file_name)
    if upload.rows > MOST_MARKED or not (content.startswith(_ZIP) and _WORKBOOK in content):
        return name, faulty_rows(upload, layout)
    try:
        return name, mark(marking_order(layout, checked_lines(upload)), content)
    except ConfinedFault:
        # The reader took the file, the writer cannot: pictures or formats that it does not know, a million empty rows.
        return name, faulty_rows(upload, layout)


def may_be_marked(sent: str, rows: int) -> bool:
    """Whether, by its name and length, a file comes back as it was sent: what can be told before it is made."""
    return rows <= MOST_MARKED and Path(sent).suffix.lower() in _WORKBOOK_NAMES


def returned_name(sent: str) -> str:
    """ "daftar kpps.xls" → "daftar kpps-diperiksa.xlsx"; sent a second time it keeps that name."""
    return f"{Path(sent).stem.removesuffix(_SUFFIX)[:180]}{_SUFFIX}.xlsx"


def mark(order: dict[str, Any], content: bytes) -> bytes:
    """The sender's workbook marked as ordered. Raises ConfinedFault."""
    with scratch.folder() as waiting:  # ours and not the program's, so that it goes even if the program is killed
        payload = json.dumps({**order, "scratch": str(waiting)}).encode() + b"\n" + content
        return run_confined(_PROGRAM, payload, memory=_MEMORY, seconds=_SECONDS, disk=_DISK)


def marking_order(layout: Layout, lines: Iterable[CheckedLine]) -> dict[str, Any]:
    """What mark_workbook.py is told: sheets by name; rows as the sender counts them, columns from 0."""
    rows: defaultdict[int, list[Any]] = defaultdict(list)
    sheets = {sheet.index: sheet for sheet in layout.sheets}
    for line in lines:
        rows[line.sheet].append(_row(sheets[line.sheet], line))
    return {
        "words": {"result": RESULT_HEADER, "reasons": REASONS_HEADER, "author": _AUTHOR, "faulty": FAULTY},
        "sheets": [
            {
                "name": sheet.sheet,
                "header_rows": sheet.header_rows,
                "text_columns": [place for field in _TEXT_FIELDS if (place := sheet.columns.get(field)) is not None],
                "rows": rows[sheet.index],
            }
            for sheet in layout.sheets
            if rows[sheet.index]
        ],
    }


def _row(sheet: SheetLayout, line: CheckedLine) -> list[Any]:
    """[row, outcome, reasons, [[column, severity, message]], [[column, text]]]."""
    told: dict[int, tuple[Severity, list[str]]] = {}
    for problem, message in line.messages:
        column = column_of(sheet, problem.field)
        if column is not None:
            severity, messages = told.get(column, (problem.severity, []))
            worse = Severity.ERROR if Severity.ERROR in (severity, problem.severity) else Severity.WARNING
            told[column] = (worse, [*messages, message])
    faults = [[column, severity, "\n".join(messages)] for column, (severity, messages) in told.items()]
    typed = typed_over(sheet, line.row, line.kept, line.edits)
    reasons = " ".join(filter(None, (line.reasons, typed_elsewhere(typed.without_column))))
    return [line.row, line.outcome, reasons, faults, list(typed.texts.items())]
