"""A placed row → everything that its line says: for every row of a file in turn, or for one that was edited."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from enrolment import mapping
from enrolment.clashing import seat_rows
from enrolment.lookups import lookups_for
from enrolment.models import RosterLine, RosterUpload
from enrolment.particulars import open_cells, open_edits
from enrolment.roster_lines import LineColumns, LineMaker
from enrolment.rules.raw_row import NUMBERS, RawRow
from enrolment.rules.roster_cells import field_taker
from enrolment.rules.roster_clashes import Key, SeatRow
from enrolment.rules.roster_fields import DATES, Field
from enrolment.rules.roster_line import PlainLine, RowRules
from enrolment.rules.roster_lookups import Lookups
from enrolment.rules.roster_rows import PlacedRow, SheetLayout
from enrolment.rules.roster_settled import Settled, Settling
from enrolment.rules.roster_settled import from_json as settled_from_json
from enrolment.rules.unit_seats import SeatLaw
from enrolment.standing import seat_law

_SETTLING = (Field.NIK, Field.BIRTH, *sorted(DATES))
_LEAST_NIK = 10**6  # numbers below are those of columns, or counts of people: nothing that Excel has eaten


class CheckedRow(NamedTuple):
    """A row's line, and what it was made of."""

    columns: LineColumns
    said: PlainLine


class RowChecker:
    """Built once for many rows: law, places and words are fetched, and each sheet's columns prepared."""

    def __init__(self, rules: RowRules, law: SeatLaw) -> None:
        self.law, self.rules = law, rules
        self.maker = LineMaker(law)

    @property
    def lookups(self) -> Lookups:
        return self.rules.lookups

    def check(self, sheet: int, placed: PlacedRow, edits: Mapping[Field, str]) -> CheckedRow:
        said = self.rules.line(sheet, placed, edits)
        return CheckedRow(self.maker.columns(said), said)


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A line's row as it was sent, and what was typed over it since."""

    placed: PlacedRow
    edits: dict[Field, str]


def kept_row(line: RosterLine) -> KeptRow:
    """Opens a line's seals. Raises vault.VaultError."""
    kept = open_cells(line.sealed_cells)
    return KeptRow(PlacedRow(line.row, kept.cells, kept.headings), open_edits(line.sealed_edits))


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A line of an earlier check that stays: a cell of it was typed over, or its people stand (then it has a seat)."""

    pk: int
    edits: dict[Field, str]
    seat: SeatRow | None


def kept_lines(upload: RosterUpload, law: SeatLaw) -> dict[Key, KeptLine]:
    """What of an upload outlives a check of its file from the beginning."""
    lines = RosterLine.objects.filter(upload=upload).exclude(accepted_at=None, sealed_edits=None)
    found = list(lines.values_list("pk", "sheet", "row", "sealed_edits", "accepted_at"))
    if not found:
        return {}
    seats = {row.key: row for row in seat_rows(upload, law)}
    return {
        (sheet, row): KeptLine(pk, open_edits(edits), seats[sheet, row] if accepted_at else None)
        for pk, sheet, row, edits, accepted_at in found
    }


def checker_of(upload: RosterUpload) -> RowChecker:
    """For rows of an upload that was checked before: its columns and dates were settled then."""
    layout = mapping.layout_of(upload)
    settled = settled_from_json(upload.settled)
    return RowChecker(RowRules(layout, settled, lookups_of(upload)), seat_law(upload.election))


def lookups_of(upload: RosterUpload) -> Lookups:
    """What the upload's rows are held against, the words of its sender included."""
    remembered = mapping.recall_words(office=upload.office, institution=upload.institution, election=upload.election)
    return lookups_for(
        election=upload.election,
        institution=upload.institution or None,
        region=upload.region,
        body=upload.body,
        words={**remembered, **words_from_json(upload.words)},
    )


def words_from_json(kept: Mapping[str, Mapping[str, str]]) -> dict[tuple[Field, str], str]:
    """Meanings as an upload keeps them, by field and word: {"position": {"pamsung": "linmas"}}."""
    return {(Field(field), word): meaning for field, words in kept.items() for word, meaning in words.items()}


def words_to_json(words: Mapping[tuple[Field, str], str]) -> dict[str, dict[str, str]]:
    """What `words_from_json` takes."""
    kept: dict[str, dict[str, str]] = {}
    for (field, word), meaning in words.items():
        kept.setdefault(str(field), {})[word] = meaning
    return kept


class ColumnWatch:
    """Sees a sheet's rows go by, and knows afterwards what its columns tell as a whole."""

    def __init__(self, sheet: SheetLayout) -> None:
        columns = {field: place for field in _SETTLING if (place := sheet.columns.get(field)) is not None}
        self._take = field_taker(replace(sheet, columns=columns, body=""))
        self._first = sheet.header_rows[-1] if sheet.header_rows else 0
        self._settling = Settling()

    def passing(self, rows: Iterable[RawRow]) -> Iterator[RawRow]:
        """The same rows."""
        take, look = self._take, self._settling.look
        for row in rows:
            if row.number > self._first and any(row.cells):
                fields = take(PlacedRow(row.number, row.cells))
                nik = fields.get(Field.NIK)
                if not isinstance(nik, NUMBERS) or nik >= _LEAST_NIK:
                    look(fields)
            yield row

    def settled(self) -> Settled:
        """By the rows that went by so far."""
        return self._settling.settled()


def at_first_sight(sheet: SheetLayout, beginning: Iterable[RawRow]) -> Settled:
    """What a sheet's first rows make of its columns; the others nearly always agree."""
    watch = ColumnWatch(sheet)
    deque(watch.passing(beginning), maxlen=0)
    return watch.settled()
