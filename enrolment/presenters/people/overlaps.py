"""People with two posts at one time, each side as far as its reader may see it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enrolment.overlapping import Overlap
from enrolment.presenters.people.listing import OVERLAPS, Tab, tabs
from enrolment.presenters.people.seats import SeatLine, seat_lines
from pemilu_bpjs.localised import date_long


@dataclass(frozen=True, slots=True)
class SideLine:
    """`seat` is None of a side that the reader may not see. `end_url` is "" where he may not end it."""

    seat: SeatLine | None
    end_url: str


@dataclass(frozen=True, slots=True)
class OverlapCard:
    key: str
    name: str
    nik: str
    together: str
    sides: tuple[SideLine, ...]
    keep_url: str


@dataclass(frozen=True, slots=True)
class OverlapsPage:
    tabs: tuple[Tab, ...]
    cards: tuple[OverlapCard, ...]


def overlaps_page(overlaps: Iterable[Overlap], editable: frozenset[int], count: int) -> OverlapsPage:
    """`editable`: the seats that the reader may end; who may end both sides may also leave both."""
    shown = list(overlaps)
    seats = {seat.pk: seat for overlap in shown for seat in overlap.seen}
    lines = dict(zip(seats, seat_lines(seats.values()), strict=True))
    return OverlapsPage(tabs(OVERLAPS, count), tuple(_card(each, lines, editable) for each in shown))


def _card(overlap: Overlap, lines: dict[int, SeatLine], editable: frozenset[int]) -> OverlapCard:
    keys = [seat.pk for seat in overlap.seen]
    may_keep = overlap.is_whole and editable.issuperset(keys)
    sides = [
        SideLine(lines[key], reverse("enrolment:person-end", args=[key]) if key in editable else "") for key in keys
    ]
    first = lines[keys[0]]
    return OverlapCard(
        key="-".join(str(key) for key in keys),
        name=first.name,
        nik=first.nik,
        together=_together(overlap),
        sides=(*sides, *([] if overlap.is_whole else [SideLine(None, "")])),
        keep_url=reverse("enrolment:overlap-keep", args=keys) if may_keep else "",
    )


def _together(overlap: Overlap) -> str:
    """The days of both; whoever sees one side learns no day of the other."""
    if overlap.first is None or overlap.second is None:
        return ""
    first = max(overlap.first.start, overlap.second.start)
    last = min(overlap.first.end, overlap.second.end)
    return _("Bersamaan dari %(first)s sampai %(last)s.") % {"first": date_long(first), "last": date_long(last)}
