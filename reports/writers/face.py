"""One typeface on one canvas, for writers that put thousands of short texts straight into a page's stream.

ReportLab's own text calls look at every letter of every text again. Here each letter is looked at once: its code in the
subset that is embedded, its width, and whether the face has it at all.
"""

import unicodedata
from functools import lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from reports.writers.fonts import register

_ASCII = "".join(map(chr, range(32, 127)))
_ESCAPED = {ord(sign): f"\\{sign}" for sign in "\\()"}
_THOUSANDTHS = 1000


class Face:
    """A registered font at work. `name` is what operators call its first subset."""

    def __init__(self, canvas: Canvas, font: str) -> None:
        register()
        self._font = pdfmetrics.getFont(font)
        # A font's subsets belong to the document that embeds them, and ReportLab keeps that to itself.
        self._document = canvas._doc
        self._known = {sign: (0, sign.translate(_ESCAPED)) for sign in _ASCII}
        self._widths = {sign: self._font.face.getCharWidth(ord(sign)) for sign in _ASCII}
        self._font.splitString(_ASCII, self._document)
        self.name = self._font.getSubsetInternalName(0, self._document)
        self.width = lru_cache(maxsize=4096)(self._width)

    def plain(self, text: str) -> str:
        """The text as it can be drawn: composed letters, single spaces; a letter that the face lacks stands as its code
        in brackets, so that no part of a name goes missing."""
        if text.isascii() and text.isprintable():
            return text
        composed = unicodedata.normalize("NFC", " ".join(text.split()))
        return "".join(map(self._drawable, composed))

    def show(self, text: str, size: float) -> str:
        """The operators that draw a plain text in the face's first subset and return to it."""
        if text.isascii():
            return f"({text.translate(_ESCAPED)}) Tj"
        parts, current, run = [], 0, ""
        for sign in text:
            subset, code = self._known.get(sign) or self._learn(sign)
            if subset != current:
                parts.append(f"({run}) Tj {self._named(subset)} {size} Tf")
                current, run = subset, ""
            run += code
        parts.append(f"({run}) Tj")
        if current:
            parts.append(f"{self.name} {size} Tf")
        return " ".join(parts)

    def _width(self, text: str, size: float) -> float:
        widths = self._widths
        if not text.isascii():
            for sign in text:
                if sign not in widths:
                    widths[sign] = self._font.face.getCharWidth(ord(sign))
        return sum(map(widths.__getitem__, text)) * size / _THOUSANDTHS

    def _drawable(self, sign: str) -> str:
        if ord(sign) in self._font.face.charToGlyph:
            return sign
        return f"[U+{ord(sign):04X}]" if sign.isprintable() else ""

    def _learn(self, sign: str) -> tuple[int, str]:
        ((subset, code),) = self._font.splitString(sign, self._document)
        self._known[sign] = subset, "".join(f"\\{byte:03o}" for byte in code)
        return self._known[sign]

    def _named(self, subset: int) -> str:
        name: str = self._font.getSubsetInternalName(subset, self._document)
        return name


def fitted(face: Face, text: str, size: float, room: float, squeeze: float) -> tuple[tuple[str, ...], float]:
    """(lines, width in per cent) of a text in a column: on one line, narrowed down to `squeeze` per cent at most, or on
    as many lines as it takes. Nothing is cut off."""
    text = face.plain(text)
    width = face.width(text, size)
    if width <= room:
        return (text,), 100
    if width * squeeze / 100 <= room:
        return (text,), 100 * room / width
    return tuple(_wrapped(face, text, size, room)), 100


def _wrapped(face: Face, text: str, size: float, room: float) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if face.width(longer, size) <= room:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for sign in word:
            if lines[-1] and face.width(lines[-1] + sign, size) > room:
                lines.append("")
            lines[-1] += sign
    return lines
