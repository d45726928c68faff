"""Reads a workbook from standard input and writes its visible sheets to standard output.

A program of its own, run by enrolment.sheets and never imported: a small file can ask for
all memory there is (one stray cell at XFD1048576 is enough), and then only this process
ends. It knows nothing of Django, its settings or the database.
"""

import io
import pickle
import resource
import sys

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

_MEMORY = 1536 * 1024 * 1024  # four times what a roster of 170,000 rows needs
_CPU_SECONDS = 60


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    sheets = [
        (found.name, rows_of(workbook.get_sheet_by_index(place)))
        for place, found in enumerate(workbook.sheets_metadata)
        if found.typ is SheetTypeEnum.WorkSheet and found.visible is SheetVisibleEnum.Visible
    ]
    pickle.dump(sheets, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)


def rows_of(sheet: CalamineSheet) -> list[tuple[object, ...]]:
    """All rows from A1 on: leading blank rows and columns stay, so that numbers are the sender's."""
    return [tuple(map(_cell, row)) for row in sheet.to_python(skip_empty_area=False)]


def _cell(value: object) -> object:
    # In Python True equals 1; a tick box must not become TPS number 1.
    return str(value).upper() if value is True or value is False else value


if __name__ == "__main__":
    main()
