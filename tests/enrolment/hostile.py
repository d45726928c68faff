"""Files as nobody should send them, built in memory: `ALL` by name, `CODES` with the refusal that each must meet.

What has no code is read harmlessly: its table is raw_files.TABLE, whatever stands around it.
"""

from collections.abc import Callable
from functools import partial
from random import Random

from tests.enrolment.raw_files import (
    CONTENT_TYPES,
    MAIN,
    MIB,
    ODS,
    OLE,
    SHEET,
    STRINGS,
    WORKBOOK,
    Entry,
    Made,
    archive,
    endless,
    number_rows,
    ods,
    ods_content,
    ods_rows,
    packed,
    parts,
    raw_zip,
    sheet_xml,
    table_rows,
    text_cell,
    workbook_of,
    workbook_xml,
    xlsx,
    xlsx_with,
)  # fmt: skip

# Bombs


def bomb_of_rows() -> Made:
    return xlsx_with(endless(SHEET, b"<worksheet><sheetData>", b"<row></row>", b"</sheetData></worksheet>", 1024 * MIB))


def bomb_that_lies() -> Made:
    """The same, said to be 2,000 bytes."""
    true = endless(SHEET, b"<worksheet><sheetData>", b"<row></row>", b"</sheetData></worksheet>", 512 * MIB)
    return xlsx_with(Entry(true.name, true.packed, 2000, true.crc))


def bomb_of_strings() -> Made:
    strings = endless(STRINGS, f'<sst xmlns="{MAIN}">'.encode(), b"<si><t>aaaaaaaa</t></si>", b"</sst>", 1024 * MIB)
    return xlsx_with(strings)


def bomb_of_one_string() -> Made:
    true = endless(STRINGS, f'<sst xmlns="{MAIN}"><si><t>'.encode(), b"a", b"</t></si></sst>", 1024 * MIB)
    return xlsx_with(Entry(true.name, true.packed, 2000, true.crc))


def bomb_in_ods() -> Made:
    rows = ods_content("|").encode().split(b"|")
    content = endless("content.xml", rows[0], b"<table:table-row/>", rows[1], 1024 * MIB)
    return "daftar.ods", raw_zip([packed("mimetype", ODS.encode()), content])


def ods_repeated() -> Made:
    """A thousand million rows of a thousand million cells, in a few words."""
    return ods(
        ods_content(
            '<table:table-row table:number-rows-repeated="1000000000"><table:table-cell '
            'table:number-columns-repeated="1000000000" office:value-type="string"><text:p>x</text:p>'
            "</table:table-cell></table:table-row>"
        )
    )


def overlapping_entries() -> Made:
    small = [packed(name, content.encode()) for name, content in parts().items()]
    big = packed("xl/media/0.bin", bytes(8 * MIB))
    twins = [Entry(f"xl/media/{n}.bin", big.packed, big.size, big.crc, twin_of=len(small)) for n in range(1, 3000)]
    return "daftar.xlsx", raw_zip([*small, big, *twins])


def zip_of_zips() -> Made:
    inner = archive({"0.xml": bytes(16 * MIB)})
    for level in range(1, 4):
        inner = archive({f"{level}-{n}.zip": inner for n in range(16)})
    return "daftar.xlsx", inner


def many_entries() -> Made:
    return "daftar.xlsx", archive(parts() | {f"xl/media/{n}": b"x" for n in range(20_000)})


def many_sheets() -> Made:
    return xlsx(**{WORKBOOK: workbook_of(map(str, range(20_001)))})


def many_sheets_in_ods() -> Made:
    return ods(ods_content(ods_rows() + '</table:table><table:table table:name="x">' * 1000))


def many_sheets_of_many_rows() -> Made:
    """One part with 1,000 rows, named 301 times."""
    return xlsx(sheet_xml(number_rows(1000, 1)), **{WORKBOOK: workbook_of(map(str, range(301)))})


def one_sheet_a_hundred_times() -> Made:
    return xlsx(sheet_xml(number_rows(200, 2000)), **{WORKBOOK: workbook_of(map(str, range(100)))})


def wide_sheet() -> Made:
    """Beside a picture that makes the file large enough for it."""
    return xlsx(sheet_xml(number_rows(200, 11_000)), **{"xl/media/1.png": Random(1).randbytes(MIB)})


_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_BILLION = f'<!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]>'
_OUTSIDE = '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'


def _entity_sheet(doctype: str) -> str:
    return sheet_xml(f'<row r="1">{text_cell("A1", "&l9;")}</row>', doctype)


_FIRST_STRING = sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')


def entity_in_sheet(doctype: str) -> Made:
    return xlsx(_entity_sheet(doctype))


def entity_in_strings(doctype: str) -> Made:
    return xlsx(_FIRST_STRING, **{STRINGS: f'{doctype}<sst xmlns="{MAIN}"><si><t>&l9;</t></si></sst>'})


def entity_in_workbook(doctype: str) -> Made:
    return xlsx(**{WORKBOOK: workbook_xml("&l9;", doctype)})


def entity_in_ods(doctype: str) -> Made:
    return ods(ods_content(ods_rows().replace("Siti Rahayu", "&l9;"), doctype))


_ENTITIES = {
    f"{kind}_{made.__name__}": partial(made, doctype)
    for kind, doctype in (("billion", _BILLION), ("outside", _OUTSIDE))
    for made in (entity_in_sheet, entity_in_strings, entity_in_workbook, entity_in_ods)
}


# Locked, cut, something else


def locked_xlsx() -> Made:
    return "daftar.xlsx", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)


def locked_xls() -> Made:
    """An XLS whose workbook begins: BOF, write protection, FILEPASS."""
    records = bytes.fromhex("0908100000060500") + bytes(12) + bytes.fromhex("860000002f003600") + bytes(54)
    return "daftar.xls", OLE + bytes(504) + records


def locked_ods() -> Made:
    return ods(ods_content(ods_rows()), '<manifest:encryption-data manifest:checksum="x"/>')


def docx() -> Made:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>Daftar</w:t></w:r></w:p></w:body></w:document>'
    return "daftar.xlsx", archive({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": document})


def binary_workbook() -> Made:
    return "daftar.xlsb", archive({"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.bin": bytes(100)})


def cut_workbook() -> Made:
    return "daftar.xlsx", xlsx()[1][:-200]


def overwritten_workbook() -> Made:
    whole = bytearray(xlsx()[1])
    whole[60:400] = bytes(340)
    return "daftar.xlsx", bytes(whole)


def cut_xls() -> Made:
    return "daftar.xls", OLE + bytes(2000)


def pdf() -> Made:
    return "daftar.xlsx", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"


def png() -> Made:
    return "daftar.xls", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20


def exe() -> Made:
    return "daftar.xls", b"MZ\x90\x00\x03\x00\x00\x00\x04" + bytes(400)


def web_page() -> Made:
    return "daftar.xls", b"\xef\xbb\xbf<html><body><table><tr><td>NIK</td></tr></table></body></html>"


def excel_web_page() -> Made:
    """What Excel itself saves as "single file web page" under .xls."""
    head = b'MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
    return "daftar.xls", head + b"--x\r\n<html></html>\r\n--x--"


def excel_2003_xml() -> Made:
    return "daftar.xls", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'


# Strange, and still tables


def million_empty_rows() -> Made:
    """As a format that somebody dragged to the very end of the sheet leaves them."""
    empty = "".join(
        f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(3, 1_048_577)
    )
    return xlsx_with(packed(SHEET, sheet_xml(table_rows() + empty).encode(), level=1))


def as_many_sheets_as_may_be() -> Made:
    return xlsx(**{WORKBOOK: workbook_of(map(str, range(1000)))})


def far_cell() -> Made:
    return xlsx(sheet_xml(table_rows() + f'<row r="1048576">{text_cell("XFD1048576", "x")}</row>'))


def row_beyond_the_sheet() -> Made:
    return xlsx(sheet_xml(table_rows() + f'<row r="99999999">{text_cell("A99999999", "x")}</row>'))


def many_columns() -> Made:
    letters = [a + b + c for a in ("", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ") for b in ("", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
               for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if b or not a][:16_384]  # fmt: skip
    wide = "".join(f'<c r="{letter}1"><v>{place}</v></c>' for place, letter in enumerate(letters) if place > 1)
    return xlsx(sheet_xml(table_rows().replace("</row>", f"{wide}</row>", 1)))


def paths_in_the_zip() -> Made:
    strange = {
        "../../../etc/cron.d/x": b"x",
        "/etc/passwd": b"x",
        "C:\\Windows\\x": b"x",
        "xl/worksheets/../../y": b"x",
    }
    return "daftar.xlsx", archive(parts() | strange)


def relation_out_of_the_zip() -> Made:
    relations = parts()["xl/_rels/workbook.xml.rels"]
    outside = relations.replace("worksheets/sheet1.xml", "../../../../../../etc/passwd")
    return xlsx(**{"xl/_rels/workbook.xml.rels": outside})


def endless_cell() -> Made:
    return xlsx(sheet_xml(f'<row r="1">{text_cell("A1", "x" * 5_000_000)}</row>'))


def sheet_name_of_control_characters() -> Made:
    return xlsx(**{WORKBOOK: workbook_xml("Da&#7;ft&#27;ar&#10;2")})


def without_content_types() -> Made:
    return xlsx(**{"[Content_Types].xml": ""})


def wrong_content_types() -> Made:
    return xlsx(**{"[Content_Types].xml": CONTENT_TYPES.replace("application/xml", "image/png")})


def dimension_that_lies() -> Made:
    return xlsx(sheet_xml(table_rows()).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'))


def merged_everything() -> Made:
    merged = '</sheetData><mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'
    return xlsx(sheet_xml(table_rows()).replace("</sheetData>", merged))


def string_that_is_not_there() -> Made:
    strings = f'<sst xmlns="{MAIN}"><si><t>a</t></si></sst>'
    return xlsx(sheet_xml('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>'), **{STRINGS: strings})


def nested_deeply() -> Made:
    return xlsx(sheet_xml("<a>" * 500_000 + "</a>" * 500_000 + table_rows()))


def csv_of_quotes() -> Made:
    return "daftar.csv", b'"' * (20 * MIB)


def csv_of_one_line() -> Made:
    return "daftar.csv", b"NIK,Nama," + b"ab," * (6 * MIB)


def csv_of_blank_lines() -> Made:
    return "daftar.csv", b"NIK,Nama\n1609014503900001,Siti Rahayu\n" + b"\n" * (19 * MIB)


def csv_of_short_lines() -> Made:
    return "daftar.csv", b"NIK,Nama\n" + b"1,2\n" * (4 * MIB)


def csv_of_a_far_line() -> Made:
    return "daftar.csv", b"NIK,Nama\n" + b"\n" * 1_048_576 + b"1,2\n"


def dates_out_of_range() -> Made:
    numbers = ("1e9", "-5", "0", "2958466", "1e308", "NaN", "1.6090145e15")
    dates = "".join(f'<c r="{letter}3" s="1"><v>{n}</v></c>' for letter, n in zip("ABCDEFG", numbers, strict=True))
    return xlsx(sheet_xml(f'{table_rows()}<row r="3">{dates}</row>'))


def live_formulas() -> Made:
    commands = ("=cmd|' /C calc'!A0", "@SUM(1)", "+1+1", "-2+3", '=HYPERLINK("http://x.example")')
    cells = "".join(text_cell(f"{letter}3", text) for letter, text in zip("ABCDE", commands, strict=True))
    dde = '<c r="F3" t="str"><f>cmd|\' /C calc\'!A0</f><v>0</v></c>'
    return xlsx(sheet_xml(f'{table_rows()}<row r="3">{cells}{dde}</row>'))


def csv_with_zeros() -> Made:
    return "daftar.csv", b"NIK;Nama\n16090145\x0003900001;Siti\n"


_READ = (
    million_empty_rows, many_columns, paths_in_the_zip, sheet_name_of_control_characters, without_content_types,
    wrong_content_types, dimension_that_lies, merged_everything, nested_deeply, dates_out_of_range, live_formulas,
    csv_of_blank_lines, as_many_sheets_as_may_be,
)  # fmt: skip
_REFUSED = {
    "file-bomb": (
        bomb_of_rows, bomb_of_strings, bomb_in_ods, overlapping_entries, many_entries, far_cell, row_beyond_the_sheet,
        csv_of_one_line, one_sheet_a_hundred_times, wide_sheet,
    ),
    "file-too-large": (many_sheets, many_sheets_in_ods, many_sheets_of_many_rows, csv_of_short_lines),
    "file-encrypted": (locked_xlsx, locked_xls, locked_ods),
    "file-unreadable": (
        bomb_that_lies, bomb_of_one_string, ods_repeated, zip_of_zips, docx, pdf, png, exe, web_page, excel_web_page,
        excel_2003_xml, binary_workbook, cut_workbook, cut_xls, overwritten_workbook, relation_out_of_the_zip,
        endless_cell, string_that_is_not_there, csv_of_quotes, csv_of_a_far_line, csv_with_zeros,
    ),
}  # fmt: skip

CODES: dict[str, str] = {
    **{made.__name__: code for code, all_made in _REFUSED.items() for made in all_made},
    **dict.fromkeys(_ENTITIES, "file-unreadable"),
}
ALL: dict[str, Callable[[], Made]] = {
    **{made.__name__: made for made in (*_READ, *(made for all_made in _REFUSED.values() for made in all_made))},
    **_ENTITIES,
}
