"""Binds the papers of a pack into one PDF: bookmarks, page numbers, the draft's mark, title and language.

What stands on every page is drawn once per page size by ReportLab and laid over the pages, so that papers of both
writers look alike. The QR of a submitted pack stands at the foot of the letter's first page, away from the signature.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import pikepdf
import segno
from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from reports.writers.fonts import BOLD, SANS, register
from reports.writers.part import Part

DRAFT = "KONSEP"
_SIDE, _FOOT = 15 * mm, 9 * mm
_QR_SIZE, _QR_LEFT, _QR_FOOT = 13 * mm, 30 * mm, 11.2 * mm
_INK = colors.HexColor("#555555")
_WATER = colors.Color(0.55, 0.55, 0.55, alpha=0.16)


@dataclass(frozen=True, slots=True)
class Seal:
    """Where a reader can check the pack: the page's address and the short code that leads there."""

    address: str
    code: str


@dataclass(frozen=True, slots=True)
class Volume:
    """The papers of one pack. `footer` stands at the foot of every page, `seal` on the first.

    `has_foot`: its pages bear foot and number already, and are taken as they are.
    """

    name: str
    parts: Sequence[Part]
    footer: str
    is_draft: bool
    seal: Seal | None = None
    has_foot: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """What the PDF as a whole says of itself."""

    title: str
    author: str
    subject: str


def bind(volumes: Sequence[Volume], cover: Cover) -> bytes:
    """One PDF of all volumes in their order, each with its own page numbers."""
    with pikepdf.new() as pdf:
        outline = []
        for volume in volumes:
            start = len(pdf.pages)
            items = _join(pdf, volume.parts)
            if not volume.has_foot:
                _stamp(pdf.pages[start:], volume)
            if len(volumes) > 1:
                parent = pikepdf.OutlineItem(volume.name, start)
                parent.children.extend(items)
                items = [parent]
            outline += items
        with pdf.open_outline() as shown:
            shown.root.extend(outline)
        _describe(pdf, cover)
        buffer = io.BytesIO()
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return buffer.getvalue()


def _join(pdf: pikepdf.Pdf, parts: Sequence[Part]) -> list[pikepdf.OutlineItem]:
    """Appends the parts' pages; a bookmark for each part, with its own below."""
    opened: dict[int, pikepdf.Pdf] = {}
    items = []
    for part in parts:
        source = opened.get(id(part.pdf)) or opened.setdefault(id(part.pdf), pikepdf.open(io.BytesIO(part.pdf)))
        items.append(_bookmark(part, len(pdf.pages)))
        pdf.pages.extend(source.pages[part.first : part.first + part.count])
    return items


def _bookmark(part: Part, start: int) -> pikepdf.OutlineItem:
    whole = pikepdf.OutlineItem(part.name, start)
    above = [whole]
    for mark in part.marks:
        item = pikepdf.OutlineItem(mark.title, start + mark.page)
        del above[mark.depth + 1 :]
        above[-1].children.append(item)
        above.append(item)
        item.is_closed = True
    return whole


def _stamp(pages: Sequence[pikepdf.Page], volume: Volume) -> None:
    sizes = [tuple(float(edge) for edge in page.mediabox[2:]) for page in pages]
    with pikepdf.open(io.BytesIO(_overlay(sizes, volume))) as overlay:
        for page, over in zip(pages, overlay.pages, strict=True):
            page.add_overlay(over)


def _overlay(sizes: Sequence[tuple[float, ...]], volume: Volume) -> bytes:
    register()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, initialFontName=SANS)
    for number, (width, height) in enumerate(sizes, 1):
        canvas.setPageSize((width, height))
        if volume.is_draft:
            _draw_draft(canvas, width, height)
        if volume.seal and number == 1:
            draw_seal(canvas, volume.seal)
        canvas.setFillColor(_INK)
        canvas.setFont(SANS, 7)
        canvas.drawString(_SIDE, _FOOT, volume.footer)
        canvas.drawRightString(width - _SIDE, _FOOT, f"Halaman {number} dari {len(sizes)}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw_draft(canvas: Canvas, width: float, height: float) -> None:
    """Pale letters across the page, and the word at its head where a copy might lose the pale ones."""
    canvas.saveState()
    canvas.setFillColor(_WATER)
    canvas.setFont(BOLD, 110)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(50 if height > width else 33)
    canvas.drawCentredString(0, -35, DRAFT)
    canvas.restoreState()
    canvas.setFillColor(_INK)
    canvas.setFont(BOLD, 8)
    canvas.drawRightString(width - _SIDE, height - _FOOT, DRAFT)


def draw_seal(canvas: Canvas, seal: Seal) -> None:
    """The QR as squares, not as a picture: sharp on any printer."""
    matrix = segno.make_qr(seal.address, error="m").matrix
    step = _QR_SIZE / len(matrix)
    canvas.setFillColor(colors.black)
    squares = canvas.beginPath()
    for row, line in enumerate(matrix):
        column, bottom = 0, _QR_FOOT + _QR_SIZE - (row + 1) * step
        for dark, run in groupby(line):
            width = len(list(run))
            if dark:
                squares.rect(_QR_LEFT + column * step, bottom, width * step, step)
            column += width
    canvas.drawPath(squares, stroke=0, fill=1)
    canvas.setFillColor(_INK)
    canvas.setFont(SANS, 7)
    beside = _QR_LEFT + _QR_SIZE + 3 * mm
    lines = ("Periksa keaslian berkas ini:", seal.address.rpartition("/v/")[0] + "/v/", f"Kode: {seal.code}")
    for place, content in enumerate(lines):
        canvas.drawString(beside, _QR_FOOT + _QR_SIZE - 4 * mm - place * 3.4 * mm, content)


def _describe(pdf: pikepdf.Pdf, cover: Cover) -> None:
    pdf.Root.Lang = pikepdf.String("id-ID")
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    pdf.Root.PageMode = pikepdf.Name.UseOutlines
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = cover.title
        metadata["dc:creator"] = [cover.author]
        metadata["dc:description"] = cover.subject
        metadata["dc:language"] = ["id-ID"]
