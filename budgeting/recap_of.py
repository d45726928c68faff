"""The recap of one fiscal year by kecamatan and desa: regions and counts fetched once, the rest is rules."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from budgeting.planning import Planned
from budgeting.rules.figures import RecapRow
from budgeting.rules.line import Line
from budgeting.rules.recap import Counts, Places, Share, recap, unit_counts
from enrolment.models import Region
from enrolment.rules.region_code import Level, level
from pemilu_bpjs.formats import thousands

_LEVELS = (Level.KABUPATEN, Level.KECAMATAN, Level.DESA)


def recap_of(planned: Planned, year: int) -> tuple[RecapRow, ...]:
    """Rows in the order of the region codes, undetailed rows named so that a reader sees what they hold."""
    places = places_of(planned.plan.input.region)
    shares = tuple(share for line in planned.plan.lines if (share := _share(line, planned, year)) is not None)
    return tuple(_named(row, places) for row in recap(places, _counts(planned, places), shares))


def places_of(region: str) -> Places:
    """All regions below one, in one query."""
    rows = Region.objects.filter(pk__startswith=f"{region}.", level__in=_LEVELS)
    return Places(region, dict(rows.order_by("pk").values_list("pk", "name")))


def _counts(planned: Planned, places: Places) -> Mapping[str, Counts]:
    counts: dict[str, Counts] = dict(unit_counts(places))
    for kind, tree in planned.counted.trees.items() if planned.counted else ():
        detail = {code: node.total for code, node in tree.items() if code != places.region}
        if detail:
            counts[kind] = detail
    # The TPS of the provisional list stand in until the final list is there, as they do in the total.
    if "tps" not in counts and "tps_dps" in counts:
        counts["tps"] = counts["tps_dps"]
    return counts


def _share(line: Line, planned: Planned, year: int) -> Share | None:
    if not any(month.startswith(f"{year}-") for month in line.months):
        return None
    position = line.preset.position if line.preset else None
    seats = line.seats
    jkk = sum(part.price.jkk * _months(part.months, year) for part in line.parts)
    jkm = sum(part.price.jkm * _months(part.months, year) for part in line.parts)
    return Share(
        code=line.code,
        unit=position.unit.value if position and seats else None,
        units=seats.units if seats else 0,
        per_unit=seats.per_unit if seats else 0,
        over=planned.plan.units.tps_over_400 or 0,
        per_over=position.extra_per_over_400 if position and seats else 0,
        adjustments=tuple((each.region, each.people) for each in line.adjustments),
        headcount=line.headcount,
        excluded=line.excluded,
        jkk=jkk,
        jkm=jkm,
    )


def _months(months: tuple[str, ...], year: int) -> int:
    return sum(month.startswith(f"{year}-") for month in months)


def _named(row: RecapRow, places: Places) -> RecapRow:
    if row.level == "undetailed":
        return replace(row, name=_undetailed(row, places))
    is_province = level(places.region) is Level.PROVINSI
    if row.level == "kecamatan" and is_province:
        return replace(row, name=f"{row.name} ({places.names.get(row.parent, '')})")
    return row


def _undetailed(row: RecapRow, places: Places) -> str:
    """What a row without a place holds: "Belum dirinci", with the excluded people that it takes off."""
    name = _("Belum dirinci")
    if row.code != places.region:
        name = f"{name} ({places.names.get(row.code, '')})"
    if row.excluded:
        without = _("pengecualian {people} orang tanpa rincian wilayah").format(people=thousands(row.excluded))
        name = f"{name}; {without}"
    return name
