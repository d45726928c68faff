"""What a row says, packed for its seal; and the texts of which fingerprints are made. No key is known here."""

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from enrolment.rules.names import comparable_person
from enrolment.rules.raw_row import Cell
from enrolment.rules.roster_fields import PARTICULARS, Field
from enrolment.rules.roster_problems import Problem
from enrolment.rules.roster_rows import RosterRow

NO_PROBLEMS = "[]"

Said = TypeVar("Said", str, int, str | None, str | int)

_TEXTS = tuple(each.value for each in PARTICULARS if each is not Field.BIRTH_DATE)
_KEYS = tuple(f'"{name}":' for name in _TEXTS)
_texts_of = attrgetter(*_TEXTS)
_quoted = json.encoder.encode_basestring


def pack(row: RosterRow) -> bytes:
    """Canonical: equal particulars give equal bytes. What the row does not say is left out."""
    # Put together by hand: for each of thousands of rows that is half of what an encoder takes.
    said = [key + _quoted(text) for key, text in zip(_KEYS, _texts_of(row), strict=True) if text]
    if row.birth_date is not None:
        said.append(f'"birth_date":"{row.birth_date.isoformat()}"')
    return f"{{{','.join(said)}}}".encode()


def pack_cells(cells: Sequence[Cell], headings: Mapping[Field, str]) -> bytes:
    """A row's cells without the blank ones at its end, and its headings."""
    last = len(cells)
    while last and cells[last - 1] in ("", None):
        last -= 1
    said: list[object] = [cells[:last]]
    return encode([*said, dict(headings)] if headings else said)


def name_and_birth(name: str, born: datetime.date) -> str:
    """Equal for one person under two NIKs; titles and usual spellings make no difference."""
    return f"{comparable_person(name)}|{born.isoformat()}"


def kept(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems as a line keeps them."""
    return [
        {
            "code": each.code,
            "field": each.field,
            "value": storable(each.value),
            "particulars": {name: storable(said) for name, said in each.particulars.items()},
        }
        for each in problems
    ]


def problems_to_json(problems: Sequence[Problem]) -> str:
    """The same as the text of a JSON column."""
    return json.dumps(kept(problems), ensure_ascii=False) if problems else NO_PROBLEMS


def storable(said: Said) -> Said:
    """PostgreSQL takes every character but NUL."""
    return said.replace("\x00", "") if isinstance(said, str) else said


def encode(value: object) -> bytes:
    """JSON without spaces; half a character, which no encoding knows, becomes a question mark."""
    return _encoder.encode(value).encode("utf-8", "replace")


def _plain(value: object) -> Any:
    """JSON of what it has no word for: days and times of a workbook."""
    if isinstance(value, datetime.datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, datetime.date):
        return {"day": value.isoformat()}
    return str(value)


_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain)
