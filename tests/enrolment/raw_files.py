"""Small workbooks built part by part and byte by byte, so that they can be wrong on purpose."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

Made = tuple[str, bytes]
"""A file's name as sent, and its bytes."""
MIB = 1024 * 1024

TABLE = (("NIK", "Nama"), ("1609014503900001", "Siti Rahayu"))

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_PLAIN_AND_DATE = '<xf numFmtId="0"/><xf numFmtId="14"/>'
ODS = "application/vnd.oasis.opendocument.spreadsheet"

SHEET, STRINGS, WORKBOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"


@dataclass(frozen=True)
class Entry:
    """A ZIP entry byte by byte, so that it can lie about itself; `twin_of` shares the bytes of an earlier one."""

    name: str
    packed: bytes
    size: int
    crc: int
    twin_of: int | None = None


def packed(name: str, content: bytes, level: int = 6) -> Entry:
    deflate = zlib.compressobj(level, wbits=-15)
    return Entry(name, deflate.compress(content) + deflate.flush(), len(content), zlib.crc32(content))


def endless(name: str, start: bytes, piece: bytes, end: bytes, size: int) -> Entry:
    """An entry of `size` bytes of XML: one megabyte is compressed once and then repeated."""
    block = piece * (MIB // len(piece))
    deflate = zlib.compressobj(9, wbits=-15)
    head = deflate.compress(start) + deflate.flush(zlib.Z_FULL_FLUSH)
    body = deflate.compress(block) + deflate.flush(zlib.Z_FULL_FLUSH)
    tail = deflate.compress(end) + deflate.flush()
    times, crc = size // len(block), zlib.crc32(start)
    for _ in range(times):
        crc = zlib.crc32(block, crc)
    return Entry(name, head + body * times + tail, len(start) + len(block) * times + len(end), zlib.crc32(end, crc))


def raw_zip(entries: Iterable[Entry]) -> bytes:
    body, directory, offsets = bytearray(), bytearray(), []
    for entry in entries:
        name = entry.name.encode()
        common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, entry.crc, len(entry.packed), entry.size, len(name), 0)
        offsets.append(len(body) if entry.twin_of is None else offsets[entry.twin_of])
        if entry.twin_of is None:
            body += b"PK\x03\x04" + common + name + entry.packed
        directory += b"PK\x01\x02\x14\x00" + common + struct.pack("<HHHII", 0, 0, 0, 0, offsets[-1]) + name
    count = min(len(offsets), 0xFFFF)
    return (
        bytes(body + directory)
        + b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    )


def archive(files: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return buffer.getvalue()


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def table_rows() -> str:
    return "".join(
        f'<row r="{number}">{text_cell(f"A{number}", nik)}{text_cell(f"B{number}", name)}</row>'
        for number, (nik, name) in enumerate(TABLE, 1)
    )


def number_rows(height: int, width: int) -> str:
    """Rows of ones."""
    return "".join(f'<row r="{number}">{"<c><v>1</v></c>" * width}</row>' for number in range(1, height + 1))


def sheet_xml(rows: str, before: str = "") -> str:
    return f'{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def parts(sheet: str | None = None, **others: str | bytes) -> dict[str, str | bytes]:
    """The parts of a small XLSX; `others` replace them, "" takes one away."""
    related = f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_RELATIONS}'
    made = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": f'{related}/officeDocument" Target="{WORKBOOK}"/></Relationships>',
        WORKBOOK: workbook_xml("Daftar"),
        "xl/_rels/workbook.xml.rels": f'{related}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs>{_PLAIN_AND_DATE}</cellXfs></styleSheet>',
        SHEET: sheet_xml(table_rows()) if sheet is None else sheet,
    }
    return {name: content for name, content in (made | others).items() if content}


def workbook_xml(name: str, before: str = "") -> str:
    return workbook_of([name], before)


def workbook_of(names: Iterable[str], before: str = "") -> str:
    """A workbook in which all sheets are one and the same part."""
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId1"/>' for n, name in enumerate(names, 1))
    return f'{before}<workbook xmlns="{MAIN}" xmlns:r="{_RELATIONS}"><sheets>{sheets}</sheets></workbook>'


def xlsx(sheet: str | None = None, **others: str | bytes) -> Made:
    return "daftar.xlsx", archive(parts(sheet, **others))


def xlsx_with(entry: Entry) -> Made:
    small = [packed(name, content.encode()) for name, content in parts().items() if name != entry.name]
    return "daftar.xlsx", raw_zip([*small, entry])


def ods_content(rows: str, before: str = "") -> str:
    return (
        f'{before}<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Daftar">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )


def ods_rows() -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = ("".join(map(cell.format, row)) for row in TABLE)
    return "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)


_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}</manifest:manifest>'
)


def ods(content: str, manifest: str = "") -> Made:
    files = {"mimetype": ODS, "content.xml": content, "META-INF/manifest.xml": _MANIFEST.format(manifest)}
    return "daftar.ods", archive(files)
