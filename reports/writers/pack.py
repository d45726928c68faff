"""One proposal's papers in the order in which they are handed in, bound into one PDF."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from budgeting.rules.figures import Figures
from reports.rules.letter import subject
from reports.rules.words import full_region
from reports.writers import annex, binder, budget_papers, pdf
from reports.writers.binder import Cover, Seal
from reports.writers.part import Part

Told = Callable[[str], None]
"""Told the name of each paper before it is made."""

_SHEETS = (
    ("RAB", budget_papers.rab_sheet),
    ("kertas kerja RKA", budget_papers.rka_sheet),
    ("rekapitulasi", budget_papers.recap_sheet),
    ("rencana kas", budget_papers.cash_sheet),
)
STEPS = len(_SHEETS) + 3
"""How often `Told` is called."""


@dataclass(frozen=True, slots=True)
class Pack:
    """The finished PDF with its title."""

    title: str
    pdf: bytes


def make(figures: Figures, *, seal: Seal | None = None, told: Told = lambda name: None) -> Pack:
    """Letter, KAK, RAB, RKA, recap, cash plan, minutes, statement, and where every figure comes from."""
    title = pack_title(figures)
    with _uncollected():
        told("surat, KAK, berita acara, dan surat pernyataan")
        letter, terms, minutes, statement = pdf.papers(figures, title=title)
        tables = []
        for name, sheet in _SHEETS:
            told(name)
            tables.append(annex.make(sheet(figures), figures.office.paper))
        told("lampiran asal setiap angka")
        origins = annex.make(budget_papers.origin_sheet(figures), figures.office.paper)
        told("satu berkas PDF")
        parts: list[Part] = [letter, terms, *tables, minutes, statement, origins]
        return Pack(title, binder.bind(parts, _cover(figures, title, seal)))


def pack_title(figures: Figures) -> str:
    """ "Usulan iuran JKK/JKM TA 2023, Kabupaten Contoh"."""
    return f"Usulan iuran JKK/JKM TA {figures.fiscal_year}, {full_region(figures.region_name)}"


def _cover(figures: Figures, title: str, seal: Seal | None) -> Cover:
    number = f" | Nomor {figures.letter_number}" if figures.letter_number else ""
    return Cover(
        title=title,
        author=figures.office.name or full_region(figures.region_name),
        subject=subject(figures),
        footer=f"{title} | {figures.budget_kind} | versi {figures.version}{number}",
        is_draft=figures.is_draft,
        seal=seal,
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Layout makes millions of objects that live to the end of it: looking through them again and again costs a quarter
    of the time. What was there before is left as it was."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
