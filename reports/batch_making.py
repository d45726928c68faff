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
    """Writes files as people come: those of one kind until a file is full, so that memory holds one file of each."""

    def __init__(self, arrangement: Arrangement, found: Candidates, number: int, tally: Tally) -> None:
        self._found, self._number, self._tally = found, number, tally
        self._books = Books(arrangement)
        self._parts: Counter[Kind] = Counter()
        self._waiting: dict[Kind, list[Candidate]] = {kind: [] for kind in _FOLDERS}

    def __iter__(self) -> Iterator[MadeFile]:
        for candidate in self._found:
            if not self._tally.add(candidate):
                continue
            waiting = self._waiting[candidate.kind]
            waiting.append(candidate)
            if len(waiting) == CURRENT[candidate.kind].max_rows:
                yield self._written(candidate.kind)
        yield from [self._written(kind) for kind, waiting in self._waiting.items() if waiting]

    def _written(self, kind: Kind) -> MadeFile:
        people, self._waiting[kind] = self._waiting[kind], []
        self._parts[kind] += 1
        part = self._parts[kind]
        keep_rows(self._rows(kind, people, part))
        content = self._books.book(kind, [each.member for each in people])
        return MadeFile(
            kind=kind,
            part=part,
            layout=self._books.layout(kind),
            name=f"kiriman-{self._number}-{_FOLDERS[kind]}-{part:02d}/{self._books.name(kind)}",
            rows=len(people),
            sha256=hashlib.sha256(content).hexdigest(),
            by_body=Counter(each.body for each in people),
            content=content,
        )

    def _rows(self, kind: Kind, people: Sequence[Candidate], part: int) -> list[Row]:
        return [self._found.place(each, part, row) for row, each in enumerate(people, self._books.first_row(kind))]


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
