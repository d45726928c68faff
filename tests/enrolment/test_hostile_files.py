"""Whatever somebody sends, this process lives on, spends little, and has a sentence for it."""

import tracemalloc
from pathlib import Path
from random import Random

import pytest

from enrolment.rules.raw_row import RawRow
from enrolment.sheets import MIB, SheetError, open_workbook
from tests.enrolment import hostile, raw_files

pytestmark = pytest.mark.once

XLS = Path(__file__).parent / "data" / "tps.xls"
ODS = raw_files.ods(raw_files.ods_content(raw_files.ods_rows()))
READ = sorted(hostile.ALL.keys() - hostile.CODES.keys())


def read(made: raw_files.Made) -> list[RawRow]:
    with open_workbook(*made) as book:
        return [row for head in book.sheets for row in book.rows(head.index)]


@pytest.mark.parametrize("kind", sorted(hostile.CODES))
def test_it_is_refused_with_a_sentence(kind: str):
    made = hostile.ALL[kind]()
    with pytest.raises(SheetError) as caught:
        read(made)
    assert caught.value.code == hostile.CODES[kind]
    assert caught.value.message.endswith(".")
    assert "%(" not in caught.value.message


@pytest.mark.parametrize("kind", READ)
def test_it_is_read_harmlessly(kind: str):
    rows = read(hostile.ALL[kind]())
    assert tuple(row.cells[:2] for row in rows[:2]) == raw_files.TABLE
    assert all(row.number < 4 for row in rows)


@pytest.mark.parametrize("kind", ["bomb_of_rows", "csv_of_one_line", "csv_of_short_lines", "million_empty_rows"])
def test_it_costs_the_worker_no_memory_of_its_own(kind: str):
    name, content = hostile.ALL[kind]()
    tracemalloc.start()
    try:
        with open_workbook(name, content) as book:
            for _row in book.rows(0):
                pass
    except SheetError as refused:
        assert refused.code == hostile.CODES[kind]  # noqa: PT017 - some of them are read
    finally:
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert most < 16 * MIB


@pytest.mark.parametrize("seed", range(20))
def test_bytes_broken_anywhere_never_break_us(seed: int):
    random = Random(seed)
    name, content = random.choice([("a.xls", XLS.read_bytes()), raw_files.xlsx(), ODS])
    broken = bytearray(content)
    for _ in range(random.choice([1, 3, 30])):
        broken[random.randrange(len(broken))] = random.randrange(256)
    try:
        read((name, bytes(broken)))
    except SheetError as refused:
        assert refused.code.startswith("file-")  # noqa: PT017 - some of them are still read


def test_formulas_stay_text_and_sheet_names_stay_readable():
    assert read(hostile.live_formulas())[2] == RawRow(
        3, ("=cmd|' /C calc'!A0", "@SUM(1)", "+1+1", "-2+3", '=HYPERLINK("http://x.example")', "0")
    )
    with open_workbook(*hostile.sheet_name_of_control_characters()) as book:
        assert book.sheets[0].name == "Daftar 2"


def test_rows_are_counted_where_they_hold_something():
    """Somebody's slip at the very end of a sheet makes it long, and no list of a million people."""
    far = raw_files.text_cell("A1048576", "x")
    made = raw_files.xlsx(raw_files.sheet_xml(f'{raw_files.table_rows()}<row r="1048576">{far}</row>'))
    with open_workbook(*made) as book:
        assert [head.row_count for head in book.sheets] == [1_048_576]


def test_of_many_wide_sheets_the_later_ones_are_known_by_fewer_rows():
    workbook = raw_files.workbook_of(map(str, range(12)))
    made = raw_files.xlsx(raw_files.sheet_xml(raw_files.number_rows(200, 500)), **{raw_files.WORKBOOK: workbook})
    with open_workbook(*made) as book:
        assert [len(head.rows) for head in book.sheets] == [200] * 5 + [50] * 7
        assert sum(1 for _row in book.rows(11)) == 200


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("endless_cell", "Sel Daftar!A1 "),
        ("binary_workbook", "simpan sebagai XLSX"),
        ("excel_web_page", "“daftar.xls” adalah halaman web"),
        ("far_cell", "jauh di luar tabel"),
        ("csv_of_a_far_line", "Bagi menjadi beberapa berkas"),
        ("csv_of_short_lines", "lebih dari 300.000 baris"),
        ("many_sheets", "20.001 lembar; paling banyak 1.000"),
    ],
)
def test_a_sentence_says_where_and_what_to_do(kind: str, words: str):
    with pytest.raises(SheetError, match=words):
        read(hostile.ALL[kind]())
