"""CSV as programs save it: several delimiters, several encodings, one sheet without a name."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from cells import LONGEST_TEXT, MOST_COLUMNS, MOST_FILLED_ROWS, MOST_ROWS, Row, tidy
from faults import Refused

_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# What begins like this is no table, also where each of its bytes would pass for a letter.
_OTHER_KINDS = (
    b"%PDF-",
    b"{\\rtf",
    b"MZ",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
)
_WEB_PAGES = ("<", "mime-version:", "content-type: multipart")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_DELIMITERS = ",;\t|"
_WRAPPED = re.compile(r'="([^"]*)"\s*')
_EXCEL_HINT = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
_SAMPLE_LINES, _SAMPLE_WIDTH = 30, 1000
_SAMPLE_BYTES = 2000


class TextBook:
    """The one sheet of a CSV."""

    def __init__(self, data: bytes) -> None:
        csv.field_size_limit(LONGEST_TEXT)
        self._text = _decoded(data).rstrip("\r\n")
        if self._text[:100].lstrip().lower().startswith(_WEB_PAGES):
            raise Refused("web-page")
        hint = _EXCEL_HINT.match(self._text)
        self._begin = hint.end() if hint else 0  # Excel takes this line for itself and shows the next one as row 1
        self._delimiter = hint[1] if hint else _delimiter(self._text)
        self._height = self._count()
        self.heads = [(None, 0, True, self._height)]

    def rows(self, index: int) -> Iterator[Row]:
        """All rows from row 1 on, to the last that shows anything."""
        for number, row in enumerate(tidy(self._lines(), None), 1):
            if number > self._height:
                return
            yield row

    def _lines(self) -> Iterator[list[str]]:
        source = io.StringIO(self._text, newline="")
        source.seek(self._begin)
        reader = csv.reader(source, delimiter=self._delimiter, strict=True)
        try:
            yield from map(_unwrapped, reader) if '="' in self._text else reader
        except csv.Error:
            raise Refused("quote", line=reader.line_num) from None

    def _count(self) -> int:
        """The number of the last row that shows anything. Looks at all, so that a fault is told before any work."""
        last = filled = 0
        for number, row in enumerate(self._lines(), 1):
            if any(map(str.strip, row)):
                last, filled = number, filled + 1
            if len(row) > MOST_COLUMNS or last > MOST_ROWS:
                raise Refused("too-wide" if len(row) > MOST_COLUMNS else "too-long")
            if filled > MOST_FILLED_ROWS:
                raise Refused("many-rows", most=MOST_FILLED_ROWS)
        return last


def _unwrapped(row: list[str]) -> list[str]:
    """The row without the `="…"` in which programs wrap a long number, so that Excel leaves it as it is."""
    return [found[1] if (found := _WRAPPED.fullmatch(cell)) else cell for cell in row]


def _decoded(data: bytes) -> str:
    """The text: UTF-8, UTF-16, or Excel's Windows-1252. Raises Refused("no-table") for what is none of them."""
    if data.startswith(_OTHER_KINDS):
        raise Refused("no-table")
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # Control characters betray another encoding, or a file that is no text at all.
        if not _CONTROL.search(text):
            return text
    raise Refused("no-table")


def _encodings(data: bytes) -> list[str]:
    marked = [encoding for mark, encoding in _BYTE_ORDER_MARKS.items() if data.startswith(mark)]
    if marked:
        return marked
    # In UTF-16 nearly every letter of ours has a zero byte beside it, always on the same side.
    first, second = (data[side:_SAMPLE_BYTES:2] for side in (0, 1))
    for encoding, zeros, letters in (("utf-16-le", second, first), ("utf-16-be", first, second)):
        if zeros and zeros.count(0) * 2 > len(zeros) and not letters.count(0):
            return [encoding]
    return ["utf-8", "cp1252"]


def _delimiter(text: str) -> str:
    """The delimiter that splits the first lines most evenly; a comma where none does."""
    lines = [line[:_SAMPLE_WIDTH] for line in text[: _SAMPLE_LINES * _SAMPLE_WIDTH].splitlines()[:_SAMPLE_LINES]]

    def evenness(delimiter: str) -> int:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter))
        return max(((width - 1) * times for width, times in widths.items()), default=0)

    return max(_DELIMITERS, key=evenness)
