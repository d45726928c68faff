"""Writes texts into cells of a workbook of BPJS's: its other cells and sheets stay, nothing in it runs.

A program of its own, run by enrolment.confined and never imported: it opens a file that came from outside with
openpyxl, whose memory nobody can foretell. Standard input holds one line of JSON (reports.writers.filled says what) and
then the workbook; standard output gets the filled one. It knows nothing of Django, its settings or the database.
"""

import io
import json
import sys
import tempfile
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell

# Started apart from us it knows no path to our modules, and needs one program of the same kind.
sys.path.append(str(Path(__file__).resolve().parents[2] / "enrolment" / "writers"))

from mark_workbook import disarm


def main() -> None:
    order, _newline, content = sys.stdin.buffer.read().partition(b"\n")
    told = json.loads(order)
    # openpyxl saves each sheet through a temporary file, which holds people's data in the clear.
    tempfile.tempdir = told["scratch"]
    book = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    disarm(book)
    sheet = book[told["sheet"]]
    for row, column, text in told["cells"]:
        cell = sheet.cell(row, column)
        if isinstance(cell, MergedCell):
            continue
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
        cell.data_type = "s"  # whatever it begins with
        cell.number_format = "@"
    made = io.BytesIO()
    book.save(made)
    sys.stdout.buffer.write(made.getvalue())


if __name__ == "__main__":
    main()
