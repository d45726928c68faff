"""Tables that people send, as numbered raw rows: XLSX, XLS, ODS and CSV.

What a file is, its bytes say; the name's ending is often wrong. Numbers of a workbook
arrive as float and texts as text, which is how damage done by Excel is recognised later.
Hidden sheets are not read.
"""

import codecs
import csv
import io
import pickle
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from enrolment.rules.raw_row import RawRow, is_blank

LARGEST_FILE = 20 * 1024 * 1024
# A workbook is a ZIP. Real ones unpack to 5 to 30 times their size.
LARGEST_UNPACKED = 400 * 1024 * 1024
MOST_UNPACKED_TIMES = 150
_SMALL_UNPACKED = 32 * 1024 * 1024

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
# XLS: the record that begins the workbook, perhaps one for write protection, then FILEPASS.
_ENCRYPTED_XLS = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
_ODF_MANIFEST = "META-INF/manifest.xml"

_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_DELIMITERS = ",;\t"
_EXCEL_HINT = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
_SAMPLE_LINES, _SAMPLE_WIDTH = 30, 1000

_READER = Path(__file__).with_name("sheet_reader.py")
_READER_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows from row 1 on; a CSV has no sheet name."""

    name: str | None
    rows: tuple[RawRow, ...]


class SheetError(ValueError):
    """The file as a whole cannot be read; `message` says what to do instead."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


def read_table(name: str, content: bytes | Path) -> tuple[Sheet, ...]:
    """All visible sheets of a file that hold anything, in the file's order.

    `name` is the file's name as sent. Raises SheetError with a code of design/contracts.md
    §3: file-too-large, file-unreadable, file-encrypted, file-bomb, file-empty.
    """
    refuse_large(content.stat().st_size if isinstance(content, Path) else len(content))
    data = content.read_bytes() if isinstance(content, Path) else content
    sheets = _read_workbook(data) if data.startswith((_ZIP, _OLE)) else (_read_text(name, data),)
    filled = tuple(sheet for sheet in sheets if not _is_empty(sheet))
    if not filled:
        raise SheetError("file-empty", _("Berkas ini kosong. Kirim berkas yang berisi tabel."))
    return filled


def refuse_large(size: int) -> None:
    """Raise SheetError for a file of too many bytes; ask before reading it."""
    if size > LARGEST_FILE:
        raise SheetError(
            "file-too-large",
            _("Berkas ini %(size)d MB; paling besar %(most)d MB. Hapus gambar dan lembar lain, atau bagi dua.")
            % {"size": -(-size // 1024**2), "most": LARGEST_FILE // 1024**2},
        )


def _is_empty(sheet: Sheet) -> bool:
    return all(is_blank(cell) for row in sheet.rows for cell in row.cells)


def _numbered(name: str | None, rows: Iterable[tuple[object, ...]]) -> Sheet:
    return Sheet(name, tuple(RawRow(number, cells) for number, cells in enumerate(rows, 1)))


# Workbooks


def _read_workbook(data: bytes) -> tuple[Sheet, ...]:
    if data.startswith(_ZIP):
        _refuse_unsafe_zip(data)
    elif _ENCRYPTED_OFFICE in data or _ENCRYPTED_XLS.search(data):
        raise _encrypted()
    try:
        done = subprocess.run(  # noqa: S603 - our own program; what was sent goes to its input only
            [sys.executable, "-I", str(_READER)],
            input=data,
            capture_output=True,
            timeout=_READER_SECONDS,
            check=True,
            env={},  # no key and no password of ours reaches the process that opens strangers' files
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise _unreadable_workbook() from error
    # The pickle is our reader's own, of texts, numbers and dates that it read.
    return tuple(_numbered(name, rows) for name, rows in pickle.loads(done.stdout))  # noqa: S301


def _refuse_unsafe_zip(data: bytes) -> None:
    """Refuse what is locked, broken or unpacks to far more than any table needs."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            if unpacked > min(LARGEST_UNPACKED, max(_SMALL_UNPACKED, MOST_UNPACKED_TIMES * len(data))):
                raise SheetError(
                    "file-bomb",
                    _("Isi berkas ini terlalu besar bila dibuka. Salin hanya tabelnya ke berkas baru."),
                )
            names = {entry.filename for entry in entries}
            locked = any(entry.flag_bits & 1 for entry in entries)
            if locked or (_ODF_MANIFEST in names and b":encryption-data" in archive.read(_ODF_MANIFEST)):
                raise _encrypted()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError) as error:
        raise _unreadable_workbook() from error


def _encrypted() -> SheetError:
    return SheetError(
        "file-encrypted", _("Berkas ini terkunci dengan kata sandi. Simpan lagi tanpa kata sandi, lalu kirim.")
    )


def _unreadable_workbook() -> SheetError:
    return SheetError(
        "file-unreadable",
        _(
            "Berkas ini tidak dapat dibaca sebagai lembar kerja; mungkin rusak, atau ada isi jauh di luar "
            "tabel. Salin hanya tabelnya ke berkas baru, simpan sebagai XLSX, lalu kirim lagi."
        ),
    )


# Text


def _read_text(name: str, data: bytes) -> Sheet:
    text = _decoded(data)
    if text.lstrip()[:1] == "<":
        raise SheetError(
            "file-unreadable",
            _("“%(name)s” adalah halaman web, bukan lembar kerja. Buka di Excel, simpan sebagai XLSX.")
            % {"name": name},
        )
    hint = _EXCEL_HINT.match(text)
    if hint:  # Excel takes this line for itself and shows the next one as row 1
        text = text[hint.end() :]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=hint[1] if hint else _delimiter(text), strict=True)
    try:
        return _numbered(None, map(tuple, reader))
    except csv.Error as error:
        raise SheetError(
            "file-unreadable",
            _("Tanda kutip di sekitar baris %(line)d tidak berpasangan. Betulkan, lalu kirim lagi.")
            % {"line": reader.line_num},
        ) from error


def _decoded(data: bytes) -> str:
    """The text of a CSV: UTF-8, UTF-16 with a byte order mark, or Excel's Windows-1252."""
    marked = [encoding for mark, encoding in _BYTE_ORDER_MARKS.items() if data.startswith(mark)]
    for encoding in marked or ["utf-8", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # Control characters betray another encoding, or a file that is no text at all.
        if not _CONTROL.search(text):
            return text
    raise SheetError(
        "file-unreadable",
        _("Berkas ini bukan tabel yang dikenal. Kirim XLSX, XLS, ODS, atau CSV yang disimpan sebagai “CSV UTF-8”."),
    )


def _delimiter(text: str) -> str:
    """The delimiter that splits the first lines most evenly; a comma where none does."""
    lines = [line[:_SAMPLE_WIDTH] for line in text[: _SAMPLE_LINES * _SAMPLE_WIDTH].splitlines()[:_SAMPLE_LINES]]

    def evenness(delimiter: str) -> int:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter))
        return max(((width - 1) * times for width, times in widths.items()), default=0)

    return max(_DELIMITERS, key=evenness)
