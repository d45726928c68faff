"""Coverage in whole per cent: units down, bodies across."""

from collections.abc import Sequence
from dataclasses import dataclass

from . import svg
from .chart import RED, TEAL, TRACK, Chart, Table, made

TOP = 96
ROW = 26
LABEL = 34  # per cent of the width
LETTERS = 14  # of a unit's name, on a 360-pixel screen


@dataclass(frozen=True)
class HeatRow:
    """One row of a heat map: whole per cent for each column; None where nothing is expected."""

    label: str
    values: tuple[int | None, ...]


@dataclass(frozen=True)
class _Shade:
    """How a cell of at least so many per cent looks, and what the legend says."""

    least: int
    words: str
    fill: str
    ink: str = svg.INK


# Amber calls for someone to act; red, more people than seats, is a fault.
SHADES = (
    _Shade(101, ">100", RED, "#fff"),
    _Shade(100, "100", TEAL, "#fff"),
    _Shade(90, "90–99", "#9cc7c4"),
    _Shade(60, "60–89", "#dcebe9"),
    _Shade(0, "<60 %", "#f6d48f"),
)
NOTHING = _Shade(0, "–", TRACK, svg.INK_SOFT)


def heat_map(title: str, description: str, *, corner: str, columns: Sequence[str], rows: Sequence[HeatRow]) -> Chart:
    """Coverage in whole per cent, units down and bodies across; the number stands in every cell."""
    shapes = _legend()
    for number, name in enumerate(columns):
        shapes.append(svg.slanted(svg.shortened(name, 13), _across(number, 5, len(columns)), TOP - 6))
    for number, row in enumerate(rows):
        shapes += _row(row, TOP + number * ROW, columns)
    written = tuple((row.label, *(_with_unit(value) for value in row.values)) for row in rows)
    height = TOP + len(rows) * ROW
    return made(shapes, height, title, description, Table((corner, *columns), written))


def _row(row: HeatRow, top: int, columns: Sequence[str]) -> list[str]:
    short = svg.shortened(row.label, LETTERS)
    foot = top + 17
    shapes = [svg.text(row.label, 0, foot, size=12, css_class="" if short == row.label else "chart-wide")]
    if short != row.label:
        shapes.append(svg.text(short, 0, foot, size=12, css_class="chart-narrow"))
    width = svg.percent(100 - LABEL, len(columns) * 100)
    for number, (name, value) in enumerate(zip(columns, row.values, strict=True)):
        shade, hint = _shade(value), f"{row.label}, {name}: {_with_unit(value)}"
        left, middle = _across(number, 0, len(columns)), _across(number, 5, len(columns))
        words = NOTHING.words if value is None else value
        shapes.append(svg.rect(left, top, width, ROW, shade.fill, hint=hint, stroke="#fff"))
        shapes.append(svg.text(words, middle, foot, anchor="middle", size=12, fill=shade.ink))
    return shapes


def _across(number: int, tenths: int, columns: int) -> str:
    """A place in a body's column, in tenths of the column."""
    return svg.percent(LABEL * columns * 10 + (number * 10 + tenths) * (100 - LABEL), columns * 1000)


def _legend() -> list[str]:
    shapes = []
    for number, shade in enumerate(SHADES):
        left = number * 62
        shapes.append(svg.rect(str(left), 0, "12", 12, shade.fill))
        shapes.append(svg.text(shade.words, left + 16, 10, size=11))
    return shapes


def _shade(value: int | None) -> _Shade:
    return NOTHING if value is None else next(shade for shade in SHADES if value >= shade.least)


def _with_unit(value: int | None) -> str:
    return NOTHING.words if value is None else f"{value} %"
