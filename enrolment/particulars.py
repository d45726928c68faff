"""What a row says of a person, packed to be sealed and opened again; and the fingerprints by which it is found."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from enrolment.rules.raw_row import Cell
from enrolment.rules.roster_fields import PARTICULARS, Field
from enrolment.rules.roster_line import PlainLine
from enrolment.rules.roster_packing import encode, name_and_birth
from enrolment.rules.roster_rows import RosterRow
from pemilu_bpjs import vault

SEALED_PARTICULARS, SEALED_CELLS, SEALED_EDITS = "particulars", "roster-cells", "roster-edits"
"""The contexts of the seals: those of PersonRecord.sealed, RosterLine.sealed_cells and RosterLine.sealed_edits."""

_NEVER_IN_TEXT = "\x1f"


@dataclass(frozen=True, slots=True)
class KeptCells:
    """A row as it was sent: its cells, and what the headings above it say."""

    cells: tuple[Cell, ...]
    headings: Mapping[Field, str]


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
    return vault.fingerprint("name-birth", name_and_birth(name, born))


def content_fp(row: RosterRow | PlainLine, packed: bytes) -> bytes:
    """Equal as long as a row says the same of the person: his particulars and what stands beside them in the clear."""
    return vault.fingerprint("content", _content(row, packed))


class Fingerprints:
    """The same three, prepared for thousands of rows."""

    def __init__(self) -> None:
        self.nik = vault.fingerprinter("nik")
        self.name_birth = vault.fingerprinter("name-birth")
        """Of what roster_packing.name_and_birth gives."""
        self._content = vault.fingerprinter("content")

    def content(self, row: RosterRow | PlainLine, packed: bytes) -> bytes:
        return self._content(_content(row, packed))


def _content(row: RosterRow | PlainLine, packed: bytes) -> str:
    beside = (row.name, row.sex, row.civil, "member" if row.is_member else "")
    return _NEVER_IN_TEXT.join((packed.decode(), *beside))


def open_cells(blob: bytes) -> KeptCells:
    """Raises vault.VaultError."""
    cells, *headings = json.loads(vault.open_sealed(blob, SEALED_CELLS))
    said = {Field(name): text for name, text in headings[0].items()} if headings else {}
    return KeptCells(tuple(_cell(cell) for cell in cells), said)


def seal_edits(edits: Mapping[Field, str]) -> bytes:
    """Cells that were typed over in the review, by field."""
    return vault.seal(encode({str(each): text for each, text in edits.items()}), SEALED_EDITS)


def open_edits(blob: bytes | None) -> dict[Field, str]:
    """Nothing where nothing was edited. Raises vault.VaultError."""
    if blob is None:
        return {}
    return {Field(name): text for name, text in json.loads(vault.open_sealed(blob, SEALED_EDITS)).items()}


def _cell(kept: Any) -> Cell:
    if not isinstance(kept, dict):
        cell: Cell = kept
        return cell
    if "day" in kept:
        return datetime.date.fromisoformat(kept["day"])
    return datetime.datetime.fromisoformat(kept["moment"])
