"""Files as people send them: what is read, and what is said of those that cannot be."""

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from enrolment.rules.raw_row import RawRow
from enrolment.sheets import LARGEST_FILE, SheetError, read_table

pytestmark = pytest.mark.once

XLS = Path(__file__).parent / "data" / "tps.xls"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def xlsx(fill: Callable[[openpyxl.Workbook], object]) -> bytes:
    workbook = openpyxl.Workbook()
    fill(workbook)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def archive(**files: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def ods(manifest_entry: str = "") -> bytes:
    """The smallest ODS: an empty row, then an empty cell, a text and a number."""
    content = (
        '<?xml version="1.0"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="TPS"><table:table-row><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell/><table:table-cell office:value-type="string"><text:p>001</text:p>'
        '</table:table-cell><table:table-cell office:value-type="float" office:value="7"/></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{manifest_entry}'
        "</manifest:file-entry></manifest:manifest>"
    )
    return archive(**{"mimetype": _ODS, "content.xml": content, "META-INF/manifest.xml": manifest})


def refused(name: str, content: bytes | Path) -> SheetError:
    with pytest.raises(SheetError) as caught:
        read_table(name, content)
    assert caught.value.message == str(caught.value)
    return caught.value


# Workbooks


def test_rows_keep_the_numbers_and_columns_that_the_sender_sees():
    def fill(workbook: openpyxl.Workbook) -> None:
        sheet = workbook.active
        sheet.title = "Daftar TPS"
        sheet["B3"], sheet["C3"], sheet["D3"], sheet["E3"] = "001", 1609012001, True, datetime.date(2024, 2, 14)

    (sheet,) = read_table("tps.xlsx", xlsx(fill))
    assert sheet.name == "Daftar TPS"
    assert sheet.rows[2] == RawRow(3, ("", "001", 1609012001.0, "TRUE", datetime.date(2024, 2, 14)))
    assert isinstance(sheet.rows[2].cells[2], float)


def test_sheets_come_in_order_and_hidden_empty_and_chart_sheets_do_not():
    def fill(workbook: openpyxl.Workbook) -> None:
        workbook.active["A1"] = "satu"
        workbook.create_sheet("Kosong")
        hidden = workbook.create_sheet("Rahasia")
        hidden["A1"], hidden.sheet_state = "tersembunyi", "hidden"
        workbook.create_chartsheet("Grafik")
        workbook.create_sheet("Dua")["A1"] = "dua"

    found = read_table("tps.xlsx", xlsx(fill))
    assert [(sheet.name, sheet.rows[0].cells[0]) for sheet in found] == [("Sheet", "satu"), ("Dua", "dua")]


@pytest.mark.parametrize("name", ["tps.xls", "tps.csv"])
def test_an_old_excel_file_is_known_by_its_bytes_whatever_its_name(name: str):
    (sheet,) = read_table(name, XLS.read_bytes())
    assert sheet.rows[2] == RawRow(3, ("", 1609012005.0, 1.0, 287.0))
    assert sheet.rows[3].cells[1:] == ("16.09.01.2005", "002", 290.0)


def test_an_open_document_sheet_is_read():
    (sheet,) = read_table("tps.ods", ods())
    assert sheet.rows[1] == RawRow(2, ("", "001", 7.0))


def test_a_path_is_read_like_its_bytes():
    assert read_table("tps.xls", XLS) == read_table("tps.xls", XLS.read_bytes())


# Text


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_csv_is_read_in_every_form_that_programs_save(delimiter: str, encoding: str, ending: str):
    lines = ["Daftar TPS", "kode desa^tps^nama", "16.09.01.2005^001^Ba’a é", "", '1609012005^2^"Jl. A; B, 3|4"']
    text = ending.join(line.replace("^", delimiter) for line in lines) + ending
    (sheet,) = read_table("tps.csv", text.encode(encoding))
    assert sheet.name is None
    assert sheet.rows == (
        RawRow(1, ("Daftar TPS",)),
        RawRow(2, ("kode desa", "tps", "nama")),
        RawRow(3, ("16.09.01.2005", "001", "Ba’a é")),
        RawRow(4, ()),
        RawRow(5, ("1609012005", "2", "Jl. A; B, 3|4")),
    )


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_read_in_either_byte_order_with_and_without_its_mark(encoding: str, mark: str):
    text = f"{mark}kode desa;tps\n16.09.01.2005;Jl. “Mawar”\n".encode(encoding)
    assert read_table("a.csv", text)[0].rows[1].cells == ("16.09.01.2005", "Jl. “Mawar”")


def test_a_cell_of_a_csv_may_hold_lines_and_is_still_one_row():
    (sheet,) = read_table("a.csv", b'nama,alamat\nSiti,"Jl. A\nRT 2"\n\nBudi,"sebut ""B"""\n,,\n')
    assert sheet.rows[1:] == (
        RawRow(2, ("Siti", "Jl. A\nRT 2")),
        RawRow(3, ()),
        RawRow(4, ("Budi", 'sebut "B"')),
    )


def test_the_line_in_which_excel_names_the_delimiter_is_not_row_1():
    (sheet,) = read_table("tps.csv", b"sep=;\r\nkode;tps, loksus\r\n1609012005;1\r\n")
    assert sheet.rows[0] == RawRow(1, ("kode", "tps, loksus"))


def test_a_number_wrapped_for_excel_is_the_number():
    (sheet,) = read_table("a.csv", b'nik;nama\n="1609011503900001";Siti\n"=""1609011503900002""";="x"&"y"\n')
    assert [row.cells for row in sheet.rows[1:]] == [("1609011503900001", "Siti"), ("1609011503900002", '="x"&"y"')]


def test_a_csv_of_one_column_is_one_column():
    assert read_table("tps.txt", b"tps\n1\n2\n")[0].rows[2] == RawRow(3, ("2",))


# What cannot be read


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path):
    large = tmp_path / "tps.csv"
    with large.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    error = refused("tps.csv", large)
    assert error.code == "file-too-large"
    assert "200 MB" in error.message
    assert refused("tps.csv", b" " * (LARGEST_FILE + 1)).code == "file-too-large"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tps.csv", b""),
        ("tps.csv", b"\xef\xbb\xbf"),
        ("tps.csv", b" ; ;\r\n;;\r\n"),
        ("tps.xlsx", xlsx(lambda workbook: workbook.active)),
    ],
)
def test_a_file_without_content_is_called_empty(name: str, content: bytes):
    assert refused(name, content).code == "file-empty"


@pytest.mark.parametrize(
    "content",
    [
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600),
        # An XLS whose workbook begins: BOF, write protection, FILEPASS.
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
        + bytes.fromhex("0908100000060500") + bytes(12) + bytes.fromhex("860000002f003600") + bytes(54),
        ods('<manifest:encryption-data manifest:checksum="x"/>'),
    ],
    ids=["xlsx", "xls", "ods"],
)  # fmt: skip
def test_a_locked_file_is_named_as_such(content: bytes):
    error = refused("tps", content)
    assert error.code == "file-encrypted"
    assert "kata sandi" in error.message


def test_a_locked_zip_entry_counts_as_locked():
    content = bytearray(archive(**{"xl/workbook.xml": b"x"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refused("tps.xlsx", bytes(content)).code == "file-encrypted"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("tps.csv", b"kode;tps\n\x00\x01\x02", "CSV UTF-8"),
        ("tps.csv", b"kode;tps\nba\x81a;1", "CSV UTF-8"),
        ("tps.csv", b"\xff\xfe\x00", "CSV UTF-8"),
        ("tps.xls", b"  <html><table><tr><td>TPS</td></tr></table></html>", "halaman web"),
        ("tps.csv", b'kode,tps\n"1609012005,1\n1609012005,2\n', "Tanda kutip di sekitar baris 3"),
        ("tps.csv", b"kode," + b"9" * 200_000, "Tanda kutip"),
        ("tps.xlsx", archive(**{"readme.txt": "hai"}), "simpan sebagai XLSX"),
        ("tps.xlsx", xlsx(lambda workbook: workbook.active)[:2000], "simpan sebagai XLSX"),
        ("tps.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000), "simpan sebagai XLSX"),
    ],
    ids=["control", "no-letter", "half-utf-16", "html", "quote", "endless-cell", "other-zip", "cut-zip", "not-xls"],
)
def test_a_file_that_is_no_table_says_what_to_send(name: str, content: bytes, words: str):
    error = refused(name, content)
    assert error.code == "file-unreadable"
    assert words in error.message
