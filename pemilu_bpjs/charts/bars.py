"""Lying bars: the waterfall from one total to another, and scenarios beside each other. Amounts are whole rupiah."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from django.utils.translation import gettext as _

from ..formats import rupiah
from . import svg
from .chart import BROWN, SERIES, TEAL, TEAL_LIGHT, TRACK, Chart, Table, made

LETTERS, BOLD_LETTERS = 36, 33  # of label and amount together, on a 360-pixel screen in a wide typeface
LINE_HEIGHT = 18
BAR_HEIGHT = 14
ROW_GAP = 12


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
    return made(shapes, height, title, description, table)


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
    return made(shapes, top - ROW_GAP, title, description, table)


def _bars(bars: Sequence[_Bar], scale: Sequence[int], *, top: int = 0, linked: bool = False) -> tuple[list[str], int]:
    """Bars under one another, each below its words; returns the shapes and where they end."""
    low, span = min(scale), max(max(scale) - min(scale), 1)
    shapes: list[str] = []
    joint = ""
    for number, bar in enumerate(bars):
        lines = svg.wrapped(bar.label, (BOLD_LETTERS if bar.bold else LETTERS) - len(bar.amount))
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
