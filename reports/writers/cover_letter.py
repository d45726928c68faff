"""Statements of cover as PDF, a page each: one for a family, or a whole body's, thousands in minutes.

An HTML letter costs a tenth of a second and forty kilobytes; here letterhead, fonts and what all letters say alike are
laid out once.
"""

import io
from collections.abc import Iterable
from typing import IO
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Spacer

from reports.rules.cover_letter import TITLE, CoverFacts, CoverLetter, Writer, letter, running
from reports.rules.text import Signature
from reports.writers.binder import Seal, draw_seal
from reports.writers.face import Face
from reports.writers.fonts import BOLD, SANS, register
from reports.writers.letterhead import SIZES, draw_letterhead

_LEFT, _RIGHT, _FOOT = 30 * mm, 25 * mm, 28 * mm
_LABEL, _SIGN = 50 * mm, 78 * mm
_SPACES = tuple(Spacer(1, height * mm) for height in (2, 3, 4, 14))
_SMALL, _MIDDLE, _LARGE, _HAND = _SPACES
_SCALES = (1.0, 0.92, 0.84, 0.76)
"""From the first that fits, so that a letter stays one page however long a name or a place is."""


def one(facts: CoverFacts, writer: Writer, *, seal: Seal | None) -> bytes:
    """A single letter; its seal stands at the foot where the address of the installation is known."""
    out = io.BytesIO()
    write(out, [(facts, seal)], writer)
    return out.getvalue()


def write(out: IO[bytes], letters: Iterable[tuple[CoverFacts, Seal | None]], writer: Writer) -> int:
    """Writes the letters as they come, a page each; returns how many."""
    register()
    size = SIZES[writer.office.paper]
    canvas = Canvas(out, size, invariant=1, pageCompression=1, initialFontName=SANS, lang="id-ID")
    # For whoever opens the file; a name stands in the letter alone.
    canvas.setTitle(TITLE.capitalize())
    canvas.setAuthor(writer.office.name or writer.region_name)
    pages = _Pages(canvas, size, writer)
    for facts, seal in letters:
        pages.add(facts, seal)
    canvas.save()
    return pages.count


class _Pages:
    """The letters of one run on their canvas."""

    def __init__(self, canvas: Canvas, size: tuple[float, float], writer: Writer) -> None:
        self._canvas, self._writer = canvas, writer
        self._width = size[0] - _LEFT - _RIGHT
        self._face = Face(canvas, SANS)
        self._kept: dict[tuple[str, str, str], Paragraph] = {}
        self._styles = {scale: _styles(scale) for scale in _SCALES}
        self._top = draw_letterhead(canvas, size, writer.office, name="letterhead")
        self.count = 0

    def add(self, facts: CoverFacts, seal: Seal | None) -> None:
        blocks = self._fitting(letter(facts, self._writer))
        self._canvas.doForm("letterhead")
        y = self._top
        for block in blocks:
            _width, height = block.wrap(self._width, y)
            y -= height
            block.drawOn(self._canvas, _LEFT, y)
        self._canvas.setFont(SANS, 7)
        self._canvas.drawString(15 * mm, 9 * mm, self._face.plain(running(self._writer.region_name, facts.issued_on)))
        if seal is not None:
            draw_seal(self._canvas, seal)
        self._canvas.showPage()
        self.count += 1

    def _fitting(self, says: CoverLetter) -> list[Flowable]:
        blocks: list[Flowable] = []
        for scale in _SCALES:
            blocks = self._blocks(says, scale)
            if sum(block.wrap(self._width, self._top)[1] for block in blocks) <= self._top - _FOOT:
                break
        return blocks

    def _blocks(self, says: CoverLetter, scale: float) -> list[Flowable]:
        def text(words: str, style: str, label: str = "") -> Paragraph:
            return self._paragraph(words, style, scale, label)

        return [
            text(says.title, "title"),
            text(says.number, "number"),
            _LARGE,
            text(says.opening, "body"),
            _SMALL,
            *(text(value, "field", label) for label, value in says.person),
            _MIDDLE,
            text(says.headline, "stated"),
            _MIDDLE,
            text(says.sentence, "body"),
            _SMALL,
            *(text(value, "field", label) for label, value in says.records),
            _SMALL,
            text(says.limits, "body"),
            _SMALL,
            text(says.purpose, "body"),
            _LARGE,
            text(says.place_and_date, "sign"),
            *(each if isinstance(each, Flowable) else text(each, "sign") for each in _signature(says.signature)),
        ]

    def _paragraph(self, words: str, style: str, scale: float, label: str) -> Paragraph:
        """What most letters say alike is laid out once; a name, which does not come again, is not kept."""
        key = (words, f"{style}{scale}", label)
        if key in self._kept:
            return self._kept[key]
        bullet = f"{label}\u00a0" if label else None
        made = Paragraph(escape(self._face.plain(words)), self._styles[scale][style], bulletText=bullet)
        if style != "field":
            self._kept[key] = made
        return made


def _signature(block: Signature) -> tuple[str | Flowable, ...]:
    lines = (block.title, _HAND, block.name, block.rank, block.nip)
    return tuple(each for each in lines if each != "")


def _styles(scale: float) -> dict[str, ParagraphStyle]:
    size = 10.5 * scale
    base = ParagraphStyle("base", fontName=SANS, fontSize=size, leading=1.3 * size)
    field = {"leftIndent": _LABEL, "bulletIndent": 8 * mm, "bulletFontName": SANS, "bulletFontSize": size}
    return {
        "title": ParagraphStyle("title", base, fontName=BOLD, fontSize=13 * scale, leading=17, alignment=TA_CENTER),
        "number": ParagraphStyle("number", base, alignment=TA_CENTER),
        "body": ParagraphStyle("body", base, alignment=TA_JUSTIFY, firstLineIndent=10 * mm),
        "field": ParagraphStyle("field", base, **field),
        "stated": ParagraphStyle(
            "stated", base, fontName=BOLD, alignment=TA_CENTER, borderWidth=0.8, borderColor="black", borderPadding=4
        ),
        "sign": ParagraphStyle("sign", base, leftIndent=_SIGN),
    }
