"""One cell for the unit taken apart: "Suka Raja / TPS 004", "3/TPS 004", "Simpang / Lubar", "KPPS TPS 03 Desa Lubar".

Which part is what, its own word says, else the column's header.
"""

import re

from enrolment.rules.roster_columns import header_words
from enrolment.rules.roster_fields import Field
from enrolment.rules.roster_headings import body_in, places_in
from enrolment.rules.roster_rows import SheetLayout

_TPS = re.compile(r"\btps\b\W*(?:no\w*\W*)?(\d{1,3})\b", re.IGNORECASE)
_BETWEEN = re.compile(r"[/;|,]| [-–] ")
_LONGEST = 200
_LEVEL_WORDS = (
    (Field.KECAMATAN, re.compile(r"\bkec\w*|\bdistrik\b")),
    (Field.DESA, re.compile(r"\b(?:desa|ds|kel|kelurahan|nagari|pekon|gampong)\b")),
    (Field.TPS, re.compile(r"\btps\b")),
)
_UNTOLD = (Field.DESA,)


def order_of(layout: SheetLayout) -> tuple[Field, ...]:
    """In which order the sheet's column of units names kecamatan and desa, by its header: "Kecamatan / Desa"."""
    place = layout.columns.get(Field.UNIT, -1)
    words = header_words(layout.headers[place]) if 0 <= place < len(layout.headers) else ""
    found = [(match.start(), field) for field, pattern in _LEVEL_WORDS if (match := pattern.search(words))]
    return tuple(field for _start, field in sorted(found)) or _UNTOLD


def unit_parts(text: str, order: tuple[Field, ...] = _UNTOLD) -> dict[Field, str]:
    """Kecamatan, desa, TPS and body that a cell names; what bears no word of its own stands in the header's order.

    A number beside a TPS ("3/TPS 004") is its RW or dusun and no part of the unit.
    """
    found: dict[Field, str] = {}
    text = " ".join(text[:_LONGEST].split())
    tps = _TPS.search(text)
    if tps:
        found[Field.TPS] = tps[1]
        text = f"{text[: tps.start()]}/{text[tps.end() :]}"
    for part in _BETWEEN.split(text):
        _take(part.strip(" .:()"), order, found)
    return found


def _take(part: str, order: tuple[Field, ...], found: dict[Field, str]) -> None:
    if part.isdecimal():
        if Field.TPS in order:
            found.setdefault(Field.TPS, part)
    elif part:
        body = body_in(part)
        told = places_in(part) | ({Field.BODY: body} if body else {})
        if not told:
            free = [field for field in order if field is not Field.TPS and field not in found]
            told = {free[0]: part} if free else {}
        found.update(told)
