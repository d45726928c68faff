"""Lists of people, and the tabs between them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enrolment.models import Assignment, Election
from enrolment.presenters.elections import Crumbs
from enrolment.presenters.people.seats import SeatLine, seat_lines
from enrolment.wording import number

PEOPLE, RESERVES, SAME, OVERLAPS = "people", "reserves", "same-person", "overlaps"


def annex_url(election: Election) -> str:
    """Where all names of an election are put on paper."""
    return reverse("reports:people-annex", args=[election.code])


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    current: bool
    count: str = ""


@dataclass(frozen=True, slots=True)
class PeoplePage:
    tabs: tuple[Tab, ...]
    lines: tuple[SeatLine, ...]
    count: str
    are_reserves: bool
    is_narrowed: bool
    has_election: bool
    export_url: str


@dataclass(frozen=True, slots=True)
class FoundPage:
    crumbs: Crumbs
    lines: tuple[SeatLine, ...]
    was_asked: bool


def tabs(current: str, count: int) -> tuple[Tab, ...]:
    """The four pages about people. Only the open one says how many it holds: to count the others takes longest."""
    labels = {
        PEOPLE: _("Petugas"),
        RESERVES: _("Cadangan"),
        SAME: _("Mungkin orang yang sama"),
        OVERLAPS: _("Tumpang tindih"),
    }
    return tuple(
        Tab(label, reverse(f"enrolment:{name}"), name == current, number(count) if name == current else "")
        for name, label in labels.items()
    )


def people_page(
    seats: Iterable[Assignment], count: int, query: QueryDict, *, are_reserves: bool, has_election: bool,
    may_export: bool,
) -> PeoplePage:  # fmt: skip
    asked = {name: value for name, value in query.items() if value and name not in ("page", "pemilihan")}
    return PeoplePage(
        tabs=tabs(RESERVES if are_reserves else PEOPLE, count),
        lines=seat_lines(seats),
        count=ngettext("%s orang.", "%s orang.", count) % number(count),
        are_reserves=are_reserves,
        is_narrowed=bool(asked),
        has_election=has_election,
        export_url=reverse("enrolment:people-export") if may_export else "",
    )


def found_page(seats: Iterable[Assignment], *, was_asked: bool) -> FoundPage:
    return FoundPage(crumbs(), seat_lines(seats), was_asked)


def crumbs() -> Crumbs:
    """To the list of people."""
    return ((_("Petugas"), reverse("enrolment:people")),)
