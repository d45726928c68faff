"""The annex of names as PDF: an iterator of people in, a file out, thousands of rows a second.

One WeasyPrint document of 13,600 people takes minutes and gigabytes; here a row costs a few texts in a page's stream.
"""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import IO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from reports.rules.people_annex import (
    IN_FULL,
    MASKED,
    Closed,
    Count,
    Depth,
    Line,
    Listed,
    Opened,
    Row,
    lines,
    period,
)
from reports.writers.face import fitted
from reports.writers.fonts import SANS, register
from reports.writers.part import Mark, Part
from reports.writers.people_annex_page import (
    BAR,
    HEADING,
    LEADING,
    NAME,
    NIK,
    NO,
    PERIOD,
    POST,
    ROW,
    SEX,
    SIZE,
    TPS,
    Layout,
    Pages,
)

_SQUEEZE = 82
_CONTINUED = "lanjutan"
_INDENTS = {Depth.SECTION: 0.0, Depth.KECAMATAN: 0.0, Depth.DESA: 3 * mm}
_BASELINE = 1.6 * mm


@dataclass(frozen=True, slots=True)
class Head:
    """What the annex says of itself. `titles` stand above the table, `facts` under them; `running` at every foot."""

    titles: tuple[str, ...]
    facts: tuple[str, ...]
    running: str
    author: str
    in_full: bool
    paper: str = "A4"


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it; `marks` are its bookmarks, for whoever binds it."""

    pages: int
    people: int
    marks: tuple[Mark, ...] = field(default=(), compare=False)


def write(out: IO[bytes], head: Head, people: Iterable[Listed], names: Mapping[str, str]) -> Written:
    """Writes the annex; `people` are taken one at a time, in the order of section and region."""
    register()
    layout = Layout.of(head.paper)
    canvas = Canvas(
        out, (layout.width, layout.height), invariant=1, pageCompression=1, initialFontName=SANS, lang="id-ID"
    )
    canvas.setTitle(head.running)
    canvas.setAuthor(head.author)
    canvas.showOutline()
    table = _Table(Pages(canvas, layout, head.running), head)
    for line in lines(people, names):
        table.put(line)
    written = table.close()
    canvas.save()
    return written


def part(name: str, head: Head, people: Iterable[Listed], names: Mapping[str, str]) -> Part:
    """The annex as a paper to be bound with others."""
    out = io.BytesIO()
    written = write(out, head, people, names)
    return Part(name, out.getvalue(), 0, written.pages, written.marks)


class _Table:
    """The flow of the list down the pages. `_y` is where the next line begins."""

    def __init__(self, pages: Pages, head: Head) -> None:
        self._pages = pages
        self._layout = pages.layout
        self._open: dict[Depth, str] = {}
        self._rows: list[float] = []
        self._recap: list[tuple[str, Count]] = []
        self._total = [0, 0, 0]
        self._bookmarks = 0
        self._heads_waiting: list[Opened] = []
        pages.begin()
        self._y = self._layout.top
        self._title(head)
        self._head_columns()

    def put(self, line: Line) -> None:
        if isinstance(line, Row):
            self._row(line)
        elif isinstance(line, Opened):
            # Drawn with the first person below: no heading stands alone at the foot of a page.
            self._heads_waiting.append(line)
        else:
            self._sum(line)

    def close(self) -> Written:
        """The sums of the whole list, and the last page."""
        total = Count(*self._total)
        if len(self._recap) > 1:
            self._bar("REKAPITULASI", BAR, dark=True)
            for title, count in self._recap:
                self._bar(title, 0, indent=3 * mm, ending=count.text)
        self._bar("JUMLAH SELURUHNYA", 0, dark=True, ending=total.text)
        self._end_page()
        self._pages.close()
        return Written(self._pages.number, total.people, tuple(self._pages.marks))

    def _row(self, line: Row) -> None:
        person = line.person
        pages, layout = self._pages, self._layout
        name, name_width = fitted(pages.plain, person.name, SIZE, layout.rooms[NAME], _SQUEEZE)
        post, post_width = fitted(pages.plain, person.post, SIZE, layout.rooms[POST], _SQUEEZE)
        height = ROW + LEADING * (max(len(name), len(post)) - 1)
        self._heads(height)
        # The sum of a desa stands on the page of its last person.
        self._need(height + BAR)
        self._rows.append(self._y)
        baseline = self._y - ROW + _BASELINE
        pages.text(NO, baseline, f"{line.number}", right=True)
        pages.lines(NAME, baseline, name, name_width)
        pages.text(SEX, baseline, person.sex, centre=True)
        pages.text(NIK, baseline, person.nik, centre=True)
        pages.lines(POST, baseline, post, post_width)
        if person.tps:
            pages.text(TPS, baseline, f"{person.tps:03d}", centre=True)
        pages.text(PERIOD, baseline, period(person.first, person.last), centre=True)
        self._y -= height

    def _heads(self, following: float) -> None:
        """The headings of the groups that this row opens, kept with it."""
        waiting, self._heads_waiting = self._heads_waiting, []
        if not waiting:
            return
        self._flush()
        if self._y - len(waiting) * BAR - following - BAR < self._layout.bottom:
            self._new_page(repeat=False)
        for head in waiting:
            self._open[head.depth] = head.title
            self._bookmarks += 1
            base = Depth.SECTION if Depth.SECTION in self._open else Depth.KECAMATAN
            self._pages.mark(head.title, f"g{self._bookmarks}", head.depth - base)
            self._draw_bar(head.title, indent=_INDENTS[head.depth], dark=head.depth is not Depth.DESA)

    def _sum(self, line: Closed) -> None:
        self._flush()
        self._open.pop(line.depth, None)
        if line.depth is Depth.KECAMATAN:
            # The same kecamatan stands under each section, so its line says which one is meant.
            section = self._open.get(Depth.SECTION)
            self._recap.append((f"{section}: {line.title}" if section else line.title, line.tally))
            self._add(line.tally)
        self._bar(f"Jumlah {line.title}", 0, indent=_INDENTS[line.depth], ending=line.tally.text)

    def _add(self, count: Count) -> None:
        for place, amount in enumerate((count.people, count.men, count.women)):
            self._total[place] += amount

    def _bar(self, text: str, following: float, *, indent: float = 0, dark: bool = False, ending: str = "") -> None:
        self._flush()
        if self._y - BAR - following < self._layout.bottom:
            self._new_page(repeat=False)
        self._draw_bar(text, indent=indent, dark=dark, ending=ending)

    def _draw_bar(self, text: str, *, indent: float, dark: bool, ending: str = "") -> None:
        self._pages.bar(self._y, text, indent=indent, dark=dark, ending=ending)
        self._y -= BAR

    def _need(self, height: float) -> None:
        if self._y - height < self._layout.bottom:
            self._new_page(repeat=True)

    def _new_page(self, *, repeat: bool) -> None:
        """`repeat`: a group goes on, and says which."""
        self._end_page()
        self._pages.begin()
        self._y = self._layout.top
        self._head_columns()
        if repeat and self._open:
            title = ", ".join(reversed([self._open[depth] for depth in sorted(self._open) if depth]))
            self._draw_bar(f"{title} … {_CONTINUED}", indent=_INDENTS[Depth.DESA], dark=False)

    def _end_page(self) -> None:
        self._flush()
        self._pages.end()

    def _flush(self) -> None:
        if self._rows:
            self._pages.grid(self._rows, self._y)
            self._rows = []

    def _head_columns(self) -> None:
        self._pages.heading(self._y)
        self._y -= HEADING

    def _title(self, head: Head) -> None:
        """Above the table of the first page."""
        for text in head.titles:
            self._pages.title(self._y - 5 * mm, text, 10.5, bold=True)
            self._y -= 5 * mm
        self._y -= 3 * mm
        for text in (*head.facts, IN_FULL if head.in_full else MASKED):
            self._pages.title(self._y - 3 * mm, text, SIZE, bold=False, centred=False)
            self._y -= 4 * mm
        self._y -= 2 * mm
