"""Workbooks by calamine: XLSX, XLSM, XLS and ODS. Each sheet is read once and stays as calamine holds it.

As Python lists a roster of 170,000 rows needs three times the memory that it needs so.
"""

import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from threading import Thread

import scan
from cells import MOST_COLUMNS, MOST_FILLED_ROWS, MOST_ROWS, Row, tidy, without_control
from faults import Refused
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

ZIP = b"PK\x03\x04"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")

# A workbook is a ZIP. Real ones unpack to 5 to 30 times their size.
_LARGEST_UNPACKED = 1024 * 1024 * 1024
_MOST_UNPACKED_TIMES = 150
_SMALL_UNPACKED = 32 * 1024 * 1024
_MOST_ENTRIES = 10_000
_MOST_SHEETS = 1000  # a regency of 450 desa may well have a sheet for each

_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
# XLS: the record that begins the workbook, perhaps one for write protection, then FILEPASS.
_ENCRYPTED_XLS = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
_ODF_MANIFEST = "META-INF/manifest.xml"
_BINARY_WORKBOOK = "xl/workbook.bin"
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, zlib.error, NotImplementedError, struct.error)


class WorkBook:
    """The worksheets of a workbook; of hidden ones the names only."""

    def __init__(self, data: bytes) -> None:
        _refuse_locked_or_unsafe(data)
        scan_beside = _Scan(data)  # calamine leaves Python to others while it reads
        self._sheets = _opened(data)
        self._unseen = scan_beside.cells()
        self.heads = [
            (" ".join(without_control(name).split()), index, sheet is not None, self._height(index))
            for index, (name, sheet) in self._sheets.items()
        ]
        self._refuse_many_rows()

    def _refuse_many_rows(self) -> None:
        """Refuses more rows than any list of ours has; they are counted only where there may be so many."""
        if sum(height for *_head, height in self.heads) > MOST_FILLED_ROWS:
            filled = (row for _name, index, *_rest in self.heads for row in self.rows(index) if row)
            if next(islice(filled, MOST_FILLED_ROWS, None), None):
                raise Refused("many-rows", most=MOST_FILLED_ROWS)

    def _height(self, index: int) -> int:
        """The number of the last row that holds anything; 0 for a hidden sheet."""
        _name, sheet = self._sheets[index]
        height = max(sheet.end[0] + 1 if sheet.end else 0, *self._unseen.get(index, (0,))) if sheet else 0
        if height > MOST_ROWS or (sheet and sheet.end and sheet.end[1] >= MOST_COLUMNS):
            raise Refused("too-long" if height > MOST_ROWS else "too-wide")
        return height

    def rows(self, index: int) -> Iterator[Row]:
        """All rows from row 1 on, their cells from column A on."""
        name, sheet = self._sheets[index]
        if sheet is None:
            return iter(())
        rows = _from_column_a(sheet)
        cells = self._unseen.get(index)
        return tidy(_with_unseen(rows, cells) if cells else rows, name)


class _Scan(Thread):
    """Looks for what calamine leaves out of a workbook (scan.py), beside whoever asks for it later."""

    def __init__(self, data: bytes) -> None:
        super().__init__(daemon=True)
        self._data = data
        self._found: dict[int, scan.Cells] | None = {}
        if data.startswith(ZIP):
            self.start()

    def run(self) -> None:
        self._found = None
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as archive:
                self._found = scan.unseen(archive)
        except _BROKEN:
            pass  # told to whoever asks

    def cells(self) -> dict[int, scan.Cells]:
        """By the sheet's place in the workbook."""
        if self.ident:
            self.join()
        if self._found is None:
            raise Refused("no-workbook")
        return self._found


def _refuse_locked_or_unsafe(data: bytes) -> None:
    """Refuses what is locked, broken or unpacks to far more than any table needs."""
    if data.startswith(OLE):
        if _ENCRYPTED_OFFICE in data or _ENCRYPTED_XLS.search(data):
            raise Refused("encrypted")
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_unsafe(archive, len(data))
    except _BROKEN:
        raise Refused("no-workbook") from None


def _refuse_unsafe(archive: zipfile.ZipFile, size: int) -> None:
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("encrypted")
    unpacked = sum(entry.file_size for entry in entries) + _unpacked_again(archive)
    packed = sum(entry.compress_size for entry in entries)  # of entries that overlap, more than there is
    if (
        unpacked > min(_LARGEST_UNPACKED, max(_SMALL_UNPACKED, _MOST_UNPACKED_TIMES * size))
        or packed > size
        or len(entries) > _MOST_ENTRIES
    ):
        raise Refused("bomb")
    names = {entry.filename for entry in entries}
    if _ODF_MANIFEST in names and b":encryption-data" in scan.beginning(archive, _ODF_MANIFEST):
        raise Refused("encrypted")
    if _BINARY_WORKBOOK in names:
        raise Refused("binary-workbook")


def _unpacked_again(archive: zipfile.ZipFile) -> int:
    """How many bytes more it is where several sheets are one and the same entry."""
    times = Counter(path for _index, path in scan.sheet_paths(archive))
    return sum(archive.getinfo(path).file_size * (count - 1) for path, count in times.items())


def _opened(data: bytes) -> dict[int, tuple[str, CalamineSheet | None]]:
    """The worksheets by their place in the workbook; charts and the like are no sheets of ours."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = {}
        sheets = workbook.sheets_metadata
        if len(sheets) > _MOST_SHEETS:
            raise Refused("many-sheets", sheets=len(sheets), most=_MOST_SHEETS)
        for index, sheet in enumerate(sheets):
            if sheet.typ is SheetTypeEnum.WorkSheet:
                visible = sheet.visible is SheetVisibleEnum.Visible
                found[index] = (sheet.name, workbook.get_sheet_by_index(index) if visible else None)
        workbook.close()
    except PasswordError:
        raise Refused("encrypted") from None
    except (CalamineError, OSError, ValueError):
        raise Refused("no-workbook") from None
    return found


def _from_column_a(sheet: CalamineSheet) -> Iterator[list[object]]:
    """Calamine begins with the first column that holds anything; the sender counts from A."""
    leading = [""] * (sheet.start[1] if sheet.start else 0)
    return (leading + row for row in sheet.iter_rows()) if leading else sheet.iter_rows()


def _with_unseen(rows: Iterator[list[object]], cells: scan.Cells) -> Iterator[list[object]]:
    last = 0
    for last, row in enumerate(rows, 1):
        yield _put(row, cells[last]) if last in cells else row
    for number in range(last + 1, max(cells) + 1):
        yield _put([], cells.get(number, {}))


def _put(row: list[object], texts: dict[int, str]) -> list[object]:
    row += [""] * (max(texts, default=-1) + 1 - len(row))
    for column, text in texts.items():
        if row[column] == "":
            row[column] = text
    return row
