"""An arrangement's delta as SIPP files: who goes into which file and row, who is held back, and the control list."""

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from budgeting.models import Arrangement
from reports.rules.sipp_layout import Kind
from reports.rules.sipp_layouts import CURRENT
from reports.sending import Candidate, Candidates, Row, keep_rows
from reports.sipp_books import Books

_FOLDERS: Mapping[Kind, str] = {Kind.NEW: "bagian", Kind.CONTINUING: "lanjutan", Kind.LEAVER: "nonaktif"}
_NO_NAME = re.compile(r"[^\w.() -]")
_LONGEST_NAME = 120
_ROWS_AT_ONCE = 2_000

WRITTEN = tuple(_FOLDERS)
"""Kinds of files that we write whole; the others come prefilled from SIPP."""


@dataclass(frozen=True, slots=True)
class MadeFile:
    """One file of a batch. `name`: its path in a download, a folder for each part: the template's name is fixed."""

    kind: Kind
    part: int
    layout: str
    name: str
    rows: int
    sha256: str
    by_body: Mapping[str, int]
    content: bytes


@dataclass(slots=True)
class Tally:
    """People by what becomes of them; `waiting`: wages and corrections, for which SIPP gives the file out."""

    sent: Counter[tuple[Kind, str]] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    waiting: Counter[Kind] = field(default_factory=Counter)

    def add(self, candidate: Candidate) -> bool:
        """Whether he goes into a file."""
        self.held.update(candidate.codes)
        if candidate.codes:
            return False
        if candidate.kind not in _FOLDERS:
            self.waiting[candidate.kind] += 1
            return False
        self.sent[candidate.kind, candidate.body] += 1
        return True

    @property
    def people(self) -> int:
        return self.sent.total()

    @property
    def totals(self) -> dict[str, dict[str, int]]:
        """{"new": {"kpps": 9464}}: people by kind of file and body."""
        found: dict[str, dict[str, int]] = {}
        for (kind, body), people in sorted(self.sent.items()):
            found.setdefault(kind.value, {})[body] = people
        return found


class Files:
    """Writes files as people come; one of each kind is open at a time, and nobody is kept in memory."""

    def __init__(self, arrangement: Arrangement, found: Candidates, number: int, tally: Tally) -> None:
        self._found, self._number, self._tally = found, number, tally
        self._books = Books(arrangement)
        self._parts: Counter[Kind] = Counter()
        self._open: dict[Kind, _OpenFile] = {}

    def __iter__(self) -> Iterator[MadeFile]:
        for candidate in self._found:
            if not self._tally.add(candidate):
                continue
            kind = candidate.kind
            if kind not in self._open:
                self._parts[kind] += 1
                self._open[kind] = _OpenFile(self._books, self._found, kind, self._parts[kind])
            self._open[kind].add(candidate)
            if self._open[kind].rows == CURRENT[kind].max_rows:
                yield self._closed(kind)
        yield from [self._closed(kind) for kind in tuple(self._open)]

    def _closed(self, kind: Kind) -> MadeFile:
        file = self._open.pop(kind)
        content = file.close()
        return MadeFile(
            kind=kind,
            part=file.part,
            layout=self._books.layout(kind),
            name=f"kiriman-{self._number}-{_FOLDERS[kind]}-{file.part:02d}/{self._books.name(kind)}",
            rows=file.rows,
            sha256=hashlib.sha256(content).hexdigest(),
            by_body=file.by_body,
            content=content,
        )


class _OpenFile:
    """One file with who stands in it; the places are written down some thousands at a time."""

    def __init__(self, books: Books, found: Candidates, kind: Kind, part: int) -> None:
        self.part, self.rows = part, 0
        self.by_body: Counter[str] = Counter()
        self._found, self._book, self._first_row = found, books.open(kind), books.first_row(kind)
        self._waiting: list[Row] = []

    def add(self, candidate: Candidate) -> None:
        self._book.add(candidate.member)
        self._waiting.append(self._found.place(candidate, self.part, self._first_row + self.rows))
        self.rows += 1
        self.by_body[candidate.body] += 1
        if len(self._waiting) == _ROWS_AT_ONCE:
            self._flush()

    def close(self) -> bytes:
        self._flush()
        return self._book.close()

    def _flush(self) -> None:
        keep_rows(self._waiting)
        self._waiting = []


def safe_name(name: str) -> str:
    """A file's own name, without anything that could lead out of its folder."""
    return _NO_NAME.sub("_", Path(name.replace("\\", "/")).name).lstrip(".")[:_LONGEST_NAME] or "templat.xlsx"


def control_name(number: int) -> str:
    """The control list's path in a download."""
    return f"kiriman-{number}-kontrol.csv"


def control_list(number: int, files: Sequence[MadeFile]) -> bytes:
    """What was sent, to be compared by whoever takes it: each file's hash, and its people by body. Names nobody."""
    told = io.StringIO(newline="")
    writer = csv.writer(told, delimiter=";", lineterminator="\r\n")
    writer.writerow(("KIRIMAN", "BERKAS", "JENIS", "BADAN", "ORANG", "SHA256"))
    for file in files:
        for body, people in sorted(file.by_body.items()):
            writer.writerow((number, file.name, file.kind.value, body, people, file.sha256))
        writer.writerow((number, file.name, file.kind.value, "JUMLAH", file.rows, file.sha256))
    return told.getvalue().encode("utf-8-sig")
