"""How many units an election has, at every level, and who says so.

A TPS list beats entered numbers below it; where a stage has both, the entered total may be larger than the
list and the difference is "belum dirinci".
"""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q

from enrolment.models import CountKind, Election, PollingStation, Region, SeatException, StageCode, TpsList, UnitCount
from enrolment.rules import bodies as rules
from enrolment.rules.bodies import UnitCounts
from enrolment.rules.region_code import Level
from enrolment.rules.units import Node, roll_up

KIND_OF_STAGE = {
    StageCode.COKLIT: CountKind.TPS_COKLIT,
    StageCode.DPS: CountKind.TPS_DPS,
    StageCode.DPT: CountKind.TPS,
}


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a unit count comes from. `by` is a person's name, "" for the region data itself."""

    source: str
    by: str = ""
    at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """An election's units: effective totals, the tree of each kind, and where each total comes from."""

    units: UnitCounts
    trees: Mapping[str, Mapping[str, Node]]
    provenance: Mapping[str, Provenance]


def region_units(code: str) -> UnitCounts:
    """Kecamatan and desa of a region, from the region data alone."""
    return UnitCounts(
        kecamatan=Region.objects.below(code, Level.KECAMATAN).count(),
        desa=Region.objects.below(code, Level.DESA).count(),
    )


def count(election: Election) -> Counted:
    """All counts of an election, in a fixed number of queries however many TPS there are.

    Raises units.DetailExceedsTotal where parts were entered that exceed their whole.
    """
    entered, provenance = _entered(election)
    _overlay(entered, _listed(election))
    provenance |= _list_provenance(election)
    trees = {kind: roll_up(codes, election.region_id) for kind, codes in entered.items() if codes}
    totals = {kind: tree[election.region_id].total for kind, tree in trees.items() if election.region_id in tree}
    known = region_units(election.region_id)
    units = UnitCounts(
        kecamatan=totals.get("kecamatan", known.kecamatan),
        desa=totals.get("desa", known.desa),
        tps=totals.get("tps", totals.get("tps_dps")),
        tps_coklit=totals.get("tps_coklit"),
        tps_over_400=totals.get("tps_over_400"),
    )
    return Counted(units, trees, provenance)


def figures(election: Election) -> dict[str, dict[str, int]]:
    """What was entered or listed, by kind and region code, before it is added up: what `roll_up` takes."""
    entered: defaultdict[str, dict[str, int]] = defaultdict(dict)
    rows = UnitCount.objects.filter(election=election, replaced_at=None)
    for kind, code, number in rows.order_by("pk").values_list("kind", "region_id", "count"):
        entered[kind][code] = number
    _overlay(entered, _listed(election))
    return entered


def _overlay(entered: defaultdict[str, dict[str, int]], listed: dict[str, dict[str, int]]) -> None:
    for kind, per_desa in listed.items():
        entered[kind].update(per_desa)


def _entered(election: Election) -> tuple[defaultdict[str, dict[str, int]], dict[str, Provenance]]:
    counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    provenance: dict[str, Provenance] = {}
    rows = UnitCount.objects.filter(election=election, replaced_at=None).select_related("entered_by")
    for row in rows.order_by("entered_at"):
        counts[row.kind][row.region_id] = row.count
        standing = provenance.get(row.kind)
        if standing is None or row.region_id == election.region_id:
            by = str(row.entered_by) if row.entered_by else ""
            provenance[row.kind] = Provenance(row.source, by, row.entered_at)
    return counts, provenance


def _listed(election: Election) -> dict[str, dict[str, int]]:
    """TPS per desa by kind, from the lists; coklit lists give the TPS over 400 voters as well."""
    rows = (
        PollingStation.objects.filter(election=election)
        .order_by()
        .values_list("stage", "desa_id")
        .annotate(stations=Count("pk"), over=Count("pk", filter=Q(voters__gt=400)), known=Count("voters"))
    )
    per_kind: defaultdict[str, dict[str, int]] = defaultdict(dict)
    voters_known = True
    for stage, desa, stations, over, known in rows:
        per_kind[KIND_OF_STAGE[StageCode(stage)]][desa] = stations
        if stage == StageCode.COKLIT:
            per_kind[CountKind.TPS_OVER_400][desa] = over
            voters_known &= known == stations
    if not voters_known:
        # A list without voters says nothing of their number: unknown, not 0.
        del per_kind[CountKind.TPS_OVER_400]
    return per_kind


def _list_provenance(election: Election) -> dict[str, Provenance]:
    lists = TpsList.objects.filter(election=election, replaced_at=None).select_related("loaded_by")
    found: dict[str, Provenance] = {}
    for row in lists:
        by = str(row.loaded_by) if row.loaded_by else ""
        given = Provenance(row.source or row.file_name, by, row.loaded_at)
        found[KIND_OF_STAGE[StageCode(row.stage)]] = given
        if row.stage == StageCode.COKLIT:
            found[CountKind.TPS_OVER_400] = given
    return found


def seat_exceptions(election: Election) -> dict[str, tuple[rules.SeatException, ...]]:
    """Exceptions by position code, each naming its unit in words."""
    rows = (
        SeatException.objects.filter(election=election, replaced_at=None)
        .annotate(region_name=F("region__name"))
        .order_by("position", "region_id", "tps_number")
    )
    found: defaultdict[str, list[rules.SeatException]] = defaultdict(list)
    for row in rows:
        tps = f" TPS {row.tps_number}" if row.tps_number else ""
        found[row.position].append(rules.SeatException(row.seats, f"{row.region_name}{tps}", row.reason, row.region_id))
    return {position: tuple(each) for position, each in found.items()}


def final_tps(elections: Sequence[int]) -> dict[int, int]:
    """TPS at DPT by election key, for lists: the number entered for the whole, else the sum of the TPS list."""
    listed = TpsList.objects.filter(election__in=elections, stage=StageCode.DPT, replaced_at=None)
    found = dict(listed.values_list("election_id", "rows"))
    entered = UnitCount.objects.filter(
        election__in=elections, kind=CountKind.TPS, replaced_at=None, region=F("election__region")
    )
    return found | dict(entered.values_list("election_id", "count"))
