"""An arrangement's delta as SIPP files: who goes into which file and row, who is held back, and the control list."""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from budgeting.models import Arrangement, WorkLocation
from reports.rules.sipp_layout import Kind, Layout, file_name
from reports.rules.sipp_layouts import CURRENT
from reports.rules.sipp_values import Member, row_writer
from reports.sending import Candidate, Candidates, Row, keep_rows
from reports.writers.sipp import sipp_file

_FOLDERS: Mapping[Kind, str] = {Kind.NEW: "bagian", Kind.CONTINUING: "lanjutan", Kind.LEAVER: "nonaktif"}
WRITTEN = tuple(_FOLDERS)
"""Kinds of files that we write whole; the others come prefilled from SIPP."""

_FIRST_ROW = 2  # below the header


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
        self._arrangement, self._found, self._number, self._tally = arrangement, found, number, tally
        self._locations = tuple(WorkLocation.objects.all().current().order_by("code").values_list("name", "code"))
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
        part, layout = self._parts[kind], CURRENT[kind]
        keep_rows(self._rows(people, part))
        content = sipp_file(layout, _cells(layout, [each.member for each in people]), self._locations)
        return MadeFile(
            kind=kind,
            part=part,
            layout=layout.code,
            name=self._name(layout, part),
            rows=len(people),
            sha256=hashlib.sha256(content).hexdigest(),
            by_body=Counter(each.body for each in people),
            content=content,
        )

    def _rows(self, people: Sequence[Candidate], part: int) -> list[Row]:
        return [self._found.place(each, part, row) for row, each in enumerate(people, _FIRST_ROW)]

    def _name(self, layout: Layout, part: int) -> str:
        office = self._arrangement.office
        folder = f"kiriman-{self._number}-{_FOLDERS[layout.kind]}-{part:02d}"
        return f"{folder}/{file_name(layout, office.npp if office is not None else '')}"


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


def _cells(layout: Layout, people: Sequence[Member]) -> Iterator[tuple[str, ...]]:
    write = row_writer(layout.values)
    return (write(member) for member in people)
