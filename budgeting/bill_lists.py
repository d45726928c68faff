"""A bill's list of people as a file: its sheets, what their columns hold, and its lines matched with people of ours."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from budgeting.models import Arrangement, Registration
from budgeting.rules.bill_list import Column, Guess, ListedPerson, UnreadCell, guess, read_line
from enrolment.models import Person
from enrolment.sheets import SheetHead, Workbook, open_workbook
from pemilu_bpjs import vault

_AT_ONCE = 2000
_MOST_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Layout:
    """The sheet that holds the list, by its place in the file; the header's last row; the columns."""

    sheet: int
    header_row: int
    columns: Mapping[Column, int]


@dataclass(frozen=True, slots=True)
class SheetGuess:
    """A sheet with what was made of it."""

    head: SheetHead
    guess: Guess


@dataclass(frozen=True, slots=True)
class ReadList:
    """The lines of a list, or the cells that keep it from being read (the first twenty)."""

    lines: tuple[ListedPerson, ...]
    faults: tuple[UnreadCell, ...]


def look(name: str, content: bytes) -> tuple[SheetGuess, ...]:
    """The visible sheets that hold anything, the likeliest first. Raises sheets.SheetError."""
    with open_workbook(name, content) as book:
        return _guesses(book)


def read(name: str, content: bytes, layout: Layout | None = None) -> ReadList | None:
    """All lines; without a layout as the file itself says, None where that has to be asked. Raises SheetError."""
    with open_workbook(name, content) as book:
        layout = layout or _sure(_guesses(book))
        return None if layout is None else _read(book, layout)


def _guesses(book: Workbook) -> tuple[SheetGuess, ...]:
    found = [SheetGuess(head, guess(head.rows)) for head in book.sheets if head.visible and head.row_count]
    return tuple(sorted(found, key=lambda each: (not each.guess.is_sure, -len(each.guess.columns), each.head.index)))


def _sure(guesses: Sequence[SheetGuess]) -> Layout | None:
    """Where exactly one sheet can be read without asking."""
    sure = [each for each in guesses if each.guess.is_sure]
    if len(sure) != 1:
        return None
    return Layout(sure[0].head.index, sure[0].guess.header_row, sure[0].guess.columns)


def _read(book: Workbook, layout: Layout) -> ReadList:
    lines: list[ListedPerson] = []
    faults: list[UnreadCell] = []
    for row in book.rows(layout.sheet):
        found = read_line(row, layout.columns) if row.number > layout.header_row else None
        if isinstance(found, ListedPerson):
            lines.append(found)
        elif found is not None and len(faults) < _MOST_FAULTS:
            faults.append(found)
    return ReadList(tuple(lines), tuple(faults))


def kpj_fp(number: str) -> bytes:
    """The fingerprint of a member number: its digits alone."""
    return vault.fingerprint("kpj", number)


@dataclass(frozen=True, slots=True)
class Matched:
    """A line with the person whom it names, None where nobody of this election bears its number."""

    line: ListedPerson
    person: int | None
    nik_fp: bytes | None
    kpj_fp: bytes | None


def matched(arrangement: Arrangement, lines: Iterable[ListedPerson]) -> Iterator[Matched]:
    """By NIK, else by member number, else by our own reference; a few statements for thousands of lines.

    Only people of the arrangement's own election are found: no list may ask after anybody else's.
    """
    nik_print, kpj_print = vault.fingerprinter("nik"), vault.fingerprinter("kpj")
    lines = tuple(lines)
    for start in range(0, len(lines), _AT_ONCE):
        some = lines[start : start + _AT_ONCE]
        niks = {line.nik: nik_print(line.nik) for line in some if line.nik}
        kpjs = {line.kpj: kpj_print(line.kpj) for line in some if line.kpj}
        by_nik = _by_nik(arrangement, niks.values())
        by_kpj = _registered(arrangement, "kpj_fp", kpjs.values(), bytes)
        by_reference = _registered(arrangement, "reference", {line.reference for line in some if line.reference}, str)
        for line in some:
            nik_fp, member_fp = niks.get(line.nik), kpjs.get(line.kpj)
            person = by_nik.get(nik_fp) or by_kpj.get(member_fp) or by_reference.get(line.reference)
            yield Matched(line, person, nik_fp, member_fp)


def _by_nik(arrangement: Arrangement, prints: Iterable[bytes]) -> dict[bytes | None, int]:
    rows = Person.objects.filter(nik_fp__in=list(prints), assignments__election=arrangement.election_id)
    return {bytes(fingerprint): pk for fingerprint, pk in rows.distinct().values_list("nik_fp", "pk")}


def _registered(
    arrangement: Arrangement, field: str, values: Iterable[Any], plain: Callable[[Any], Any]
) -> dict[Any, int]:
    rows = Registration.objects.filter(arrangement=arrangement, **{f"{field}__in": list(values)})
    return {plain(value): person for value, person in rows.values_list(field, "person")}
