"""The quota board as it prints: figures, a heat map with its table, and who must act."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enrolment.models import Election, Region
from enrolment.presenters.elections import Crumbs
from enrolment.presenters.tables import part_name
from enrolment.quota import Board, Line
from enrolment.quota_counts import Scope
from enrolment.quota_words import body_name, head, rest_name
from enrolment.rules.quota import Tally, total
from enrolment.rules.region_code import parent
from enrolment.wording import MISSING, number
from pemilu_bpjs.charts import Chart, HeatRow, heat_map
from pemilu_bpjs.localised import date_long
from pemilu_bpjs.tiles import Tile


@dataclass(frozen=True, slots=True)
class Choice:
    """An election whose board one may open."""

    name: str
    region: str
    voting_day: object
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    cells: tuple[str, ...]
    url: str = ""
    note: str = ""
    people_url: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`total` meets the sum of `rows` in every column."""

    name: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row

    @property
    def has_links(self) -> bool:
        return any(row.people_url for row in self.rows)


@dataclass(frozen=True, slots=True)
class Actor:
    """An institution, its offices, and what waits for it."""

    institution: str
    offices: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuotaPage:
    crumbs: Crumbs
    title: str
    lead: str
    tiles: tuple[Tile, ...]
    notes: tuple[str, ...]
    chart: Chart | None
    regions: Table
    bodies: Table
    actors: tuple[Actor, ...]
    export_url: str
    on: str


def cells(tally: Tally) -> tuple[str, ...]:
    """The figures of one cell as they print, in the order of `head`."""
    is_untold = not tally.is_known
    return (
        MISSING if is_untold and not tally.seats else number(tally.seats),
        number(tally.people),
        MISSING if is_untold and not tally.vacancies else number(tally.vacancies),
        number(tally.surplus),
        MISSING if tally.share is None else f"{tally.share} %",
        number(tally.faults),
        number(tally.overlaps),
        number(tally.reserves),
    )


def choices(found: Iterable[tuple[Election, str]]) -> tuple[Choice, ...]:
    return tuple(
        Choice(election.name, election.region.name, election.voting_day, _address(election, region))
        for election, region in found
    )


def body_choices(board: Board) -> list[tuple[str, str]]:
    """The bodies that a board may be narrowed to: those that stand on it."""
    return [(body.code, body_name(body)) for body in board.bodies if body.code]


def quota_page(
    scope: Scope, region: Region, board: Board, *, offices: Mapping[str, Sequence[str]], body: str, may_see_people: bool
) -> QuotaPage:
    election = scope.election
    asked = {name: value for name, value in (("badan", body), ("pada", scope.on and scope.on.isoformat())) if value}
    here = _Here(election, region, urlencode(asked), body, may_see_people)
    return QuotaPage(
        crumbs=_crumbs(here, board),
        title=_("Papan kuota: %s") % region.name,
        lead=_lead(scope),
        tiles=_tiles(board.whole.whole),
        notes=_notes(board),
        chart=_chart(board),
        regions=_regions(here, board),
        bodies=_bodies(here, board),
        actors=_actors(board, offices),
        export_url=reverse("enrolment:quota-export", args=[election.code, region.pk]),
        on=asked.get("pada", ""),
    )


@dataclass(frozen=True, slots=True)
class _Here:
    """Where a board stands, and what its links carry on. `body`: the one that it is narrowed to."""

    election: Election
    region: Region
    query: str
    body: str
    may_see_people: bool

    def board(self, region: str) -> str:
        return _address(self.election, region) + (f"?{self.query}" if self.query else "")

    def people(self, code: str, body: str) -> str:
        """The list of these people, for whoever may see them: counts alone lead nowhere."""
        if not self.may_see_people:
            return ""
        place = {"kecamatan": code[:8]} if code.count(".") >= 2 else {}
        desa = {"desa": code} if code.count(".") == 3 else {}
        asked = {"pemilihan": self.election.code, **place, **desa, **({"badan": body} if body else {})}
        return f"{reverse('enrolment:people')}?{urlencode(asked)}"


def _address(election: Election, region: str) -> str:
    if region == election.region_id:
        return reverse("enrolment:quota-board", args=[election.code])
    return reverse("enrolment:quota-region", args=[election.code, region])


def _crumbs(here: _Here, board: Board) -> Crumbs:
    """The way down from the election's region, as far as the reader's own reach goes up."""
    above, region = [], here.region
    while region.pk != here.election.region_id and (code := parent(region.pk)) is not None:
        region = region.parent
        if code == here.election.region_id or code.startswith(f"{here.election.region_id}."):
            above.append((region.name, here.board(code)))
    return ((_("Papan kuota"), reverse("enrolment:quota")), *reversed(above))


def _lead(scope: Scope) -> str:
    name = scope.election.name
    if scope.on is None:
        return _("%s: setiap orang yang masih memegang kursinya, selama masa kerjanya.") % name
    return _("%(name)s: yang bertugas pada %(day)s.") % {"name": name, "day": date_long(scope.on)}


def _tiles(whole: Tally) -> tuple[Tile, ...]:
    tiles = [
        Tile(_("Kursi"), number(whole.seats)),
        Tile(_("Orang"), number(whole.people), _("di luar cadangan")),
        Tile(_("Kosong"), number(whole.vacancies), tone="warn" if whole.vacancies else "good"),
    ]
    if whole.surplus:
        tiles.append(Tile(_("Lebih dari kursi"), number(whole.surplus), tone="bad"))
    tiles.append(Tile(_("Baris ditolak"), number(whole.faults), _("menunggu diperbaiki"), _bad(whole.faults)))
    tiles.append(
        Tile(_("Tumpang tindih"), number(whole.overlaps), _("tugas pada waktu yang sama"), _bad(whole.overlaps))
    )
    return (*tiles, Tile(_("Cadangan"), number(whole.reserves), _("tidak menempati kursi")))


def _bad(count: int) -> str:
    return "bad" if count else ""


def _notes(board: Board) -> tuple[str, ...]:
    """What a reader has to know to read the figures rightly."""
    notes = []
    unknown = [body_name(each) for each in board.bodies if each.is_own and not board.whole.by_body[each.code].is_known]
    if unknown:
        notes.append(
            _("Jumlah kursi belum diketahui untuk %s: hanya kursi yang terisi yang dihitung.") % ", ".join(unknown)
        )
    others = [body_name(each) for each in board.bodies if not each.is_own and each.institution]
    if others:
        notes.append(
            _("%s milik lembaga lain: yang dihitung hanya orang dari daftar lembaga Anda.") % ", ".join(others)
        )
    shared = any(each.code == "linmas" and each.is_own for each in board.bodies)
    if shared and "KPU" not in board.institutions:
        notes.append(_("Linmas dapat juga dikirim KPU. Orang dari daftar KPU tidak terhitung di sini."))
    return tuple(notes)


def _chart(board: Board) -> Chart | None:
    """Seats taken in per cent, parts down and bodies across; nothing where nobody knows any seats."""
    own = [each for each in board.bodies if each.is_own and board.whole.by_body[each.code].seats > 0]
    whole = replace(board.whole, name=_("Jumlah"))
    rows = [HeatRow(line.name, tuple(line.by_body[each.code].share for each in own)) for line in (*board.lines, whole)]
    if all(value is None for row in rows for value in row.values):
        return None
    return heat_map(
        _("Kursi terisi"),
        _("Bagian kursi yang terisi, dalam persen. Garis: tidak ada kursi di sini, atau jumlahnya belum diketahui."),
        corner=part_name(board.level),
        columns=[body_name(each) for each in own],
        rows=rows,
    )


def _regions(here: _Here, board: Board) -> Table:
    rows = [_line(here, line) for line in board.lines]
    if not board.rest.whole.is_blank:
        rows.append(Row(rest_name(board.level), cells(board.rest.whole)))
    return Table(
        _("Menurut wilayah"),
        (part_name(board.level), *head()),
        tuple(rows),
        Row(_("Jumlah"), cells(board.whole.whole)),
    )


def _line(here: _Here, line: Line) -> Row:
    if line.tps:
        return Row(line.name, cells(line.whole))
    people = here.people(line.code, here.body) if line.whole.people else ""
    return Row(line.name, cells(line.whole), here.board(line.code), line.code, people)


def _bodies(here: _Here, board: Board) -> Table:
    rows = [
        Row(
            body_name(body),
            cells(board.whole.by_body[body.code]),
            note=body.institution,
            people_url=here.people(here.region.pk, body.code) if board.whole.by_body[body.code].people else "",
        )
        for body in board.bodies
    ]
    return Table(_("Menurut badan"), (_("Badan"), *head()), tuple(rows), Row(_("Jumlah"), cells(board.whole.whole)))


def _actors(board: Board, offices: Mapping[str, Sequence[str]]) -> tuple[Actor, ...]:
    """Each institution within the reader's sight, and what its offices have to do."""
    found = []
    for institution in board.institutions:
        own = [board.whole.by_body[each.code] for each in board.bodies if each.institution == institution]
        # What waits to be mended is its sender's, whatever body a row names, or none.
        faults = board.faults_of(institution)
        tasks = _tasks(replace(total(own), faults=faults))
        if own or faults:
            names = ", ".join(offices.get(institution, ())) or _("kantornya belum terdaftar")
            found.append(Actor(institution, names, tasks or (_("tidak ada yang menunggu"),)))
    return tuple(found)


def _tasks(whole: Tally) -> tuple[str, ...]:
    told = (
        (whole.vacancies, ngettext("isi %s kursi kosong", "isi %s kursi kosong", whole.vacancies)),
        (whole.faults, ngettext("perbaiki %s baris yang ditolak", "perbaiki %s baris yang ditolak", whole.faults)),
        (whole.surplus, ngettext("periksa %s orang tanpa kursi", "periksa %s orang tanpa kursi", whole.surplus)),
        (
            whole.overlaps,
            ngettext(
                "putuskan %s tugas yang bertumpang tindih", "putuskan %s tugas yang bertumpang tindih", whole.overlaps
            ),
        ),
    )
    return tuple(sentence % number(count) for count, sentence in told if count)
