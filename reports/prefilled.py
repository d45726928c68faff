"""Files that SIPP gives out with the people in them: wages and corrections. Only their editable columns are ours.

Nothing is reordered, no key is touched, and whoever is in the file without a change of ours stays as he is.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from budgeting.models import Arrangement
from enrolment.rules.raw_row import Cell, RawRow, text_of
from enrolment.sheets import SheetError, open_workbook
from reports.batch_making import MadeFile, Tally, safe_name
from reports.rules.sipp_layout import Kind, Layout
from reports.rules.sipp_layouts import LAYOUTS, recognised
from reports.rules.sipp_values import VALUES, Member
from reports.sending import Candidate, Candidates, keep_rows
from reports.sipp_books import fill_branch_file
from reports.writers.filled import Cell as Filled

_FOLDERS: Mapping[Kind, str] = {Kind.WAGE: "upah", Kind.CORRECTION: "koreksi"}
_LOOKED_AT = 20
# Where a row says whose it is, surest first.
_KEYS: tuple[tuple[str, str], ...] = (
    ("KPJ", "kpj"), ("NIK", "nik"), ("NOMOR_IDENTITAS", "nik"), ("NOMOR_PEGAWAI", "reference"),
    ("ID_PEGAWAI", "reference"), ("NO_PEGAWAI", "reference"),
)  # fmt: skip
_PHONES = ("08", "628")
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
                        below = tuple(each for each in book.rows(head.index) if each.number > row.number)
                        return Prefilled(safe_name(name), content, layout, head.name or "", below)
    except SheetError as fault:
        raise ValidationError({"file": str(fault)}) from fault
    known = ", ".join(layout.data_sheet for layout in LAYOUTS if layout.is_prefilled and layout.data_sheet)
    sentence = _("Ini bukan berkas upah atau koreksi dari SIPP (%(sheets)s). Unduh dari SIPP, lalu unggah di sini.")
    raise ValidationError({"file": sentence % {"sheets": known}})


class PrefilledFile:
    """The one file of a batch of changes, as batches ask for it: its people are those found in it."""

    def __init__(
        self, given: Prefilled, arrangement: Arrangement, found: Candidates, number: int, tally: Tally
    ) -> None:
        self._given, self._found, self._number, self._tally = given, found, number, tally

    def __iter__(self) -> Iterator[MadeFile]:
        matched = list(self._matched())
        if not matched:
            return
        kind = self._given.layout.kind
        by_body = Counter(candidate.body for _row, candidate in matched)
        self._tally.sent.update({(kind, body): people for body, people in by_body.items()})
        keep_rows([self._found.place(candidate, 1, row.number) for row, candidate in matched])
        content = fill_branch_file(self._given.content, self._given.sheet, self._cells(matched))
        yield MadeFile(
            kind=kind,
            part=1,
            layout=self._given.layout.code,
            name=f"kiriman-{self._number}-{_FOLDERS[kind]}-01/{self._given.name}",
            rows=len(matched),
            sha256=hashlib.sha256(content).hexdigest(),
            by_body=by_body,
            content=content,
        )

    def _matched(self) -> Iterator[tuple[RawRow, Candidate]]:
        """Each row of somebody of whom there is something new, with him; nobody twice."""
        known = {
            (value, getattr(candidate.member, value)): candidate
            for candidate in self._found
            if candidate.kind is self._given.layout.kind and not candidate.codes
            for value in ("kpj", "nik", "reference")
        }
        headers, seen = self._given.layout.headers, set()
        keys = [(headers.index(header), value) for header, value in _KEYS if header in headers]
        for row in self._given.rows:
            found = (known.get((value, _cell(row.cells, place))) for place, value in keys if _cell(row.cells, place))
            candidate = next((each for each in found if each is not None), None)
            if candidate is not None and candidate.place not in seen:
                seen.add(candidate.place)
                yield row, candidate

    def _cells(self, matched: list[tuple[RawRow, Candidate]]) -> Iterator[Filled]:
        for row, candidate in matched:
            for place, column in enumerate(self._given.layout.columns):
                if column.is_editable and (
                    text := _new_text(column.header, column.value, candidate.member, row, place)
                ):
                    yield row.number, place + 1, text


def _new_text(header: str, value: str, member: Member, row: RawRow, place: int) -> str:
    """What we write; "" leaves the cell as it came."""
    if header == _BACK_PAY:
        return "" if _cell(row.cells, place) else _NO_BACK_PAY
    text = VALUES[value](member) if value else ""
    return "" if value == "phone" and not text.startswith(_PHONES) else text


def _cell(cells: tuple[Cell, ...], place: int) -> Any:
    return text_of(cells[place]) if place < len(cells) else ""
