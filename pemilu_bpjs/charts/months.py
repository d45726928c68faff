"""Premium by month as stacked columns. Amounts are whole rupiah."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..formats import rupiah
from ..localised import month_long
from . import svg
from .chart import SERIES, Chart, Table, made

PLOT_TOP = 42
PLOT_HEIGHT = 190
PLOT_LEFT = 12  # per cent of the width, for the amounts at the gridlines


@dataclass(frozen=True)
class MonthBar:
    """The amounts in rupiah of one month ("2023-07"), one for each series, stacked."""

    month: str
    amounts: tuple[int, ...]


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
    return made(shapes, height, title, description, Table(header, rows))


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
