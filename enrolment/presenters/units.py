"""Pages on which unit counts are entered."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from enrolment import wording
from enrolment.models import CountKind, Election, Region
from enrolment.presenters.elections import Crumbs, crumbs
from enrolment.presenters.tables import part_name
from enrolment.rules.region_code import Level

GRID_KINDS = (CountKind.TPS, CountKind.TPS_COKLIT, CountKind.TPS_OVER_400, CountKind.TPS_DPS)


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    current: bool
    count: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which numbers a grid asks for: one kind, for these regions (code, name)."""

    region: Region
    kind: str
    is_per_desa: bool
    regions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TotalsPage:
    election: Election
    crumbs: Crumbs
    tabs: tuple[Tab, ...]


@dataclass(frozen=True, slots=True)
class GridPage:
    election: Election
    crumbs: Crumbs
    tabs: tuple[Tab, ...]
    kinds: tuple[Tab, ...]
    title: str
    part: str


def asked(election: Election, region: Region, query: Mapping[str, str]) -> Asked:
    """From the address: `jenis` the kind, `per=desa` for all desa at once (a province has too many of them)."""
    kind = query.get("jenis", "")
    is_per_desa = query.get("per") == "desa" and region.level in (Level.KABUPATEN, Level.KECAMATAN)
    found = Region.objects.below(region.pk, Level.DESA) if is_per_desa else region.children.all()
    rows = found.order_by("code").values_list("pk", "name", "parent__name")
    with_parent = is_per_desa and region.level == Level.KABUPATEN
    return Asked(
        region=region,
        kind=kind if kind in GRID_KINDS else str(CountKind.TPS),
        is_per_desa=is_per_desa,
        regions=tuple((code, f"{name}, {above}" if with_parent else name) for code, name, above in rows),
    )


def totals_page(election: Election) -> TotalsPage:
    return TotalsPage(election, crumbs(election), ways(election, ""))


def grid_page(election: Election, given: Asked) -> GridPage:
    part = _("Desa/kelurahan") if given.is_per_desa else part_name(given.region.level)
    per = "desa" if given.is_per_desa else ""
    kinds = tuple(
        Tab(wording.kind_label(kind), _grid_url(election, given.region.pk, per, kind), kind == given.kind)
        for kind in GRID_KINDS
    )
    is_whole = given.region.pk == election.region_id
    return GridPage(
        election=election,
        crumbs=crumbs(election) if is_whole else (*crumbs(election, given.region), _crumb(election, given.region)),
        tabs=ways(election, per or "bagian") if is_whole else (),
        kinds=kinds,
        title=_("Jumlah %(kind)s per %(part)s") % {"kind": wording.kind_label(given.kind), "part": part.lower()},
        part=part,
    )


def ways(election: Election, current: str) -> tuple[Tab, ...]:
    """The ways in which TPS numbers can be given."""
    level = election.region.level
    found = [
        ("", _("Satu total"), reverse("enrolment:units", args=[election.code])),
        ("bagian", _("Per %s") % part_name(level).lower(), _grid_url(election, election.region_id, "")),
    ]
    if level == Level.KABUPATEN:
        found.append(("desa", _("Per desa/kelurahan"), _grid_url(election, election.region_id, "desa")))
    found.append(("daftar", _("Daftar TPS"), reverse("enrolment:tps-list", args=[election.code])))
    return tuple(Tab(label, url, name == current) for name, label, url in found)


def _crumb(election: Election, region: Region) -> tuple[str, str]:
    return (region.name, reverse("enrolment:region", args=[election.code, region.pk]))


def _grid_url(election: Election, region: str, per: str, kind: str = "") -> str:
    query = {name: value for name, value in (("di", region), ("per", per), ("jenis", kind)) if value}
    return f"{reverse('enrolment:units-detail', args=[election.code])}?{urlencode(query)}"
