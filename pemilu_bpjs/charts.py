"""Charts drawn on the server: waterfall, bars of scenarios, premium by month, coverage by unit and body.

Each is a picture with the same numbers as a table behind it, for screen readers, for print and for those who want the
figures. Amounts are whole rupiah. No meaning rests on colour alone: signs, labels and numbers carry it too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, count

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from . import svg
from .formats import month_long, rupiah

TEAL = "#0f5f62"
TEAL_LIGHT = "#6fa9a6"
GOLD = "#d9a441"
BROWN = "#8a5a14"
RED = "#a3272f"
TRACK = "#f1ede4"
SERIES = (TEAL, GOLD, TEAL_LIGHT, BROWN)

LETTERS = 38  # of label and amount together, on a 360-pixel screen
LINE_HEIGHT = 18
BAR_HEIGHT = 14
ROW_GAP = 12


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


@dataclass(frozen=True)
class Step:
    """One change between two totals: what changed, and by how many rupiah."""

    label: str
    amount: int


@dataclass(frozen=True)
class Group:
    """Bars that are compared with one another: one amount in rupiah for each series."""

    label: str
    amounts: tuple[int, ...]


@dataclass(frozen=True)
class MonthBar:
    """The amounts in rupiah of one month ("2023-07"), one for each series, stacked."""

    month: str
    amounts: tuple[int, ...]


@dataclass(frozen=True)
class HeatRow:
    """One row of a heat map: whole per cent for each column; None where nothing is expected."""

    label: str
    values: tuple[int | None, ...]


@dataclass(frozen=True)
class _Bar:
    """A labelled bar from one amount to another, and the amount that is written beside it."""

    label: str
    amount: str
    start: int
    end: int
    fill: str
    bold: bool = False


def signed_rupiah(amount: int) -> str:
    """A change with its sign: "+Rp5.000", "−Rp5.000", "Rp0"."""
    return f"{'+' if amount > 0 else '−' if amount < 0 else ''}{rupiah(abs(amount))}"


def waterfall(title: str, description: str, *, start: Step, steps: Sequence[Step], end: Step) -> Chart:
    """From one total to another, change by change. Raises ValueError unless the steps sum to the difference exactly."""
    totals = list(accumulate((step.amount for step in steps), initial=start.amount))
    if totals[-1] != end.amount:
        raise ValueError(f"the steps lead to {totals[-1]}, not to {end.amount}")
    bars = [
        _Bar(start.label, rupiah(start.amount), 0, start.amount, TEAL, bold=True),
        *(
            _Bar(step.label, signed_rupiah(step.amount), before, after, BROWN if after > before else TEAL_LIGHT)
            for step, before, after in zip(steps, totals, totals[1:], strict=False)
        ),
        _Bar(end.label, rupiah(end.amount), 0, end.amount, TEAL, bold=True),
    ]
    rows = [
        (start.label, "", rupiah(start.amount)),
        *((s.label, signed_rupiah(s.amount), rupiah(t)) for s, t in zip(steps, totals[1:], strict=True)),
        (end.label, "", rupiah(end.amount)),
    ]
    shapes, height = _bars(bars, [0, *totals], linked=True)
    table = Table((_("Langkah"), _("Perubahan"), _("Jumlah")), tuple(rows))
    return Chart(_drawn(shapes, height, title, description), title, description, table)


def grouped_bars(title: str, description: str, *, series: Sequence[str], groups: Sequence[Group]) -> Chart:
    """Scenarios side by side: for each group a bar of each series, all on one scale."""
    shapes: list[str] = []
    top = 0
    everything = [0, *(amount for group in groups for amount in group.amounts)]
    for group in groups:
        shapes.append(svg.text(group.label, 0, top + 14, bold=True))
        bars = [
            _Bar(name, rupiah(amount), 0, amount, SERIES[number % len(SERIES)])
            for number, (name, amount) in enumerate(zip(series, group.amounts, strict=True))
        ]
        drawn, top = _bars(bars, everything, top=top + LINE_HEIGHT + 6)
        shapes += drawn
        top += 2 * ROW_GAP
    table = Table(
        (_("Yang dibandingkan"), *series),
        tuple((group.label, *(rupiah(amount) for amount in group.amounts)) for group in groups),
    )
    return Chart(_drawn(shapes, top - ROW_GAP, title, description), title, description, table)


def _bars(bars: Sequence[_Bar], scale: Sequence[int], *, top: int = 0, linked: bool = False) -> tuple[list[str], int]:
    """Bars under one another, each below its words; returns the shapes and where they end."""
    low, span = min(scale), max(max(scale) - min(scale), 1)
    shapes: list[str] = []
    joint = ""
    for number, bar in enumerate(bars):
        lines = svg.wrapped(bar.label, LETTERS - len(bar.amount))
        if joint:
            shapes.append(svg.line(joint, top - ROW_GAP, joint, top + 4 + LINE_HEIGHT * len(lines), dashed=True))
        shapes.append(svg.text(bar.amount, "100%", top + 14, anchor="end", bold=bar.bold, halo=True))
        for words in lines:
            shapes.append(svg.text(words, 0, top + 14, bold=bar.bold, halo=True))
            top += LINE_HEIGHT
        left, right = sorted((bar.start - low, bar.end - low))
        shapes += [
            svg.rect("0%", top + 4, "100%", BAR_HEIGHT, TRACK),
            svg.rect(svg.percent(left, span), top + 4, _width(right - left, span), BAR_HEIGHT, bar.fill),
        ]
        top += 4 + BAR_HEIGHT + ROW_GAP
        joint = svg.percent(bar.end - low, span) if linked and number < len(bars) - 1 else ""
    return shapes, top - ROW_GAP


def _width(part: int, whole: int) -> str:
    """A bar's width; a small change beside large totals must not vanish."""
    return svg.percent(max(part, whole // 250), whole) if part else "0%"


PLOT_TOP = 42
PLOT_HEIGHT = 190
PLOT_LEFT = 12  # per cent of the width, for the amounts at the gridlines


def monthly(title: str, description: str, *, series: Sequence[str], months: Sequence[MonthBar]) -> Chart:
    """Columns by month, the series (JKK below, JKM above) stacked."""
    totals = [sum(bar.amounts) for bar in months]
    ticks = _ticks(max(totals, default=0))
    shapes = _legend(series) + _gridlines(ticks)
    for number, (bar, total) in enumerate(zip(months, totals, strict=True)):
        shapes += _column(bar, total, number, len(months), ticks[-1], series)
    header = (_("Bulan"), *series, _("Jumlah"))
    rows = tuple(
        (month_long(bar.month), *(rupiah(amount) for amount in bar.amounts), rupiah(total))
        for bar, total in zip(months, totals, strict=True)
    )
    height = PLOT_TOP + PLOT_HEIGHT + 44
    return Chart(_drawn(shapes, height, title, description), title, description, Table(header, rows))


def _column(bar: MonthBar, total: int, number: int, columns: int, top: int, series: Sequence[str]) -> list[str]:
    """One month's stack, its total where there is room, and its name; the year under January and the first month."""
    foot = PLOT_TOP + PLOT_HEIGHT
    left, middle = _across(number, 2, columns), _across(number, 5, columns)
    width = svg.percent(6 * (100 - PLOT_LEFT), columns * 1000)
    shapes, below = [], 0
    for place, (name, amount) in enumerate(zip(series, bar.amounts, strict=True)):
        lower, upper = below * PLOT_HEIGHT // top, (below + amount) * PLOT_HEIGHT // top
        hint = f"{name}, {month_long(bar.month)}: {rupiah(amount)}"
        shapes.append(svg.rect(left, foot - upper, width, upper - lower, SERIES[place % len(SERIES)], hint=hint))
        below += amount
    # A phone has room for six written totals, a desk screen for a year of them.
    crowded = "chart-wide" if columns > 6 else ""
    if total and columns <= 14:
        y = foot - total * PLOT_HEIGHT // top - 5
        shapes.append(svg.text(_short(total), middle, y, anchor="middle", size=11, css_class=crowded))
    name = month_long(bar.month)
    shapes.append(svg.text(name[:3], middle, foot + 17, anchor="middle", size=11))
    if number == 0 or bar.month.endswith("-01"):
        shapes.append(svg.text(name.split()[-1], middle, foot + 33, anchor="middle", size=11, bold=True))
    return shapes


def _across(number: int, tenths: int, columns: int) -> str:
    """A place in a month's column, in tenths of the column."""
    return svg.percent(PLOT_LEFT * columns * 10 + (number * 10 + tenths) * (100 - PLOT_LEFT), columns * 1000)


def _legend(series: Sequence[str]) -> list[str]:
    """Names of the series at the top, each beside its colour."""
    shapes = []
    for number, name in enumerate(series):
        left = number * 110
        shapes.append(svg.rect(str(left), 0, "12", 12, SERIES[number % len(SERIES)]))
        shapes.append(svg.text(name, left + 18, 11, size=12))
    return shapes


def _gridlines(ticks: Sequence[int]) -> list[str]:
    shapes = []
    for tick in ticks:
        y = PLOT_TOP + PLOT_HEIGHT - tick * PLOT_HEIGHT // ticks[-1]
        shapes.append(svg.line("0%", y, "100%", y))
        if tick:
            shapes.append(svg.text(_short(tick), 0, y - 4, size=11, fill=svg.INK_SOFT))
    return shapes


def _ticks(top: int) -> list[int]:
    """Round amounts from zero to `top` or just above it: at most five steps of 1, 2 or 5 times a power of ten."""
    step = next(f * 10**power for power in count() for f in (1, 2, 5) if f * 10**power * 5 >= top)
    steps = max(-(-top // step), 1)
    return [step * number for number in range(steps + 1)]


def _short(amount: int) -> str:
    """An amount for a narrow place, cut to one decimal: 17570520 → "17,5 jt"."""
    units = (
        (10**12, pgettext("triliun, disingkat", "T")),
        (10**9, pgettext("miliar, disingkat", "M")),
        (10**6, pgettext("juta, disingkat", "jt")),
        (10**3, pgettext("ribu, disingkat", "rb")),
    )
    for size, unit in units:
        if amount >= size:
            whole, tenth = divmod(amount * 10 // size, 10)
            return f"{whole},{tenth} {unit}" if tenth else f"{whole} {unit}"
    return str(amount)


HEAT_TOP = 96
HEAT_ROW = 26
HEAT_LABEL = 34  # per cent of the width
HEAT_LETTERS = 14  # of a unit's name, on a 360-pixel screen


@dataclass(frozen=True)
class _Shade:
    """How a cell of at least so many per cent looks, and what the legend says."""

    least: int
    words: str
    fill: str
    ink: str = svg.INK


# Amber calls for someone to act; red, more people than seats, is a fault.
HEAT_SHADES = (
    _Shade(101, ">100", RED, "#fff"),
    _Shade(100, "100", TEAL, "#fff"),
    _Shade(90, "90–99", "#9cc7c4"),
    _Shade(60, "60–89", "#dcebe9"),
    _Shade(0, "<60 %", "#f6d48f"),
)


def heat_map(title: str, description: str, *, corner: str, columns: Sequence[str], rows: Sequence[HeatRow]) -> Chart:
    """Coverage in whole per cent, units down and bodies across; the number stands in every cell."""
    shapes = _heat_legend()
    shapes += [
        svg.slanted(svg.shortened(name, 13), _heat_x(number, len(columns), middle=True), HEAT_TOP - 6)
        for number, name in enumerate(columns)
    ]
    for number, row in enumerate(rows):
        shapes += _heat_row(row, HEAT_TOP + number * HEAT_ROW, columns)
    written = tuple((row.label, *("–" if v is None else f"{v} %" for v in row.values)) for row in rows)
    drawn = _drawn(shapes, HEAT_TOP + len(rows) * HEAT_ROW, title, description)
    return Chart(drawn, title, description, Table((corner, *columns), written))


def _heat_row(row: HeatRow, top: int, columns: Sequence[str]) -> list[str]:
    short = svg.shortened(row.label, HEAT_LETTERS)
    shapes = [svg.text(row.label, 0, top + 17, size=12, css_class="" if short == row.label else "chart-wide")]
    if short != row.label:
        shapes.append(svg.text(short, 0, top + 17, size=12, css_class="chart-narrow"))
    width = svg.percent(100 - HEAT_LABEL, len(columns) * 100)
    for number, (name, value) in enumerate(zip(columns, row.values, strict=True)):
        fill, ink = (TRACK, svg.INK_SOFT) if value is None else _shade(value)
        hint = f"{row.label}, {name}: {'–' if value is None else f'{value} %'}"
        left = _heat_x(number, len(columns))
        middle = _heat_x(number, len(columns), middle=True)
        shapes.append(svg.rect(left, top, width, HEAT_ROW, fill, hint=hint, stroke="#fff"))
        shapes.append(svg.text("–" if value is None else value, middle, top + 17, anchor="middle", size=12, fill=ink))
    return shapes


def _heat_x(number: int, columns: int, *, middle: bool = False) -> str:
    """The left edge or the middle of a column."""
    halves = number * 2 + (1 if middle else 0)
    return svg.percent(HEAT_LABEL * columns * 2 + halves * (100 - HEAT_LABEL), columns * 200)


def _heat_legend() -> list[str]:
    shapes = []
    for number, shade in enumerate(HEAT_SHADES):
        left = number * 62
        shapes.append(svg.rect(str(left), 0, "12", 12, shade.fill))
        shapes.append(svg.text(shade.words, left + 16, 10, size=11))
    return shapes


def _shade(value: int) -> tuple[str, str]:
    shade = next(shade for shade in HEAT_SHADES if value >= shade.least)
    return shade.fill, shade.ink


def _drawn(shapes: list[str], height: int, title: str, description: str) -> SafeString:
    return svg.drawing(shapes, height=height, title=title, description=description)
