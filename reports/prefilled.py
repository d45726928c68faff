"""Files that SIPP gives out with the people in them: wages and corrections. Only their editable columns are ours.

Nothing is reordered, no key is touched, and whoever is in the file without a change of ours stays as he is. What every
row came to is told (reports/rules/prefilled_rows.py).
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from budgeting.models import Arrangement, Registration
from enrolment.rules.raw_row import Cell, RawRow, is_blank, text_of
from enrolment.sheets import SheetError, open_workbook
from pemilu_bpjs import vault
from reports.batch_making import MadeFile, Tally, safe_name
from reports.rules.answer_row import read_kpj
from reports.rules.prefilled_rows import RowOutcome, beyond, outcome_of, takes_phone
from reports.rules.sipp_layout import Kind, Layout
from reports.rules.sipp_layouts import CURRENT, LAYOUTS, recognised
from reports.rules.sipp_values import VALUES, Member
from reports.sending import KPJ, Candidate, Candidates, keep_rows
from reports.sipp_books import fill_branch_file
from reports.writers.filled import Cell as Filled

_FOLDERS: Mapping[Kind, str] = {Kind.WAGE: "upah", Kind.CORRECTION: "koreksi"}
_LOOKED_AT = 20
_AT_ONCE = 2_000
# Where a row says whose it is, and by which field we know him.
_REFERENCE, _NIK, _KPJ = "reference", "person__nik_fp", "kpj_fp"
_KEYS: Mapping[str, str] = {
    "KPJ": _KPJ,
    "NIK": _NIK,
    "NOMOR_IDENTITAS": _NIK,
    "NOMOR_PEGAWAI": _REFERENCE,
    "ID_PEGAWAI": _REFERENCE,
    "NO_PEGAWAI": _REFERENCE,
}
_BACK_PAY, _NO_BACK_PAY = "RAPEL", "0"


@dataclass(frozen=True, slots=True)
class Prefilled:
    """A file as SIPP gave it: which layout it is in, where its header stands, and its rows below that."""

    name: str
    content: bytes
    layout: Layout
    sheet: str
    rows: tuple[RawRow, ...]


def read_prefilled(name: str, content: bytes) -> Prefilled:
    """Raises ValidationError (a sentence under `file`)."""
    try:
        with open_workbook(name, content) as book:
            for head in book.sheets:
                for row in head.rows[:_LOOKED_AT] if head.visible else ():
                    layout = recognised([text_of(cell) for cell in row.cells])
                    if layout is not None and layout.is_prefilled:
                        below = [each for each in book.rows(head.index) if each.number > row.number]
                        below = [each for each in below if not all(map(is_blank, each.cells))]
                        return Prefilled(safe_name(name), content, layout, head.name or "", tuple(below))
    except SheetError as fault:
        raise ValidationError({"file": str(fault)}) from fault
    known = ", ".join(layout.data_sheet for layout in LAYOUTS if layout.is_prefilled and layout.data_sheet)
    sentence = _("Ini bukan berkas upah atau koreksi dari SIPP (%(sheets)s). Unduh dari SIPP, lalu unggah di sini.")
    raise ValidationError({"file": sentence % {"sheets": known}})


@dataclass(frozen=True, slots=True)
class RowTold:
    """What one row came to. `codes`: why its person is held back, or our values that the file has otherwise.

    `assignment`: the seat of whom it is about, where that is known.
    """

    row: int
    outcome: RowOutcome
    codes: tuple[str, ...] = ()
    assignment: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All rows of a file, and the seats of those of whom there is something to tell and no row in it."""

    kind: Kind
    rows: tuple[RowTold, ...] = ()
    missing: tuple[int, ...] = ()


@dataclass(slots=True)
class Filling:
    """One file to be filled, as batches ask for writers; `report` is that of the last time it was."""

    given: Prefilled
    report: Report = field(init=False)

    def __post_init__(self) -> None:
        self.report = Report(self.given.layout.kind)

    def __call__(self, arrangement: Arrangement, found: Candidates, number: int, tally: Tally) -> Iterator[MadeFile]:
        matched, self.report = _Matching(self.given, arrangement, found).done()
        if matched:
            yield _written(self.given, found, number, tally, matched)


_Match = tuple[RawRow, Candidate]


def _written(given: Prefilled, found: Candidates, number: int, tally: Tally, matched: list[_Match]) -> MadeFile:
    kind = given.layout.kind
    by_body = Counter(candidate.body for _row, candidate in matched)
    tally.sent.update({(kind, body): people for body, people in by_body.items()})
    keep_rows([found.place(candidate, 1, row.number) for row, candidate in matched])
    content = fill_branch_file(given.content, given.sheet, _cells(given.layout, matched))
    return MadeFile(
        kind=kind,
        part=1,
        layout=given.layout.code,
        name=f"kiriman-{number}-{_FOLDERS[kind]}-01/{given.name}",
        rows=len(matched),
        sha256=hashlib.sha256(content).hexdigest(),
        by_body=by_body,
        content=content,
    )


class _Matching:
    """Whose each row is, by what BPJS knows them by, and what of them is new."""

    def __init__(self, given: Prefilled, arrangement: Arrangement, found: Candidates) -> None:
        kind = given.layout.kind
        self._given = given
        self._changed = {each.registration: each for each in found if each.kind is kind}
        headers = [column.header for column in given.layout.columns]
        self._places = [(place, _KEYS[header]) for place, header in enumerate(headers) if header in _KEYS]
        self._nik_fp, self._kpj_fp = vault.fingerprinter("nik"), vault.fingerprinter(KPJ)
        self._keys = [self._keys_of(row) for row in given.rows]
        self._members = _members(arrangement, self._keys)
        self._editable = _editable(given.layout)

    def done(self) -> tuple[list[_Match], Report]:
        matched: list[_Match] = []
        told: list[RowTold] = []
        seen: dict[int, int] = {}
        is_held = {key: bool(each.codes) for key, each in self._changed.items() if key is not None}
        for row, keys in zip(self._given.rows, self._keys, strict=True):
            named = [self._members[key] for key in keys if key in self._members]
            outcome = outcome_of(named, seen, is_held)
            candidate = self._changed.get(named[0]) if len(set(named)) == 1 else None
            if candidate is not None and outcome is RowOutcome.WRITTEN:
                matched.append((row, candidate))
            if len(set(named)) == 1:
                seen.setdefault(named[0], row.number)
            told.append(self._told(row, outcome, candidate))
        missing = (each.assignment_id for key, each in self._changed.items() if key not in seen and not each.codes)
        return matched, Report(self._given.layout.kind, tuple(told), tuple(missing))

    def _told(self, row: RawRow, outcome: RowOutcome, candidate: Candidate | None) -> RowTold:
        if candidate is None:
            return RowTold(row.number, outcome)
        codes: tuple[str, ...] = ()
        if outcome is RowOutcome.HELD:
            codes = candidate.codes
        elif outcome is RowOutcome.WRITTEN and self._given.layout.kind is Kind.CORRECTION:
            codes = beyond(self._given.layout, self._editable, row.cells, candidate.member)
        return RowTold(row.number, outcome, codes, candidate.assignment_id)

    def _keys_of(self, row: RawRow) -> list[tuple[str, Any]]:
        found = ((name, self._key(name, _cell(row.cells, place))) for place, name in self._places)
        return [(name, value) for name, value in found if value]

    def _key(self, name: str, cell: Cell) -> Any:
        if name == _REFERENCE:
            return text_of(cell).upper()
        if name == _KPJ:
            number = read_kpj(cell)
            return self._kpj_fp(number) if number else None
        digits = text_of(cell).strip("' ")
        return self._nik_fp(digits) if digits else None


def _members(arrangement: Arrangement, keys: Sequence[Sequence[tuple[str, Any]]]) -> dict[tuple[str, Any], int]:
    """The registration that each key names: a question for each field and some thousand keys, never one a row."""
    wanted: defaultdict[str, set[Any]] = defaultdict(set)
    for name, value in (key for row in keys for key in row):
        wanted[name].add(value)
    found: dict[tuple[str, Any], int] = {}
    own = Registration.objects.filter(arrangement=arrangement)
    for name, values in wanted.items():
        every = list(values)
        for start in range(0, len(every), _AT_ONCE):
            some = own.filter(Q((f"{name}__in", every[start : start + _AT_ONCE])))
            for key, pk in some.values_list(name, "pk"):
                found[name, key if isinstance(key, str) else bytes(key)] = pk
    return found


def _editable(layout: Layout) -> frozenset[str]:
    """What may be edited in the current form of a file may be so in a shorter one of its kind."""
    return frozenset(column.header for column in CURRENT[layout.kind].columns if column.is_editable)


def _cells(layout: Layout, matched: Sequence[_Match]) -> Iterator[Filled]:
    editable = _editable(layout)
    for row, candidate in matched:
        for place, column in enumerate(layout.columns):
            if column.header not in editable:
                continue
            if text := _new_text(column.header, column.value, candidate.member, _cell(row.cells, place)):
                yield row.number, place + 1, text


def _new_text(header: str, value: str, member: Member, cell: Cell) -> str:
    """What we write; "" leaves the cell as it came."""
    if header == _BACK_PAY:
        return "" if text_of(cell) else _NO_BACK_PAY
    text = VALUES[value](member) if value else ""
    return "" if value == "phone" and not takes_phone(text) else text


def _cell(cells: tuple[Cell, ...], place: int) -> Cell:
    return cells[place] if place < len(cells) else None
