"""An election, its regions and its elections' list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from enrolment import wording
from enrolment.counting import Counted
from enrolment.models import CountKind, Election, PollingStation, Region, StageCode
from enrolment.presenters.tables import Table, part_name, seat_table, unit_table
from enrolment.rules.region_code import Level, parent
from enrolment.seating import Seating
from pemilu_bpjs.tiles import Tile

STATIONS_A_PAGE = 100
Crumbs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ElectionLine:
    name: str
    region: str
    voting_day: date
    tps: str
    url: str


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    state: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Next:
    """What to do now; `url` is empty for readers, who can do nothing."""

    sentence: str
    label: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ElectionPage:
    election: Election
    crumbs: Crumbs
    steps: tuple[Step, ...]
    next: Next
    tiles: tuple[Tile, ...]
    warning: str
    units: Table
    seats: Table
    may_edit: bool


@dataclass(frozen=True, slots=True)
class RegionPage:
    election: Election
    region: Region
    crumbs: Crumbs
    tiles: tuple[Tile, ...]
    warning: str
    units: Table
    seats: Table
    detail_url: str
    may_edit: bool


@dataclass(frozen=True, slots=True)
class StationLine:
    number: int
    voters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DesaPage:
    election: Election
    region: Region
    crumbs: Crumbs
    tiles: tuple[Tile, ...]
    seats: Table
    stages: tuple[str, ...]
    stations: tuple[StationLine, ...]
    page: Page
    may_edit: bool


def election_lines(elections: Iterable[Election], tps: dict[int, int]) -> list[ElectionLine]:
    return [
        ElectionLine(
            name=each.name,
            region=each.region.name,
            voting_day=each.voting_day,
            tps=wording.number(tps.get(each.pk)),
            url=reverse("enrolment:election", args=[each.code]),
        )
        for each in elections
    ]


def election_page(election: Election, seating: Seating, *, may_edit: bool) -> ElectionPage:
    has_tps = seating.whole.units.tps is not None
    # By name: the next stage's page, of which this stage knows no more.
    plan_url = f"{reverse('budgeting:plan-new')}?election={election.code}"
    return ElectionPage(
        election=election,
        crumbs=crumbs(),
        steps=_steps(has_tps, plan_url if may_edit else ""),
        next=_next(election, seating, plan_url) if may_edit else Next(""),
        tiles=_election_tiles(seating),
        warning=_partial(seating),
        units=unit_table(election, seating),
        seats=seat_table(seating),
        may_edit=may_edit,
    )


def region_page(election: Election, region: Region, seating: Seating, *, may_edit: bool) -> RegionPage:
    return RegionPage(
        election=election,
        region=region,
        crumbs=crumbs(election, region),
        tiles=_region_tiles(seating),
        warning=_partial(seating),
        units=unit_table(election, seating),
        seats=seat_table(seating),
        detail_url=f"{reverse('enrolment:units-detail', args=[election.code])}?di={region.pk}",
        may_edit=may_edit,
    )


def desa_page(election: Election, region: Region, seating: Seating, page: str | None, *, may_edit: bool) -> DesaPage:
    stations = PollingStation.objects.filter(election=election, desa=region).order_by("number")
    by_number: dict[int, dict[str, int | None]] = {}
    for stage, number, voters in stations.values_list("stage", "number", "voters"):
        by_number.setdefault(number, {})[stage] = voters
    stages = [stage for stage in StageCode if any(stage in known for known in by_number.values())]
    shown = Paginator(list(by_number.items()), STATIONS_A_PAGE).get_page(page)
    lines = tuple(
        StationLine(number, tuple(_voters(known, stage) for stage in stages)) for number, known in shown.object_list
    )
    return DesaPage(
        election=election,
        region=region,
        crumbs=crumbs(election, region),
        tiles=_region_tiles(seating),
        seats=seat_table(seating),
        stages=tuple(str(stage.label) for stage in stages),
        stations=lines,
        page=shown,
        may_edit=may_edit,
    )


def crumbs(election: Election | None = None, region: Region | None = None) -> Crumbs:
    """The way from the list of elections down to what holds the page; names of regions come with their parents."""
    found = [(_("Pemilu & TPS"), reverse("enrolment:elections"))]
    if election is None:
        return tuple(found)
    found.append((election.name, reverse("enrolment:election", args=[election.code])))
    above = []
    while region is not None and (code := parent(region.pk)) and code != election.region_id:
        region = region.parent
        above.append((region.name, reverse("enrolment:region", args=[election.code, region.pk])))
    return (*found, *reversed(above))


def _voters(known: dict[str, int | None], stage: StageCode) -> str:
    """Voters of a TPS at a stage; a TPS without a number of voters is still there."""
    if stage not in known:
        return wording.MISSING
    return wording.number(known[stage]) if known[stage] is not None else _("ada")


def _steps(has_tps: bool, plan_url: str) -> tuple[Step, ...]:
    return (
        Step(_("Hitung"), "done" if has_tps else "current"),
        Step(_("Rencanakan"), "current" if has_tps else "todo", plan_url if has_tps else ""),
        Step(_("Usulkan"), "todo"),
        Step(_("Daftarkan"), "todo"),
        Step(_("Bayar"), "todo"),
        Step(_("Jawab"), "todo"),
    )


def _next(election: Election, seating: Seating, plan_url: str) -> Next:
    units = seating.whole.units
    count_url = reverse("enrolment:units", args=[election.code])
    if units.tps is None:
        return Next(_("Isi jumlah TPS: satu angka total sudah cukup untuk mulai."), _("Isi jumlah TPS"), count_url)
    if units.tps_coklit is None:
        sentence = _("TPS sudah terisi. Tanpa TPS coklit, Pantarlih belum terhitung; rencana sudah dapat disusun.")
        return Next(sentence, _("Susun rencana"), plan_url)
    return Next(_("Satuan sudah terisi. Susun rencana iurannya."), _("Susun rencana"), plan_url)


def _election_tiles(seating: Seating) -> tuple[Tile, ...]:
    counted, units = seating.counted, seating.whole.units
    own = _("data wilayah Kemendagri")
    tiles = [
        Tile(_("Kecamatan"), wording.number(units.kecamatan), _origin(counted, CountKind.KECAMATAN) or own),
        Tile(_("Desa/kelurahan"), wording.number(units.desa), _origin(counted, CountKind.DESA) or own),
        _tps_tile(seating),
        Tile(_("TPS coklit"), wording.number(units.tps_coklit), _origin(counted, CountKind.TPS_COKLIT)),
    ]
    if units.tps_over_400 is not None:
        over = wording.number(units.tps_over_400)
        tiles.append(Tile(_("TPS coklit > 400 pemilih"), over, _origin(counted, CountKind.TPS_OVER_400)))
    return (*tiles, Tile(_("Kursi"), wording.number(seating.whole.people), _("semua badan yang satuannya diketahui")))


def _tps_tile(seating: Seating) -> Tile:
    """Final TPS; while only DPS is known, its number stands in and says so."""
    counted, tps = seating.counted, seating.whole.units.tps
    if tps is None:
        return Tile(_("TPS (DPT)"), wording.MISSING, _("belum diisi"), "warn")
    if CountKind.TPS not in counted.trees:
        return Tile(_("TPS (DPS)"), wording.number(tps), _origin(counted, CountKind.TPS_DPS), "warn")
    return Tile(_("TPS (DPT)"), wording.number(tps), _origin(counted, CountKind.TPS))


def _origin(counted: Counted, kind: CountKind) -> str:
    return wording.provenance(counted.provenance.get(kind))


def _region_tiles(seating: Seating) -> tuple[Tile, ...]:
    units = seating.whole.units
    tiles = [
        Tile(_("TPS"), wording.number(units.tps)),
        Tile(_("TPS coklit"), wording.number(units.tps_coklit)),
        Tile(_("Kursi"), wording.number(seating.whole.people)),
    ]
    if seating.level != Level.DESA:
        tiles.insert(0, Tile(_("Desa/kelurahan"), wording.number(units.desa)))
    return tuple(tiles)


def _partial(seating: Seating) -> str:
    """A sum of some parts only looks like a total: say how many are missing."""
    blank = sum(part.units.tps is None for part in seating.parts)
    if seating.whole.units.tps is None or not blank or seating.undetailed.units.tps:
        return ""
    return _(
        "Jumlah TPS ini baru dari %(known)s di antara %(all)s %(parts)s; %(blank)s belum diisi, jadi belum lengkap."
    ) % {
        "known": len(seating.parts) - blank,
        "all": len(seating.parts),
        "parts": part_name(seating.level).lower(),
        "blank": blank,
    }
