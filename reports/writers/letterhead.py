"""An office's letterhead for what ReportLab draws: put down once, and shown on every page that asks for it by name."""

from pathlib import Path

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from budgeting.rules.figures import OfficeIdentity
from reports.writers.face import Face, fitted
from reports.writers.fonts import BOLD, SANS

SIZES = {"A4": (210 * mm, 297 * mm), "F4": (215 * mm, 330 * mm)}

_LEFT, _RIGHT, _TOP = 30 * mm, 25 * mm, 14 * mm
_LOGO = (21 * mm, 23 * mm)
_SQUEEZE = 80
_GAP = 6 * mm


def draw_letterhead(canvas: Canvas, size: tuple[float, float], office: OfficeIdentity, *, name: str) -> float:
    """Keeps the head as the form `name`; returns the height at which the letter begins."""
    has_logo = bool(office.logo_path) and Path(office.logo_path).is_file()
    left = _LEFT + (_LOGO[0] + 3 * mm if has_logo else 0)
    middle, room = (left + size[0] - _RIGHT) / 2, size[0] - _RIGHT - left
    plain, bold = Face(canvas, SANS), Face(canvas, BOLD)
    canvas.beginForm(name)
    top = y = size[1] - _TOP
    for face, font, text, points in _lines(office, plain, bold):
        parts, _narrowed = fitted(face, text, points, room, _SQUEEZE)
        for part in parts:
            y -= points * 1.25
            canvas.setFont(font, min(points, points * room / max(face.width(part, points), 1)))
            canvas.drawCentredString(middle, y, part)
    if has_logo:
        canvas.drawImage(
            ImageReader(office.logo_path), _LEFT, top - _LOGO[1], *_LOGO, preserveAspectRatio=True, mask="auto"
        )
        y = min(y, top - _LOGO[1])
    y -= 2.5 * mm
    for width, below in ((1.6, 0), (0.6, 2)):
        canvas.setLineWidth(width)
        canvas.line(_LEFT, y - below, size[0] - _RIGHT, y - below)
    canvas.endForm()
    return y - _GAP


def _lines(office: OfficeIdentity, plain: Face, bold: Face) -> list[tuple[Face, str, str, float]]:
    """What the office has not filled in is left out, but for its name."""
    place = (office.address, f"Kode Pos {office.postal_code}" if office.postal_code else "")
    reach = (
        f"Telepon {office.phone}" if office.phone else "",
        f"Laman {office.website}" if office.website else "",
        f"Pos-el {office.email}" if office.email else "",
    )
    lines = [
        (plain, SANS, office.government, 12.5),
        (bold, BOLD, office.name.upper() or "." * 40, 14),
        *((plain, SANS, "  ".join(filter(None, parts)), 8.5) for parts in (place, reach)),
    ]
    return [(face, font, face.plain(text), size) for face, font, text, size in lines if text]
