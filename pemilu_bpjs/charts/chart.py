"""What every chart is: a picture, its words and its numbers; and the colours that all of them share."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from . import svg

TEAL = "#0f5f62"
TEAL_LIGHT = "#6fa9a6"
GOLD = "#d9a441"
BROWN = "#8a5a14"
RED = "#a3272f"
TRACK = "#f1ede4"
SERIES = (TEAL, GOLD, TEAL_LIGHT, BROWN)


@dataclass(frozen=True)
class Table:
    """The numbers behind a chart, written as they are read."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Chart:
    """What templates/_parts/chart.html shows."""

    svg: SafeString
    title: str
    description: str
    table: Table


def made(shapes: list[str], height: int, title: str, description: str, table: Table) -> Chart:
    """The chart of these shapes, `height` pixels tall."""
    drawing = svg.drawing(shapes, height=height, title=title, description=description)
    return Chart(drawing, title, description, table)
