"""Reads a file that somebody sent and answers questions about its rows, over standard input and output.

A program of its own, run confined by enrolment.sheets and never imported by it; it knows nothing of Django, settings
or database. First it is given the file. It answers with what sheets there are, or with why it cannot be read. Then it
answers each question for rows, until nobody asks any more.
"""

import gc
import marshal
import pickle
import struct
import sys
from collections.abc import Iterator
from itertools import islice

from faults import Refused
from texts import TextBook
from workbooks import OLE, ZIP, WorkBook

_HEAD_ROWS = 200
# All beginnings are held at once by whoever asks, at some 60 bytes a cell: a hundred wide sheets tell as much by less.
_MANY_HEAD_CELLS, _FEW_HEAD_ROWS = 500_000, 50
_MOST_HEAD_CELLS = 2_000_000
_LENGTH = struct.Struct(">I")
# Of rows as wide as real ones 2,000 make half a megabyte. A chunk of wide ones is cut until it fits.
_LARGEST_ANSWER = 4 * 1024 * 1024

Row = tuple[object, ...]


def main() -> None:
    """The conversation. Every answer is ("sheets" | "rows" | "refused", what)."""
    gc.disable()  # nothing made of a row refers to itself
    data = _hear()
    try:
        book = WorkBook(data) if data.startswith((ZIP, OLE)) else TextBook(data)
        del data
        _say(_answer("sheets", list(_beginnings(book))))
        server = _Server(book)
        while question := _hear():
            _say(server.answer(*marshal.loads(question)))  # noqa: S302 - asked by our own parent process
    except Refused as refused:
        _say(_answer("refused", (refused.why, refused.particulars)))


def _beginnings(book: "WorkBook | TextBook") -> Iterator[tuple[object, ...]]:
    """Each sheet's head with its first rows; of a hidden one there are none."""
    cells = 0
    for name, index, visible, height in book.heads:
        most = _HEAD_ROWS if cells < _MANY_HEAD_CELLS else _FEW_HEAD_ROWS
        rows = list(islice(book.rows(index), most)) if visible else []
        cells += sum(map(len, rows))
        if cells > _MOST_HEAD_CELLS:
            raise Refused("bomb")
        yield name, index, visible, height, rows


class _Server:
    """Keeps the place in the sheet that is being read, since the next question is nearly always for what follows."""

    def __init__(self, book: "WorkBook | TextBook") -> None:
        self._book = book
        self._index, self._place, self._rows = -1, 0, iter(())

    def answer(self, index: int, start: int, count: int) -> bytes:
        """At most `count` rows from `start` (counted from 0) on; fewer where they are large, none at the end."""
        if (index, start) != (self._index, self._place):
            self._rows = islice(self._book.rows(index), start, None)
        found = list(islice(self._rows, count))
        given, answer = len(found), _answer("rows", found)
        while given > 1 and len(answer) > _LARGEST_ANSWER:
            given //= 2
            answer = _answer("rows", found[:given])
        # What was taken from the sheet and not handed on is lost to the iterator: then the next question begins anew.
        self._index, self._place = (index, start + given) if given == len(found) else (-1, 0)
        return answer


def _hear() -> bytes:
    source = sys.stdin.buffer
    head = source.read(_LENGTH.size)
    return source.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else b""


def _answer(kind: str, what: object) -> bytes:
    return pickle.dumps((kind, what), pickle.HIGHEST_PROTOCOL)


def _say(answer: bytes) -> None:
    target = sys.stdout.buffer
    target.write(_LENGTH.pack(len(answer)))
    target.write(answer)
    target.flush()


if __name__ == "__main__":
    main()
