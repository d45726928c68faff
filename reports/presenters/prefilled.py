"""A file that SIPP gave out, filled in: what each row came to, and who has none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgeting.models import Arrangement
from enrolment.models import Assignment
from pemilu_bpjs.formats import thousands
from pemilu_bpjs.models import Job
from pemilu_bpjs.tiles import Tile
from reports.models.batch import FileKind
from reports.prefilled_wording import OUTCOMES, row_sentence
from reports.presenters.batches import CountLine, Crumbs, crumbs, payer_name
from reports.rules.prefilled_rows import RowOutcome

_SHOWN_WITHOUT_ROW = 100


@dataclass(frozen=True, slots=True)
class FillPage:
    """`waiting`: whose changes wait for such a file, as it was counted last."""

    title: str
    crumbs: Crumbs
    waiting: tuple[CountLine, ...]


@dataclass(frozen=True, slots=True)
class RowLine:
    row: int
    label: str
    tone: str
    name: str
    url: str
    says: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class FilledPage:
    title: str
    lead: str
    crumbs: Crumbs
    tiles: tuple[Tile, ...]
    batch_url: str
    again_url: str
    untold: str
    missing: str
    people: tuple[PersonLine, ...]


def fill_page(arrangement: Arrangement, counted: Job | None) -> FillPage:
    found: Mapping[str, int] = (counted.result or {})["preview"]["waiting"] if counted is not None else {}
    waiting = tuple(CountLine(str(FileKind(kind).label), people) for kind, people in found.items())
    return FillPage(payer_name(arrangement), _crumbs(arrangement), waiting)


def filled_page(arrangement: Arrangement, filled: Mapping[str, Any], seats: Mapping[int, Assignment]) -> FilledPage:
    """`filled`: as the job keeps it; `seats`: those of them whom the reader may see."""
    batch, missing = filled["batch"], filled["missing_count"]
    told = ngettext(
        "%s orang berubah dan tidak ada dalam berkas ini.", "%s orang berubah dan tidak ada dalam berkas ini.", missing
    )
    return FilledPage(
        title=str(FileKind(filled["kind"]).label),
        lead=payer_name(arrangement),
        crumbs=_crumbs(arrangement),
        tiles=_tiles(filled["counts"]),
        batch_url=reverse("reports:batch", args=[batch]) if batch is not None else "",
        again_url=reverse("reports:sending-fill", args=[arrangement.pk]),
        untold=_("Dan %s baris lagi.") % thousands(filled["untold"]) if filled["untold"] else "",
        missing=told % thousands(missing) if missing else "",
        people=tuple(_person(seats[pk]) for pk in filled["missing"][:_SHOWN_WITHOUT_ROW] if pk in seats),
    )


def row_lines(told: Iterable[Sequence[Any]], seats: Mapping[int, Assignment]) -> tuple[RowLine, ...]:
    """Of one page, as the job keeps them: [row, outcome, codes, seat]."""
    return tuple(_row(row, RowOutcome(outcome), codes, seats.get(seat)) for row, outcome, codes, seat in told)


def _row(number: int, outcome: RowOutcome, codes: Sequence[str], seat: Assignment | None) -> RowLine:
    label, tone = OUTCOMES[outcome]
    person = _person(seat) if seat is not None else PersonLine("", "")
    return RowLine(number, str(label), tone, person.name, person.url, row_sentence(outcome, codes))


def _person(seat: Assignment) -> PersonLine:
    return PersonLine(seat.record.name, reverse("enrolment:person", args=[seat.pk]))


def _tiles(counts: Mapping[str, int]) -> tuple[Tile, ...]:
    tiles = [Tile(_("Baris"), thousands(sum(counts.values())))]
    for outcome, (label, tone) in OUTCOMES.items():
        count = counts[outcome.value]
        if count or outcome is RowOutcome.WRITTEN:
            tiles.append(Tile(str(label), thousands(count), tone=tone if count else ""))
    return tuple(tiles)


def _crumbs(arrangement: Arrangement) -> Crumbs:
    return (*crumbs(), (_("Yang akan dikirim"), reverse("reports:sending", args=[arrangement.pk])))
