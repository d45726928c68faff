"""Who is at risk on a day, as the page shows it: figures, a picture, who must act, and the names that one may see."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from budgeting.cover_words import actor_label, risk_cure, risk_label, risk_short
from budgeting.presenters.cover import Crumbs, Table
from budgeting.rules.risk import ACTS, Actor, Risk
from budgeting.uncovered import Cell, Found, Lost, LostSeat, RiskySeat
from enrolment.models import Election
from enrolment.people import words_of
from enrolment.rules.region_code import kecamatan_of
from pemilu_bpjs.charts import Chart, HeatRow, heat_map
from pemilu_bpjs.formats import thousands
from pemilu_bpjs.localised import date_long
from pemilu_bpjs.tiles import Tile

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Task:
    """What one actor has to do."""

    actor: str
    offices: str
    deeds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeatRow:
    name: str
    url: str
    position: str
    institution: str
    unit: str
    why: str
    who: str


@dataclass(frozen=True, slots=True)
class RiskPage:
    title: str
    lead: str
    crumbs: Crumbs
    tiles: tuple[Tile, ...]
    tasks: tuple[Task, ...]
    chart: Chart | None
    units: Table
    before_url: str
    after_url: str
    export_url: str
    days_url: str
    day: str
    region: str
    is_quiet: bool


@dataclass(frozen=True, slots=True)
class DayRow:
    name: str
    url: str
    position: str
    unit: str
    days: str
    unpaid: str
    unconfirmed: str


@dataclass(frozen=True, slots=True)
class DaysPage:
    title: str
    lead: str
    crumbs: Crumbs
    tiles: tuple[Tile, ...]
    units: Table


@dataclass(frozen=True, slots=True)
class Names:
    """What regions and bodies are called, and which offices answer for whom."""

    kecamatan: Mapping[str, str]
    bodies: Mapping[str, str]
    offices: Mapping[str, Sequence[str]]


def address(election: Election) -> str:
    return reverse("budgeting:risk", args=[election.code])


def risk_page(
    election: Election, day: datetime.date, region: str, cells: Sequence[Cell], found: Found, names: Names,
    *, may_export: bool,
) -> RiskPage:  # fmt: skip
    here = address(election)
    return RiskPage(
        title=_("Siapa yang belum terlindungi"),
        lead=_("%(election)s: yang bertugas pada %(day)s.") % {"election": election.name, "day": date_long(day)},
        crumbs=((_("Belum terlindungi"), reverse("budgeting:risks")),),
        tiles=_tiles(cells, found),
        tasks=_tasks(cells, names),
        chart=_chart(cells, names),
        units=_units(cells, names),
        before_url=_on(here, day - _DAY, region),
        after_url=_on(here, day + _DAY, region),
        export_url=reverse("budgeting:risk-export", args=[election.code]) if may_export else "",
        days_url=_on(reverse("budgeting:lost-days", args=[election.code]), day, region),
        day=day.isoformat(),
        region=region,
        is_quiet=not found.people,
    )


def seat_rows(found: Iterable[RiskySeat]) -> tuple[SeatRow, ...]:
    shown = list(found)
    words = words_of([each.seat for each in shown])
    return tuple(
        SeatRow(
            name=each.seat.record.name,
            url=reverse("enrolment:person", args=[each.seat.pk]),
            position=words.position(each.seat),
            institution=each.seat.institution,
            unit=words.unit(each.seat),
            why=risk_label(each.risk),
            who=actor_label(ACTS[each.risk]),
        )
        for each in shown
    )


def days_page(election: Election, day: datetime.date, region: str, found: Sequence[Lost], names: Names) -> DaysPage:
    back = _on(address(election), day, region)
    unpaid, unconfirmed = sum(row.unpaid for row in found), sum(row.unconfirmed for row in found)
    days = sum(row.days for row in found)
    return DaysPage(
        title=_("Hari bertugas tanpa perlindungan"),
        lead=_("%(election)s: sejak hari pertama bertugas sampai %(day)s.")
        % {"election": election.name, "day": date_long(day)},
        crumbs=((_("Belum terlindungi"), back),),
        tiles=(
            Tile(_("Hari bertugas"), thousands(days), _("semua kursi bersama-sama")),
            Tile(_("Di luar bulan yang diiurkan"), thousands(unpaid), tone="bad" if unpaid else "good"),
            Tile(_("Sebelum diterima BPJS"), thousands(unconfirmed), tone="warn" if unconfirmed else "good"),
            Tile(_("Kursi dengan hari terbuka"), thousands(sum(row.hit for row in found))),
        ),
        units=_day_table(found, names),
    )


def day_rows(found: Iterable[LostSeat]) -> tuple[DayRow, ...]:
    shown = list(found)
    words = words_of([each.seat for each in shown])
    return tuple(
        DayRow(
            name=each.seat.record.name,
            url=reverse("enrolment:person", args=[each.seat.pk]),
            position=words.position(each.seat),
            unit=words.unit(each.seat),
            days=thousands(each.days),
            unpaid=thousands(each.unpaid),
            unconfirmed=thousands(each.unconfirmed),
        )
        for each in shown
    )


def _on(page: str, day: datetime.date, region: str) -> str:
    asked = {"hari": day.isoformat(), **({"kecamatan": region} if region else {})}
    return f"{page}?{urlencode(asked)}"


def _tiles(cells: Sequence[Cell], found: Found) -> tuple[Tile, ...]:
    by_actor = Counter[Actor]()
    for cell in cells:
        if cell.risk is not None:
            by_actor[ACTS[cell.risk]] += cell.seats
    return (
        Tile(_("Bertugas"), thousands(found.people), _("orang, di luar cadangan dan yang dijamin aturan lain")),
        Tile(_("Belum terlindungi"), thousands(found.uncovered), _("orang"), "bad" if found.uncovered else "good"),
        *(
            Tile(_("Menunggu %s") % actor_label(actor), thousands(by_actor[actor]), _("kursi"))
            for actor in Actor
            if by_actor[actor]
        ),
    )


def _tasks(cells: Sequence[Cell], names: Names) -> tuple[Task, ...]:
    """The planner and BPJS once, each secretariat by its institution."""
    waiting: defaultdict[tuple[Actor, str], Counter[Risk]] = defaultdict(Counter)
    for cell in cells:
        if cell.risk is not None:
            actor = ACTS[cell.risk]
            waiting[actor, cell.institution if actor is Actor.SECRETARIAT else ""][cell.risk] += cell.seats
    found = []
    for (actor, institution), risks in sorted(waiting.items()):
        deeds = tuple(f"{risk_cure(risk)}: {thousands(risks[risk])}" for risk in Risk if risks[risk])
        label = f"{actor_label(actor)} {institution}".strip()
        offices = [office for office in names.offices.get(institution, ()) if office != label]
        found.append(Task(label, ", ".join(offices), deeds))
    return tuple(found)


def _chart(cells: Sequence[Cell], names: Names) -> Chart | None:
    """Seats covered in per cent, kecamatan down and bodies across."""
    if not cells:
        return None
    bodies = [body for body in names.bodies if any(cell.body == body for cell in cells)]
    whole, covered = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for cell in cells:
        for place in (kecamatan_of(cell.region_code), ""):
            whole[place, cell.body] += cell.seats
            covered[place, cell.body] += cell.seats if cell.risk is None else 0

    def row(code: str, name: str) -> HeatRow:
        shares = (_share(covered[code, body], whole[code, body]) for body in bodies)
        return HeatRow(name, tuple(shares))

    places = sorted({kecamatan_of(cell.region_code) for cell in cells})
    return heat_map(
        _("Kursi terlindungi"),
        _("Bagian petugas yang sudah terlindungi pada hari itu, dalam persen."),
        corner=_("Kecamatan"),
        columns=[names.bodies[body] for body in bodies],
        rows=[*(row(code, names.kecamatan.get(code, code)) for code in places), row("", _("Jumlah"))],
    )


def _share(part: int, whole: int) -> int | None:
    return part * 100 // whole if whole else None


def _units(cells: Sequence[Cell], names: Names) -> Table:
    """Kecamatan down, reasons across: seats."""
    present = [risk for risk in Risk if any(cell.risk is risk for cell in cells)]
    counted = Counter[tuple[str, Risk | None]]()
    for cell in cells:
        counted[kecamatan_of(cell.region_code), cell.risk] += cell.seats
    places = sorted({place for place, _risk in counted})

    def row(name: str, chosen: Sequence[str]) -> tuple[str, ...]:
        figures = [sum(counted[place, risk] for place in chosen) for risk in (None, *present)]
        return (name, *(thousands(figure) for figure in (sum(figures), *figures)))

    return Table(
        _("Kursi menurut kecamatan dan sebab"),
        (_("Kecamatan"), _("Bertugas"), _("Terlindungi"), *(risk_short(risk) for risk in present)),
        tuple(row(names.kecamatan.get(place, place), [place]) for place in places),
        row(_("Jumlah"), places),
    )


def _day_table(found: Sequence[Lost], names: Names) -> Table:
    def row(name: str, body: str, rows: Sequence[Lost]) -> tuple[str, ...]:
        columns = ("seats", "hit", "days", "unpaid", "unconfirmed")
        return (name, body, *(thousands(sum(getattr(each, column) for each in rows)) for column in columns))

    return Table(
        _("Menurut kecamatan dan badan"),
        (
            _("Kecamatan"), _("Badan"), _("Kursi"), _("Kursi dengan hari terbuka"), _("Hari bertugas"),
            _("Di luar bulan yang diiurkan"), _("Sebelum diterima BPJS"),
        ),
        tuple(
            row(names.kecamatan.get(each.kecamatan, each.kecamatan), names.bodies.get(each.body, each.body), [each])
            for each in found
        ),
        row(_("Jumlah"), "", found),
    )  # fmt: skip
