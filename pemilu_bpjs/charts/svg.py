"""The few SVG shapes that the charts are made of. Pure but for Django's escaping.

Drawings have no viewBox: across, everything is a percentage of the width at hand; down, it is pixels. So a chart fills
a phone and a desk screen alike while its letters keep their size. Colours and sizes are attributes, never styles: the
pages' security policy forbids styles, and on paper no style sheet of the pages is at hand.
"""

from zlib import crc32

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

INK = "#1d2b2e"
INK_SOFT = "#505e62"
LINE = "#d8d3c7"
TEXT_SIZE = 13

_SCALE = 10_000


def percent(part: int, whole: int) -> str:
    """A share as a coordinate, cut to hundredths by whole numbers: percent(1, 3) → "33.33%"."""
    hundredths = part * _SCALE // whole
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def text(
    content: object,
    x: str | int,
    y: int,
    *,
    anchor: str = "start",
    size: int = TEXT_SIZE,
    fill: str = INK,
    bold: bool = False,
    halo: bool = False,
    css_class: str = "",
) -> str:
    """A line of letters; `y` is the foot of the letters, in pixels; a white halo keeps lines behind them away."""
    weight = ' font-weight="600"' if bold else ""
    edge = ' stroke="#fff" stroke-width="4" paint-order="stroke"' if halo else ""
    name = f' class="{css_class}"' if css_class else ""
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" fill="{fill}"{weight}{edge}{name}>'
        f"{escape(content)}</text>"
    )


def rect(x: str, y: int, width: str, height: int, fill: str, *, hint: str = "", stroke: str = "") -> str:
    """A filled box; `hint` appears when a mouse rests on it."""
    title = f"<title>{escape(hint)}</title>" if hint else ""
    edge = f' stroke="{stroke}"' if stroke else ""
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}"{edge}>{title}</rect>'


def line(x1: str, y1: int, x2: str, y2: int, *, dashed: bool = False, stroke: str = LINE) -> str:
    """A thin line."""
    dash = ' stroke-dasharray="3 3"' if dashed else ""
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{stroke}"{dash}/>'


def slanted(content: object, x: str, y: int) -> str:
    """Letters that rise to the right from a point, for narrow columns."""
    # A rotation takes no percentages; the inner svg moves its origin to one.
    return (
        f'<svg x="{x}" y="{y}" overflow="visible"><g transform="rotate(-50)">{text(content, 0, 0, size=12)}</g></svg>'
    )


def drawing(shapes: list[str], *, height: int, title: str, description: str) -> SafeString:
    """The whole picture with its name and description for those who cannot see it."""
    # Stable between requests, and different for two charts on one page.
    key = f"c{crc32(f'{title}|{description}'.encode()):08x}"
    head = f'<title id="{key}t">{escape(title)}</title><desc id="{key}d">{escape(description)}</desc>'
    return mark_safe(  # noqa: S308 -- every text above passed escape()
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{height}" role="img" '
        f'aria-labelledby="{key}t" aria-describedby="{key}d" font-family="inherit">{head}{"".join(shapes)}</svg>'
    )


def wrapped(content: str, width: int) -> list[str]:
    """Words on lines of at most `width` letters; a longer word keeps a line of its own."""
    lines = [""]
    for word in content.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def shortened(content: str, width: int) -> str:
    """At most `width` letters, the cut shown by "…"."""
    return content if len(content) <= width else content[: width - 1].rstrip() + "…"
