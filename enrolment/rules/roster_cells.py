"""A placed row → its cells by field: combined cells taken apart, headings filled in where the row itself is silent."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import itemgetter

from enrolment.rules.raw_row import Cell, is_blank, text_of
from enrolment.rules.roster_columns import beside_sex, sex_of
from enrolment.rules.roster_fields import COMBINED, Field
from enrolment.rules.roster_rows import PlacedRow, SheetLayout
from enrolment.rules.roster_units import order_of, unit_parts

Row = dict[Field, Cell]

_DIGIT = re.compile(r"\d")
_DATE_THEN_PLACE = re.compile(
    r"(\d{1,2}[\s/.-]+(?:\d{1,2}|[A-Za-z]{3,9})[\s/.-]+\d{2,4})[\s,;/|]+([^\W\d].*)", re.DOTALL
)
_BETWEEN_DAYS = re.compile(
    r"\s*(?:\bs\s*[./]?\s*d\b\.?|\bsampai(?:\s+dengan)?\b|\bhingga\b|[–—]|\s-\s)\s*", re.IGNORECASE
)
_TPS_BESIDE = re.compile(r"\btps\b\W*(?:no\w*\W*)?(\d{1,3})\b", re.IGNORECASE)
TICKS = frozenset("√ ✓ ✔ ☑ v x 1 ya *".split())
"""What marks one of two columns, in small letters."""
_NO_TICKS = frozenset(("", "-", "–", "0"))
_EDGES = " ,;/|.:()-\t\n"


def field_taker(sheet: SheetLayout) -> Callable[[PlacedRow], Row]:
    """What takes the fields of the rows of one sheet; prepared once, then quick for each of 170,000 rows.

    Fields without a column and without a heading are absent; a blank cell is given as it is.
    """
    plain = {field: place for field, place in sheet.columns.items() if field not in COMBINED}
    width = max(sheet.columns.values(), default=-1) + 1
    fields, cells_of = tuple(plain), _getter(plain.values())
    finish = _finishers(sheet)

    def take(placed: PlacedRow) -> Row:
        cells = placed.cells
        if len(cells) < width:
            cells = (*cells, *(None,) * (width - len(cells)))
        row: Row = dict(zip(fields, cells_of(cells), strict=True))
        for each in finish:
            each(row, cells)
        if placed.headings:
            _fill(row, placed.headings.items())
        return row

    return take if not sheet.body else _with_body(take, sheet.body)


def take_fields(placed: PlacedRow, sheet: SheetLayout) -> Row:
    """The fields of one row; for many rows of a sheet prepare a `field_taker`."""
    return field_taker(sheet)(placed)


def split_birth(cell: Cell) -> tuple[str | None, Cell]:
    """Place and date in a cell for both; place None where the cell is blank or holds a date alone.

    What follows the place is given as the date even where it is none: "Muaradua, 30-02-1991".
    """
    if not isinstance(cell, str):
        return None, "" if cell is None else cell
    text = cell.strip()
    turned = _DATE_THEN_PLACE.fullmatch(text)
    if turned:
        return turned[2].strip(_EDGES), turned[1]
    digit = _DIGIT.search(text)
    if digit:
        place, date = text[: digit.start()], text[digit.start() :]
    else:
        place, _comma, date = text.rpartition(",") if "," in text else (text, "", "")
    return place.strip(_EDGES) or None, date.strip(_EDGES)


def split_period(cell: Cell) -> tuple[Cell, Cell]:
    """First and last day in a cell for both: "25-01-2024 s.d. 25-02-2024"."""
    if not isinstance(cell, str):
        return cell, None
    first, *rest = _BETWEEN_DAYS.split(text_of(cell), maxsplit=1)
    return first.strip(), rest[0].strip() if rest else ""


Finisher = Callable[[Row, tuple[Cell, ...]], None]


def _finishers(sheet: SheetLayout) -> tuple[Finisher, ...]:
    """What a sheet's rows need beyond their plain cells; mostly nothing."""
    columns = sheet.columns
    found: list[Finisher] = []
    if Field.BIRTH in columns:
        found.append(_birth(columns[Field.BIRTH]))
    if Field.UNIT in columns:
        found.append(_unit(columns[Field.UNIT], order_of(sheet)))
    if Field.TPS in columns:
        found.append(_tps())
    if Field.START in columns and columns[Field.START] == columns.get(Field.END):
        found.append(_period)
    sex = columns.get(Field.SEX, -1)
    if (other := beside_sex(sheet.headers, sex)) is not None:
        found.append(_ticked_sex(sex_of(sheet.headers[sex]), other, sex_of(sheet.headers[other])))
    return tuple(found)


def _birth(place: int) -> Finisher:
    def finish(row: Row, cells: tuple[Cell, ...]) -> None:
        where, day = split_birth(cells[place])
        if where is not None and is_blank(row.get(Field.BIRTH_PLACE)):
            row[Field.BIRTH_PLACE] = where
        if is_blank(row.get(Field.BIRTH_DATE)):
            row[Field.BIRTH_DATE] = day

    return finish


def _unit(place: int, order: tuple[Field, ...]) -> Finisher:
    parts_of = lru_cache(maxsize=None)(lambda text: unit_parts(text, order))  # units repeat from row to row

    def finish(row: Row, cells: tuple[Cell, ...]) -> None:
        text = text_of(cells[place])
        _fill(row, parts_of(text).items() if text else ())
        for field in order:
            row.setdefault(field, "")

    return finish


def _tps() -> Finisher:
    numbers: dict[str, str] = {}  # they repeat from row to row

    def finish(row: Row, _cells: tuple[Cell, ...]) -> None:
        """A TPS beside something else ("3/TPS 004") is that TPS."""
        cell = row[Field.TPS]
        if isinstance(cell, str) and len(cell) > 3:
            number = numbers.get(cell)
            if number is None:
                beside = _TPS_BESIDE.search(cell)
                number = numbers[cell] = beside[1] if beside else cell
            row[Field.TPS] = number

    return finish


def _ticked_sex(own: str, place: int, other: str) -> Finisher:
    """The sex whose column is ticked; a letter says itself which it is, and two ticks stay to be found invalid."""

    def finish(row: Row, cells: tuple[Cell, ...]) -> None:
        beside = cells[place] if place < len(cells) else None
        here, there = text_of(row[Field.SEX]).lower(), text_of(beside).lower()
        if here in TICKS:
            row[Field.SEX] = own if there in _NO_TICKS else f"{here} {there}"
        elif here in _NO_TICKS:
            row[Field.SEX] = other if there in TICKS else "" if there in _NO_TICKS else beside

    return finish


def _period(row: Row, _cells: tuple[Cell, ...]) -> None:
    row[Field.START], row[Field.END] = split_period(row[Field.START])


def _with_body(take: Callable[[PlacedRow], Row], body: str) -> Callable[[PlacedRow], Row]:
    """The body that a sheet's title names holds for the rows that name none."""

    def take_with_body(placed: PlacedRow) -> Row:
        row = take(placed)
        if is_blank(row.get(Field.BODY)):
            row[Field.BODY] = body
        return row

    return take_with_body


def _fill(row: Row, said: Iterable[tuple[Field, str]]) -> None:
    for field, text in said:
        if text and is_blank(row.get(field)):
            row[field] = text


def _getter(places: Iterable[int]) -> Callable[[tuple[Cell, ...]], tuple[Cell, ...]]:
    """The cells at these places, as a tuple however few they are."""
    wanted = tuple(places)
    if len(wanted) > 1:
        several: Callable[[tuple[Cell, ...]], tuple[Cell, ...]] = itemgetter(*wanted)
        return several
    return lambda cells: tuple(cells[place] for place in wanted)
