"""What a row says of a person, packed to be sealed and opened again; and the fingerprints by which it is found."""

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from enrolment.rules.names import comparable_person
from enrolment.rules.raw_row import Cell
from enrolment.rules.roster_fields import PARTICULARS, Field
from enrolment.rules.roster_rows import RosterRow
from pemilu_bpjs import vault

SEALED_PARTICULARS, SEALED_CELLS, SEALED_EDITS = "particulars", "roster-cells", "roster-edits"
"""The contexts of the seals: those of PersonRecord.sealed, RosterLine.sealed_cells and RosterLine.sealed_edits."""

_TEXTS = tuple(each.value for each in PARTICULARS if each is not Field.BIRTH_DATE)
_KEYS = tuple(f'"{name}":' for name in _TEXTS)
_texts_of = attrgetter(*_TEXTS)
_quoted = json.encoder.encode_basestring
_NEVER_IN_TEXT = "\x1f"


@dataclass(frozen=True, slots=True)
class KeptCells:
    """A row as it was sent: its cells, and what the headings above it say."""

    cells: tuple[Cell, ...]
    headings: Mapping[Field, str]


def pack(row: RosterRow) -> bytes:
    """Canonical: equal particulars give equal bytes. What the row does not say is left out."""
    # Put together by hand: for each of thousands of rows that is half of what an encoder takes.
    said = [key + _quoted(text) for key, text in zip(_KEYS, _texts_of(row), strict=True) if text]
    if row.birth_date is not None:
        said.append(f'"birth_date":"{row.birth_date.isoformat()}"')
    return f"{{{','.join(said)}}}".encode()


def unpack(packed: bytes) -> dict[Field, Any]:
    """Every one of PARTICULARS: texts, "" where nothing was said; the birth date as a date or None."""
    said = json.loads(packed)
    found: dict[Field, Any] = {each: said.get(each.value, "") for each in PARTICULARS}
    born = found[Field.BIRTH_DATE]
    found[Field.BIRTH_DATE] = datetime.date.fromisoformat(born) if born else None
    return found


def open_particulars(blob: bytes) -> dict[Field, Any]:
    """The particulars in a seal of PersonRecord or RosterLine. Raises vault.VaultError."""
    return unpack(vault.open_sealed(blob, SEALED_PARTICULARS))


def nik_fp(nik: str) -> bytes:
    """The fingerprint of a NIK: 16 digits, nothing else."""
    return vault.fingerprint("nik", nik)


def name_birth_fp(name: str, born: datetime.date) -> bytes:
    """The fingerprint by which one person under two NIKs is found; titles and usual spellings make no difference."""
    return vault.fingerprint("name-birth", _name_and_birth(name, born))


def content_fp(row: RosterRow, packed: bytes) -> bytes:
    """Equal as long as a row says the same of the person: his particulars and what stands beside them in the clear."""
    return vault.fingerprint("content", _content(row, packed))


class Fingerprints:
    """The same three, prepared for thousands of rows."""

    def __init__(self) -> None:
        self.nik = vault.fingerprinter("nik")
        self._name_birth = vault.fingerprinter("name-birth")
        self._content = vault.fingerprinter("content")

    def name_birth(self, name: str, born: datetime.date) -> bytes:
        return self._name_birth(_name_and_birth(name, born))

    def content(self, row: RosterRow, packed: bytes) -> bytes:
        return self._content(_content(row, packed))


def _name_and_birth(name: str, born: datetime.date) -> str:
    return f"{comparable_person(name)}|{born.isoformat()}"


def _content(row: RosterRow, packed: bytes) -> str:
    beside = (row.name, row.sex, row.civil, "member" if row.is_member else "")
    return _NEVER_IN_TEXT.join((packed.decode(), *beside))


def pack_cells(cells: Sequence[Cell], headings: Mapping[Field, str]) -> bytes:
    """A row's cells without the blank ones at its end, and its headings."""
    last = len(cells)
    while last and cells[last - 1] in ("", None):
        last -= 1
    return _encode([cells[:last], dict(headings)] if headings else [cells[:last]])


def open_cells(blob: bytes) -> KeptCells:
    """Raises vault.VaultError."""
    cells, *headings = json.loads(vault.open_sealed(blob, SEALED_CELLS))
    said = {Field(name): text for name, text in headings[0].items()} if headings else {}
    return KeptCells(tuple(_cell(cell) for cell in cells), said)


def seal_edits(edits: Mapping[Field, str]) -> bytes:
    """Cells that were typed over in the review, by field."""
    return vault.seal(_encode({str(each): text for each, text in edits.items()}), SEALED_EDITS)


def open_edits(blob: bytes | None) -> dict[Field, str]:
    """Nothing where nothing was edited. Raises vault.VaultError."""
    if blob is None:
        return {}
    return {Field(name): text for name, text in json.loads(vault.open_sealed(blob, SEALED_EDITS)).items()}


def _plain(value: object) -> Any:
    """JSON of what it has no word for: days and times of a workbook."""
    if isinstance(value, datetime.datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, datetime.date):
        return {"day": value.isoformat()}
    if isinstance(value, datetime.time | datetime.timedelta):
        return str(value)
    raise TypeError(f"a cell holds {type(value).__name__}")


def _cell(kept: Any) -> Cell:
    if not isinstance(kept, dict):
        cell: Cell = kept
        return cell
    if "day" in kept:
        return datetime.date.fromisoformat(kept["day"])
    return datetime.datetime.fromisoformat(kept["moment"])


_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain)


def _encode(value: object) -> bytes:
    return _encoder.encode(value).encode("utf-8", "replace")
