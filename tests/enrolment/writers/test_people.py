"""A list of people in full: nothing that somebody typed becomes a formula, not even when its cell is edited."""

import io

import pytest
from openpyxl import load_workbook

from enrolment.writers.people import COLUMNS, Line, people_workbook

pytestmark = pytest.mark.once


@pytest.mark.parametrize("typed", ['=cmd|"/c calc"!A1', "+62812", "-1", "@SUM(1)"])
def test_what_was_typed_stays_text(typed: str):
    content = io.BytesIO()
    people_workbook(content, [Line((typed,) * len(COLUMNS), ("KPU",))])
    cells = list(load_workbook(content).active[2])[: len(COLUMNS)]
    assert {(cell.value, cell.data_type, cell.quotePrefix) for cell in cells} == {(typed, "s", True)}
