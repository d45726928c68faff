"""The pages of the annex of names: where things stand on them, and the operators that draw them.

A page is put together as text and handed to ReportLab whole. What is alike on all pages (mark, heading of the columns,
foot) is drawn once, as a form that every page names; so is the number of pages, which is known last.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from reports.rules.people_annex import KEEP_SAFE, RESTRICTED
from reports.writers.annex import PAPERS
from reports.writers.face import Face
from reports.writers.fonts import BOLD, SANS
from reports.writers.part import Mark

COLUMNS = (("No.", 11), ("Nama", 51), ("L/P", 8), ("NIK", 29), ("Jabatan", 33), ("TPS", 9), ("Mulai–Sampai", 39))
"""Titles and widths in millimetres; on wider paper the name has the rest."""
NO, NAME, SEX, NIK, POST, TPS, PERIOD = range(len(COLUMNS))

SIZE, SMALL = 8.0, 7.0
ROW, LEADING, PAD = 5.2 * mm, 3.4 * mm, 1.1 * mm
BAR = 5.6 * mm
HEADING = 6.5 * mm
_SIDE, _TOP, _FOOT = 15 * mm, 19 * mm, 13 * mm
_NUMBER = 9 * mm
_FRAME, _HEADING, _COUNT = "annex-frame", "annex-heading", "annex-pages"
_GREY, _PALE, _INK, _BLACK = "0.91 g", "0.955 g", "0.33 g", "0 g"


@dataclass(frozen=True, slots=True)
class Layout:
    """The paper's measures in points: its size, and the left edge of each column with the right edge of the last."""

    width: float
    height: float
    edges: tuple[float, ...]
    rooms: tuple[float, ...]
    """The width of each column between its pads."""

    @classmethod
    def of(cls, paper: str) -> "Layout":
        width, height = PAPERS[paper]
        widths = [millimetres * mm for _, millimetres in COLUMNS]
        widths[NAME] += width - 2 * _SIDE - sum(widths)
        edges = tuple(_SIDE + sum(widths[:place]) for place in range(len(widths) + 1))
        return cls(width, height, edges, tuple(each - 2 * PAD for each in widths))

    @property
    def top(self) -> float:
        """Where a page's content begins."""
        return self.height - _TOP

    @property
    def bottom(self) -> float:
        return _FOOT


class Pages:
    """Draws on one canvas. Heights count from the foot of the page, as PDF has it."""

    def __init__(self, canvas: Canvas, layout: Layout, running: str) -> None:
        self.canvas = canvas
        self.layout = layout
        self.plain, self.bold = Face(canvas, SANS), Face(canvas, BOLD)
        self.number = 0
        self.marks: list[Mark] = []
        self._running = self.plain.plain(running)
        self._room_of_number = self.plain.width("Halaman 0000 dari 0000", SMALL)
        self._operators: list[str] = []
        self._draw_frame()
        self._draw_heading()

    def begin(self) -> None:
        """A new page with its frame and number."""
        self.number += 1
        self.canvas.doForm(_FRAME)
        words = f"Halaman {self.number} dari "
        left = self.layout.edges[-1] - self._room_of_number
        self.canvas.addLiteral(f"{_INK} {self._at(self.plain, words, left, _NUMBER, SMALL)}")
        self._form(_COUNT, left + self.plain.width(words, SMALL), _NUMBER)
        self._operators = [f"0.4 w {_BLACK}"]

    def heading(self, top: float) -> None:
        """The titles of the columns, at that height."""
        self._form(_HEADING, 0, top - HEADING)

    def end(self) -> None:
        """Hands the page over."""
        self.canvas.addLiteral("\n".join(self._operators))
        self.canvas.showPage()

    def close(self) -> None:
        """What could be said only now: how many pages there are."""
        self.canvas.beginForm(_COUNT, 0, -3, 60, 10)
        self.canvas.addLiteral(f"{_INK} {self._at(self.plain, str(self.number), 0, 0, SMALL)}")
        self.canvas.endForm()

    def text(self, column: int, baseline: float, text: str, *, right: bool = False, centre: bool = False) -> None:
        """A plain text in a column of the table, its width known to fit."""
        left, room = self.layout.edges[column] + PAD, self.layout.rooms[column]
        if right or centre:
            left += (room - self.plain.width(text, SIZE)) / (1 if right else 2)
        self._operators.append(self._at(self.plain, text, left, baseline, SIZE))

    def lines(self, column: int, baseline: float, lines: Sequence[str], stretch: float) -> None:
        """Lines of one cell, each `stretch` per cent wide."""
        left = self.layout.edges[column] + PAD
        for place, line in enumerate(lines):
            drawn = self._at(self.plain, line, left, baseline - place * LEADING, SIZE, stretch)
            self._operators.append(drawn)

    def bar(self, top: float, text: str, *, indent: float, dark: bool, ending: str = "") -> None:
        """A heading or a sum across the table; `ending` stands at its right edge."""
        left, right = self.layout.edges[0], self.layout.edges[-1]
        self._operators += [
            f"{_GREY if dark else _PALE} {left:.2f} {top - BAR:.2f} {right - left:.2f} {BAR:.2f} re B {_BLACK}",
            self._at(self.bold, text, left + PAD + indent, top - BAR + 1.7 * mm, SIZE),
        ]
        if ending:
            at = right - PAD - self.bold.width(ending, SIZE)
            self._operators.append(self._at(self.bold, ending, at, top - BAR + 1.7 * mm, SIZE))

    def grid(self, tops: Sequence[float], bottom: float) -> None:
        """The lines of rows that stand under each other: `tops` of each, `bottom` of the last."""
        left, right = self.layout.edges[0], self.layout.edges[-1]
        across = (f"{left:.2f} {top:.2f} m {right:.2f} {top:.2f} l" for top in (*tops, bottom))
        down = (f"{edge:.2f} {tops[0]:.2f} m {edge:.2f} {bottom:.2f} l" for edge in self.layout.edges)
        self._operators.append(" ".join((*across, *down, "S")))

    def title(self, baseline: float, text: str, size: float, *, bold: bool, centred: bool = True) -> None:
        """A line above the table of the first page."""
        face = self.bold if bold else self.plain
        left = self.layout.edges[0]
        if centred:
            left = (self.layout.width - face.width(text, size)) / 2
        self._operators.append(self._at(face, text, left, baseline, size))

    def mark(self, title: str, key: str, depth: int) -> None:
        """A bookmark to this page."""
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(title, key, depth, closed=depth > 0)
        self.marks.append(Mark(title, self.number - 1, depth))

    def _at(self, face: Face, text: str, left: float, baseline: float, size: float, stretch: float = 100) -> str:
        scale = f"{stretch:.1f} Tz " if stretch != 100 else ""
        shown = face.show(text, size)
        return f"BT {face.name} {size} Tf {scale}{left:.2f} {baseline:.2f} Td {shown}{' 100 Tz' if scale else ''} ET"

    def _form(self, name: str, left: float, foot: float) -> None:
        self.canvas.saveState()
        self.canvas.translate(left, foot)
        self.canvas.doForm(name)
        self.canvas.restoreState()

    def _draw_frame(self) -> None:
        layout, canvas = self.layout, self.canvas
        left = layout.edges[0]
        operators = ["0.4 w", *self._mark_box(), _INK]
        operators.append(self._at(self.plain, KEEP_SAFE, left, 6 * mm, 6.5))
        room = layout.edges[-1] - left - self._room_of_number - 3 * mm
        stretch = min(100.0, 100 * room / max(room, self.plain.width(self._running, SMALL)))
        operators.append(self._at(self.plain, self._running, left, _NUMBER, SMALL, stretch))
        canvas.beginForm(_FRAME, 0, 0, layout.width, layout.height)
        canvas.addLiteral("\n".join(operators))
        canvas.endForm()

    def _draw_heading(self) -> None:
        layout, canvas = self.layout, self.canvas
        left, right = layout.edges[0], layout.edges[-1]
        operators = [f"0.4 w {_GREY} {left:.2f} 0 {right - left:.2f} {HEADING:.2f} re B"]
        operators += [f"{edge:.2f} 0 m {edge:.2f} {HEADING:.2f} l S" for edge in layout.edges]
        operators.append(_BLACK)
        for place, (title, _) in enumerate(COLUMNS):
            middle = (layout.edges[place] + layout.edges[place + 1]) / 2
            at = middle - self.bold.width(title, SIZE) / 2
            operators.append(self._at(self.bold, title, at, 2.2 * mm, SIZE))
        canvas.beginForm(_HEADING, 0, -1, layout.width, HEADING + 1)
        canvas.addLiteral("\n".join(operators))
        canvas.endForm()

    def _mark_box(self) -> tuple[str, ...]:
        """The mark in a box at the head, so that a single sheet says what it is."""
        width = self.bold.width(RESTRICTED, 9) + 4 * mm
        left, foot = self.layout.edges[-1] - width, self.layout.height - 15 * mm
        box = f"{left:.2f} {foot:.2f} {width:.2f} {6 * mm:.2f} re S"
        return box, self._at(self.bold, RESTRICTED, left + 2 * mm, foot + 1.9 * mm, 9)
