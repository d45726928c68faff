"""SIPP files: the template's sheets and headers, every cell text, nothing in them that a program would run.

Written by rustpy_xlsxwriter, a file of 10,000 people in a third of a second. Its strings are kept in a table in memory
(`dedupe_strings`): without that it lays people's rows in a temporary file, in the clear.
"""

import io
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple
from zipfile import ZipFile

from rustpy_xlsxwriter import Format, write_worksheets

from reports.rules.sipp_layout import Layout
from reports.rules.sipp_layouts import STOP_CODES
from reports.writers.sipp_help import help_lines

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_HELP, _LOCATIONS, _STOPS = "Petunjuk Pengisian", "Lokasi Pekerjaan", "SEBAB NA"
_TEXT = "@"
_WIDTH, _HELP_WIDTH = 18.0, 110.0

_CORE = "docProps/core.xml"
_CORE_XML = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp="http://schemas.'
    b'openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    b"<dc:creator>Payung Pemilu</dc:creator></cp:coreProperties>"
)

Cells = Sequence[str]
Records = Iterable[dict[str, str | None]]


class Sheet(NamedTuple):
    """A table by the names of its columns."""

    name: str
    headers: Sequence[str]
    rows: Iterable[Cells]


def sipp_file(layout: Layout, rows: Iterable[Cells], locations: Sequence[tuple[str, str]]) -> bytes:
    """The workbook of one layout; equal rows give equal bytes. `locations`: (name, code) of BPJS's table."""
    tables: Mapping[str, Sheet] = {
        _HELP: Sheet(_HELP, ("Kolom", "Cara mengisi"), help_lines(layout)),
        layout.data_sheet: Sheet(layout.data_sheet, layout.headers, rows),
        _LOCATIONS: Sheet(_LOCATIONS, ("NAMA", "KODE_LOKASI"), locations),
        _STOPS: Sheet(_STOPS, ("KODE", "SEBAB_NA"), tuple(STOP_CODES.items())),
    }
    return text_workbook([tables[name] for name in layout.sheets])


def text_workbook(sheets: Sequence[Sheet]) -> bytes:
    """Sheets of text cells, whatever their texts begin with; "" leaves a cell empty."""
    made = io.BytesIO()
    text = Format().set_num_format(_TEXT)
    names = [sheet.name for sheet in sheets]
    write_worksheets(
        [(sheet.name, _records(sheet)) for sheet in sheets],
        made,
        column_formats={sheet.name: [text] * len(sheet.headers) for sheet in sheets},
        column_widths={sheet.name: _widths(sheet) for sheet in sheets},
        dedupe_strings=dict.fromkeys(names, True),
        freeze_panes={name: {"row": 1, "col": 0} for name in names},
    )
    return _timeless(made.getvalue())


def _records(sheet: Sheet) -> Records:
    """An empty sheet keeps its header: the first record names the columns."""
    rows = iter(sheet.rows)
    first = next(rows, None)
    if first is None:
        yield dict.fromkeys(sheet.headers)
        return
    for row in chain((first,), rows):
        yield dict(zip(sheet.headers, row, strict=True))


def _widths(sheet: Sheet) -> list[float]:
    return [_WIDTH, _HELP_WIDTH] if sheet.name == _HELP else [_WIDTH] * len(sheet.headers)


def _timeless(book: bytes) -> bytes:
    """Without the moment at which it was written, so that what a dry run shows is what a batch then holds.

    The entries are copied as they are; only the one with the moment is another.
    """
    made, directory = bytearray(), bytearray()
    with ZipFile(io.BytesIO(book)) as held:
        entries = held.infolist()
        for entry in entries:
            start = len(made)
            body, size, crc = _body(book, entry.header_offset, entry.compress_size), entry.file_size, entry.CRC
            if entry.filename == _CORE:
                body, size, crc = _deflated(_CORE_XML), len(_CORE_XML), zlib.crc32(_CORE_XML)
            name = entry.filename.encode()
            common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, crc, len(body), size, len(name), 0)
            made += b"PK\x03\x04" + common + name + body
            directory += (
                b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, start) + name
            )
    end = struct.pack("<HHHHIIH", 0, 0, len(entries), len(entries), len(directory), len(made), 0)
    return bytes(made + directory) + b"PK\x05\x06" + end


def _body(book: bytes, offset: int, size: int) -> bytes:
    """An entry's compressed content, past its own header."""
    name, extra = struct.unpack_from("<HH", book, offset + 26)
    begins = offset + 30 + name + extra
    return book[begins : begins + size]


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()
