"""One proposal's papers in the order in which they are handed in, bound into one PDF."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum

from budgeting.rules.figures import Figures
from reports.rules.letter import subject
from reports.rules.words import full_region
from reports.writers import annex, binder, budget_papers, pdf
from reports.writers.binder import Cover, Seal, Volume


class Step(StrEnum):
    """What is being made."""

    WORDS = "words"
    RAB = "rab"
    RKA = "rka"
    RECAP = "recap"
    CASH = "cash"
    ORIGINS = "origins"
    BINDING = "binding"


Told = Callable[[Step], None]
"""Told of each step before it is taken."""

_SHEETS = {
    Step.RAB: budget_papers.rab_sheet,
    Step.RKA: budget_papers.rka_sheet,
    Step.RECAP: budget_papers.recap_sheet,
    Step.CASH: budget_papers.cash_sheet,
    Step.ORIGINS: budget_papers.origin_sheet,
}


def make(years: Sequence[Figures], *, seal: Seal | None = None, told: Told = lambda step: None) -> bytes:
    """For each fiscal year: letter, KAK, RAB, RKA, recap, cash plan, minutes, statement, origins. `seal` marks the
    first year's letter."""
    with _uncollected():
        volumes = [_volume(figures, None if number else seal, told) for number, figures in enumerate(years)]
        told(Step.BINDING)
        first = years[0]
        author = first.office.name or full_region(first.region_name)
        title = pack_title(first) if len(years) == 1 else first.plan_name
        return binder.bind(volumes, Cover(title, author, subject(first)))


def pack_title(figures: Figures) -> str:
    """ "Usulan iuran JKK/JKM TA 2023, Kabupaten Contoh"."""
    return f"Usulan iuran JKK/JKM TA {figures.fiscal_year}, {full_region(figures.region_name)}"


def _volume(figures: Figures, seal: Seal | None, told: Told) -> Volume:
    title = pack_title(figures)
    told(Step.WORDS)
    letter, terms, minutes, statement = pdf.papers(figures, title=title)
    sheets = {}
    for step, sheet in _SHEETS.items():
        told(step)
        sheets[step] = annex.make(sheet(figures), figures.office.paper)
    tables = (sheets[step] for step in (Step.RAB, Step.RKA, Step.RECAP, Step.CASH))
    number = f" | Nomor {figures.letter_number}" if figures.letter_number else ""
    return Volume(
        name=f"TA {figures.fiscal_year}",
        parts=(letter, terms, *tables, minutes, statement, sheets[Step.ORIGINS]),
        footer=f"{title} | {figures.budget_kind} | versi {figures.version}{number}",
        is_draft=figures.is_draft,
        seal=seal,
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Layout makes millions of objects that live to the end of it: looking through them again and again costs a quarter
    of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
