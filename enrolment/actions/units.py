"""Enter unit counts: who counted how many, where, from which source. Rows are replaced, never overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enrolment.counting import KIND_OF_STAGE, figures
from enrolment.models import CountKind, Election, PollingStation, Region, StageCode, UnitCount
from enrolment.region_data import known_units
from enrolment.rules.bodies import UnitCounts
from enrolment.rules.region_code import Level, lies_within
from enrolment.rules.units import DetailExceedsTotal, Node, most, roll_up
from pemilu_bpjs import audit
from pemilu_bpjs.formats import thousands

# A blank takes a number back: then the region data or the parts below count again.
Count = int | None
Faults = dict[str, ValidationError]

_BATCH = 2_000
_STAGE_OF_KIND = {kind: stage for stage, kind in KIND_OF_STAGE.items()} | {
    CountKind.TPS_OVER_400: StageCode.COKLIT,
}
# Kecamatan and desa are known from the region data; a number of one's own replaces the sum of the whole region.
_WHOLE_REGION_ONLY = (CountKind.KECAMATAN, CountKind.DESA)


@dataclass(frozen=True, slots=True)
class Entry:
    """A number for the whole election, with its source."""

    count: Count
    source: str = ""


def enter_counts(*, election: Election, kind: str, counts: Mapping[str, Count], source: str, by: Any) -> int:
    """Counts of one kind by region code; returns how many differ from what stood and were stored.

    All or none. Raises ValidationError by region code; what concerns a region that is not among them stands under
    NON_FIELD_ERRORS.
    """
    with transaction.atomic():
        _lock(election)
        changed = _enter(election, CountKind(kind), counts, source, by)
        if changed and (found := sum_faults(election)):
            named = {code if code in counts else NON_FIELD_ERRORS: fault for _, code, fault in found}
            raise ValidationError(named)
    return changed


def enter_totals(*, election: Election, entries: Mapping[str, Entry], by: Any) -> int:
    """Numbers of several kinds for the whole region, each with its source. Raises ValidationError by kind."""
    faults: Faults = {}
    changed = 0
    with transaction.atomic():
        _lock(election)
        for kind, entry in entries.items():
            try:
                changed += _enter(election, CountKind(kind), {election.region_id: entry.count}, entry.source, by)
            except ValidationError as refused:
                faults[kind] = refused.error_dict[election.region_id][0]
        if not faults and changed:
            faults = {kind: fault for kind, _, fault in sum_faults(election)}
        if faults:
            raise ValidationError(faults)
    return changed


def _lock(election: Election) -> None:
    """One entry at a time for an election: sums are checked against what stands."""
    Election.objects.select_for_update().get(pk=election.pk)


def _enter(election: Election, kind: CountKind, counts: Mapping[str, Count], source: str, by: Any) -> int:
    current = UnitCount.objects.filter(election=election, kind=kind, replaced_at=None)
    standing = dict(current.values_list("region_id", "count"))
    changed = {code: number for code, number in counts.items() if standing.get(code) != number}
    _check(election, kind, changed)
    if not changed:
        return 0
    now = timezone.now()
    current.filter(region_id__in=list(changed)).update(replaced_at=now)
    given = {"election": election, "kind": kind, "source": source, "entered_by": by, "entered_at": now}
    rows = [UnitCount(region_id=code, count=number, **given) for code, number in changed.items() if number is not None]
    UnitCount.objects.bulk_create(rows, batch_size=_BATCH)
    audit.record(
        "unit.enter",
        by=by,
        subject=f"election:{election.code}",
        region=election.region_id,
        detail={"kind": str(kind), "source": source, "counts": changed},
    )
    return len(changed)


def _check(election: Election, kind: CountKind, counts: Mapping[str, Count]) -> None:
    """Each number by itself: its region, its size, and whether a TPS list speaks there already."""
    levels = dict(Region.objects.filter(pk__in=list(counts)).values_list("pk", "level"))
    known = known_units(election.region_id)
    listed = _listed(election, kind) if Level.DESA in levels.values() else frozenset()
    faults: Faults = {}
    for code, number in counts.items():
        if code not in levels or not lies_within(code, election.region_id):
            faults[code] = _fault(_("Wilayah %(code)s tidak ada dalam pemilihan ini."), "region-unknown", code=code)
        elif kind in _WHOLE_REGION_ONLY and code != election.region_id:
            faults[code] = _fault(_("Angka ini hanya dapat diisi untuk seluruh wilayah pemilihan."), "region-level")
        elif code in listed:
            sentence = _("TPS di sini berasal dari daftar TPS. Muat daftar yang baru untuk mengubahnya.")
            faults[code] = _fault(sentence, "listed")
        elif number is not None and (fault := _size_fault(kind, number, known[code])):
            faults[code] = fault
    if faults:
        raise ValidationError(faults)


def _listed(election: Election, kind: CountKind) -> frozenset[str]:
    """Desa with TPS in a loaded list of the kind's stage."""
    stations = PollingStation.objects.filter(election=election, stage=_STAGE_OF_KIND.get(kind, ""))
    return frozenset(stations.order_by().values_list("desa_id", flat=True).distinct())


def _size_fault(kind: CountKind, number: int, known: UnitCounts) -> ValidationError | None:
    least = 1 if kind in _WHOLE_REGION_ONLY else 0
    limit = most(kind, known.kecamatan or 0, known.desa or 0)
    if number < least:
        return _fault(_("Jumlahnya paling sedikit %(least)s."), "count-absurd", least=least)
    if number > limit:
        sentence = _("%(count)s terlalu besar untuk wilayah ini; paling banyak %(most)s. Periksa angkanya.")
        return _fault(sentence, "count-absurd", count=thousands(number), most=thousands(limit))
    return None


def sum_faults(election: Election) -> list[tuple[str, str, ValidationError]]:
    """Where numbers contradict each other: (kind, region code, fault)."""
    entered = figures(election)
    trees: dict[str, Mapping[str, Node]] = {}
    found: list[tuple[str, str, ValidationError]] = []
    for kind, numbers in entered.items():
        try:
            trees[kind] = roll_up(numbers, election.region_id)
        except DetailExceedsTotal as excess:
            sentence = _(
                "Rinciannya berjumlah %(detail)s, lebih dari %(total)s yang tercatat untuk wilayah %(code)s. "
                "Betulkan rinciannya, atau ubah dahulu jumlah wilayah itu."
            )
            params = {"detail": thousands(excess.detail), "total": thousands(excess.total), "code": excess.code}
            found.append((kind, excess.code, _fault(sentence, "detail-exceeds-total", **params)))
    mapped = trees.get(CountKind.TPS_COKLIT, {})
    for code, node in trees.get(CountKind.TPS_OVER_400, {}).items():
        if code in mapped and node.total > mapped[code].total:
            sentence = _("TPS di atas 400 pemilih (%(over)s) melebihi TPS coklit (%(mapped)s).")
            params = {"over": thousands(node.total), "mapped": thousands(mapped[code].total)}
            found.append((CountKind.TPS_OVER_400, code, _fault(sentence, "over-400-above-coklit", **params)))
    return found


def _fault(sentence: str, code: str, /, **params: Any) -> ValidationError:
    return ValidationError(sentence, code, params)
