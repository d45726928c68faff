"""Tables that people send, as numbered raw rows: XLSX, XLS, ODS and CSV.

What a file is, its bytes say; the name's ending is often wrong. Numbers of a workbook
arrive as float and texts as text, which is how damage done by Excel is recognised later.
Hidden sheets are named and not read.

No byte of a file is interpreted here: a program of its own does that (enrolment/sheet_reader), confined to 512 MiB,
and hands the rows over in chunks. So a file of 170,000 rows costs this process no more than one of 2,000.
"""

import marshal
import pickle
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from enrolment.confined import MIB, Confined, Crashed, Limits, OutOfMemory, OutOfTime, plain_values
from enrolment.rules.raw_row import RawRow, column_letter, is_blank
from pemilu_bpjs.formats import thousands

LARGEST_FILE = 20 * MIB

_READER = Path(__file__).with_name("sheet_reader")
# Measured: 170,000 rows of 16 cells come to 345 MiB at their highest. The seconds leave some of a minute for the rest.
_LIMITS = Limits(memory=512 * MIB, seconds=50)
_LARGEST_ANSWER = 64 * MIB
_CHUNK_ROWS = 2000

_Question = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows from row 1 on; a CSV has no sheet name."""

    name: str | None
    rows: tuple[RawRow, ...]


@dataclass(frozen=True, slots=True)
class SheetHead:
    """A worksheet and how it begins.

    `index` is its place in the file, hidden sheets and charts counted; `row_count` the number of its last row that
    holds anything, `rows` its first 200 rows, 50 of a late one among many wide sheets. Of a hidden sheet only the name
    is known.
    """

    name: str | None
    index: int
    visible: bool
    row_count: int
    rows: tuple[RawRow, ...]


class SheetError(ValueError):
    """The file as a whole cannot be read; `why` is a key of `_REFUSALS`, `particulars` fill its sentence.

    These two are what is kept of it, so that the sentence is told in the language of whoever reads it later.
    """

    def __init__(self, why: str, **particulars: str | int) -> None:
        super().__init__(why)
        self.why, self.particulars = why, particulars

    def __str__(self) -> str:
        return self.message

    @property
    def code(self) -> str:
        """As design/contracts.md §3 names it."""
        return _REFUSALS[self.why][0]

    @property
    def message(self) -> str:
        """What to do instead."""
        return refusal(self.why, self.particulars)


class Workbook:
    """A file that stands open in its reader, which can be asked for rows again and again."""

    def __init__(self, reader: Confined, name: str, content: bytes) -> None:
        self._reader, self._name = reader, name
        self._asked: _Question | None = None
        reader.say(content)

    @cached_property
    def sheets(self) -> tuple[SheetHead, ...]:
        """Waited for when first asked, so that there can be something else to do meanwhile. Raises SheetError."""
        sheets = tuple(
            SheetHead(sheet, index, visible, row_count, tuple(map(RawRow, count(1), rows)))
            for sheet, index, visible, row_count, rows in self._hear("sheets")
        )
        if not any(_holds_anything(sheet) for sheet in sheets):
            raise SheetError("empty")
        return sheets

    def rows(self, index: int) -> Iterator[RawRow]:
        """All rows of one of the `sheets`, from row 1 to the last that holds anything; blank ones have no cells.

        Raises SheetError where a cell cannot be taken.
        """
        if all(head.index != index for head in self.sheets):
            raise KeyError(index)
        start = 0
        while chunk := self._chunk(index, start):
            yield from map(RawRow, count(start + 1), chunk)
            start += len(chunk)

    def _chunk(self, index: int, start: int) -> list[tuple[Any, ...]]:
        question = (index, start, _CHUNK_ROWS)
        if self._asked != question:
            if self._asked:
                self._hear("rows")  # somebody stopped reading in the middle: what was under way for him
            self._ask(question)
        self._asked = None
        chunk = self._hear("rows")
        if chunk:  # the reader prepares the next rows while these are worked on
            self._ask((index, start + len(chunk), _CHUNK_ROWS))
        return chunk

    def _ask(self, question: _Question) -> None:
        self._reader.say(marshal.dumps(question))
        self._asked = question

    def _hear(self, expected: str) -> Any:
        kind, what = plain_values(self._reader.hear(_LARGEST_ANSWER))
        if kind == "refused":
            raise _refusal(self._name, *what)
        if kind != expected:
            raise Crashed
        return what


@contextmanager
def open_workbook(name: str, content: bytes) -> Iterator[Workbook]:
    """The file's sheets, to be read inside the `with`.

    `name` is the file's name as sent. Raises SheetError, mostly when the sheets are asked for, with a code of
    design/contracts.md §3: file-too-large, file-unreadable, file-encrypted, file-bomb, file-empty.
    """
    refuse_large(len(content))
    try:
        with Confined(_READER, _LIMITS) as reader:
            yield Workbook(reader, name, content)
    except (OutOfMemory, OutOfTime):
        raise _refusal(name, "bomb") from None
    except (Crashed, pickle.UnpicklingError):
        raise _refusal(name, "no-workbook") from None


def read_table(name: str, content: bytes | Path) -> tuple[Sheet, ...]:
    """All visible sheets of a file that hold anything, in the file's order; raises as `open_workbook` does."""
    refuse_large(content.stat().st_size if isinstance(content, Path) else len(content))
    data = content.read_bytes() if isinstance(content, Path) else content
    with open_workbook(name, data) as book:
        return tuple(Sheet(head.name, tuple(book.rows(head.index))) for head in book.sheets if _holds_anything(head))


def _holds_anything(head: SheetHead) -> bool:
    """Whether a sheet may hold anything; one that is long does, whatever it is."""
    return head.row_count > len(head.rows) or not all(is_blank(cell) for row in head.rows for cell in row.cells)


def refuse_large(size: int) -> None:
    """Raise SheetError for a file of too many bytes; ask before reading it."""
    if size > LARGEST_FILE:
        raise SheetError("large", size=-(-size // 1024**2), most=LARGEST_FILE // 1024**2)


def refusal(why: str, particulars: Mapping[str, str | int]) -> str:
    """The sentence of a SheetError, from what was kept of it."""
    written = {name: thousands(each) if isinstance(each, int) else each for name, each in particulars.items()}
    return str(_REFUSALS[why][1]) % written


_REFUSALS: dict[str, tuple[str, Promise]] = {
    "large": (
        "file-too-large",
        gettext_lazy("Berkas ini %(size)s MB; paling besar %(most)s MB. Hapus gambar dan lembar lain, atau bagi dua."),
    ),
    "many-sheets": (
        "file-too-large",
        gettext_lazy(
            "Berkas ini berisi %(sheets)s lembar; paling banyak %(most)s. Hapus lembar yang tidak dipakai, atau bagi "
            "menjadi beberapa berkas."
        ),
    ),
    "many-rows": (
        "file-too-large",
        gettext_lazy(
            "Berkas ini berisi lebih dari %(most)s baris; satu kabupaten tidak mempunyai petugas sebanyak itu. Kirim "
            "hanya daftar petugasnya."
        ),
    ),
    "empty": ("file-empty", gettext_lazy("Berkas ini kosong. Kirim berkas yang berisi tabel.")),
    "nobody": (
        "file-empty",
        gettext_lazy("Tabelnya ditemukan, tetapi tidak ada satu orang pun di dalamnya."),
    ),
    "no-header": (
        "file-no-header",
        gettext_lazy(
            "Tidak ditemukan tabel petugas dalam berkas ini. Pastikan ada baris judul kolom, sedikitnya “NIK” dan "
            "“Nama”, pada lembar yang tidak disembunyikan."
        ),
    ),
    "encrypted": (
        "file-encrypted",
        gettext_lazy("Berkas ini terkunci dengan kata sandi. Simpan lagi tanpa kata sandi, lalu kirim."),
    ),
    "bomb": (
        "file-bomb",
        gettext_lazy(
            "Isi berkas ini terlalu besar bila dibuka, atau ada isi jauh di luar tabel. Salin hanya tabelnya ke berkas "
            "baru, simpan sebagai XLSX, lalu kirim lagi."
        ),
    ),
    "no-workbook": (
        "file-unreadable",
        gettext_lazy(
            "Berkas ini tidak dapat dibaca sebagai lembar kerja; mungkin rusak atau bukan berkas Excel. Salin hanya "
            "tabelnya ke berkas baru, simpan sebagai XLSX, lalu kirim lagi."
        ),
    ),
    "binary-workbook": (
        "file-unreadable",
        gettext_lazy("Berkas ini berbentuk XLSB. Buka di Excel, simpan sebagai XLSX, lalu kirim lagi."),
    ),
    "web-page": (
        "file-unreadable",
        gettext_lazy("“%(name)s” adalah halaman web atau XML, bukan lembar kerja. Buka di Excel, simpan sebagai XLSX."),
    ),
    "no-table": (
        "file-unreadable",
        gettext_lazy(
            "Berkas ini bukan tabel yang dikenal. Kirim XLSX, XLS, ODS, atau CSV yang disimpan sebagai “CSV UTF-8”."
        ),
    ),
    "quote": (
        "file-unreadable",
        gettext_lazy("Tanda kutip di sekitar baris %(line)s tidak berpasangan. Betulkan, lalu kirim lagi."),
    ),
    "long-cell": (
        "file-unreadable",
        gettext_lazy(
            "Sel %(cell)s berisi lebih banyak teks daripada yang dapat dimuat satu sel Excel. Kosongkan sel itu, lalu "
            "kirim lagi."
        ),
    ),
    "too-wide": (
        "file-unreadable",
        gettext_lazy(
            "Tabel ini lebih lebar daripada lembar kerja Excel; mungkin pemisah kolom atau barisnya keliru. Simpan "
            "sebagai XLSX, lalu kirim lagi."
        ),
    ),
    "too-long": (
        "file-unreadable",
        gettext_lazy("Tabel ini lebih panjang daripada lembar kerja Excel. Bagi menjadi beberapa berkas."),
    ),
}


def _refusal(name: str, why: str, particulars: dict[str, Any] | None = None) -> SheetError:
    """For a reader's word; `particulars` are places in the file and never what stands there."""
    known = {"name": name, **(particulars or {})}
    if "column" in known:
        sheet, column, row = (known.pop(each) for each in ("sheet", "column", "row"))
        place = f"{column_letter(column)}{row}"
        known["cell"] = f"{sheet}!{place}".replace("\x00", "") if sheet else place  # a database keeps no NUL
    return SheetError(why, **known)
