"""Papers of words (letter, KAK, minutes, statement) as PDF: HTML templates and print CSS, by WeasyPrint.

It costs about 18 ms a table row, so only papers with few rows come here; long tables go to `annex`.
"""

import base64
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from budgeting.rules.figures import Figures, OfficeIdentity
from reports.rules.kak import Kak, kak
from reports.rules.letter import Letter, letter
from reports.rules.minutes import Minutes, minutes
from reports.rules.statement import Statement, statement
from reports.writers.part import Part

_SIZES = {"A4": "210mm 297mm", "F4": "215mm 330mm"}
# Nothing that stands in a paper may make the renderer open a file or an address: pictures arrive as data.
_FETCHER = URLFetcher(allowed_protocols=("data",))


@dataclass(frozen=True, slots=True)
class Letterhead:
    """`lines` hold parts that are never broken; `logo` is a data: address, "" where the office has none."""

    government: str
    office: str
    lines: tuple[tuple[str, ...], ...]
    logo: str


@dataclass(frozen=True, slots=True)
class Papers:
    """What templates/reports/print/papers.html shows."""

    letterhead: Letterhead
    letter: Letter
    kak: Kak
    minutes: Minutes
    statement: Statement
    minutes_signatures: tuple[Any, ...]


def papers(figures: Figures, *, title: str) -> tuple[Part, ...]:
    """Letter, KAK, minutes and statement, in this order."""
    signed = minutes(figures)
    context = Papers(
        letterhead=letterhead(figures.office),
        letter=letter(figures),
        kak=kak(figures),
        minutes=signed,
        statement=statement(figures),
        minutes_signatures=tuple(zip_longest(signed.signatures[::2], signed.signatures[1::2])),
    )
    document = _rendered("reports/print/papers.html", {"papers": context, "title": title}, figures.office.paper)
    starts = [(label, target[0]) for label, target, *_ in document.make_bookmark_tree()]
    ends = [*(first for _, first in starts[1:]), len(document.pages)]
    pdf = document.write_pdf(pdf_tags=False)
    return tuple(Part(name, pdf, first, end - first) for (name, first), end in zip(starts, ends, strict=True))


def paper(template: str, context: Mapping[str, Any], *, name: str, size: str) -> Part:
    """One paper of its own; `size` is "A4" or "F4"."""
    document = _rendered(template, context, size)
    return Part(name, document.write_pdf(pdf_tags=False), 0, len(document.pages))


def _rendered(template: str, context: Mapping[str, Any], size: str) -> Document:
    html = render_to_string(template, dict(context))
    fonts, sheet = _style()
    page = CSS(string=f"@page {{ size: {_SIZES[size]} }}")
    return HTML(string=html, url_fetcher=_FETCHER).render(stylesheets=[sheet, page], font_config=fonts)


def letterhead(office: OfficeIdentity) -> Letterhead:
    """The head of a letter; parts that the office has not filled in are left out."""
    contact = (office.address, f"Kode Pos {office.postal_code}" if office.postal_code else "")
    reach = (
        f"Telepon {office.phone}" if office.phone else "",
        f"Laman {office.website}" if office.website else "",
        f"Pos-el {office.email}" if office.email else "",
    )
    lines = (tuple(filter(None, contact)), tuple(filter(None, reach)))
    return Letterhead(
        government=office.government,
        office=office.name or "." * 40,
        lines=tuple(line for line in lines if line),
        logo=_as_data(office.logo_path),
    )


@cache
def _style() -> tuple[FontConfiguration, CSS]:
    """Parsed once a process: a third of the time of a short letter otherwise."""
    fonts = FontConfiguration()
    return fonts, CSS(filename=finders.find("css/print.css"), font_config=fonts)


def _as_data(path: str) -> str:
    file = Path(path)
    if not path or not file.is_file():
        return ""
    kind = mimetypes.guess_type(file.name)[0] or "image/png"
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"
