"""A workbook that stands open: its heads, and rows as often and as far as somebody asks."""

import datetime
import io
import pickle
import re
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from enrolment import sheets
from enrolment.rules.raw_row import RawRow
from enrolment.sheets import SheetError, open_workbook
from tests.enrolment import raw_files

pytestmark = pytest.mark.once

HALF_PAST_SEVEN = datetime.datetime(1990, 3, 12, 7, 30)  # noqa: DTZ001 - a sheet knows no zones
ROWS = 4500  # more than two chunks


def made(fill: Callable[[openpyxl.Workbook], object]) -> bytes:
    workbook = openpyxl.Workbook()
    fill(workbook)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def numbered(rows: int = ROWS) -> bytes:
    """Two sheets of many rows, as Excel stores what it calculated."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer)
    for name in ("Satu", "Dua"):
        sheet = workbook.add_worksheet(name)
        for row in range(rows):
            sheet.write_row(row, 1, (f"{name} {row + 1}", row + 1))
    workbook.close()
    return buffer.getvalue()


@pytest.fixture(scope="module")
def long_file() -> bytes:
    return numbered()


def only_row(content: bytes, name: str = "a.xlsx") -> tuple[object, ...]:
    with open_workbook(name, content) as book:
        (row,) = book.rows(book.sheets[0].index)
    return row.cells


def test_a_head_says_what_a_sheet_is_before_anyone_reads_it(long_file: bytes):
    with open_workbook("a.xlsx", long_file) as book:
        first, second = book.sheets
    assert (first.name, first.index, first.visible, first.row_count, len(first.rows)) == ("Satu", 0, True, ROWS, 200)
    assert second.rows[199] == RawRow(200, ("", "Dua 200", 200.0))


def test_hidden_sheets_are_named_and_not_read_and_charts_only_counted():
    def fill(workbook: openpyxl.Workbook) -> None:
        workbook.active["A1"] = "satu"
        workbook.create_chartsheet("Grafik")
        for name, state in (("Bantu", "hidden"), ("Rahasia", "veryHidden")):
            sheet = workbook.create_sheet(name)
            sheet["A1"], sheet.sheet_state = "tersembunyi", state
        workbook.create_sheet("Dua")["A1"] = "dua"

    with open_workbook("a.xlsx", made(fill)) as book:
        assert [(head.name, head.index, head.visible, head.row_count) for head in book.sheets] == [
            ("Sheet", 0, True, 1),
            ("Bantu", 2, False, 0),
            ("Rahasia", 3, False, 0),
            ("Dua", 4, True, 1),
        ]
        assert list(book.rows(2)) == []
        assert list(book.rows(4)) == [RawRow(1, ("dua",))]


def test_a_hidden_sheet_of_an_ods_is_hidden():
    table = raw_files.ods_content(raw_files.ods_rows())
    style = (
        '<office:automatic-styles xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><style:style '
        'style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>'
        "</office:automatic-styles>"
    )
    hidden = '<table:table table:name="Bantu" table:style-name="ta1"></table:table></office:spreadsheet>'
    content = table.replace("<office:body>", f"{style}<office:body>").replace("</office:spreadsheet>", hidden)
    with open_workbook(*raw_files.ods(content)) as book:
        assert [(head.name, head.visible) for head in book.sheets] == [("Daftar", True), ("Bantu", False)]


def test_rows_can_be_read_again_side_by_side_and_left_in_the_middle(long_file: bytes):
    with open_workbook("a.xlsx", long_file) as book:
        assert [row.number for row in book.rows(0)] == list(range(1, ROWS + 1))
        assert [row.cells[1] for row in islice(book.rows(0), 3)] == ["Satu 1", "Satu 2", "Satu 3"]
        both = [(one.cells[1], two.cells[1]) for one, two in zip(book.rows(0), book.rows(1), strict=True)]
        assert both == [(f"Satu {number}", f"Dua {number}") for number in range(1, ROWS + 1)]


def test_wide_rows_come_in_smaller_chunks_and_none_is_lost():
    width = 200  # of 25,000 letters each: one row is more than what an answer should hold
    rows = "\n".join(",".join([f"{row}{'x' * 25_000}"] * width) for row in range(3))
    with open_workbook("a.csv", rows.encode()) as book:
        found = [(row.number, row.cells[-1][0], len(row.cells)) for row in book.rows(0)]
    assert found == [(1, "0", width), (2, "1", width), (3, "2", width)]


def test_cells_keep_their_kind():
    def fill(workbook: openpyxl.Workbook) -> None:
        workbook.active.append(
            [
                1609014503900001,
                "1609014503900001",
                datetime.date(1990, 3, 12),
                HALF_PAST_SEVEN,
                datetime.time(7, 30),
                datetime.timedelta(hours=30),
                False,
                " Siti\x09\n",
            ]
        )

    cells = only_row(made(fill))
    assert cells == (
        1609014503900001.0,
        "1609014503900001",
        datetime.date(1990, 3, 12),
        HALF_PAST_SEVEN,
        datetime.time(7, 30),
        datetime.timedelta(days=1, hours=6),
        "FALSE",
        " Siti\x09\n",
    )
    assert type(cells[0]) is float
    assert type(cells[2]) is datetime.date


def test_what_no_screen_shows_is_taken_out_of_texts():
    rows = raw_files.sheet_xml(f'<row r="1">{raw_files.text_cell("A1", "Si_x0000_ti_x0007_ R.")}</row>')
    assert only_row(raw_files.xlsx(rows)[1]) == ("Siti R.",)


def test_a_formula_shows_what_excel_calculated():
    rows = (
        '<row r="1"><c r="A1" t="str"><f>B1&amp;C1</f><v>Siti Rahayu</v></c><c r="B1" t="str"><f>""</f><v></v></c>'
        '<c r="C1" t="e"><f>VLOOKUP(1,A:A,9,0)</f><v>#N/A</v></c><c r="D1"><f t="shared" si="0"/><v>7</v></c>'
        f'{raw_files.text_cell("E1", "=1+1")}<c r="F1" t="e"><v>#REF!</v></c></row>'
    )
    assert only_row(raw_files.xlsx(raw_files.sheet_xml(rows))[1]) == ("Siti Rahayu", "", "#N/A", 7.0, "=1+1", "#REF!")


def test_a_formula_that_nobody_calculated_shows_itself_instead_of_nothing():
    def fill(workbook: openpyxl.Workbook) -> None:
        sheet = workbook.active
        sheet["B1"] = '=IF(A2<"x","Siti","")'
        sheet["A3"] = "=B1"  # below the last row that holds anything else

    with open_workbook("a.xlsx", made(fill)) as book:
        assert book.sheets[0].row_count == 3
        assert list(book.rows(0)) == [RawRow(1, ("", '=IF(A2<"x","Siti","")')), RawRow(2, ()), RawRow(3, ("=B1",))]


def test_a_program_that_writes_its_prefix_before_every_element_is_understood_too():
    made = raw_files.parts(
        raw_files.sheet_xml(
            '<row r="1"><c r="A1"><f>B1</f></c><c r="B1" t="e"><v>#N/A</v></c><c r="C1"><v>1</v></c></row>'
        )
    )
    for part in (raw_files.SHEET, raw_files.WORKBOOK):
        made[part] = re.sub(r"<(/?)(\w)", r"<\1x:\2", made[part]).replace("xmlns=", "xmlns:x=")
    assert only_row(raw_files.archive(made)) == ("=B1", "#N/A", 1.0)


def test_a_csv_is_one_sheet_without_a_name():
    with open_workbook("a.csv", b"NIK;Nama\n1;Siti\n") as book:
        (head,) = book.sheets
        assert (head.name, head.index, head.visible, head.row_count) == (None, 0, True, 2)
        assert list(book.rows(0)) == [RawRow(1, ("NIK", "Nama")), RawRow(2, ("1", "Siti"))]


def test_a_fault_far_below_is_told_when_somebody_reads_so_far():
    long_text = raw_files.text_cell("B3000", "x" * 40_000)
    content = raw_files.xlsx(raw_files.sheet_xml(f'{raw_files.table_rows()}<row r="3000">{long_text}</row>'))
    with open_workbook(*content) as book, pytest.raises(SheetError) as caught:
        list(book.rows(0))
    assert caught.value.code == "file-unreadable"
    assert "Daftar!B3000" in caught.value.message


# The reader


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Puts another program in the reader's place."""

    def put(source: str) -> None:
        program = tmp_path / "reader.py"
        program.write_text(f"import os, pickle, struct, sys, time\n{source}")
        monkeypatch.setattr(sheets, "_READER", program)

    return put


_SAY = "\nsys.stdout.buffer.write(struct.pack('>I', len(answer)) + answer)\nsys.stdout.buffer.flush()\ntime.sleep(9)"


def refusal() -> SheetError:
    with pytest.raises(SheetError) as caught, open_workbook("a.csv", b"NIK\n1\n") as book:
        list(book.sheets)
    return caught.value


def test_a_reader_that_dies_or_never_answers_is_a_refusal(
    reader: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
):
    reader("sys.exit(3)")
    assert refusal().code == "file-unreadable"
    monkeypatch.setattr(sheets, "_LIMITS", sheets.Limits(memory=512 * sheets.MIB, seconds=0.3))
    reader("time.sleep(60)")
    assert refusal().code == "file-bomb"


def test_a_reader_can_hand_over_plain_values_only(reader: Callable[[str], None]):
    class Command:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return (print, ("hai",))

    reader(f"answer = {pickle.dumps(('sheets', [Command()]))!r}{_SAY}")
    assert refusal().code == "file-unreadable"


def test_a_reader_that_talks_too_much_is_not_heard_out(reader: Callable[[str], None]):
    reader("sys.stdout.buffer.write(struct.pack('>I', 2**32 - 1))\nsys.stdout.buffer.flush()\ntime.sleep(9)")
    assert refusal().code == "file-bomb"
